"""Mediation: from a dispute to a kept promise (调解)."""
