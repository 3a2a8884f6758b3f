"""Meters and what they counted (表具与读数)."""
