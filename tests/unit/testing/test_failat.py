"""Failing at a chosen call: the statement is or is not done, and the dead do nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from gongtong.testing.failat import COMMIT, Fate, Fault, FaultInjector, Moment, SimulatedDeath

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

METADATA = sa.MetaData()
COUNTER = sa.Table("counter", METADATA, sa.Column("n", sa.Integer, nullable=False))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    """A SQLite file with one row that holds 0."""
    made = sa.create_engine(f"sqlite:///{tmp_path / 'counter.db'}")
    METADATA.create_all(made)
    with made.begin() as connection:
        connection.execute(COUNTER.insert().values(n=0))
    yield made
    made.dispose()


def add_one(engine: sa.Engine) -> None:
    """Two statements and a commit."""
    with engine.begin() as connection:
        n = connection.execute(sa.select(COUNTER.c.n)).scalar_one()
        connection.execute(COUNTER.update().values(n=n + 1))


def value(engine: sa.Engine) -> int:
    """What the row holds."""
    with engine.connect() as connection:
        return int(connection.execute(sa.select(COUNTER.c.n)).scalar_one())


def test_the_calls_of_a_transaction_are_counted(engine: sa.Engine) -> None:
    """Every statement and the COMMIT is a point at which to fail."""
    injector = FaultInjector(engine)
    with injector.counting():
        add_one(engine)
    assert [call.split()[0] for call in injector.calls] == ["SELECT", "UPDATE", COMMIT]


@pytest.mark.parametrize("fate", [Fate.ERROR, Fate.DEATH])
@pytest.mark.parametrize("moment", list(Moment))
@pytest.mark.parametrize("call", [0, 1, 2])
def test_only_after_commit_is_the_work_done(
    engine: sa.Engine, call: int, moment: Moment, fate: Fate
) -> None:
    """Of all points only the one after COMMIT leaves the new value; a repeat then adds a second time."""
    injector = FaultInjector(engine)
    expected = SimulatedDeath if fate is Fate.DEATH else sa.exc.DBAPIError
    with injector.counting(Fault(call, moment, fate)), pytest.raises(expected):
        add_one(engine)
    is_committed = call == 2 and moment is Moment.AFTER
    assert value(engine) == (1 if is_committed else 0)
    add_one(engine)
    assert value(engine) == (2 if is_committed else 1)


def test_a_lost_connection_is_seen_as_one(engine: sa.Engine) -> None:
    """After the loss the pool opens a new connection, and the work was rolled back."""
    injector = FaultInjector(engine)
    with (
        injector.counting(Fault(1, Moment.AFTER, Fate.LOST)),
        pytest.raises((sa.exc.DBAPIError, sa.exc.PendingRollbackError)),
    ):
        add_one(engine)
    assert value(engine) == 0


def test_the_dead_write_nothing(engine: sa.Engine) -> None:
    """Code that catches everything and goes on does not reach the database after its death."""
    injector = FaultInjector(engine)

    def stubborn() -> None:
        try:
            add_one(engine)
        finally:
            add_one(engine)

    with (
        injector.counting(Fault(0, Moment.BEFORE, Fate.DEATH)),
        pytest.raises(SimulatedDeath),
    ):
        stubborn()
    assert value(engine) == 0
    assert len(injector.calls) == 1


def test_a_restored_engine_counts_nothing(engine: sa.Engine) -> None:
    """After `restore` the engine is as it was before."""
    injector = FaultInjector(engine)
    injector.restore()
    with injector.counting(Fault(0, Moment.BEFORE, Fate.ERROR)):
        add_one(engine)
    assert injector.calls == ()
    assert value(engine) == 1
