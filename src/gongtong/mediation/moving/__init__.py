"""Moving a case from state to state: what the tables ask, and what follows (案件推进)."""
