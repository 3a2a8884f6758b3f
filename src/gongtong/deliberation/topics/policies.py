"""What this desk leaves open (议题政策点)."""
