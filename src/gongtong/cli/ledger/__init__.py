"""`gongtong ledger`: a committee's books from the command line (账务命令)."""
