"""How books are kept and money is spent until a place decides otherwise (账务默认规定)."""

from gongtong.plugins.builtin.cn_ledger.keeping import plugin

__all__ = ["plugin"]
