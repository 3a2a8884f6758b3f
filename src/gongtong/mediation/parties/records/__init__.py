"""Everything on record about the parties of a case at once (当事人记录)."""
