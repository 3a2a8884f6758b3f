"""Ties among transferable votes: who is sure to lose, and what earlier rounds say."""

from fractions import Fraction

import pytest

from gongtong.voting.counting.traces import Amount, Round, Stage, TieBreak
from gongtong.voting.methods.transfer_ties import (
    sure_losers,
    tie_of_earlier_rounds,
    tie_of_no_matter,
)


@pytest.mark.parametrize(
    ("next_above", "out"), [(3, (1, 2)), (2, ()), (4, (1, 2))], ids=["over", "at", "above"]
)
def test_two_of_one_vote_are_sure_to_lose_below_three(
    next_above: int, out: tuple[int, ...]
) -> None:
    """Together they have 2: with 2 above them they can catch up, with 3 they cannot."""
    assert sure_losers({0: next_above, 1: 1, 2: 1}) == out


def test_all_are_never_sure_to_lose() -> None:
    """Where all are level there is nobody above."""
    assert sure_losers({0: 0, 1: 0}) == ()
    assert sure_losers({}) == ()


def test_the_smallest_set_covers_a_tie_and_the_largest_reaches_as_far_as_it_can() -> None:
    """0, 0, 1 and 5: the two without votes go, or all but the last."""
    figures: dict[int, int | Fraction] = {0: 0, 1: 5, 2: 0, 3: Fraction(1)}
    assert sure_losers(figures, at_least=2) == (0, 2)
    assert sure_losers(figures, at_least=3) == (0, 2, 3)
    assert sure_losers(figures, most=True) == (0, 2, 3)


def rounds(*held: str) -> list[Round]:
    """Rounds in which a, b and c held so many votes."""
    return [
        Round(
            number=number,
            stage=Stage.COUNT,
            amounts=tuple(
                Amount(name, Fraction(vote)) for name, vote in zip("abc", votes, strict=True)
            ),
        )
        for number, votes in enumerate(held, start=1)
    ]


def test_what_became_of_a_tie_is_noted() -> None:
    """A tie that need not be broken names nobody as chosen; one that the past broke, the one."""
    free = tie_of_no_matter([2, 0], "abc", 4)
    assert (free.candidates, free.chosen, free.matters) == (("a", "c"), (), False)
    past = tie_of_earlier_rounds([2, 0], 2, "abc", 4, best=True)
    assert (past.candidates, past.chosen, past.seats) == (("a", "c"), ("c",), 1)
    assert past.broken_by is TieBreak.EARLIER_ROUNDS
