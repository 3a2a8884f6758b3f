"""The index of a place's opinions, built once and asked until something is said or sorted anew (相似意见索引的保持)."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Final
from uuid import UUID

from attrs import frozen

from gongtong.core.storage.record import Head
from gongtong.core.storage.unit import current_head
from gongtong.deliberation.topics.policies import SIMILAR_OPINIONS, SYNONYMS
from gongtong.deliberation.topics.similar import SimilarEngine, SimilarEngineBuilder, Synonyms
from gongtong.deliberation.topics.suggesting import store

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork

_MOST_KEPT: Final = 16


@frozen
class _Kept:
    """An index, and the head of the record that it was built from."""

    head: Head
    engine: SimilarEngine


@frozen
class _Asked:
    """Whose opinions are looked through, and how."""

    place: UUID
    builder: SimilarEngineBuilder
    words: Synonyms


class IndexShelf:
    """Indexes that this process has built, each good as long as the record says so (索引缓存).

    The digest of the head stands for every event before it: an index that was built from a transaction that
    was taken back, or from another copy of the database, is never taken for this one's.
    """

    def __init__(self, most: int = _MOST_KEPT) -> None:
        """Begin with none."""
        self._most = most
        self._kept: dict[_Asked, _Kept] = {}
        self._lock = Lock()

    def engine_of(self, unit: UnitOfWork) -> SimilarEngine:
        """Give the index of the place as its opinions stand now; the first question builds it (取得索引)."""
        asked = _Asked(unit.place_id, unit.decide(SIMILAR_OPINIONS), unit.decide(SYNONYMS))
        with self._lock:
            kept = self._kept.get(asked)
        if kept is not None and not store.opinions_changed(unit, kept.head):
            return kept.engine
        head = current_head(unit)
        kept = _Kept(head, asked.builder.build(store.known_texts(unit), asked.words))
        with self._lock:
            self._kept.pop(asked, None)
            if len(self._kept) >= self._most:
                self._kept.pop(next(iter(self._kept)))
            self._kept[asked] = kept
        return kept.engine


SHELF: Final = IndexShelf()
"""The indexes that this process has built (本进程索引)."""
