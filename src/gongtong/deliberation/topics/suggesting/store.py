"""Reading what the record says of opinions, and their texts (相似意见存取)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.storage.record import Head, has_gone_on
from gongtong.core.storage.tables import CoreTables
from gongtong.deliberation.confirmation import CategoryConfirmed
from gongtong.deliberation.recording import OpinionsRecorded
from gongtong.deliberation.store import list_opinions
from gongtong.deliberation.topics.similar import KnownText

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork

_CHANGES_OPINIONS: Final = tuple(
    f"deliberation.{event.__name__}" for event in (OpinionsRecorded, CategoryConfirmed)
)


def opinions_changed(unit: UnitOfWork, since: Head) -> bool:
    """Say whether an opinion was recorded or sorted behind a head, or the record never had it (意见有无变化)."""
    return has_gone_on(
        unit.connection, unit.tables(CoreTables), unit.place_id, since, kinds=_CHANGES_OPINIONS
    )


def known_texts(unit: UnitOfWork) -> tuple[KnownText, ...]:
    """Read every opinion of the place as an index takes it in (待建索引意见)."""
    return tuple(
        KnownText(one.opinion.number, one.opinion.text, one.category) for one in list_opinions(unit)
    )
