"""Rows that the database itself refuses to change or delete, where a host wants that (数据库加固).

The library never changes or deletes an event, an entry, a posting, a charge or what settled it. Hardened, the tables
refuse it to everybody who writes SQL: a slip in a console, a script, a compromised account without
the right to drop triggers. It is no step: other engines carry the tables without it, and the chain
of events tells of every change whether they are hardened or not.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from gongtong.core.storage.engines import require_transaction
from gongtong.core.storage.migrations import StepId
from gongtong.core.storage.written_steps import statements_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongtong.core.storage.names import Schema

HARDENED: Final = ("event", "entry", "posting", "charge", "allocation")
"""The tables whose rows are only ever inserted, without their prefix (加固的表)."""
HARDENING: Final = StepId("hardening", 1)
SOFTENING: Final = StepId("softening", 1)
_REFUSED: Final = {
    "postgresql": ("update", "delete", "truncate"),
    "sqlite": ("update", "delete", "replace"),
}


def harden(connection: sa.Connection, schema: Schema) -> bool:
    """Make the database refuse every change of what is written; says whether it was not so before (加固).

    It runs in the host's transaction and takes the right to create triggers on our tables. Where a
    part of it was dropped, all of it is made again. Raises `NotImplementedError` for an engine for
    which nothing was written.
    """
    require_transaction(connection)
    if is_hardened(connection, schema):
        return False
    _run(connection, SOFTENING, schema)
    _run(connection, HARDENING, schema)
    return True


def is_hardened(connection: sa.Connection, schema: Schema) -> bool:
    """Say whether every trigger of the hardening is there and switched on (是否已加固)."""
    names = schema.names
    wanted = {
        names(f"{table}_no_{verb}")
        for table in HARDENED
        for verb in _REFUSED.get(connection.dialect.name, ())
    }
    return bool(wanted) and wanted <= _triggers(connection, schema)


def lift_hardening(connection: sa.Connection, schema: Schema) -> bool:
    """Take the hardening away; says whether any of it was there (解除加固)."""
    require_transaction(connection)
    before = any(_triggers(connection, schema))
    _run(connection, SOFTENING, schema)
    return before


@contextmanager
def hardening_lifted(connection: sa.Connection, schema: Schema) -> Iterator[None]:
    """Take the hardening away for one piece of work, such as the erasure of personal data (临时解除加固).

    Afterwards the tables are as hard as before. Both happen in the host's transaction, so that on
    PostgreSQL and on SQLite nobody else ever sees them soft; where the work fails, the host rolls back.
    """
    was = is_hardened(connection, schema)
    lift_hardening(connection, schema)
    yield
    if was:
        harden(connection, schema)


def _run(connection: sa.Connection, step: StepId, schema: Schema) -> None:
    for statement in statements_of(step, connection.dialect.name, schema):
        connection.exec_driver_sql(statement)


def _triggers(connection: sa.Connection, schema: Schema) -> set[str]:
    names = schema.names
    query = (
        _on_postgresql(names.schema)
        if connection.dialect.name == "postgresql"
        else _on_sqlite(names.schema)
    )
    found = set(connection.scalars(query))
    ours = {
        names(f"{table}_no_{verb}")
        for table in HARDENED
        for verb in _REFUSED.get(connection.dialect.name, ())
    }
    return found & ours


def _on_sqlite(schema: str | None) -> sa.Select[str]:
    table = sa.table(
        "sqlite_master", sa.column("name", sa.String), sa.column("type"), schema=schema
    )
    return sa.select(table.c.name).where(table.c.type == "trigger")


def _on_postgresql(schema: str | None) -> sa.Select[str]:
    catalog = "pg_catalog"
    trigger = sa.table(
        "pg_trigger",
        sa.column("tgname", sa.String),
        sa.column("tgrelid"),
        sa.column("tgenabled"),
        schema=catalog,
    )
    relation = sa.table("pg_class", sa.column("oid"), sa.column("relnamespace"), schema=catalog)
    space = sa.table("pg_namespace", sa.column("oid"), sa.column("nspname"), schema=catalog)
    here = sa.func.current_schema() if schema is None else sa.literal(schema)
    return (
        sa.select(trigger.c.tgname)
        .select_from(
            trigger.join(relation, trigger.c.tgrelid == relation.c.oid).join(
                space, relation.c.relnamespace == space.c.oid
            )
        )
        # switched off, a trigger guards nothing
        .where(space.c.nspname == here, sa.cast(trigger.c.tgenabled, sa.String) == "A")
    )
