"""Cases: what a dispute is, and the state that it is in (案件)."""
