"""Holding the books against the record of events (账簿与事件记录核对)."""
