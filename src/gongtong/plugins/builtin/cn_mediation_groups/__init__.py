"""What holds about groups as parties until a place decides otherwise (集体当事人默认规定)."""

from gongtong.plugins.builtin.cn_mediation_groups.groups import plugin

__all__ = ["plugin"]
