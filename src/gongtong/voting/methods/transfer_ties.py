"""Ties among transferable votes: earlier rounds, and ties that need not be broken (转移票并列)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongtong.voting.counting.traces import Tie, TieBreak

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction


def sure_losers(
    figures: Mapping[int, int | Fraction], *, at_least: int = 1, most: bool = False
) -> tuple[int, ...]:
    """Find the lowest who all go out before anybody else, in whatever order they do (必然出局者).

    A set of candidates is sure to lose where all its votes together are fewer than those of the next
    above it. While it shrinks, none of it ever holds more than the set held together, since what its
    members lose goes to each other or leaves the set, and nobody outside loses anything: so each of
    them goes out before anyone outside, and when all are out, the ballots lie as they would after any
    other order. With one seat, whoever has more than half before that has it still: ties within the
    set decide nothing. Gives the smallest such set of `at_least` so many, or the largest; nobody where
    there is none.

    >>> sure_losers({0: 50, 1: 1, 2: 1, 3: 2, 4: 30})
    (1, 2, 3)
    >>> sure_losers({0: 50, 1: 1, 2: 1, 3: 3, 4: 30})
    (1, 2)
    >>> sure_losers({0: 50, 1: 1, 2: 1, 3: 3, 4: 30}, most=True)
    (1, 2, 3, 4)
    """
    found: tuple[int, ...] = ()
    below: list[int] = []
    together: int | Fraction = 0
    for figure in sorted(set(figures.values())):
        if len(below) >= at_least and together < figure:
            found = tuple(sorted(below))
            if not most:
                break
        level = [number for number, amount in figures.items() if amount == figure]
        below += level
        together += figure * len(level)
    return found


def tie_of_no_matter(tied: Sequence[int], names: Sequence[str], round_number: int) -> Tie:
    """Note a tie in which nobody was chosen, because all of the tied go out in any case (无关并列)."""
    level = tuple(names[number] for number in sorted(tied))
    return Tie(candidates=level, round=round_number, seats=0, matters=False)


def tie_of_earlier_rounds(
    tied: Sequence[int], chosen: int, names: Sequence[str], round_number: int, *, best: bool
) -> Tie:
    """Note a tie that earlier rounds broke, as the method itself says (由前轮决定的并列)."""
    return Tie(
        candidates=tuple(names[number] for number in sorted(tied)),
        round=round_number,
        seats=int(best),
        chosen=(names[chosen],),
        broken_by=TieBreak.EARLIER_ROUNDS,
    )
