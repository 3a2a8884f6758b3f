"""The text of a file, its numbers, and its problems."""

from fractions import Fraction

import pytest

from gongtong.core.errors import InputError
from gongtong.voting.files.ballot_text import BallotText, decimal_number, whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("12", 12),
        ("12.00", 12),
        ("12,0", 12),
        ("999999999999999999", 999999999999999999),
        ("1000000000000000000", None),
        ("", None),
        ("-1", None),
        ("+1", None),
        ("1_0", None),
        ("1.5", None),
        ("²", None),
        ("١", None),
        (" 1", None),
    ],
)
def test_whole_numbers_are_plain_digits(text: str, number: int | None) -> None:
    """At most 18 of them; decimals only where they are all 0."""
    assert whole_number(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", (Fraction(3), 0)),
        ("3.50", (Fraction(7, 2), 1)),
        ("3,05", (Fraction(61, 20), 2)),
        ("3.", None),
        (".5", None),
        ("1 000", None),
        ("1.000,5", None),
    ],
)
def test_decimals_are_read_exactly(text: str, number: tuple[Fraction, int] | None) -> None:
    """With a point or a comma; zeros at the end need no decimals."""
    assert decimal_number(text) == number


def test_lines_are_numbered_and_the_watcher_is_told() -> None:
    """Every 4,096 lines."""
    told: list[int] = []
    source = BallotText(b"x\r\n" * 9000, file="x", watch=told.append)
    assert sum(1 for _, line in source.lines() if line == "x") == 9000
    assert told == [4096, 8192]


def test_bytes_that_are_no_text_are_a_problem() -> None:
    """In none of the encodings that were named."""
    with pytest.raises(InputError, match="not text in utf-8-sig"):
        BallotText(b"\xff\xfe\x00", file="x")


@pytest.mark.parametrize(("count", "right"), [(0, False), (1, True), (255, True), (256, False)])
def test_1_to_255_candidates_can_be_counted(count: int, right: bool) -> None:
    """Nobody is none, and 256 are too many."""
    source = BallotText(b"", file="x")
    if right:
        source.check_candidates(count, 1)
    else:
        with pytest.raises(InputError, match="1 to 255"):
            source.check_candidates(count, 1)
