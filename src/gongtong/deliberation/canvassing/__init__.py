"""Door-to-door canvasses: which households, who went, what was met (入户走访)."""
