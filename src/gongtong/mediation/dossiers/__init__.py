"""The dossier of a case: which papers it needs (卷宗)."""
