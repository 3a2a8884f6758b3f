"""A conflict is tried again whole; a connection lost inside COMMIT is settled by the key."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
import sqlalchemy as sa

from gongtong.core.errors import CommitOutcomeUnknownError
from gongtong.core.storage.engines import sqlite_engine
from gongtong.core.storage.retrying import Done, Failure, Outcome, classify, retrying


class DriverError(Exception):
    """An error as a driver raises it (驱动错误)."""


def driver_error(text: str = "", **marks: object) -> sa.exc.DBAPIError:
    original = DriverError(text)
    for name, value in marks.items():
        setattr(original, name, value)
    if "number" in marks:
        original.args = (marks["number"], text)
    return sa.exc.DBAPIError("SELECT 1", None, original)


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (driver_error(sqlstate="40001"), Failure.CONFLICT),
        (driver_error(sqlstate="40P01"), Failure.CONFLICT),
        (driver_error(pgcode="55P03"), Failure.CONFLICT),
        (
            driver_error("could not commit transaction for shard", sqlstate="XX000"),
            Failure.CONFLICT,
        ),
        (driver_error("internal error", sqlstate="XX000"), Failure.FATAL),
        (driver_error(sqlite_errorname="SQLITE_BUSY"), Failure.CONFLICT),
        (driver_error(sqlite_errorname="SQLITE_BUSY_SNAPSHOT"), Failure.CONFLICT),
        (driver_error(sqlite_errorname="SQLITE_LOCKED"), Failure.CONFLICT),
        (driver_error(sqlite_errorname="SQLITE_CONSTRAINT"), Failure.FATAL),
        (driver_error(number=1213), Failure.CONFLICT),
        (driver_error(number=6235), Failure.CONFLICT),
        (driver_error(number=1062), Failure.FATAL),
        (driver_error(sqlstate="23505"), Failure.FATAL),
        (driver_error(sqlstate="08006"), Failure.LOST),
        (driver_error(sqlstate="57P01"), Failure.LOST),
        (driver_error("server closed the connection unexpectedly"), Failure.LOST),
        (driver_error("syntax error"), Failure.FATAL),
    ],
)
def test_a_database_error_is_a_conflict_a_lost_connection_or_final(
    error: sa.exc.DBAPIError, failure: Failure
) -> None:
    """By the codes that the engines tried really gave."""
    assert classify(error) is failure


def test_an_error_on_a_connection_that_the_pool_gave_up_is_a_lost_one() -> None:
    """SQLAlchemy says so itself."""
    error = sa.exc.DBAPIError("COMMIT", None, DriverError("?"), connection_invalidated=True)
    assert classify(error) is Failure.LOST


class Trouble:
    """A unit of work that fails a number of times before it succeeds (先败后成)."""

    def __init__(self, *failures: sa.exc.DBAPIError) -> None:
        self.failures = list(failures)
        self.runs = 0

    def __call__(self, connection: sa.Connection) -> str:
        self.runs += 1
        assert connection.in_transaction()
        if self.failures:
            raise self.failures.pop(0)
        return "done"


@pytest.fixture
def engine() -> Iterator[sa.Engine]:
    """An engine in memory (内存库)."""
    made = sqlite_engine(":memory:")
    yield made
    made.dispose()


def test_a_conflict_is_tried_again_and_the_pauses_are_counted(engine: sa.Engine) -> None:
    """Decisions included: the whole unit runs again."""
    unit, pauses = (
        Trouble(driver_error(sqlstate="40001"), driver_error(sqlstate="40P01")),
        list[int](),
    )
    done = retrying(engine, unit, key="k", pause=pauses.append)
    assert done == Done("done", Outcome.COMMITTED, 3)
    assert (unit.runs, pauses) == (3, [1, 2])


def test_a_final_error_is_raised_at_once(engine: sa.Engine) -> None:
    """A unique violation does not go away by trying again."""
    unit = Trouble(driver_error(sqlstate="23505"))
    with pytest.raises(sa.exc.DBAPIError):
        retrying(engine, unit, key="k", pause=lambda _: None)
    assert unit.runs == 1


def test_the_last_conflict_is_raised_when_the_attempts_are_used_up(engine: sa.Engine) -> None:
    """Three attempts are three, not four."""
    unit = Trouble(*[driver_error(sqlstate="40001")] * 9)
    with pytest.raises(sa.exc.DBAPIError):
        retrying(engine, unit, key="k", attempts=3, pause=lambda _: None)
    assert unit.runs == 3


def lose_commits(engine: sa.Engine, times: int) -> SimpleNamespace:
    """Let the first commits go through and then lose the connection (提交后断线)."""
    real, seen = engine.dialect.do_commit, SimpleNamespace(commits=0)

    def commit(connection: object) -> None:
        real(connection)  # type: ignore[arg-type]  # the driver's own connection
        seen.commits += 1
        if seen.commits <= times:
            raise DriverError("server closed the connection unexpectedly")

    engine.dialect.do_commit = commit  # type: ignore[method-assign, assignment]  # the fault is put where it happens
    return seen


def test_a_connection_lost_after_commit_is_settled_by_the_key(
    engine: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The unit runs again with the same key, which returns the first result."""
    monkeypatch.setattr(engine.dialect.dbapi, "Error", DriverError)
    seen = lose_commits(engine, 1)
    done = retrying(engine, Trouble(), key="k", pause=lambda _: None)
    assert done == Done("done", Outcome.SETTLED_BY_KEY, 2)
    assert seen.commits == 2


def test_an_outcome_that_cannot_be_asked_stays_unknown_and_names_the_key(
    engine: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The host can repeat the command later; it is done once."""
    monkeypatch.setattr(engine.dialect.dbapi, "Error", DriverError)
    lose_commits(engine, 9)
    with pytest.raises(CommitOutcomeUnknownError, match="order-17/pay"):
        retrying(engine, Trouble(), key="order-17/pay", attempts=2, pause=lambda _: None)
