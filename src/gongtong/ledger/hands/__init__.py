"""Whose hands are whose: accounts of one person, and people who act for others (同一双手)."""
