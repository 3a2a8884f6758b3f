"""What provinces and cities say of votes of owners, beside the law of the land (地方表决规定)."""

from gongtong.plugins.builtin.cn_local_votes.provisions import plugin

__all__ = ["plugin"]
