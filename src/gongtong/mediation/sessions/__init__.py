"""Sessions, their minutes, and what stays privileged (调解会)."""
