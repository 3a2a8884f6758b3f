"""Reports: what the books say on any day, and what they said when it was published (报表)."""
