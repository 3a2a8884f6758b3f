"""A SQLite engine is made safe when it connects, and waits for another process that is at it."""

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from gongtong.core.errors import PreflightError
from gongtong.core.storage import engines
from gongtong.core.storage.engines import preflight, require_transaction, sqlite_engine


def test_an_engine_of_ours_has_the_settings_that_the_books_need(tmp_path: Path) -> None:
    """WAL, synchronous FULL, foreign keys held, half a minute of patience."""
    engine = sqlite_engine(tmp_path / "books.db")
    with engine.connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    preflight(engine)
    engine.dispose()
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 30_000,
    }


@pytest.fixture
def reader(tmp_path: Path) -> sqlite3.Connection:
    """Somebody who reads a file that is not in WAL yet, and so keeps it from being switched."""
    connection = sqlite3.connect(tmp_path / "books.db", isolation_level=None)
    connection.execute("CREATE TABLE other (number INTEGER)")
    connection.execute("BEGIN")
    connection.execute("SELECT * FROM other").fetchall()
    return connection


def test_the_switch_of_a_new_file_waits_for_whoever_is_at_it(
    tmp_path: Path, reader: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several workers that start at once would otherwise fail, for SQLite does not wait here."""
    waited: list[int] = []

    def wait(attempt: int) -> None:
        waited.append(attempt)
        if attempt == 3:
            reader.execute("COMMIT")

    monkeypatch.setattr(engines, "backoff", wait)
    engine = sqlite_engine(tmp_path / "books.db")
    preflight(engine)
    engine.dispose()
    reader.close()
    assert waited == [1, 2, 3]


def test_the_switch_gives_up_in_the_end(
    tmp_path: Path, reader: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a hundred tries, the last of them without a wait behind it."""
    waited: list[int] = []
    monkeypatch.setattr(engines, "backoff", waited.append)
    engine = sqlite_engine(tmp_path / "books.db")
    with pytest.raises(sa.exc.OperationalError, match="database is locked"):
        engine.connect()
    engine.dispose()
    reader.close()
    assert waited == list(range(1, 100))


def test_a_file_that_is_no_database_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Waiting would not make it one."""
    waited: list[int] = []
    monkeypatch.setattr(engines, "backoff", waited.append)
    (tmp_path / "books.db").write_bytes(b"not a database at all" * 100)
    engine = sqlite_engine(tmp_path / "books.db")
    with pytest.raises(sa.exc.DatabaseError, match="not a database"):
        engine.connect()
    engine.dispose()
    assert waited == []


def test_a_connection_that_only_looks_as_if_it_were_in_a_transaction_is_refused() -> None:
    """The stock driver has begun none before the first write."""
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection, connection.begin():
        with pytest.raises(PreflightError) as caught:
            require_transaction(connection)
        assert caught.value.findings == ("the driver has begun no transaction",)
    engine.dispose()


def test_an_engine_in_memory_can_be_safe() -> None:
    """Nobody else can reach it, and there is no file to lose."""
    engine = sqlite_engine(":memory:")
    preflight(engine)
    engine.dispose()


def test_an_engine_that_was_never_tried_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its name is told, and what to use instead."""
    engine = sa.create_engine("sqlite://")
    monkeypatch.setattr(engine.dialect, "name", "oracle")
    with pytest.raises(PreflightError) as caught:
        preflight(engine)
    assert caught.value.findings == ("the engine oracle has not been tried with gongtong",)
    assert caught.value.remedy == "use PostgreSQL, or SQLite for one place"
