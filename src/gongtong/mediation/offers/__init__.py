"""Offers, and what each party says to each version (方案)."""
