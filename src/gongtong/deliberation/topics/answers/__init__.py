"""What became of topics, in the database (议题答复)."""
