"""Steps that are written down as SQL, one file for each engine, and never change again (成文步骤).

The files lie in `gongtong/schema`, named component, number and engine. `{schema}` stands for the host's
schema with its dot, or for nothing, and `{prefix}` for its prefix. A change of a table is a further
file; a test holds all files together to the tables that the code expects.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from gongtong.core.storage.migrations import Step, StepId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic.operations import Operations

    from gongtong.core.storage.names import Schema

ENGINES: Final = ("postgresql", "sqlite")
CORE_TABLES: Final = StepId("core", 1)
_END: Final = ";\n"
_OPEN_TRIGGER: Final = re.compile(r"CREATE TRIGGER\b(?=.*\bBEGIN\b)(?!.*\bEND\Z)", re.DOTALL)


def written_step(
    component: str, number: int = 1, *, title: str, after: tuple[str, ...] = ()
) -> Step:
    """Make a step from its written SQL (成文步骤).

    The first step of every component but the core needs the core's tables, and the first steps of those components
    that are named in `after`.
    """
    step_id = StepId(component, number)

    def apply(operations: Operations, schema: Schema) -> None:
        connection = operations.get_bind()
        for statement in statements_of(step_id, connection.dialect.name, schema):
            connection.exec_driver_sql(statement)

    core = () if component == CORE_TABLES.component else (CORE_TABLES,)
    needs = (*core, *(StepId(one, 1) for one in after))
    return Step(step_id, title, apply, needs)


def statements_of(step_id: StepId, engine: str, schema: Schema) -> Iterator[str]:
    """Give the statements of a step for an engine and the host's names (步骤语句).

    Raises `NotImplementedError` for an engine for which nothing was written.
    """
    if engine not in ENGINES:
        raise NotImplementedError(
            f"step {step_id} is written for {', '.join(ENGINES)}, not for {engine}"
        )
    name = f"{step_id.component}_{step_id.number:04d}.{engine}.sql"
    text = (files("gongtong") / "schema" / name).read_text(encoding="utf-8")
    yield from split_statements(schema.names.fill(text))


def split_statements(text: str) -> Iterator[str]:
    """Give the statements of SQL text, each of them whole (拆分语句).

    The bodies of functions, between `$$` and `$$`, and those of SQLite's triggers, between BEGIN and
    END, have statements of their own, at which nothing is split.
    """
    open_statement = ""
    for piece in text.split(_END):
        statement = f"{open_statement}{piece}"
        if statement.count("$$") % 2 or _OPEN_TRIGGER.match(statement.strip()):
            open_statement = f"{statement}{_END}"
            continue
        open_statement = ""
        if statement.strip():
            yield statement.strip()


CORE_STEP: Final = written_step("core", title="places, their record, idempotency keys and outbox")
