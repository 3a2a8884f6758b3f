"""The books: accounts, entries, balances and periods (账簿)."""
