"""What must be made public, when, and whether it was: the calendar of disclosure (公示日历)."""
