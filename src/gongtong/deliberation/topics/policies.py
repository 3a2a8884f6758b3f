"""What this desk leaves open: words for the same thing, and how likeness is found (议题政策点)."""

from __future__ import annotations

from typing import Final

from gongtong.core.policies import PolicyPoint
from gongtong.deliberation.topics.similar import SimilarEngineBuilder, Synonyms

SYNONYMS: Final = PolicyPoint[Synonyms](
    "deliberation.synonyms", zh="居民用语同义词", value_type=Synonyms
)
SIMILAR_OPINIONS: Final = PolicyPoint[SimilarEngineBuilder](
    "deliberation.similar_opinions", zh="相似意见的查找", value_type=SimilarEngineBuilder
)
