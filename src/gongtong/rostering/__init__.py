"""Volunteers: patrols at irregular times (志愿者排班)."""
