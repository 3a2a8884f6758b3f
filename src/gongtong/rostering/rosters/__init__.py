"""Rosters: who serves in which shift, by rules that can each explain itself (排班)."""
