"""Checking a count from its trace and the ballots, by hand as it were, without the code that counted (复核)."""
