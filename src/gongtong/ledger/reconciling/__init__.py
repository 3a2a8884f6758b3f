"""Comparing books line by line: the cashier's with the bookkeeper's, the bank's with both (对账台)."""
