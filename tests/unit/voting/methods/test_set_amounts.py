"""Amounts of money that belong to rows, kept as sets of rows."""

import pytest

from gongtong.voting.methods.set_amounts import NearAmounts, raised


@pytest.mark.parametrize(
    ("amount", "less", "not_more"), [(6, 0b000, 0b000), (7, 0b000, 0b001), (8, 0b001, 0b001)]
)
def test_rows_with_less_are_told_from_those_with_more(
    amount: int, less: int, not_more: int
) -> None:
    """Row 0 has 7, the others 10: a row that has just as much may be unclear, but never less or more."""
    near = NearAmounts(3, 20)
    near.add(0b111, 10, 1)
    near.take(0b001, 3, 1)
    surely, unclear = near.below(0b111, amount, 1)
    assert surely == less
    assert surely | unclear == not_more


def test_what_was_rounded_is_unclear_and_never_wrong() -> None:
    """A third of 1 taken three times from 1 leaves nothing, which is not told from a few parts more."""
    near = NearAmounts(1, 10)
    near.add(0b1, 1, 1)
    for _ in range(3):
        near.take(0b1, 1, 3)
    assert near.below(0b1, 0, 1) == (0, 0b1)
    assert near.below(0b1, 1, 100) == (0b1, 0)


def test_amounts_grow_beyond_the_bits_that_were_there() -> None:
    """10 and 1000 are 1010; another row has none of it."""
    near = NearAmounts(2, 4)
    near.add(0b11, 10, 1)
    near.add(0b01, 1000, 1)
    assert near.below(0b11, 1000, 1) == (0b10, 0)
    assert near.below(0b11, 1020, 1) == (0b11, 0)


def test_rows_are_emptied() -> None:
    """Row 1 then has less than the smallest amount, and row 0 what it had."""
    near = NearAmounts(2, 10)
    near.add(0b11, 5, 1)
    near.clear(0b10)
    assert near.below(0b11, 1, 2) == (0b10, 0)
    assert near.below(0b11, 6, 1) == (0b11, 0)


def test_classes_that_come_to_the_same_amount_are_one() -> None:
    """Who has 3 and gets 2 stands with who has 5."""
    assert raised({3: 0b01, 5: 0b10}, 0b01, 2) == {5: 0b11}
