"""Deposits of households, held apart and given back (住户押金)."""
