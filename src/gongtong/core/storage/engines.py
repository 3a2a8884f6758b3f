"""Which connections can keep the books safe, and the two lines that make one so (连接检查).

With SQLAlchemy's default for SQLite a bank test created money without any error, because the driver
begins no transaction before a SELECT. `configure_sqlite` mends an engine; `preflight` refuses one
that was not mended.
"""

from __future__ import annotations

import itertools
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.pool import ConnectionPoolEntry

from gongtong.core.errors import PreflightError
from gongtong.core.storage.retrying import backoff

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor

READ_ONLY: Final = "gongtong_read_only"
BUSY_TIMEOUT_MS: Final = 30_000
_WAL_ATTEMPTS: Final = 100
_FULL = 2

SQLITE_REMEDY: Final = (
    "mend the engine with two lines before its first connection:\n"
    "    from gongtong.core.storage.engines import configure_sqlite\n"
    "    configure_sqlite(engine)"
)
POSTGRESQL_REMEDY: Final = (
    "give gongtong a connection inside a transaction:\n"
    '    engine = engine.execution_options(isolation_level="READ COMMITTED")\n'
    "    with engine.begin() as connection: ..."
)


def configure_sqlite(engine: sa.Engine) -> sa.Engine:
    """Make a SQLite engine keep real transactions and survive a power cut (配置 SQLite).

    Every transaction begins with BEGIN IMMEDIATE, so that two writers queue instead of losing an
    update; WAL lets readers go on; synchronous FULL keeps each commit; foreign keys are held. A
    connection with the execution option `gongtong_read_only` begins without the write lock.
    """

    def on_connect(dbapi: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        dbapi.isolation_level = None
        cursor = dbapi.cursor()
        _switch_to_wal(cursor)
        cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    def on_begin(connection: sa.Connection) -> None:
        read_only = connection.get_execution_options().get(READ_ONLY, False)
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)
    return engine


def _switch_to_wal(cursor: DBAPICursor) -> None:
    # where two processes switch a new file at once, SQLite does not wait in spite of a timeout; so
    # all the waiting is done here, half a minute of it
    cursor.execute("PRAGMA busy_timeout=0")
    for attempt in itertools.count(1):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except Exception as error:
            if not _is_busy(error) or attempt == _WAL_ATTEMPTS:
                raise
            backoff(attempt)
        else:
            return


def _is_busy(error: Exception) -> bool:
    return str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_BUSY")


def sqlite_engine(path: Path | str) -> sa.Engine:
    """Open a SQLite file in the way that keeps the books safe (打开 SQLite 账库)."""
    return configure_sqlite(sa.create_engine(sa.URL.create("sqlite", database=str(path))))


def preflight(engine: sa.Engine) -> None:
    """Refuse an engine on which correctness could not hold (连接检查).

    Raises `PreflightError` with every finding and the lines that mend it.
    """
    match engine.dialect.name:
        case "sqlite":
            findings, remedy = _sqlite_findings(engine), SQLITE_REMEDY
        case "postgresql":
            findings, remedy = _postgresql_findings(engine), POSTGRESQL_REMEDY
        case other:
            findings = [f"the engine {other} has not been tried with gongtong"]
            remedy = "use PostgreSQL, or SQLite for one place"
    if findings:
        raise PreflightError(findings, remedy)


def _sqlite_findings(engine: sa.Engine) -> list[str]:
    findings: list[str] = []
    with engine.connect() as connection:
        transaction = connection.begin()
        connection.execute(sa.text("SELECT name FROM sqlite_master LIMIT 1")).all()
        raw: Any = connection.connection.dbapi_connection
        if not raw.in_transaction:
            findings.append(
                "a SELECT runs outside any transaction, so updates can be lost in silence"
            )
        elif not _holds_write_lock(engine):
            findings.append("transactions begin without the write lock, so two writers can meet")
        if not connection.exec_driver_sql("PRAGMA foreign_keys").scalar():
            findings.append("foreign keys are not held")
        if engine.url.database not in (None, "", ":memory:"):
            if connection.exec_driver_sql("PRAGMA journal_mode").scalar() != "wal":
                findings.append("the journal is not WAL, so readers and writers block each other")
            if (connection.exec_driver_sql("PRAGMA synchronous").scalar() or 0) < _FULL:
                findings.append("synchronous is not FULL, so a power cut can take back a commit")
        transaction.rollback()
    return findings


def _holds_write_lock(engine: sa.Engine) -> bool:
    if engine.url.database in (None, "", ":memory:"):
        return True
    other: Any = engine.dialect.dbapi
    probe = other.connect(engine.url.database, timeout=0, isolation_level=None)
    try:
        probe.execute("BEGIN IMMEDIATE")
        probe.execute("ROLLBACK")
    except other.OperationalError:
        return True
    finally:
        probe.close()
    return False


def _postgresql_findings(engine: sa.Engine) -> list[str]:
    with engine.connect() as connection, connection.begin():
        instant = sa.select(sa.func.now())
        if connection.scalar(instant) != connection.scalar(instant):
            return ["each statement commits by itself (AUTOCOMMIT)"]
    return []


def require_transaction(connection: sa.Connection) -> None:
    """Refuse a connection that is in no real transaction (须在事务中)."""
    if not connection.in_transaction():
        raise PreflightError(
            ["the connection is in no transaction, so nothing could be undone"],
            "begin one: with engine.begin() as connection: ...",
        )
    if connection.dialect.name == "sqlite":
        raw: Any = connection.connection.dbapi_connection
        if not getattr(raw, "in_transaction", True):
            raise PreflightError(["the driver has begun no transaction"], SQLITE_REMEDY)


@contextmanager
def snapshot(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Open a connection on which several statements see one moment, for reports (快照)."""
    options: dict[str, Any] = (
        {READ_ONLY: True}
        if engine.dialect.name == "sqlite"
        else {"isolation_level": "REPEATABLE READ"}
    )
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection
