"""Reading and writing what was made public (公示存取)."""

from typing import Any

import sqlalchemy as sa

from gongtong.core.codec import from_json, to_json
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.disclosure.calendar import DisclosureSubject
from gongtong.ledger.disclosure.due import DisclosureMissed, Occasion, PublishedDisclosure
from gongtong.ledger.disclosure.tables import DisclosureTables


def list_published(unit: UnitOfWork) -> tuple[PublishedDisclosure, ...]:
    """Read everything that was made public, in the order of its days (读取公示登记)."""
    table = unit.tables(DisclosureTables).disclosure
    rows = unit.connection.execute(
        sa.select(table)
        .where(table.c.place_id == unit.place_id)
        .order_by(table.c.shown_from, table.c.disclosure_id)
    )
    return tuple(_published_of(row) for row in rows)


def insert_published(unit: UnitOfWork, published: PublishedDisclosure) -> None:
    """Write what was made public (写入公示登记)."""
    unit.connection.execute(
        unit.tables(DisclosureTables)
        .disclosure.insert()
        .values(
            place_id=unit.place_id,
            disclosure_id=published.id,
            subject=published.subject,
            label=published.label,
            document_name=published.document.name,
            document_digest=published.document.digest,
            shown_at=published.place,
            shown_from=published.shown_from,
            shown_through=published.shown_through,
            fields=to_json(list(published.fields)),
            privacy=published.privacy,
            signed_by=to_json(list(published.signed_by)),
            noted_by=published.noted_by,
            noted_on=published.noted_on,
        )
    )


def list_occasions(unit: UnitOfWork) -> tuple[Occasion, ...]:
    """Read what happened that must be made public (读取公示事由)."""
    table = unit.tables(DisclosureTables).disclosure_occasion
    rows = unit.connection.execute(
        sa.select(table.c.subject, table.c.label, table.c.happened_on)
        .where(table.c.place_id == unit.place_id)
        .order_by(table.c.happened_on, table.c.subject, table.c.label)
    )
    return tuple(Occasion(*row) for row in rows)


def insert_occasion(unit: UnitOfWork, occasion: Occasion, noted_by: str) -> None:
    """Write what happened that must be made public (写入公示事由)."""
    unit.connection.execute(
        unit.tables(DisclosureTables)
        .disclosure_occasion.insert()
        .values(
            place_id=unit.place_id,
            subject=occasion.subject,
            label=occasion.label,
            happened_on=occasion.happened_on,
            noted_by=noted_by,
        )
    )


def list_missed(unit: UnitOfWork) -> tuple[tuple[DisclosureSubject, str], ...]:
    """Read which duties were noted as missed (读取逾期未公示)."""
    table = unit.tables(DisclosureTables).disclosure_missed
    rows = unit.connection.execute(
        sa.select(table.c.subject, table.c.label)
        .where(table.c.place_id == unit.place_id)
        .order_by(table.c.due_on, table.c.subject, table.c.label)
    )
    return tuple((row[0], row[1]) for row in rows)


def insert_missed(unit: UnitOfWork, missed: tuple[DisclosureMissed, ...]) -> None:
    """Write what was missed, each duty once (写入逾期未公示)."""
    if missed:
        unit.connection.execute(
            unit.tables(DisclosureTables).disclosure_missed.insert(),
            [
                {
                    "place_id": unit.place_id,
                    "subject": one.subject,
                    "label": one.label,
                    "due_on": one.due_on,
                    "noted_on": one.noted_on,
                }
                for one in missed
            ],
        )


def _published_of(row: sa.Row[Any]) -> PublishedDisclosure:
    return PublishedDisclosure(
        id=row.disclosure_id,
        subject=row.subject,
        label=row.label,
        document=DocumentRef(row.document_name, row.document_digest),
        place=row.shown_at,
        shown_from=row.shown_from,
        shown_through=row.shown_through,
        fields=from_json(row.fields, tuple[str, ...]),
        privacy=row.privacy,
        signed_by=from_json(row.signed_by, tuple[str, ...]),
        noted_by=row.noted_by,
        noted_on=row.noted_on,
    )
