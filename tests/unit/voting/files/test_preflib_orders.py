"""Orders as PrefLib writes them."""

import pytest

from gongtong.voting.files.ballot_text import BallotText
from gongtong.voting.files.preflib_orders import groups_of, packed, strict_order


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("1,3,2", b"\0\2\1"),
        ("2", b"\1"),
        ("", b""),
        ("1,1", None),
        ("4", None),
        ("0", None),
        ("1,{2,3}", None),
        ("1,,2", None),
    ],
)
def test_strict_orders_are_rows_of_numbers(text: str, order: bytes | None) -> None:
    """Numbers from 1 to 3, each once, with commas between them; anything else is no strict order."""
    assert strict_order(text, 3) == order


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("1,{2,3}", ((0,), (1, 2))),
        ("{2,3},1", ((1, 2), (0,))),
        ("{},1", ((), (0,))),
        ("1,{2,3},", ((0,), (1, 2))),
    ],
)
def test_groups_share_a_rank(text: str, groups: tuple[tuple[int, ...], ...]) -> None:
    """Braces stand around those who are level; they may be empty."""
    source = BallotText(b"", file="x")
    assert groups_of(source, 1, text, 3) == groups
    assert source.problems == []


def test_everybody_who_is_wrong_is_named() -> None:
    """Two numbers that there are not are two problems."""
    source = BallotText(b"", file="x")
    assert groups_of(source, 7, "{8,9},1", 3) is None
    assert [problem.line for problem in source.problems] == [7, 7]


def test_blanks_mean_nothing() -> None:
    """They are taken out before an order is read."""
    assert packed(" 1, { 2,\t3 }") == "1,{2,3}"
