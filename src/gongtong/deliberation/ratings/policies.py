"""What this desk leaves open (评价政策点)."""
