"""Databases that a test may spoil: opened, copied, dropped (测试数据库).

A place is prepared once and copied for every case that starts from it. SQLite files lie in memory
where the system allows it, with the settings that the books need all the same.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import sqlite3
from abc import ABC, abstractmethod
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Self

import sqlalchemy as sa
from typing_extensions import override

from gongtong.core.storage.engines import sqlite_engine

if TYPE_CHECKING:
    from gongtong.testing.postgres import PostgresServer


class EngineKind(StrEnum):
    """The engines on which everything must hold (数据库种类)."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


def open_engine(url: str) -> sa.Engine:
    """Open an engine as the books need it, in this or another process (打开引擎)."""
    parsed = sa.make_url(url)
    if parsed.get_backend_name() == EngineKind.SQLITE:
        return sqlite_engine(str(parsed.database))
    return sa.create_engine(parsed, isolation_level="READ COMMITTED")


class Database(ABC):
    """One database of a test (测试库)."""

    @property
    @abstractmethod
    def url(self) -> str:
        """The address under which another process finds it (地址)."""

    def open(self) -> sa.Engine:
        """Open a new engine on it, configured as the books need (打开引擎)."""
        return open_engine(self.url)

    @abstractmethod
    def copy(self) -> Self:
        """Copy it; no connection may be open (复制)."""

    @abstractmethod
    def drop(self) -> None:
        """Drop it (删除)."""


class SqliteDatabase(Database):
    """A file (SQLite 库)."""

    _numbers = itertools.count(1)

    def __init__(self, directory: Path) -> None:
        """Name a new file in the directory."""
        self._directory = directory
        self._path = directory / f"gt_{os.getpid()}_{next(self._numbers)}.db"

    @property
    @override
    def url(self) -> str:
        return f"sqlite:///{self._path}"

    @override
    def copy(self) -> Self:
        twin = type(self)(self._directory)
        with (
            contextlib.closing(sqlite3.connect(self._path)) as source,
            contextlib.closing(sqlite3.connect(twin._path)) as target,  # noqa: SLF001 - its own class
        ):
            source.backup(target)
        return twin

    @override
    def drop(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)


class PostgresDatabase(Database):
    """A database of the test server (PostgreSQL 库)."""

    def __init__(self, server: PostgresServer, *, template: str | None = None) -> None:
        """Create it, empty or as a copy."""
        self._server = server
        self._name = server.create_database(template=template)

    @property
    @override
    def url(self) -> str:
        return self._server.url(self._name)

    @override
    def copy(self) -> Self:
        return type(self)(self._server, template=self._name)

    @override
    def drop(self) -> None:
        self._server.drop_database(self._name)


class DatabaseSource:
    """Where the databases of one test run come from (测试库来源)."""

    def __init__(self, server: PostgresServer) -> None:
        """Use this PostgreSQL, and its scratch directory for SQLite."""
        self._server = server

    def create(self, kind: EngineKind) -> Database:
        """Create an empty database (新建空库)."""
        match kind:
            case EngineKind.SQLITE:
                return SqliteDatabase(self._server.scratch)
            case EngineKind.POSTGRESQL:
                return PostgresDatabase(self._server)
