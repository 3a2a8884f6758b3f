"""Who watches a spending: supervisors, decisions by vote, and what is ratified afterwards (支出管控)."""
