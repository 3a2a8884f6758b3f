"""The dossier of a case: its papers, what is missing, the visit afterwards (卷宗)."""
