"""What people call the things of an old compound, by category of opinion (意见分类词表)."""

from gongtong.plugins.builtin.cn_opinion_words.provisions import plugin

__all__ = ["plugin"]
