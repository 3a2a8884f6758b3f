"""An engine on which the books would not be safe is refused, with what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from gongtong.core.errors import PreflightError
from gongtong.core.storage.engines import preflight, snapshot

if TYPE_CHECKING:
    from pathlib import Path

SAFE = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
SELECT_OUTSIDE = "a SELECT runs outside any transaction, so updates can be lost in silence"
NO_WRITE_LOCK = "transactions begin without the write lock, so two writers can meet"
NO_FOREIGN_KEYS = "foreign keys are not held"
NO_WAL = "the journal is not WAL, so readers and writers block each other"
NOT_FULL = "synchronous is not FULL, so a power cut can take back a commit"


def sqlite(path: Path, *pragmas: str, begin: str | None = "BEGIN IMMEDIATE") -> sa.Engine:
    """A SQLite engine with these settings, as a host might have made it."""
    engine = sa.create_engine(f"sqlite:///{path / 'books.db'}")

    def on_connect(driver: sa.engine.interfaces.DBAPIConnection, _: object) -> None:
        if begin is not None:
            driver.isolation_level = None
        cursor = driver.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")

    sa.event.listen(engine, "connect", on_connect)
    if begin is not None:
        sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


@pytest.mark.parametrize(
    ("pragmas", "begin", "findings"),
    [
        ((), None, (SELECT_OUTSIDE, NO_FOREIGN_KEYS, NO_WAL)),
        (SAFE, None, (SELECT_OUTSIDE,)),
        (SAFE, "BEGIN", (NO_WRITE_LOCK,)),
        (SAFE[:2], "BEGIN IMMEDIATE", (NO_FOREIGN_KEYS,)),
        (SAFE[1:], "BEGIN IMMEDIATE", (NO_WAL,)),
        ((SAFE[0], SAFE[2], "synchronous=NORMAL"), "BEGIN IMMEDIATE", (NOT_FULL,)),
        ((SAFE[0], SAFE[2], "synchronous=OFF"), "BEGIN EXCLUSIVE", (NOT_FULL,)),
    ],
)
def test_each_danger_of_a_sqlite_engine_is_named(
    tmp_path: Path, pragmas: tuple[str, ...], begin: str | None, findings: tuple[str, ...]
) -> None:
    """Every finding is reported at once, and nothing else is."""
    engine = sqlite(tmp_path, *pragmas, begin=begin)
    with pytest.raises(PreflightError) as caught:
        preflight(engine)
    engine.dispose()
    assert caught.value.findings == findings
    assert "configure_sqlite(engine)" in caught.value.remedy


@pytest.mark.parametrize("begin", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_host_may_have_made_its_engine_safe_by_itself(tmp_path: Path, begin: str) -> None:
    """What counts is how the engine behaves, not who configured it."""
    engine = sqlite(tmp_path, *SAFE, begin=begin)
    preflight(engine)
    engine.dispose()


@pytest.mark.parametrize("gongtong_engine_kind", ["postgresql"], indirect=True)
def test_statements_that_commit_by_themselves_are_refused(gongtong_engine: sa.Engine) -> None:
    """With AUTOCOMMIT on PostgreSQL nothing can be undone."""
    preflight(gongtong_engine)
    with pytest.raises(PreflightError) as caught:
        preflight(gongtong_engine.execution_options(isolation_level="AUTOCOMMIT"))
    assert caught.value.findings == ("each statement commits by itself (AUTOCOMMIT)",)
    assert "with engine.begin() as connection" in caught.value.remedy


def test_several_statements_of_a_report_see_one_moment(gongtong_engine: sa.Engine) -> None:
    """What is committed between two statements of a report is not in the second either."""
    table = sa.Table("purse", sa.MetaData(), sa.Column("fen", sa.BigInteger))
    table.create(gongtong_engine)
    with snapshot(gongtong_engine) as reader:
        first = reader.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
        with gongtong_engine.begin() as writer:
            writer.execute(table.insert().values(fen=7))
        second = reader.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
    assert (first, second) == (0, 0)
    with snapshot(gongtong_engine) as reader:
        assert reader.execute(sa.select(sa.func.count()).select_from(table)).scalar_one() == 1
