"""What this desk leaves open (期限政策点)."""
