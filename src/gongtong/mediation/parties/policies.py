"""What this desk leaves open (当事人政策点)."""
