"""The counting methods that come with the package (内置计票方法)."""

from gongtong.plugins.builtin.counting_methods.provisions import plugin

__all__ = ["plugin"]
