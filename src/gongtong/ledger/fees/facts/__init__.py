"""What fees depend on, recorded dwelling by dwelling and day by day (计费事实)."""
