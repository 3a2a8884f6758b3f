"""Votes of the owners: who may vote, what was cast, and what was decided (表决)."""
