"""Clocks of cases: what runs, pauses and is extended (期限)."""
