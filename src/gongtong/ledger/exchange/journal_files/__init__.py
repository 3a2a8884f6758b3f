"""Journals of other programs read in: what of hledger and beancount is understood, and nothing else (账簿读入)."""
