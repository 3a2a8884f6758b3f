"""Campaigns from door to door: households, canvassers, visits (走访活动)."""
