"""Spending under two keys: one keeps the money, another keeps the books (两把钥匙)."""
