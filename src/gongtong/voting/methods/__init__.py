"""Counting methods, one in each file, and the list of them (计票方法)."""
