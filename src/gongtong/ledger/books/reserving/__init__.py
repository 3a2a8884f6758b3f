"""Promising amounts before they are posted (预留台)."""
