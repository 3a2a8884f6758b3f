"""What a patrol comes upon: noted, handed to whoever must know in time, and told to its end (突发情况)."""
