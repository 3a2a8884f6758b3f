"""Taking over books that another program kept: the desk that books a foreign journal (账簿接收)."""
