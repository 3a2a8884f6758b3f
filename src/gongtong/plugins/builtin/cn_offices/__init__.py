"""Which offices the law keeps apart (职务回避)."""

from gongtong.plugins.builtin.cn_offices.separation import plugin

__all__ = ["plugin"]
