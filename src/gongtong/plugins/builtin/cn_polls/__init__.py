"""How polls are held until a place decides otherwise (表决活动默认规定)."""

from gongtong.plugins.builtin.cn_polls.holding import plugin

__all__ = ["plugin"]
