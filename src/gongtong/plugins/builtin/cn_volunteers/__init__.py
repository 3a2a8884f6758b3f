"""What holds about the age of volunteers until a place decides otherwise (志愿者年龄默认规定)."""

from gongtong.plugins.builtin.cn_volunteers.ages import plugin

__all__ = ["plugin"]
