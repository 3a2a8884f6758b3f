"""All that the books hold about the debts of dwellings (债务历史)."""
