"""Costs that households share, and money that is only passed on (公摊与代收代付)."""
