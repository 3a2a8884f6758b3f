"""By which rules rosters are written until a place decides otherwise (排班默认规定)."""

from gongtong.plugins.builtin.cn_rosters.rules import plugin

__all__ = ["plugin"]
