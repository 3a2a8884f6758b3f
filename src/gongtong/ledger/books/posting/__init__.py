"""How entries get into the tables, one or very many at once (过账)."""
