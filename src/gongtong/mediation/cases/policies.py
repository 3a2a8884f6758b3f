"""What this desk leaves open (案件政策点)."""
