"""What this desk leaves open (答复政策点)."""
