"""What this desk leaves open (上报政策点)."""
