"""What this desk leaves open (流转政策点)."""
