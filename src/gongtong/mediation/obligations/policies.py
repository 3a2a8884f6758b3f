"""What this desk leaves open (履行义务政策点)."""
