"""Hardened tables: the database itself refuses to change or delete what is written, on both engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from gongtong.community import Gongtong
from gongtong.core.storage.hardening import HARDENED, HARDENING, SOFTENING
from gongtong.core.storage.migrations import StepId
from gongtong.core.storage.names import Names, Schema
from gongtong.core.storage.tables import CoreTables
from gongtong.core.storage.written_steps import statements_of
from gongtong.ledger.books.tables import BooksTables
from gongtong.ledger.fees.debts.tables import DebtsTables
from gongtong.ledger.fees.tables import FeesTables
from gongtong.testing.examples.every import EXAMPLES
from gongtong.testing.examples.people import CHAIR

if TYPE_CHECKING:
    from gongtong.testing.examples.example import CommandExample
    from gongtong.testing.stage import Stage

LEDGER = [example for example in EXAMPLES if example.command.startswith("ledger.")]
PAID = next(example for example in EXAMPLES if example.command == "ledger.import_bill")


def run(stage: Stage, example: CommandExample) -> None:
    payload = example.prepare(stage)
    stage.run(example.command, payload, key="hardened", actor=example.actor, now=example.now)


def tables(stage: Stage) -> dict[str, sa.Table]:
    schema = stage.gongtong.schema
    books = schema.tables(BooksTables)
    return {
        "event": schema.tables(CoreTables).event,
        "entry": books.entry,
        "posting": books.posting,
        "charge": schema.tables(FeesTables).charge,
        "allocation": schema.tables(DebtsTables).allocation,
    }


@pytest.fixture
def hard(place: Stage) -> Stage:
    """A hardened place with charges, what settled them, entries, postings and events in it."""
    run(place, PAID)
    with place.engine.begin() as connection:
        assert place.gongtong.harden(connection)
    return place


def refused(stage: Stage, statement: sa.Executable) -> None:
    with (
        pytest.raises(sa.exc.IntegrityError, match="is hardened"),
        stage.engine.begin() as connection,
    ):
        connection.execute(statement)


@pytest.mark.parametrize("name", HARDENED)
def test_no_row_is_changed_or_deleted(hard: Stage, name: str) -> None:
    """UPDATE and DELETE by SQL are refused and leave every row as it was."""
    table = tables(hard)[name]
    with hard.engine.begin() as connection:
        before = connection.execute(sa.select(table)).all()
    assert before
    column = next(iter(table.primary_key.columns))
    refused(hard, table.update().values({column.name: column}))
    refused(hard, table.delete())
    with hard.engine.begin() as connection:
        assert connection.execute(sa.select(table)).all() == before


@pytest.mark.parametrize("name", HARDENED)
def test_no_row_is_put_in_place_of_another(hard: Stage, name: str) -> None:
    """What SQLite calls REPLACE deletes without a trigger for it, and PostgreSQL empties a table at once."""
    table = tables(hard)[name]
    if hard.engine.dialect.name == "sqlite":
        columns = ", ".join(column.name for column in table.columns)
        refused(
            hard,
            sa.text(
                f"INSERT OR REPLACE INTO {table.name} ({columns}) SELECT {columns} FROM {table.name}"  # noqa: S608 - names of our own tables
            ),
        )
    else:
        refused(hard, sa.text(f"TRUNCATE {table.name} CASCADE"))


def test_hardening_twice_changes_nothing(hard: Stage) -> None:
    """It is there once, and says so."""
    with hard.engine.begin() as connection:
        assert hard.gongtong.is_hardened(connection)
        assert not hard.gongtong.harden(connection)


def test_it_is_lifted_by_name_alone(hard: Stage) -> None:
    """Lifted, rows can be erased; lifting again says that nothing was there."""
    with hard.engine.begin() as connection:
        assert hard.gongtong.lift_hardening(connection)
        assert not hard.gongtong.is_hardened(connection)
        assert not hard.gongtong.lift_hardening(connection)
        connection.execute(tables(hard)["charge"].update().values(explanation_zh=""))


def test_it_is_lifted_for_one_piece_of_work(hard: Stage) -> None:
    """Personal data is erased, and afterwards the tables are as hard as before."""
    charge = tables(hard)["charge"]
    with hard.engine.begin() as connection, hard.gongtong.hardening_lifted(connection):
        connection.execute(charge.update().values(explanation_zh="已删除"))
    refused(hard, charge.update().values(explanation_zh=""))


def test_what_was_soft_stays_soft(place: Stage) -> None:
    """Work on tables that were never hardened does not harden them."""
    with place.engine.begin() as connection:
        with place.gongtong.hardening_lifted(connection):
            pass
        assert not place.gongtong.is_hardened(connection)


def test_a_part_that_was_dropped_is_noticed_and_made_again(hard: Stage) -> None:
    """One missing trigger is no hardening."""
    table = tables(hard)["posting"].name
    on = f" ON {table}" if hard.engine.dialect.name == "postgresql" else ""
    with hard.engine.begin() as connection:
        connection.execute(sa.text(f"DROP TRIGGER {table}_no_update{on}"))
        assert not hard.gongtong.is_hardened(connection)
        assert hard.gongtong.harden(connection)
    refused(hard, tables(hard)["posting"].delete())


def test_a_guard_that_was_taken_off_is_noticed(hard: Stage) -> None:
    """A trigger that is there and switched off guards nothing; SQLite has no switch but to drop it."""
    off = {
        "postgresql": "ALTER TABLE gt_entry DISABLE TRIGGER gt_entry_no_delete",
        "sqlite": "DROP TRIGGER gt_entry_no_delete",
    }
    with hard.engine.begin() as connection:
        connection.execute(sa.text(off[hard.engine.dialect.name]))
        assert not hard.gongtong.is_hardened(connection)


def test_another_schema_and_prefix_are_hardened_for_themselves(engine: sa.Engine) -> None:
    """Only the tables under the host's own names are hardened."""
    schema = "residents" if engine.dialect.name == "postgresql" else None
    ours, others = Gongtong(prefix="city_", schema=schema), Gongtong(prefix="town_")
    with engine.begin() as connection:
        if schema is not None:
            connection.execute(sa.schema.CreateSchema(schema))
        ours.migrate(connection)
        others.migrate(connection)
        assert ours.harden(connection)
        assert ours.is_hardened(connection)
        assert not others.is_hardened(connection)
        assert others.harden(connection)
        assert others.lift_hardening(connection)
        assert ours.is_hardened(connection)


@pytest.mark.parametrize("step", [HARDENING, SOFTENING], ids=str)
def test_an_engine_for_which_nothing_was_written_is_told_so(step: StepId) -> None:
    """No engine gets triggers that were meant for another."""
    with pytest.raises(NotImplementedError, match="written for postgresql, sqlite"):
        list(statements_of(step, "mysql", Schema(Names())))


@pytest.mark.parametrize("example", LEDGER, ids=lambda example: example.id)
def test_everything_else_works_hardened(place: Stage, example: CommandExample) -> None:
    """Every command of the ledger runs on hardened tables, and the books agree."""
    with place.engine.begin() as connection:
        assert place.gongtong.harden(connection)
    run(place, example)
    with place.work(CHAIR) as work:
        assert work.broken_event() is None
        assert work.ledger.books.reports.verify() == ()
