"""Short names for the database fixtures that the package's pytest plugin gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import sqlalchemy as sa

    from gongtong.testing.stage import Stage


@pytest.fixture
def engine(gongtong_engine: sa.Engine) -> sa.Engine:
    """An engine on a database of the test's own: SQLite, then PostgreSQL."""
    return gongtong_engine


@pytest.fixture
def place(gongtong_place: Stage) -> Stage:
    """A migrated, empty place on that engine."""
    return gongtong_place
