"""Sessions: who sat together, what was said and kept, and what stays between them (调解会)."""
