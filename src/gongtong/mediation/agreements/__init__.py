"""Agreements: what was agreed, and when it takes effect (调解协议)."""
