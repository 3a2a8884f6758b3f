"""What if some ballots were different: how many it would take to change a result (结果变动所需票数)."""
