"""Polls: from the draft to the published result, in the open or in secret (表决活动)."""
