"""Mandates in polls: recording them, and revoking them (表决活动委托)."""
