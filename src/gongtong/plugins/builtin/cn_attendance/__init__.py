"""How marks of coming and going are read until a place decides otherwise (签到默认规定)."""

from gongtong.plugins.builtin.cn_attendance.terms import plugin

__all__ = ["plugin"]
