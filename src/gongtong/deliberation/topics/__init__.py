"""Topics: opinions that belong together, and what is similar (议题)."""
