"""Steps that make and change our tables, run over the host's own connection (数据库迁移).

A step belongs to a component and has a number; it may need steps of other components first. Each step
that was run is noted in a table of our own, beside whatever the host uses for its tables. On
PostgreSQL a lock keeps two processes from migrating at once; SQLite's write lock does there.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Self

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from attrs import frozen
from typing_extensions import override

from gongtong.core.storage.engines import require_transaction
from gongtong.core.storage.names import Names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gongtong.core.storage.names import Schema


@frozen(order=True)
class StepId:
    """The component and number of a step, such as ledger:0001 (步骤编号)."""

    component: str
    number: int

    @override
    def __str__(self) -> str:
        """Write the step as component and four digits."""
        return f"{self.component}:{self.number:04d}"


@frozen
class Step:
    """One change of the tables of one component (迁移步骤)."""

    id: StepId
    title: str
    apply: Callable[[Operations, Schema], None]
    needs: tuple[StepId, ...] = ()


@frozen
class StepTables:
    """The table that notes which steps were run (步骤表)."""

    step: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the table for these names (建表定义)."""
        return cls(
            sa.Table(
                names("schema_step"),
                metadata,
                sa.Column("component", sa.String(80), primary_key=True),
                sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
                sa.Column("title", sa.String(200), nullable=False),
            )
        )


def in_order(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Put steps in an order in which each finds what it needs, the same every time (排序).

    Raises `ValueError` for a step that stands twice, a missing need, a gap or a circle.
    """
    waiting = sorted(steps, key=lambda step: step.id)
    known = {step.id for step in waiting}
    if len(known) != len(waiting):
        raise ValueError("a migration step stands twice")
    done: dict[StepId, Step] = {}
    while waiting:
        ready = next((step for step in waiting if all(need in done for need in _needs(step))), None)
        if ready is None:
            stuck = ", ".join(str(step.id) for step in waiting)
            raise ValueError(
                f"these migration steps need something that is missing or circular: {stuck}"
            )
        done[ready.id] = ready
        waiting.remove(ready)
    return tuple(done.values())


def _needs(step: Step) -> tuple[StepId, ...]:
    if step.id.number == 1:
        return step.needs
    return (*step.needs, StepId(step.id.component, step.id.number - 1))


def applied_steps(connection: sa.Connection, schema: Schema) -> frozenset[StepId]:
    """Read which steps this database has had (已执行步骤)."""
    table = schema.tables(StepTables).step
    if not sa.inspect(connection).has_table(table.name, schema=table.schema):
        return frozenset()
    rows = connection.execute(sa.select(table.c.component, table.c.number))
    return frozenset(StepId(component, number) for component, number in rows)


def migrate(connection: sa.Connection, schema: Schema, steps: Sequence[Step]) -> tuple[StepId, ...]:
    """Run the steps that are missing, inside the host's transaction, and name them (迁移)."""
    require_transaction(connection)
    ordered = in_order(steps)
    _take_lock(connection, schema)
    table = schema.tables(StepTables).step
    table.create(connection, checkfirst=True)
    before = applied_steps(connection, schema)
    operations = Operations(MigrationContext.configure(connection))
    ran: list[StepId] = []
    for step in ordered:
        if step.id in before:
            continue
        step.apply(operations, schema)
        connection.execute(
            table.insert().values(
                component=step.id.component, number=step.id.number, title=step.title
            )
        )
        ran.append(step.id)
    return tuple(ran)


def _take_lock(connection: sa.Connection, schema: Schema) -> None:
    if connection.dialect.name != "postgresql":
        return
    number = zlib.crc32(f"gongtong/{schema.names.schema}/{schema.names.prefix}".encode())
    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(number)))
