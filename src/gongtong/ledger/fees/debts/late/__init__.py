"""Booking late charges (违约金计收)."""
