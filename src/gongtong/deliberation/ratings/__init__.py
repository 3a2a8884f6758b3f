"""Ratings of a property company, with evidence and a right of reply (评价)."""
