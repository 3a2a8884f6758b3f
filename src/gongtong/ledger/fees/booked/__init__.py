"""Charges as they are written down (应收登记)."""
