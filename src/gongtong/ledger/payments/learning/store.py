"""Reading and writing aliases (别名存取)."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from attrs import asdict, fields

from gongtong.core.errors import ConcurrentChangeError, UnknownReferenceError
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.payments.alias_book import AliasBook, AliasKind, AliasTarget
from gongtong.ledger.payments.learning.aliases import Alias
from gongtong.ledger.payments.learning.tables import AliasTables


def load_alias_book(unit: UnitOfWork) -> AliasBook:
    """Read every alias that holds (读取别名册)."""
    return AliasBook.of(
        (one.kind, one.said, AliasTarget(one.dwelling_id, one.party_id))
        for one in list_aliases(unit, standing=True)
    )


def list_aliases(
    unit: UnitOfWork, *, standing: bool = False, kind: AliasKind | None = None
) -> tuple[Alias, ...]:
    """Read aliases in the order in which they were learned, all or those that hold (列出别名)."""
    alias = unit.tables(AliasTables).alias
    clauses = [alias.c.place_id == unit.place_id]
    if standing:
        clauses.append(alias.c.forgotten_at.is_(None))
    if kind is not None:
        clauses.append(alias.c.kind == kind)
    rows = unit.connection.execute(
        sa.select(alias).where(*clauses).order_by(alias.c.learned_at, alias.c.alias_id)
    )
    return tuple(map(_alias, rows))


def load_alias(unit: UnitOfWork, alias_id: UUID) -> Alias:
    """Read one alias (读取别名)."""
    alias = unit.tables(AliasTables).alias
    row = unit.connection.execute(
        sa.select(alias).where(alias.c.place_id == unit.place_id, alias.c.alias_id == alias_id)
    ).one_or_none()
    if row is None:
        raise UnknownReferenceError("alias", alias_id)
    return _alias(row)


def insert_alias(unit: UnitOfWork, alias: Alias) -> None:
    """Insert an alias (写入别名)."""
    values: dict[str, Any] = asdict(alias, recurse=False)
    values["alias_id"] = values.pop("id")
    unit.connection.execute(
        unit.tables(AliasTables).alias.insert().values(place_id=unit.place_id, **values)
    )


def save_forgotten(unit: UnitOfWork, alias: Alias) -> None:
    """Note who had an alias forgotten, unless somebody else was first (写入取消)."""
    table = unit.tables(AliasTables).alias
    changed = unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == unit.place_id,
            table.c.alias_id == alias.id,
            table.c.forgotten_at.is_(None),
        )
        .values(forgotten_by=alias.forgotten_by, forgotten_at=alias.forgotten_at)
    )
    if changed.rowcount != 1:
        raise ConcurrentChangeError("alias", alias.id)


def _alias(row: sa.Row[Any]) -> Alias:
    names = [one.name for one in fields(Alias) if one.name != "id"]
    return Alias(id=row.alias_id, **{name: getattr(row, name) for name in names})
