"""Words of residents that mean the same, until a place has its own list (居民用语同义词)."""

from gongtong.plugins.builtin.cn_opinion_synonyms.synonyms import plugin

__all__ = ["plugin"]
