"""Laws of what is written down: values in JSON, their bytes, the record, and the ids in it."""

from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

import rfc8785
from attrs import evolve, frozen
from hypothesis import assume, given
from hypothesis import strategies as st

from gongtong.core.codec import JsonValue, canonical, from_json, parse, to_json
from gongtong.core.events import GENESIS, ProvisionUsed, RecordedEvent, event_digest, first_break
from gongtong.core.shares import AtLeast, Bound, MoreThan
from gongtong.core.storage.running import RunningCommand

bounds = st.builds(
    lambda kind, numerator, more: kind(numerator, numerator + more),
    st.sampled_from([AtLeast, MoreThan]),
    st.integers(0, 12),
    st.integers(1, 12),
)


class Colour(StrEnum):
    """Colours for the laws (颜色)."""

    RED = "red"
    BLUE = "blue"


@frozen
class Part:
    """A part of a value (部分)."""

    share: Fraction
    bound: Bound
    words: str


@frozen
class Whole:
    """A value with every kind of part (整体)."""

    id: UUID
    on: date
    at: datetime
    fen: int
    colour: Colour
    is_open: bool
    seal: bytes
    parts: tuple[Part, ...]
    pair: tuple[int, str]
    note: str | None = None
    inner: Part | None = None


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
parts = st.builds(Part, st.fractions(), bounds, words)
offsets = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
wholes = st.builds(
    Whole,
    st.uuids(),
    st.dates(),
    # fixed offsets: Python calls an hour that a zone has twice unequal to itself elsewhere
    st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31), timezones=offsets),  # noqa: DTZ001 - the strategy adds the zone
    st.integers(),
    st.sampled_from(Colour),
    st.booleans(),
    st.binary(max_size=9),
    st.lists(parts, max_size=3).map(tuple),
    st.tuples(st.integers(), words),
    st.none() | words,
    st.none() | parts,
)


@given(wholes)
def test_a_value_survives_the_way_through_json(value: Whole) -> None:
    """As values, and through the bytes that stand under a digest."""
    data = to_json(value)
    assert from_json(data, Whole) == value
    assert parse(canonical(data)) == data
    assert to_json(from_json(parse(canonical(data)), Whole)) == data


plain_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | words,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(max_codepoint=127), max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(plain_json)
def test_canonical_bytes_are_those_of_rfc_8785(data: JsonValue) -> None:
    """As another library writes them, which knows nothing of this one."""
    assert canonical(data) == rfc8785.dumps(data)


# --- the record ---

PLACE = UUID(int=1)
AT = datetime(2025, 5, 20, 10, 0, tzinfo=UTC)


def chain_of(bodies: list[str]) -> list[RecordedEvent]:
    events: list[RecordedEvent] = []
    previous = GENESIS
    used = (ProvisionUsed("ledger.fee_rule", "jingzhou.sanitation", "f"),)
    for sequence, body in enumerate(bodies, 1):
        digest = event_digest(
            place_id=PLACE, sequence=sequence, kind="ledger.Paid", body=body, actor="u-17",
            recorded_at=AT, key="k", provisions=used, previous=previous,
        )  # fmt: skip
        events.append(
            RecordedEvent(
                PLACE, sequence, "ledger.Paid", body, "u-17", AT, "k", used, previous, digest
            )
        )
        previous = digest
    return events


chains = st.lists(words, min_size=1, max_size=6).map(chain_of)
changes = st.one_of(
    st.fixed_dictionaries({"place_id": st.uuids()}),
    st.fixed_dictionaries({"sequence": st.integers(0, 9)}),
    st.fixed_dictionaries({"kind": words}),
    st.fixed_dictionaries({"body": plain_json}),
    st.fixed_dictionaries({"actor": words}),
    st.fixed_dictionaries({"recorded_at": st.datetimes(timezones=st.just(UTC))}),
    st.fixed_dictionaries({"key": words}),
    st.fixed_dictionaries(
        {"provisions": st.lists(st.builds(ProvisionUsed, words, words, words)).map(tuple)}
    ),
    st.fixed_dictionaries({"previous": st.binary(min_size=32, max_size=32)}),
    st.fixed_dictionaries({"digest": st.binary(min_size=32, max_size=32)}),
)


@given(chains, st.data(), changes)
def test_no_single_change_of_the_record_goes_unnoticed(
    events: list[RecordedEvent], data: st.DataObject, change: dict[str, object]
) -> None:
    """It shows at the event that was changed, whatever was changed into whatever."""
    at = data.draw(st.integers(0, len(events) - 1))
    forged = evolve(events[at], **change)  # type: ignore[arg-type]  # one field of its own type
    assume(forged != events[at])
    changed = (*events[:at], forged, *events[at + 1 :])
    assert first_break(tuple(events)) is None
    # a stretch is told where it begins by its first event, and by the digest before it
    assert first_break(changed) in ({at + 1, forged.sequence} if at == 0 else {at + 1})


@given(chains, st.data())
def test_no_two_events_change_places_unnoticed(
    events: list[RecordedEvent], data: st.DataObject
) -> None:
    """Nor is one left out before the last, or told twice."""
    assume(len(events) > 1)
    at = data.draw(st.integers(0, len(events) - 2))
    swapped = [*events[:at], events[at + 1], events[at], *events[at + 2 :]]
    without = [*events[:at], *events[at + 1 :]]
    twice = [*events[: at + 1], *events[at:]]
    for tampered in (swapped, without, twice):
        assert first_break(tuple(tampered)) is not None


# --- ids ---


@given(
    st.lists(st.tuples(st.integers(0, 2), words, st.integers(0, 2)), unique=True, max_size=8),
    st.integers(1, 5),
)
def test_no_two_ids_are_alike(commands: list[tuple[int, str, int]], each: int) -> None:
    """Not in one command, and not over places and keys; the moment alone tells none apart."""
    made: list[UUID] = []
    seen: set[tuple[int, str]] = set()
    for place, key, later in commands:
        if (place, key) in seen:
            continue
        seen.add((place, key))
        now = AT + timedelta(milliseconds=later)
        running = RunningCommand(UUID(int=place), "bell.ring", key, "u-17", now)
        made.extend(running.new_id() for _ in range(each))
        again = RunningCommand(UUID(int=place), "bell.ring", key, "u-17", now)
        assert again.new_id() == made[-each]
    assert len(set(made)) == len(made) == len(seen) * each
    assert {one.version for one in made} <= {7}


def test_twenty_thousand_ids_of_one_command_differ() -> None:
    """More than any command makes; they also look like the moment in which they were made."""
    running = RunningCommand(PLACE, "bell.ring", "k", "u-17", AT)
    made = {running.new_id() for _ in range(20_000)}
    assert len(made) == 20_000
    assert {one.int >> 80 for one in made} == {1_747_735_200_000}
