"""Shifts handed on from one volunteer to another who agrees (换班)."""
