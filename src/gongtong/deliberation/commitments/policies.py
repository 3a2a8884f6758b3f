"""What this desk leaves open (承诺政策点)."""
