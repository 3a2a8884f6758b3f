"""Balances: kept with every entry, and proven by adding up (余额)."""
