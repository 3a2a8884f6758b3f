"""Meetings by the law on residents' committees, and the four of 四会 (会议规定)."""

from gongtong.plugins.builtin.cn_meetings.meetings import plugin

__all__ = ["plugin"]
