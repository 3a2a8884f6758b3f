"""Hours of service: recorded as they were, confirmed by another person, corrected with a trail (服务时长)."""
