"""Between the levels: what goes up, and what comes back (上报与退回)."""
