"""What this desk leaves open (满意度调查政策点)."""
