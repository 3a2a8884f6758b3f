"""What must be true of a place at every moment (场地审计).

These findings are stated about the stored rows, without the code that wrote them, as far as that is
possible: a bug in a store should not hide itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

import sqlalchemy as sa

from gongtong.core.events import GENESIS, digest_of_event
from gongtong.core.storage.record import list_events
from gongtong.core.storage.tables import CoreTables

if TYPE_CHECKING:
    from gongtong.community import Work

PlaceAudit: TypeAlias = Callable[["Work"], Sequence[str]]
"""Looks at a place and says what is wrong in it (审计函数)."""


def audit_record(work: Work) -> tuple[str, ...]:
    """Check the chain of events and the idempotency keys of the place (核对事件链与幂等键)."""
    return (*_chain_findings(work), *_key_findings(work))


def audit_ledger(work: Work) -> tuple[str, ...]:
    """Check the books and the cashier's desk: what is kept is what was posted, noted and printed (核对账目)."""
    found = (*work.ledger.books.reports.verify(), *work.ledger.cash.verify())
    return tuple(finding.en for finding in found)


AUDITS: tuple[PlaceAudit, ...] = (audit_record, audit_ledger)
"""The audits of the built-in rooms; a plugin's tests add their own (内置审计)."""


def audit(work: Work, audits: Sequence[PlaceAudit] = AUDITS) -> tuple[str, ...]:
    """Run every audit and give what each found (全面审计)."""
    return tuple(finding for one in audits for finding in one(work))


def _chain_findings(work: Work) -> Iterator[str]:
    unit = work.unit
    place = unit.tables(CoreTables).place
    head = unit.connection.execute(
        sa.select(place.c.event_count, place.c.head).where(place.c.place_id == unit.place_id)
    ).one()
    previous, count = GENESIS, 0
    while stretch := list_events(
        unit.connection, unit.tables(CoreTables), unit.place_id, after=count
    ):
        for event in stretch:
            if event.sequence != count + 1:
                yield f"event {count + 1} is missing"
            if event.previous != previous:
                yield f"event {event.sequence} does not follow from the one before it"
            if event.digest != digest_of_event(event):
                yield f"event {event.sequence} does not match its digest"
            previous, count = event.digest, event.sequence
    if (head.event_count, head.head) != (count, previous):
        yield f"the place counts {head.event_count} events, its record ends with {count}"


def _key_findings(work: Work) -> Iterator[str]:
    unit = work.unit
    tables = unit.tables(CoreTables)
    event, command = tables.event, tables.command
    of_event = sa.select(event.c.command_key).where(event.c.place_id == unit.place_id)
    of_command = sa.select(command.c.command_key).where(command.c.place_id == unit.place_id)
    orphans = unit.connection.execute(of_event.except_(of_command)).scalars()
    yield from (f"events of the key {key!r} have no command" for key in sorted(orphans))
