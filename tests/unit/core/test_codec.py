"""Values become plain JSON and come back the same; there is one byte string for each."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from fractions import Fraction
from typing import cast
from uuid import UUID

import pytest
from attrs import frozen

from gongtong.core.codec import canonical, digest_of, from_json, parse, to_json
from gongtong.core.errors import CodecError
from gongtong.core.shares import AtLeast, Bound, MoreThan


class Colour(StrEnum):
    """Colours for the test (颜色)."""

    RED = "red"


@frozen
class Inner:
    """A value inside another (内层)."""

    fen: int
    share: Fraction


@frozen
class Outer:
    """A value with every kind of part (外层)."""

    id: UUID
    on: date
    at: datetime
    colour: Colour
    bound: Bound
    inners: tuple[Inner, ...]
    note: str | None = None
    is_open: bool = False
    seal: bytes = b""


OUTER = Outer(
    UUID(int=7),
    date(2025, 5, 10),
    datetime(2025, 5, 10, 8, 0, 0, 5, tzinfo=timezone(timedelta(hours=8))),
    Colour.RED,
    MoreThan(1, 2),
    (Inner(30000, Fraction(2, 3)),),
    seal=b"\x01\xff",
)
JSON = {
    "id": "00000000-0000-0000-0000-000000000007",
    "on": "2025-05-10",
    "at": "2025-05-10T00:00:00.000005Z",
    "colour": "red",
    "bound": {"bound": "more_than", "numerator": 1, "denominator": 2},
    "inners": [{"fen": 30000, "share": "2/3"}],
    "note": None,
    "is_open": False,
    "seal": "01ff",
}


def test_a_value_is_written_in_plain_words_and_read_back_the_same() -> None:
    """Instants are written in UTC to the microsecond, shares as exact fractions."""
    assert to_json(OUTER) == JSON
    assert from_json(to_json(OUTER), Outer) == OUTER


def test_at_least_and_more_than_stay_apart_in_json() -> None:
    """A bound that lost its kind would decide otherwise."""
    assert to_json(AtLeast(2, 3), Bound) == {"bound": "at_least", "numerator": 2, "denominator": 3}
    kind: type = Bound  # type: ignore[assignment]  # a union stands where a class is wanted
    assert from_json({"bound": "at_least", "numerator": 2, "denominator": 3}, kind) == AtLeast(2, 3)
    assert from_json({"bound": "more_than", "numerator": 1, "denominator": 2}, kind) == MoreThan(
        1, 2
    )


def test_whole_numbers_that_other_programs_would_round_are_written_as_text() -> None:
    """2**53 - 1 is the last whole number that every JSON reader keeps."""
    assert to_json(9007199254740991) == 9007199254740991
    assert to_json(9007199254740992) == "9007199254740992"
    assert to_json(-9007199254740991) == -9007199254740991
    assert to_json(-9007199254740992) == "-9007199254740992"
    assert from_json("9007199254740992", int) == 9007199254740992


def test_a_float_has_no_place_in_a_decision() -> None:
    """Neither going out nor coming in."""
    with pytest.raises(TypeError, match="a float has no place"):
        to_json(0.5)
    with pytest.raises(CodecError, match="whole numbers of the smallest unit"):
        parse("[0.5]")
    with pytest.raises(CodecError, match="whole numbers"):
        parse("NaN")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (True, int),
        (1, bool),
        (1, str),
        (None, str),
        ("2025-13-01", date),
        ("x", UUID),
        ("1/2/3", Fraction),
        ("1/0", Fraction),
        ("2025-05-10T08:00:00", datetime),
        (1.5, int),
        ("1_0", int),
        (" 10", int),
        ("１０", int),
        ("+1", int),
        ("", int),
        ("0.5", Fraction),
        ("1 / 2", Fraction),
        ("1/-2", Fraction),
    ],
)
def test_what_does_not_fit_the_type_is_refused(data: object, kind: type) -> None:
    """True is not 1, and an instant without a zone is no instant."""
    with pytest.raises(CodecError):
        from_json(data, kind)  # type: ignore[arg-type]  # some of the cases are no JSON at all


def test_every_fault_of_an_object_is_told_with_its_path() -> None:
    """A form with three mistakes is corrected once, not three times."""
    bad = {**JSON, "on": "soon", "colour": "blue", "surplus": 1}
    with pytest.raises(CodecError) as caught:
        from_json(bad, Outer)  # type: ignore[arg-type]  # the dict is invariant in its values
    told = "\n".join(caught.value.faults)
    assert "$.on" in told
    assert "$.colour" in told
    assert "surplus" in told


def test_equal_json_has_equal_bytes_whatever_the_order_of_its_keys() -> None:
    """The bytes are those of RFC 8785 for this kind of JSON, Chinese unescaped."""
    assert (
        canonical({"b": [1, True, None], "a": "共同"}) == '{"a":"共同","b":[1,true,null]}'.encode()
    )
    assert digest_of({"b": 1, "a": 2}) == digest_of({"a": 2, "b": 1})
    assert digest_of({"a": 1}) != digest_of({"a": "1"})
    assert (
        digest_of(None).hex() == "74234e98afe7498fb5daf1f36ac2d78acc339464f950703b8c019892f982b90b"
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"房号": 1}, "the key '房号' is not ASCII"),
        ([{"a": {"\ue000": 1, "\U0001f600": 2}}], "is not ASCII"),
        ({"a": 9007199254740992}, "more than 53 bits"),
        ([-9007199254740992], "more than 53 bits"),
        ({"a": [1.5]}, "float has no canonical form"),
        (float("nan"), "float has no canonical form"),
        ([{1}], "set has no canonical form"),
    ],
)
def test_what_other_programs_would_order_or_round_otherwise_has_no_canonical_bytes(
    data: object, words: str
) -> None:
    """RFC 8785 orders keys by UTF-16 units, not by code points, and reads numbers as doubles."""
    with pytest.raises(CodecError, match=words):
        canonical(data)  # type: ignore[arg-type]  # most of the cases are no such JSON


def test_the_last_whole_numbers_that_every_reader_keeps_are_written_as_they_are() -> None:
    """2**53 - 1 and its opposite; text has no limit and no restriction."""
    assert canonical([9007199254740991, -9007199254740991]) == (
        b"[9007199254740991,-9007199254740991]"
    )
    assert canonical({"a": "房\U0001f600\x7f"}) == '{"a":"房\U0001f600\x7f"}'.encode()


def test_a_key_that_stands_twice_and_text_that_is_no_json_are_refused() -> None:
    """Two readers might each take another of the two."""
    with pytest.raises(CodecError, match="stands twice"):
        parse('{"a":1,"a":2}')
    with pytest.raises(CodecError, match="not JSON"):
        parse("{")
    assert parse('{"a":[1,"x",false,null]}') == {"a": [1, "x", False, None]}


def test_a_value_without_a_json_form_is_refused() -> None:
    """Sets have no order and therefore no one byte string."""
    with pytest.raises(TypeError, match="no JSON form"):
        to_json(object())


def test_an_instant_without_a_zone_is_not_written() -> None:
    """It could mean any of two dozen instants."""
    with pytest.raises(ValueError, match="needs a time zone"):
        to_json(datetime(2025, 1, 1))  # noqa: DTZ001 - the naive instant is what is refused
    assert to_json(datetime(2025, 1, 1, tzinfo=UTC)) == "2025-01-01T00:00:00.000000Z"


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (time(8, 5), "08:05:00"),
        (time(23, 59, 59), "23:59:59"),
        (time(0, 0, 0, 1), "00:00:00.000001"),
    ],
)
def test_a_time_of_day_comes_back_the_same(at: time, text: str) -> None:
    """A bank says at what hour something was booked; the hour has no zone of its own."""
    assert to_json(at) == text
    assert from_json(text, time) == at


def test_a_time_of_day_with_a_zone_is_refused() -> None:
    """It would be an instant without a day."""
    with pytest.raises(ValueError, match="no zone"):
        to_json(time(8, 5, tzinfo=UTC))
    with pytest.raises(CodecError):
        from_json("08:05:00Z", time)


@pytest.mark.parametrize("bound", [AtLeast(9, 10), MoreThan(1, 2), None])
def test_a_bound_that_may_be_absent_comes_back_the_same(bound: AtLeast | MoreThan | None) -> None:
    """At least and more than are told apart, and nothing stays nothing."""
    kind = AtLeast | MoreThan | None
    data = to_json(bound, kind)
    assert data is None or isinstance(data, dict)
    back = from_json(data, cast("type[AtLeast | MoreThan | None]", kind))
    assert back == bound
