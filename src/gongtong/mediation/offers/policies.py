"""What this desk leaves open (方案政策点)."""
