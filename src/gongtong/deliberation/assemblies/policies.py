"""What this desk leaves open (会议政策点)."""
