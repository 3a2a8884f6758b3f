"""The first step of a component: its tables, as they stand in this version (首次建表)."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import attrs
import sqlalchemy as sa

from gongtong.core.storage.migrations import Step, StepId
from gongtong.core.storage.tables import CoreTables

if TYPE_CHECKING:
    from alembic.operations import Operations

    from gongtong.core.storage.names import Schema, TableSet

CORE_TABLES = StepId("core", 1)


def create_tables(component: str, *sets: type[TableSet], title: str) -> Step:
    """Make the step that creates the tables of a component (建表步骤).

    Once a version is released, a change of its tables is a further step and this one creates what
    that version had; the test that all steps together equal the tables from scratch holds both to it.
    """

    def apply(operations: Operations, schema: Schema) -> None:
        tables = [table for kind in sets for table in tables_of(schema, kind)]
        schema.metadata.create_all(operations.get_bind(), tables=tables, checkfirst=False)

    needs = () if component == CORE_TABLES.component else (CORE_TABLES,)
    return Step(StepId(component, 1), title, apply, needs)


def tables_of(schema: Schema, kind: type[TableSet]) -> tuple[sa.Table, ...]:
    """Give the tables that a component defines, in the order of their definition (组件的表)."""
    defined = schema.tables(kind)
    # every set of tables is an attrs class, which the protocol cannot say
    fields = attrs.fields(cast("type[attrs.AttrsInstance]", kind))
    values = (getattr(defined, attribute.name) for attribute in fields)
    return tuple(value for value in values if isinstance(value, sa.Table))


CORE_STEP = create_tables(
    "core", CoreTables, title="places, their record, idempotency keys and outbox"
)
