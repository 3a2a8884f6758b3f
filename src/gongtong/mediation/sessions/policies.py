"""What this desk leaves open (调解会政策点)."""
