"""What households owe and how it was settled (住户债务)."""
