"""Asking what has to be checked before a period is closed (结账检查)."""
