"""Letters to households that owe what is due (催缴)."""
