"""Arrears by age, at any day (欠费账龄)."""
