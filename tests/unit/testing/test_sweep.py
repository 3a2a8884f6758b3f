"""The sweep itself: it passes what is right, and catches what is deliberately broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from gongtong.testing.databases import Database, DatabaseSource, EngineKind
from gongtong.testing.failat import COMMIT
from gongtong.testing.postgres import open_postgres
from gongtong.testing.sweep import FEWER_WAYS, in_one_transaction, sweep

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongtong.testing.sweep import Deed

METADATA = sa.MetaData()
PURSE = sa.Table(
    "purse",
    METADATA,
    sa.Column("name", sa.String(10), primary_key=True),
    sa.Column("fen", sa.BigInteger, nullable=False),
)
DONE = sa.Table("done", METADATA, sa.Column("key", sa.String(20), primary_key=True))


@pytest.fixture(scope="module")
def source() -> Iterator[DatabaseSource]:
    """Databases for this file."""
    server = open_postgres()
    yield DatabaseSource(server)
    server.stop()


@pytest.fixture(params=list(EngineKind))
def database(request: pytest.FixtureRequest, source: DatabaseSource) -> Iterator[Database]:
    """Two purses of 100 fen each."""
    made = source.create(request.param)
    engine = made.open()
    METADATA.create_all(engine)
    with engine.begin() as connection:
        connection.execute(PURSE.insert(), [{"name": "a", "fen": 100}, {"name": "b", "fen": 100}])
    engine.dispose()
    yield made
    made.drop()


def audit(connection: sa.Connection) -> Sequence[str]:
    """The purses hold 200 fen together."""
    total = connection.execute(sa.select(sa.func.sum(PURSE.c.fen))).scalar_one()
    return () if total == 200 else (f"the purses hold {total}",)


def move(connection: sa.Connection, name: str, fen: int) -> None:
    connection.execute(PURSE.update().where(PURSE.c.name == name).values(fen=PURSE.c.fen + fen))


def pay(connection: sa.Connection) -> str:
    """Move 7 fen from a to b, once."""
    if connection.execute(sa.select(DONE.c.key)).one_or_none() is None:
        move(connection, "a", -7)
        move(connection, "b", 7)
        connection.execute(DONE.insert().values(key="k"))
    return "paid"


def forgetful(connection: sa.Connection) -> str:
    """Move 7 fen at every repetition."""
    move(connection, "a", -7)
    move(connection, "b", 7)
    return "paid"


def in_two_transactions(engine: sa.Engine, deed: Deed) -> Any:
    """A host that takes the money in one transaction and does the rest in another."""
    with engine.begin() as connection:
        move(connection, "a", -7)
    with engine.begin() as connection:
        move(connection, "a", 7)
        return deed(connection)


def hiding(engine: sa.Engine, deed: Deed) -> Any:
    """A host that hides every failure."""
    try:
        return in_one_transaction(engine, deed)
    except sa.exc.DBAPIError:
        return "paid"


def test_a_sound_command_passes_at_every_point(database: Database) -> None:
    """Five calls in four ways and COMMIT in two more: only what follows COMMIT is committed."""
    report = sweep(database, pay, audit=audit)
    assert report.violations == ()
    assert [call.split()[0] for call in report.calls[-5:]] == [
        "SELECT",
        "UPDATE",
        "UPDATE",
        "INSERT",
        COMMIT,
    ]
    assert report.points == 4 * len(report.calls) + 2
    assert report.committed == 3


def test_fewer_ways_still_try_every_call(database: Database) -> None:
    """The short sweep fails each call twice and loses the connection in COMMIT."""
    report = sweep(database, pay, audit=audit, ways=FEWER_WAYS)
    assert report.violations == ()
    assert report.points == 2 * len(report.calls) + 2
    assert report.committed == 2


def test_a_command_in_two_transactions_is_caught(database: Database) -> None:
    """Negative control: between its two transactions money is gone, and the audit says so."""
    report = sweep(database, pay, audit=audit, host=in_two_transactions)
    found = {violation.finding.splitlines()[0] for violation in report.violations}
    assert "the purses hold 193" in found
    assert "something partial was left:" in found


def test_a_command_that_forgets_its_key_is_caught(database: Database) -> None:
    """Negative control: a repetition after COMMIT moves the money a second time."""
    report = sweep(database, forgetful, audit=audit)
    assert any(
        violation.finding.startswith("the repetition left:") for violation in report.violations
    )
    assert any("purse: + " in violation.finding for violation in report.violations)


def test_a_host_that_hides_failures_is_caught(database: Database) -> None:
    """Negative control: a failure nobody hears of is a violation even when nothing was written."""
    report = sweep(database, pay, audit=audit, host=hiding)
    assert "the failure was swallowed" in {violation.finding for violation in report.violations}
