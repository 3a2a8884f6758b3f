"""Surveys of satisfaction, and figures with their response rate (满意度调查)."""
