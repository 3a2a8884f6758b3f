"""Mediators: who may mediate, and whom the parties accept (调解员)."""
