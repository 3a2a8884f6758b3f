"""What owners decide together: thresholds met or missed, in heads and area (业主共同决定)."""
