"""What this desk leaves open (走访活动政策点)."""
