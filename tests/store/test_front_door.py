"""What a host sees: its own transaction, its plugins asked before and told after."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from gongtong import Actor, Gongtong, Place, PreflightError, RefusedError, Source, hookimpl
from gongtong.core.errors import UnknownReferenceError
from gongtong.core.offices import AppointOfficer, Mandate, Office
from gongtong.core.periods import Span
from gongtong.core.rulings import Reason
from gongtong.plugins.host import Host
from gongtong.plugins.manifest import Plugin
from gongtong.plugins.spec import EventBatch, ObjectionRequest

PLACE = Place("silk-dormitory", "丝线厂宿舍", "421003")
NOW = datetime(2025, 1, 2, 1, 0, tzinfo=UTC)
HOUSE = Source("丝线厂宿舍议事规则", "第9条")
WISH = AppointOfficer(
    person_id="u-1", person_name="张三", office=Office.CHAIR, span=Span(date(2025, 1, 1)),
    mandate=Mandate("业主大会决定", date(2025, 1, 1)),
)  # fmt: skip


class Watchful:
    """A plugin that objects to chairmen on Thursdays and hears of everything (监督插件)."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    @hookimpl
    def objections_to(self, request: ObjectionRequest) -> Iterable[Reason]:
        if request.command == "register.appoint_officer" and request.on == date(2025, 1, 2):
            assert request.place == PLACE
            assert request.actor == "u-17"
            yield Reason("no_thursdays", "周四不任命", "nobody is appointed on a Thursday", HOUSE)

    @hookimpl
    def on_events(self, batch: EventBatch) -> None:
        self.heard += [event.kind for event in batch.events]


class Deaf:
    """A plugin that fails whenever it is told something (故障插件)."""

    @hookimpl
    def on_events(self, batch: EventBatch) -> None:
        raise OSError(batch.place.code)


@pytest.fixture
def watchful() -> Watchful:
    """The plugin under test (被测插件)."""
    return Watchful()


@pytest.fixture
def app(watchful: Watchful, gongtong_engine: sa.Engine) -> Gongtong:
    """A library with the two plugins, migrated, with one place (已建地点)."""
    app = Gongtong(host=Host.of(Plugin("watchful", hooks=watchful), Plugin("deaf", hooks=Deaf())))
    app.migrate(gongtong_engine)
    with gongtong_engine.begin() as connection:
        assert app.found(connection, PLACE) is True
        assert app.found(connection, PLACE) is False
    return app


def appoint(app: Gongtong, engine: sa.Engine, now: datetime) -> None:
    with engine.begin() as connection:
        work = app.at(connection, place="silk-dormitory", actor=Actor("u-17"), now=now)
        work.registry.appoint_officer(WISH, key="appoint-1")


def test_an_objection_of_a_plugin_refuses_with_its_own_reason_and_source(
    app: Gongtong, gongtong_engine: sa.Engine
) -> None:
    """A plugin can refuse what the rules allow, and never permit what they refuse."""
    with pytest.raises(RefusedError) as caught:
        appoint(app, gongtong_engine, NOW)
    assert caught.value.codes == ("no_thursdays",)
    assert caught.value.reasons[0].source == HOUSE
    appoint(app, gongtong_engine, datetime(2025, 1, 3, 1, 0, tzinfo=UTC))


def test_a_repeated_command_returns_its_first_result_whatever_a_plugin_says_later(
    app: Gongtong, gongtong_engine: sa.Engine
) -> None:
    """What was done is done; only new commands are asked about."""
    appoint(app, gongtong_engine, datetime(2025, 1, 3, 1, 0, tzinfo=UTC))
    appoint(app, gongtong_engine, NOW)


def test_plugins_hear_of_events_after_the_commit_once_even_if_one_of_them_fails(
    app: Gongtong, gongtong_engine: sa.Engine, watchful: Watchful
) -> None:
    """The failure is returned; the outbox goes on."""
    appoint(app, gongtong_engine, datetime(2025, 1, 3, 1, 0, tzinfo=UTC))
    assert watchful.heard == []
    with gongtong_engine.begin() as connection:
        failures = app.tell_plugins(connection, place="silk-dormitory")
    assert watchful.heard == ["register.OfficerAppointed"]
    assert [failure.plugin for failure in failures] == ["deaf"]
    with gongtong_engine.begin() as connection:
        assert app.tell_plugins(connection, place="silk-dormitory") == ()
        with pytest.raises(UnknownReferenceError, match="elsewhere"):
            app.tell_plugins(connection, place="elsewhere")


def test_work_gives_its_place_the_head_of_its_record_and_what_a_consumer_has_not_heard(
    app: Gongtong, gongtong_engine: sa.Engine
) -> None:
    """Everything a host's own dispatcher needs."""
    appoint(app, gongtong_engine, datetime(2025, 1, 3, 1, 0, tzinfo=UTC))
    with gongtong_engine.begin() as connection:
        work = app.at(connection, place="silk-dormitory", actor=Actor("u-17"), now=NOW)
        assert work.place == PLACE
        assert work.head().event_count == 1
        assert work.broken_event() is None
        assert [event.sequence for event in work.pending_events(consumer="mail")] == [1]
        work.acknowledge_events(consumer="mail", through=1)
        assert work.pending_events(consumer="mail") == ()


def test_an_engine_that_could_lose_money_is_refused_before_it_is_migrated(
    gongtong_engine: sa.Engine,
) -> None:
    """SQLAlchemy's default for SQLite begins no transaction before a SELECT."""
    if gongtong_engine.dialect.name == "sqlite":
        plain = sa.create_engine(gongtong_engine.url)
        with pytest.raises(PreflightError, match="configure_sqlite"):
            Gongtong().migrate(plain)
        plain.dispose()
    else:
        loose = gongtong_engine.execution_options(isolation_level="AUTOCOMMIT")
        with pytest.raises(PreflightError, match="AUTOCOMMIT"):
            Gongtong().migrate(loose)


def test_a_host_keeps_its_own_tables_out_of_our_hands_and_ours_out_of_its() -> None:
    """The filter goes into the host's migration environment."""
    app = Gongtong(prefix="city_")
    assert app.include_name("city_entry", "table", {}) is False
    assert app.include_name("customers", "table", {}) is True
    assert app.schema.names("entry") == "city_entry"
