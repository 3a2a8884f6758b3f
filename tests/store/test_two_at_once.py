"""Two who migrate or found the same at one moment: one does it, the other finds it done."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillWaiting

import pytest
import sqlalchemy as sa

from gongtong.community import Gongtong
from gongtong.core.errors import ConcurrentChangeError
from gongtong.core.places import Place
from gongtong.core.storage.migrations import StepId, applied_steps, in_order

PLACE = Place("silk-dormitory", "丝线厂宿舍", "421003")
RENAMED = Place("silk-dormitory", "另一个小区", "421003")
WORKERS = 4


@pytest.mark.parametrize("shared", [True, False], ids=["one-app", "an-app-each"])
def test_of_several_who_migrate_at_once_one_does_and_the_others_find_it_done(
    gongtong_engine: sa.Engine, shared: bool
) -> None:
    """As the workers of one web application do when they start."""
    apps = [Gongtong()] * WORKERS if shared else [Gongtong() for _ in range(WORKERS)]
    together = threading.Barrier(WORKERS)

    def migrate(app: Gongtong) -> tuple[StepId, ...]:
        together.wait()
        return app.migrate(gongtong_engine)

    with ThreadPoolExecutor(WORKERS) as threads:
        ran = sorted(threads.map(migrate, apps), key=len)
    assert ran[:-1] == [()] * (WORKERS - 1)
    assert ran[-1] == tuple(step.id for step in in_order(apps[0].steps))
    with gongtong_engine.begin() as connection:
        assert applied_steps(connection, apps[0].schema) == set(ran[-1])


def found_behind(
    engine: sa.Engine, app: Gongtong, second: Place, *, first_commits: bool
) -> Future[bool]:
    """Found a place while another transaction has founded it and not yet committed."""

    def found() -> bool:
        with engine.begin() as connection:
            return app.found(connection, second)

    with ThreadPoolExecutor(1) as thread, engine.connect() as connection:
        transaction = connection.begin()
        assert app.found(connection, PLACE) is True
        waiting = thread.submit(found)
        with pytest.raises(StillWaiting):
            waiting.result(timeout=0.2)
        if first_commits:
            transaction.commit()
        else:
            transaction.rollback()
    return waiting


@pytest.fixture
def app(gongtong_engine: sa.Engine) -> Gongtong:
    """The library, with its tables in the database."""
    app = Gongtong()
    app.migrate(gongtong_engine)
    return app


def test_who_founds_second_waits_and_finds_the_place_there(
    gongtong_engine: sa.Engine, app: Gongtong
) -> None:
    """Founding is asked for by every worker at its start, and only one is the first."""
    second = found_behind(gongtong_engine, app, PLACE, first_commits=True)
    assert second.result() is False


def test_who_founds_second_is_the_first_when_the_other_gave_up(
    gongtong_engine: sa.Engine, app: Gongtong
) -> None:
    """What was rolled back was never there."""
    second = found_behind(gongtong_engine, app, PLACE, first_commits=False)
    assert second.result() is True


def test_another_place_under_the_same_code_is_told_of_the_conflict(
    gongtong_engine: sa.Engine, app: Gongtong
) -> None:
    """In the words of the library, not of the database; the first place stands."""
    second = found_behind(gongtong_engine, app, RENAMED, first_commits=True)
    with pytest.raises(ConcurrentChangeError, match="silk-dormitory"):
        second.result()
    with gongtong_engine.begin() as connection:
        assert app.found(connection, PLACE) is False


def test_a_host_can_go_on_after_the_conflict(gongtong_engine: sa.Engine, app: Gongtong) -> None:
    """The transaction of the host is still usable, on PostgreSQL too."""
    with gongtong_engine.begin() as connection:
        app.found(connection, PLACE)
        with pytest.raises(ConcurrentChangeError):
            app.found(connection, RENAMED)
        assert app.found(connection, Place("other", "别处")) is True
