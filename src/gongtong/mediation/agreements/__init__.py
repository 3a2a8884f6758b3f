"""Agreements: what is written or recorded, who has signed, and what a court has confirmed (调解协议)."""
