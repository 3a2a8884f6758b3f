"""Ratings of a property company by criteria, with evidence and a right of reply (物业服务评价)."""
