"""What each household owes: fee rules, charges and arrears (收费)."""
