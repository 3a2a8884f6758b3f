"""Balances kept at the end of closed periods (月末余额)."""
