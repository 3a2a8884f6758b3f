"""Short names for the database fixtures that the package's pytest plugin gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gongtong.community import Gongtong
from gongtong.plugins.host import Host
from gongtong.testing.examples import fee_plugin

if TYPE_CHECKING:
    import sqlalchemy as sa

    from gongtong.testing.stage import Stage


@pytest.fixture(scope="session")
def gongtong_app() -> Gongtong:
    """The library with the fee of the test's place, whatever else is installed."""
    return Gongtong(host=Host.of(fee_plugin.plugin))


@pytest.fixture
def engine(gongtong_engine: sa.Engine) -> sa.Engine:
    """An engine on a database of the test's own: SQLite, then PostgreSQL."""
    return gongtong_engine


@pytest.fixture
def place(gongtong_place: Stage) -> Stage:
    """A migrated, empty place on that engine."""
    return gongtong_place
