"""Ballots one by one, as they would lie on a table (逐张选票).

They are read from a profile row by row; nothing that counts fast is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.scores import Scores

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongtong.voting.counting.bitsets import Weights


@frozen
class RankedPaper:
    """One ranking: the ranks from the best on, each with the candidates on it, and its weight (排序票).

    Ranks on which nobody stands are left out.
    """

    ranks: tuple[tuple[str, ...], ...]
    weight: int

    def best(self, standing: Sequence[str]) -> tuple[str, ...]:
        """Give the best candidates that still stand; nobody where none is ranked (最优者)."""
        for names in self.ranks:
            left = tuple(name for name in names if name in standing)
            if left:
                return left
        return ()

    def place(self, name: str) -> int:
        """Give the place of a candidate's rank; behind all ranks where it has none (名次)."""
        for place, names in enumerate(self.ranks):
            if name in names:
                return place
        return len(self.ranks)


@frozen
class NamingPaper:
    """One ballot that names candidates, and its weight (赞成票)."""

    named: frozenset[str]
    weight: int


@frozen
class ScoringPaper:
    """One ballot that scores candidates, and its weight; a blank scores nothing (评分票)."""

    scores: tuple[tuple[str, int], ...]
    weight: int

    def of(self, name: str) -> int:
        """Give the score of a candidate (某人评分)."""
        return dict(self.scores).get(name, 0)


def ranked_papers(ballots: Rankings) -> list[RankedPaper]:
    """Read rankings row by row (逐张读取排序票)."""
    papers: list[RankedPaper] = []
    for row, weight in enumerate(_weights(ballots.weights, ballots.size)):
        ranks = [
            tuple(
                name
                for name, at in zip(ballots.candidates, ballots.at, strict=True)
                if at[rank] >> row & 1
            )
            for rank in range(ballots.depth)
        ]
        papers.append(RankedPaper(tuple(names for names in ranks if names), weight))
    return papers


def naming_papers(ballots: Approvals) -> list[NamingPaper]:
    """Read approvals row by row (逐张读取赞成票)."""
    return [
        NamingPaper(
            frozenset(
                name
                for name, rows in zip(ballots.candidates, ballots.supporters, strict=True)
                if rows >> row & 1
            ),
            weight,
        )
        for row, weight in enumerate(_weights(ballots.weights, ballots.size))
    ]


def scoring_papers(ballots: Scores) -> list[ScoringPaper]:
    """Read scores row by row (逐张读取评分票)."""
    papers: list[ScoringPaper] = []
    for row, weight in enumerate(_weights(ballots.weights, ballots.size)):
        scores = (
            (name, sum((plane >> row & 1) << bit for bit, plane in enumerate(planes)))
            for name, planes in zip(ballots.candidates, ballots.planes, strict=True)
        )
        papers.append(ScoringPaper(tuple(scores), weight))
    return papers


def _weights(weights: Weights, size: int) -> list[int]:
    return [
        sum((plane >> row & 1) << bit for bit, plane in enumerate(weights.planes))
        for row in range(size)
    ]
