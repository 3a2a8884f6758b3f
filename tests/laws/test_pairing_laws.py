"""Pairing two books, against a reading of the rule that tries every two lines (逐笔勾对)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from gongtong.ledger.reconciling.pairing import BookLine, PairedBy, Pairing, pair_lines

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

START = date(2025, 3, 1)


def books(side: str, *, most: int = 7) -> st.SearchStrategy[tuple[BookLine, ...]]:
    """Few amounts, few days and few references, so that lines often look alike."""
    line = st.builds(
        lambda day, fen, reference: BookLine("", START + timedelta(day), fen, reference),
        st.integers(0, 6),
        st.sampled_from([100, 100, 200, -100]),
        st.sampled_from(["", "", "A1", "B2"]),
    )
    return st.lists(line, max_size=most).map(
        lambda lines: tuple(evolve(one, id=f"{side}{number}") for number, one in enumerate(lines))
    )


def naive(
    left: tuple[BookLine, ...],
    right: tuple[BookLine, ...],
    days: int,
    apart: frozenset[tuple[str, str]],
) -> dict[str, str]:
    """Step by step, pair whoever is the other's only candidate among those still free."""

    def alike(step: Callable[[BookLine, BookLine], bool], a: BookLine, b: BookLine) -> bool:
        return step(a, b) and (a.id, b.id) not in apart

    steps: list[Callable[[BookLine, BookLine], bool]] = [
        lambda a, b: (a.amount_fen, a.day, a.reference) == (b.amount_fen, b.day, b.reference),
        lambda a, b: a.amount_fen == b.amount_fen and a.reference == b.reference != "",
        lambda a, b: (
            a.amount_fen == b.amount_fen
            and -days <= (a.day - b.day).days <= days
            and (a.reference == b.reference or "" in {a.reference, b.reference})
        ),
    ]
    paired: dict[str, str] = {}
    for step in steps:
        mine = [one for one in left if one.id not in paired]
        theirs = [one for one in right if one.id not in paired.values()]
        for a in mine:
            for b in theirs:
                rivals = (
                    [c for c in theirs if alike(step, a, c)],
                    [c for c in mine if alike(step, c, b)],
                )
                if rivals == ([b], [a]):
                    paired[a.id] = b.id
    return paired


def ids_paired(pairing: Pairing) -> dict[str, str]:
    return {one.left[0]: one.right[0] for one in pairing.pairs if one.left and one.right}


TORN = st.frozensets(
    st.tuples(
        st.integers(0, 6).map(lambda number: f"l{number}"),
        st.integers(0, 6).map(lambda number: f"r{number}"),
    ),
    max_size=5,
)


@given(books("l"), books("r"), st.integers(0, 4), TORN)
def test_every_certain_pair_is_found_and_none_that_is_not(
    left: tuple[BookLine, ...],
    right: tuple[BookLine, ...],
    days: int,
    apart: frozenset[tuple[str, str]],
) -> None:
    """The pairs are those in which each line was the other's only candidate, step by step.

    What a person has taken apart is no candidate any more.
    """
    pairing = pair_lines(left, right, window_days=days, rejected=apart)
    assert ids_paired(pairing) == naive(left, right, days, apart)


@given(books("l"), books("r"), st.integers(0, 4))
def test_no_line_is_paired_twice_and_none_is_lost(
    left: tuple[BookLine, ...], right: tuple[BookLine, ...], days: int
) -> None:
    """Each line is in one pair or is free; paired lines come to the same on both sides."""
    pairing = pair_lines(left, right, window_days=days)
    fen = {line.id: line.amount_fen for line in (*left, *right)}
    seen = [one for pair in pairing.pairs for one in (*pair.left, *pair.right)]
    seen += [line.id for line in (*pairing.left_only, *pairing.right_only)]
    assert sorted(seen) == sorted(fen)
    for pair in pairing.pairs:
        assert sum(fen[one] for one in pair.left) == sum(fen[one] for one in pair.right)


@given(books("l"), books("r"), st.integers(0, 4), st.randoms(use_true_random=False))
def test_the_order_of_the_lines_makes_no_difference(
    left: tuple[BookLine, ...],
    right: tuple[BookLine, ...],
    days: int,
    chance: random.Random,
) -> None:
    """Shuffled books give the same pairs and the same suggestions."""
    shuffled = list(right)
    chance.shuffle(shuffled)
    one, other = (pair_lines(left, lines, window_days=days) for lines in (right, shuffled))
    assert ids_paired(one) == ids_paired(other)
    assert one.suggestions == other.suggestions


@given(books("l"), books("r"), st.integers(0, 4))
def test_a_suggestion_is_for_two_free_lines_that_look_alike(
    left: tuple[BookLine, ...], right: tuple[BookLine, ...], days: int
) -> None:
    """Every two free lines of one amount within the days are suggested, and those of one reference."""
    pairing = pair_lines(left, right, window_days=days)
    expected = {
        (a.id, b.id)
        for a in pairing.left_only
        for b in pairing.right_only
        if (a.amount_fen == b.amount_fen and abs((a.day - b.day).days) <= days)
        or (a.reference == b.reference != "")
    }
    assert {(one.left, one.right) for one in pairing.suggestions} == expected
    assert len(pairing.suggestions) == len(expected)


@given(books("l"))
def test_what_a_book_takes_back_is_no_difference(left: tuple[BookLine, ...]) -> None:
    """A book in which every line is taken back agrees with an empty one."""
    undone = tuple(
        evolve(one, id=f"u{one.id}", amount_fen=-one.amount_fen, cancels=one.id) for one in left
    )
    pairing = pair_lines((*left, *undone), (), window_days=3)
    assert not pairing.left_only
    assert {pair.by for pair in pairing.pairs} <= {PairedBy.CANCELLED}
