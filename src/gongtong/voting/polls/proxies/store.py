"""Mandates of polls in and out of the database (表决活动委托存取)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongtong.core.codec import to_json
from gongtong.core.errors import ConcurrentChangeError
from gongtong.voting.polls.tables import PollTables

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.voting.polls.mandates import AppointProxy, ProxyAppointed, ProxyRevoked


def insert_mandate(unit: UnitOfWork, request: AppointProxy, event: ProxyAppointed) -> None:
    """Keep a mandate with its instructions, which the event does not tell (保存委托)."""
    unit.connection.execute(
        unit.tables(PollTables)
        .mandate.insert()
        .values(
            place_id=unit.place_id,
            poll_id=event.poll_id,
            mandate_id=event.mandate_id,
            label=event.label,
            voter_id=event.voter_id,
            holder=event.holder,
            holder_id=event.holder_id,
            form=event.form,
            capacity=event.capacity,
            roles=to_json(event.roles),
            instructions=to_json(request.instructions),
            recorded_at=unit.now,
            recorded_by=unit.actor.id,
            revoked_by="",
        )
    )


def save_revocation(unit: UnitOfWork, event: ProxyRevoked) -> None:
    """Keep that a mandate was revoked, once (保存取消委托)."""
    table = unit.tables(PollTables).mandate
    changed = unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == unit.place_id,
            table.c.poll_id == event.poll_id,
            table.c.mandate_id == event.mandate_id,
            table.c.revoked_at.is_(None),
        )
        .values(revoked_at=unit.now, revoked_by=unit.actor.id)
    )
    if changed.rowcount != 1:
        raise ConcurrentChangeError("mandate", event.mandate_id)
