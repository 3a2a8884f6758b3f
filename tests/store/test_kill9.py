"""kill -9 while entries are committed: what was acknowledged is there, nothing is there by halves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gongtong.community import Gongtong
from gongtong.plugins.host import Host
from gongtong.testing import postgres
from gongtong.testing.audit import audit
from gongtong.testing.databases import Database, EngineKind, PostgresDatabase
from gongtong.testing.examples.books import open_books
from gongtong.testing.examples.steps import commit_entry, count_entries
from gongtong.testing.kill9 import KillReport, kill_loop
from gongtong.testing.rehearsal import prepare_place
from gongtong.testing.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import sqlalchemy as sa

APP = Gongtong(host=Host.of())


def findings(engine: sa.Engine) -> Sequence[str]:
    """Audit the place."""
    with Stage(APP, engine).work() as work:
        return audit(work)


def run_on(
    database: Database, kills: int, server: postgres.LocalPostgres | None = None
) -> KillReport:
    """Open the books in a migrated database and kill whoever writes in them."""
    engine = database.open()
    open_books(Stage(APP, engine))
    engine.dispose()
    return kill_loop(
        database.url,
        commit_entry,
        count=count_entries,
        audit=findings,
        kills=kills,
        server=server,
    )


@pytest.mark.parametrize("kind", list(EngineKind))
def test_a_killed_client_loses_nothing(
    kind: EngineKind,
    gongtong_new_place: Callable[[EngineKind], Database],
    gongtong_figures: list[str],
) -> None:
    """Eight times the committing process is killed: at most its last commit is unacknowledged."""
    database = gongtong_new_place(kind)
    report = run_on(database, 8)
    database.drop()
    gongtong_figures.append(f"kill -9, client on {kind}: {report}")
    assert report.findings == ()
    assert report.commits >= 8


def test_a_lost_commit_is_noticed(
    gongtong_new_place: Callable[[EngineKind], Database],
) -> None:
    """Control: where two acknowledged commits are missing, the loop says how many there should be."""
    database = gongtong_new_place(EngineKind.SQLITE)
    engine = database.open()
    open_books(Stage(APP, engine))
    engine.dispose()
    report = kill_loop(
        database.url,
        commit_entry,
        count=lambda engine: count_entries(engine) - 2,
        audit=lambda _: ("an audit that finds something",),
        kills=1,
    )
    database.drop()
    audited, counted = report.findings
    assert audited == "kill 1: an audit that finds something"
    assert counted.startswith("kill 1: ")
    assert counted.endswith(f"acknowledged, {report.commits} found")


def test_a_killed_server_loses_nothing(
    monkeypatch: pytest.MonkeyPatch, gongtong_figures: list[str]
) -> None:
    """Postmaster and client are killed together; after the restart every acknowledged commit is there."""
    monkeypatch.delenv(postgres.URL_VARIABLE, raising=False)
    server = postgres.open_postgres()
    assert isinstance(server, postgres.LocalPostgres)
    with server:
        report = run_on(prepare_place(APP, PostgresDatabase(server)), 4, server)
    gongtong_figures.append(f"kill -9, PostgreSQL and client: {report}")
    assert report.findings == ()
    assert report.commits >= 4
