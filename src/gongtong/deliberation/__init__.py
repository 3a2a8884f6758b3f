"""What residents say at the door, kept word for word and sorted for a person to confirm (议事)."""
