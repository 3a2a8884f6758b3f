"""What this desk leaves open (调解协议政策点)."""
