"""How disputes are mediated until a place decides otherwise (调解默认规定)."""

from gongtong.plugins.builtin.cn_mediation.cases import plugin

__all__ = ["plugin"]
