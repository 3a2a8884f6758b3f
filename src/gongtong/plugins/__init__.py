"""Plugins: what is true in one place only, kept outside the rooms (插件)."""

from gongtong.plugins.manifest import API_VERSION, Plugin
from gongtong.plugins.spec import EventBatch, ObjectionRequest, hookimpl, hookspec

__all__ = [
    "API_VERSION",
    "EventBatch",
    "ObjectionRequest",
    "Plugin",
    "hookimpl",
    "hookspec",
]
