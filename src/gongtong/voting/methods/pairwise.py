"""Each candidate against each: tables that add up, who beats all, and orders with levels (两两比较)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from gongtong.voting.counting.seats import fill_seats
from gongtong.voting.counting.traces import Pair

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gongtong.voting.counting.rankings import Rankings
    from gongtong.voting.counting.seats import Filled
    from gongtong.voting.counting.ties import Referee


@frozen
class PairTable:
    """How many ballots prefer each candidate to each other, and of how many ballots (两两比较表).

    `prefer[a][b]` are the ballots that rank a above b; whoever is not ranked is below everybody who
    is. Schulze, ranked pairs and minimax need nothing else of the ballots. Ballots in several places
    are compared where they are, and the tables put together with `+`; that is the same as to compare
    all ballots together.

    >>> south = PairTable(candidates=("a", "b"), prefer=((0, 3), (1, 0)), ballots=4)
    >>> north = PairTable(candidates=("a", "b"), prefer=((0, 0), (2, 0)), ballots=2)
    >>> (south + north).prefer
    ((0, 3), (3, 0))
    """

    candidates: tuple[str, ...]
    prefer: tuple[tuple[int, ...], ...]
    ballots: int

    @classmethod
    def of(cls, ballots: Rankings) -> PairTable:
        """Compare the candidates of some rankings (由排序选票生成)."""
        prefer = tuple(map(tuple, ballots.preferences()))
        return cls(ballots.candidates, prefer, ballots.total)

    @classmethod
    def together(cls, parts: Iterable[PairTable]) -> PairTable:
        """Add up the tables of all parts, of which there must be one (汇总各部分)."""
        first, *others = parts
        for other in others:
            first += other
        return first

    def __add__(self, other: PairTable) -> PairTable:
        """Put further ballots on the same candidates to these."""
        if self.candidates != other.candidates:
            message = "only tables of the same candidates can be put together"
            raise ValueError(message)
        prefer = tuple(
            tuple(a + b for a, b in zip(mine, theirs, strict=True))
            for mine, theirs in zip(self.prefer, other.prefer, strict=True)
        )
        return PairTable(self.candidates, prefer, self.ballots + other.ballots)

    def margin(self, one: int, other: int) -> int:
        """Say by how many more ballots the one is preferred; negative where the other is (净胜票数)."""
        return self.prefer[one][other] - self.prefer[other][one]

    def defeats(self) -> list[tuple[int, int]]:
        """Give every pair of which the first is preferred by more, in the order of the paper (胜负对)."""
        numbers = range(len(self.candidates))
        return [(a, b) for a in numbers for b in numbers if self.prefer[a][b] > self.prefer[b][a]]

    def beats_all(self) -> int | None:
        """Find whoever beats every other, one by one (孔多塞胜者)."""
        everybody = len(self.candidates)
        wins = [0] * everybody
        for winner, _ in self.defeats():
            wins[winner] += 1
        return wins.index(everybody - 1) if everybody - 1 in wins else None

    def pairs(self) -> tuple[Pair, ...]:
        """Write down every pair once, in the order of the paper (逐对结果)."""
        names = self.candidates
        return tuple(
            Pair(
                names[one],
                names[other],
                Fraction(self.prefer[one][other]),
                Fraction(self.prefer[other][one]),
            )
            for one in range(len(names))
            for other in range(one + 1, len(names))
        )


def pair_table(ballots: Rankings | PairTable) -> PairTable:
    """Take a table as it is, and compare the candidates of rankings (取得两两比较表)."""
    return ballots if isinstance(ballots, PairTable) else PairTable.of(ballots)


def levels_of(above: Sequence[int]) -> list[list[int]]:
    """Put candidates on levels, from who stands above them, as a set of bits (分层).

    On the first level is everybody above whom nobody stands; on each next one everybody above whom
    only those of earlier levels stand. `above` must be an order: nobody stands above himself, not
    even through others.

    >>> levels_of([0b000, 0b001, 0b000])
    [[0, 2], [1]]
    """
    left = set(range(len(above)))
    levels: list[list[int]] = []
    placed = 0
    while left:
        level = [number for number in sorted(left) if not above[number] & ~placed]
        if not level:
            message = "somebody stands above himself: this is no order"
            raise ValueError(message)
        levels.append(level)
        left.difference_update(level)
        for number in level:
            placed |= 1 << number
    return levels


def on_lower_levels(levels: Sequence[Sequence[int]]) -> dict[int, Fraction | int]:
    """Count for each candidate those who stand on lower levels (低层人数)."""
    below = sum(map(len, levels))
    figures: dict[int, Fraction | int] = {}
    for level in levels:
        below -= len(level)
        figures.update(dict.fromkeys(level, below))
    return figures


def fill_levels(
    levels: Sequence[Sequence[int]], seats: int, referee: Referee, *, round_number: int
) -> Filled:
    """Give seats level by level; who shares the last of them needs the rule (按层分配席位)."""
    return fill_seats(on_lower_levels(levels), seats, referee, round_number=round_number)
