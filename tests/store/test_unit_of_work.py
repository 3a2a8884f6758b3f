"""A command runs once under its key, inside the host's transaction, and a refused one writes nothing."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
import sqlalchemy as sa
from attrs import frozen

from gongtong.core.commands import Command
from gongtong.core.errors import (
    ConcurrentChangeError,
    IdempotencyMismatchError,
    PreflightError,
    RefusedError,
    UnknownReferenceError,
)
from gongtong.core.offices import Actor
from gongtong.core.places import Place
from gongtong.core.policies.book import PolicyBook
from gongtong.core.rulings import Reason, Refused, Source
from gongtong.core.storage.migrations import migrate
from gongtong.core.storage.names import Names, Schema
from gongtong.core.storage.record import (
    acknowledge_events,
    find_break,
    found_place,
    list_events,
    pending_events,
)
from gongtong.core.storage.tables import CoreTables
from gongtong.core.storage.unit import UnitOfWork
from gongtong.core.storage.written_steps import CORE_STEP

PLACE = Place("silk-dormitory", "丝线厂宿舍", "421003")
NOW = datetime(2025, 5, 20, 10, 0, tzinfo=UTC)
LATER = datetime(2025, 5, 21, 10, 0, tzinfo=UTC)


@frozen
class Ring:
    """A wish to ring the bell (敲钟)."""

    times: int


@frozen
class BellRung:
    """The bell was rung (已敲钟)."""

    id: UUID
    times: int


def ring(unit: UnitOfWork, wish: Ring) -> BellRung:
    event = BellRung(unit.new_id(), wish.times)
    unit.record(event)
    if wish.times > 3:
        reason = Reason("too_loud", "太吵", "too loud", Source("民法典", "第286条"))
        unit.granted(Refused((reason,)))
    return event


RING = Command("bell.ring", Ring, BellRung, ring, zh="敲钟")
MUTE = Command("bell.mute", Ring, BellRung, ring, zh="静音")


def unit_on(
    connection: sa.Connection, *, now: datetime = NOW, schema: Schema | None = None
) -> UnitOfWork:
    return UnitOfWork(
        connection, schema or Schema(Names()), place_id=PLACE.id, actor=Actor("u-17"), now=now,
        book_of=lambda _: PolicyBook(()),
    )  # fmt: skip


def rows_of(engine: sa.Engine) -> dict[str, list[tuple[object, ...]]]:
    found = sa.MetaData()
    found.reflect(engine)
    with engine.begin() as connection:
        return {
            table.name: [
                tuple(row)
                for row in connection.execute(sa.select(table).order_by(*table.primary_key))
            ]
            for table in found.sorted_tables
        }


@pytest.fixture
def engine(gongtong_engine: sa.Engine) -> sa.Engine:
    """A database with the core tables and one place (空地点)."""
    schema = Schema(Names())
    with gongtong_engine.begin() as connection:
        migrate(connection, schema, (CORE_STEP,))
        found_place(connection, schema.tables(CoreTables), PLACE)
    return gongtong_engine


def test_a_command_returns_its_event_and_appends_it_to_the_record(engine: sa.Engine) -> None:
    """The event carries actor, moment, key and the digest of the one before."""
    with engine.begin() as connection:
        rung = unit_on(connection).run(RING, Ring(2), key="morning")
        unit_on(connection).run(RING, Ring(3), key="evening")
    tables = Schema(Names()).tables(CoreTables)
    with engine.begin() as connection:
        first, second = list_events(connection, tables, PLACE.id)
        assert find_break(connection, tables, PLACE.id) is None
    assert (first.sequence, first.kind, first.actor, first.recorded_at, first.key) == (
        1, "bell.BellRung", "u-17", NOW, "morning",
    )  # fmt: skip
    assert first.body == {"id": str(rung.id), "times": 2}
    assert second.previous == first.digest


def test_a_command_repeated_under_its_key_returns_the_first_result_and_writes_nothing(
    engine: sa.Engine,
) -> None:
    """Also a day later and by a new unit of work."""
    with engine.begin() as connection:
        first = unit_on(connection).run(RING, Ring(2), key="morning")
    before = rows_of(engine)
    with engine.begin() as connection:
        assert unit_on(connection, now=LATER).run(RING, Ring(2), key="morning") == first
    assert rows_of(engine) == before


def test_a_key_with_blanks_around_it_is_the_same_key_and_does_not_break_the_record(
    engine: sa.Engine,
) -> None:
    """The record carries the key under its digest, so it carries the key that is kept."""
    tables = Schema(Names()).tables(CoreTables)
    with engine.begin() as connection:
        first = unit_on(connection).run(RING, Ring(2), key=" caf\u0065\u0301\t")
        assert unit_on(connection).run(RING, Ring(2), key="caf\u00e9") == first
        assert [event.key for event in list_events(connection, tables, PLACE.id)] == ["caf\u00e9"]
        assert find_break(connection, tables, PLACE.id) is None


def test_a_key_has_1_to_200_characters(engine: sa.Engine) -> None:
    """Just under, exactly at and just over; the refusal comes before anything is written."""
    with engine.begin() as connection:
        unit = unit_on(connection)
        for key in ("k", "k" * 199, "k" * 200):
            assert unit.run(RING, Ring(2), key=key).times == 2
    before = rows_of(engine)
    for key in ("", " \t", "k" * 201):
        with (
            engine.begin() as connection,
            pytest.raises(ValueError, match="a key has 1 to 200 characters"),
        ):
            unit_on(connection).run(RING, Ring(2), key=key)
    assert rows_of(engine) == before


def test_a_key_used_for_another_payload_or_command_is_refused(engine: sa.Engine) -> None:
    """A silent replay of the wrong thing would lose the second wish."""
    with engine.begin() as connection:
        unit_on(connection).run(RING, Ring(2), key="morning")
    for command, wish in ((RING, Ring(1)), (MUTE, Ring(2))):
        with pytest.raises(IdempotencyMismatchError, match="morning"), engine.begin() as connection:
            unit_on(connection).run(command, wish, key="morning")


def test_a_refused_command_writes_nothing_even_if_the_host_goes_on_and_commits(
    engine: sa.Engine,
) -> None:
    """The command's own savepoint takes back what it had written."""
    before = rows_of(engine)
    with engine.begin() as connection:
        with pytest.raises(RefusedError) as caught:
            unit_on(connection).run(RING, Ring(4), key="loud")
        assert caught.value.codes == ("too_loud",)
    assert rows_of(engine) == before
    with engine.begin() as connection:
        assert unit_on(connection).run(RING, Ring(3), key="loud").times == 3


def test_a_host_that_rolls_back_takes_everything_back(engine: sa.Engine) -> None:
    """The library never commits."""
    before = rows_of(engine)
    with engine.connect() as connection:
        transaction = connection.begin()
        unit_on(connection).run(RING, Ring(1), key="morning")
        transaction.rollback()
    assert rows_of(engine) == before


def test_several_commands_of_one_unit_share_the_host_transaction(engine: sa.Engine) -> None:
    """One unit may run one command after the other; the chain goes on."""
    with engine.begin() as connection:
        unit = unit_on(connection)
        ids = {unit.run(RING, Ring(1), key=f"k{number}").id for number in range(5)}
    assert len(ids) == 5
    with engine.begin() as connection:
        assert find_break(connection, Schema(Names()).tables(CoreTables), PLACE.id) is None


def test_ids_are_version_7_and_follow_from_place_key_and_order(engine: sa.Engine) -> None:
    """A command that is repeated after a crash makes the same ids; no randomness is read."""
    made: list[UUID] = []
    for _ in range(2):
        with engine.connect() as connection:
            transaction = connection.begin()
            made.append(unit_on(connection).run(RING, Ring(1), key="morning").id)
            transaction.rollback()
    assert made[0] == made[1]
    assert made[0].version == 7
    assert made[0].variant == "specified in RFC 4122"
    assert made[0].int >> 80 == int(NOW.timestamp()) * 1000
    with engine.begin() as connection:
        assert unit_on(connection).run(RING, Ring(1), key="evening").id != made[0]


def test_a_command_inside_a_command_is_a_mistake_of_the_programmer(engine: sa.Engine) -> None:
    """Handlers call each other as plain functions."""

    def nest(unit: UnitOfWork, wish: Ring) -> BellRung:
        return unit.run(RING, wish, key="inner")

    outer = Command("bell.nest", Ring, BellRung, nest, zh="嵌套")
    with (
        engine.begin() as connection,
        pytest.raises(RuntimeError, match=r"was run inside bell\.nest"),
    ):
        unit_on(connection).run(outer, Ring(1), key="outer")


def test_events_and_ids_are_made_only_inside_a_command(engine: sa.Engine) -> None:
    """Outside there is no key to derive them from."""
    with engine.begin() as connection:
        unit = unit_on(connection)
        with pytest.raises(RuntimeError, match="inside a command"):
            unit.new_id()
        with pytest.raises(RuntimeError, match="inside a command"):
            unit.record(BellRung(UUID(int=1), 1))


def test_a_place_that_was_never_founded_is_named(gongtong_engine: sa.Engine) -> None:
    """Neither reading nor writing invents a place."""
    schema = Schema(Names())
    with gongtong_engine.begin() as connection:
        migrate(connection, schema, (CORE_STEP,))
        unit = unit_on(connection)
        with pytest.raises(UnknownReferenceError, match="there is no place"):
            _ = unit.place
        with pytest.raises(UnknownReferenceError, match="there is no place"):
            unit.run(RING, Ring(1), key="k")


def test_a_place_is_founded_once_and_not_renamed_by_founding_it_again(engine: sa.Engine) -> None:
    """An equal place stands already; another under its code is a conflict."""
    tables = Schema(Names()).tables(CoreTables)
    with engine.begin() as connection:
        assert found_place(connection, tables, PLACE) is False
        with pytest.raises(ConcurrentChangeError, match="silk-dormitory"):
            found_place(connection, tables, Place("silk-dormitory", "另一个小区", "421003"))


def test_now_needs_a_zone_and_the_connection_a_transaction(engine: sa.Engine) -> None:
    """Both are told before anything is read."""
    with engine.begin() as connection, pytest.raises(ValueError, match="needs a time zone"):
        unit_on(connection, now=datetime(2025, 1, 1))  # noqa: DTZ001 - the naive instant is what is refused
    with engine.connect() as connection, pytest.raises(PreflightError, match="no transaction"):
        unit_on(connection)


def test_the_day_of_a_unit_is_the_day_in_shanghai(engine: sa.Engine) -> None:
    """17:00 in UTC is the next day already."""
    with engine.begin() as connection:
        unit = unit_on(connection, now=datetime(2025, 12, 31, 16, 0, tzinfo=UTC))
        assert unit.today.isoformat() == "2026-01-01"
        assert unit.place == PLACE


def test_a_consumer_is_told_of_every_event_until_it_acknowledges(engine: sa.Engine) -> None:
    """At least once, in order, each consumer for itself; nobody goes back."""
    tables = Schema(Names()).tables(CoreTables)
    with engine.begin() as connection:
        unit = unit_on(connection)
        for number in range(3):
            unit.run(RING, Ring(1), key=f"k{number}")
    with engine.begin() as connection:
        waiting = pending_events(connection, tables, PLACE.id, consumer="mail")
        assert [event.sequence for event in waiting] == [1, 2, 3]
        acknowledge_events(connection, tables, PLACE.id, consumer="mail", through=2)
        acknowledge_events(connection, tables, PLACE.id, consumer="mail", through=2)
        assert [
            e.sequence for e in pending_events(connection, tables, PLACE.id, consumer="mail")
        ] == [3]
        assert len(pending_events(connection, tables, PLACE.id, consumer="screen")) == 3
        acknowledge_events(connection, tables, PLACE.id, consumer="mail", through=3)
        assert pending_events(connection, tables, PLACE.id, consumer="mail") == ()
        with pytest.raises(ConcurrentChangeError, match="outbox cursor"):
            acknowledge_events(connection, tables, PLACE.id, consumer="mail", through=1)


@pytest.mark.parametrize(
    ("forgery", "broken"),
    [
        ("UPDATE gt_event SET body = '{\"times\":99}' WHERE sequence = 2", 2),
        ("UPDATE gt_event SET actor = 'u-18' WHERE sequence = 3", 3),
        ("DELETE FROM gt_event WHERE sequence = 2", 2),
        ("DELETE FROM gt_event WHERE sequence = 3", 3),
        ("UPDATE gt_place SET event_count = 2", 4),
    ],
    ids=["body", "actor", "middle-deleted", "last-deleted", "head-moved"],
)
def test_a_record_changed_behind_our_back_shows_where(
    engine: sa.Engine, forgery: str, broken: int
) -> None:
    """By plain SQL, as somebody with the password could."""
    with engine.begin() as connection:
        unit = unit_on(connection)
        for number in range(3):
            unit.run(RING, Ring(1), key=f"k{number}")
    with engine.begin() as connection:
        connection.exec_driver_sql(forgery)
        assert find_break(connection, Schema(Names()).tables(CoreTables), PLACE.id) == broken


def test_a_record_longer_than_one_stretch_is_walked_to_its_end(engine: sa.Engine) -> None:
    """A thousand events are read at a time; the last one counts as much as the first."""

    def ring_often(unit: UnitOfWork, wish: Ring) -> BellRung:
        for _ in range(wish.times):
            unit.record(BellRung(unit.new_id(), 1))
        return BellRung(unit.new_id(), wish.times)

    often = Command("bell.ring_often", Ring, BellRung, ring_often, zh="连敲")
    tables = Schema(Names()).tables(CoreTables)
    with engine.begin() as connection:
        unit_on(connection).run(often, Ring(2001), key="k")
        assert find_break(connection, tables, PLACE.id) is None
        connection.execute(sa.text("UPDATE gt_event SET actor = 'x' WHERE sequence = 2001"))
        assert find_break(connection, tables, PLACE.id) == 2001
