"""State machines as tables that are data: versioned, checked, drawn and compared (状态机)."""
