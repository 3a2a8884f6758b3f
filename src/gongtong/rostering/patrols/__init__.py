"""Patrols whose times nobody can foretell, and everybody can check afterwards (不定期巡逻)."""
