"""What patrols have to keep until a place decides otherwise (巡逻默认规定)."""

from gongtong.plugins.builtin.cn_patrols.floors import plugin

__all__ = ["plugin"]
