"""What was decided on a topic, what came of it, and who was told (答复)."""
