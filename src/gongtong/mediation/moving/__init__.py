"""Moving a case from state to state, and what is due (流转)."""
