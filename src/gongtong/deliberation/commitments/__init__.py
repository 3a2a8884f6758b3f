"""Campaigns in which each household agrees to do one thing (承诺)."""
