"""What this desk leaves open: words for the same thing, and how likeness is found (议题政策点)."""

from __future__ import annotations

from typing import Final

from gongtong.core.policies import PolicyPoint
from gongtong.deliberation.topics.replies import ReplyTerms
from gongtong.deliberation.topics.similar import SimilarEngineBuilder, Synonyms

SYNONYMS: Final = PolicyPoint[Synonyms](
    "deliberation.synonyms", zh="居民用语同义词", value_type=Synonyms
)
SIMILAR_OPINIONS: Final = PolicyPoint[SimilarEngineBuilder](
    "deliberation.similar_opinions", zh="相似意见的查找", value_type=SimilarEngineBuilder
)
REPLY_TERMS: Final = PolicyPoint[ReplyTerms](
    "deliberation.reply_terms", zh="意见答复规定", value_type=ReplyTerms
)
"""How long a place has to answer, and which offices decide."""
