"""Why an engine is checked before it is used: the bank test on SQLAlchemy's default for SQLite."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from gongtong.core.errors import PreflightError
from gongtong.core.storage.engines import configure_sqlite, preflight
from gongtong.testing.bank import BankReport, run_bank

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from random import Random

METADATA = sa.MetaData()
PURSE = sa.Table(
    "purse",
    METADATA,
    sa.Column("name", sa.String(10), primary_key=True),
    sa.Column("fen", sa.BigInteger, nullable=False),
)
NAMES = ("a", "b", "c", "d")


def transfer(connection: sa.Connection, random: Random, _: str) -> Mapping[str, int]:
    """Read two purses, then write both, as most programs do."""
    held = {row.name: row.fen for row in connection.execute(sa.select(PURSE))}
    giver, taker = random.sample(NAMES, 2)
    for name, fen in ((giver, held[giver] - 5), (taker, held[taker] + 5)):
        connection.execute(PURSE.update().where(PURSE.c.name == name).values(fen=fen))
    return {giver: -5, taker: 5}


def tally(connection: sa.Connection) -> Mapping[str, int]:
    """Read half of the purses, then the other half."""
    held: dict[str, int] = {}
    for half in (NAMES[:2], NAMES[2:]):
        found = connection.execute(sa.select(PURSE).where(PURSE.c.name.in_(half)))
        held.update({row.name: row.fen for row in found})
    return held


def run_on(engine: sa.Engine, operations: int) -> BankReport:
    """Give four purses 200 fen each and let eight threads move them."""
    METADATA.drop_all(engine)
    METADATA.create_all(engine)
    with engine.begin() as connection:
        connection.execute(PURSE.insert(), [{"name": name, "fen": 200} for name in NAMES])
    return run_bank(engine, transfer, tally, operations=operations)


def test_the_default_sqlite_engine_loses_and_makes_money(
    tmp_path: Path, gongtong_figures: list[str]
) -> None:
    """Control: without a transaction before the SELECT the books no longer add up, and nobody is told."""
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'purses.db'}")
    reports = (run_on(engine, operations) for operations in (40, 160, 640))
    broken = next((report for report in reports if not report.is_sound), None)
    engine.dispose()
    gongtong_figures.append(f"bank, SQLite as SQLAlchemy makes it: {broken}")
    assert broken is not None


def test_preflight_refuses_that_engine_with_the_lines_that_mend_it(tmp_path: Path) -> None:
    """The refusal names the danger and the two lines that end it."""
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'purses.db'}")
    with pytest.raises(PreflightError) as caught:
        preflight(engine)
    engine.dispose()
    message = str(caught.value)
    assert "a SELECT runs outside any transaction" in message
    assert "from gongtong.core.storage.engines import configure_sqlite" in message
    assert "configure_sqlite(engine)" in message


def test_the_two_lines_mend_it(tmp_path: Path, gongtong_figures: list[str]) -> None:
    """Configured, the same threads find every fen, and preflight is content."""
    engine = configure_sqlite(sa.create_engine(f"sqlite:///{tmp_path / 'purses.db'}"))
    preflight(engine)
    report = run_on(engine, 40)
    engine.dispose()
    gongtong_figures.append(f"bank, SQLite configured: {report}")
    assert report.is_sound
    assert report.found.keys() == set(NAMES)
    assert sum(report.found.values()) == 800
