"""What this desk leaves open (卷宗政策点)."""
