"""What goes up a level, and the way back (上报)."""
