"""What this desk leaves open (调解员政策点)."""
