"""How money settles debts until a place decides otherwise (债务默认规定)."""

from gongtong.plugins.builtin.cn_debts.settling import plugin

__all__ = ["plugin"]
