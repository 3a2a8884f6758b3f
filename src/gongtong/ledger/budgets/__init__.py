"""What may be spent in a year: budgets, and spending held against them (预算)."""
