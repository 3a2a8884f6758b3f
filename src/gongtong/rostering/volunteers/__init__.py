"""Volunteers: who they are, what they can do, and which duty they may take (志愿者)."""
