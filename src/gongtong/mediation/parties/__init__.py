"""Parties: persons, organisations, and groups of households (当事人)."""
