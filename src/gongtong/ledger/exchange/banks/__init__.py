"""Statements of banks: CSV and workbooks by a mapping, OFX and camt.053 by their standards (银行对账单读入)."""
