"""Obligations: who owes whom what, when, and on which condition (履行义务)."""
