"""Tariffs: prices as data, what they charge, and the decisions that enacted them (收费标准)."""
