"""Suggesting what sounds alike, from an index that is built once (相似意见推荐)."""
