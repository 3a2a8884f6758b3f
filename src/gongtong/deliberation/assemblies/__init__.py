"""Meetings of residents, their kinds as data (会议)."""
