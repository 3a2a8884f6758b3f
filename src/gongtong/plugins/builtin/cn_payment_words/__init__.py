"""What payers in China call the sanitation fee, and what they write when it is something else (付款用语)."""

from gongtong.plugins.builtin.cn_payment_words.provisions import plugin

__all__ = ["plugin"]
