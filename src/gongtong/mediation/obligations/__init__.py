"""What parties owe each other under an agreement, as a graph (义务)."""
