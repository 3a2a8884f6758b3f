"""Who may mediate by law, and which ties are looked for (调解员法定要求)."""

from gongtong.plugins.builtin.cn_mediation_mediators.mediators import plugin

__all__ = ["plugin"]
