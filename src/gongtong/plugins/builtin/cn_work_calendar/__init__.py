"""The working days of China, year by year as they are announced (全国工作日历)."""

from gongtong.plugins.builtin.cn_work_calendar.provisions import plugin

__all__ = ["plugin"]
