"""What no agreement can say, whatever the parties want (协议条款法定界限)."""

from gongtong.plugins.builtin.cn_mediation_terms.terms import plugin

__all__ = ["plugin"]
