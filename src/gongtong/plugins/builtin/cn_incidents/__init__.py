"""Whom an incident is handed to until a place decides otherwise (突发情况默认规定)."""

from gongtong.plugins.builtin.cn_incidents.terms import plugin

__all__ = ["plugin"]
