"""Counting ballots exactly: voters as bits, profiles, ties as values, one trace for every method (计票)."""
