"""Replaying sums: choices, approvals, scores, points by rank, and the run-off of the best two (合计复核)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gongtong.voting.counting.traces import Act, Stage
from gongtong.voting.replay.departures import unlike
from gongtong.voting.replay.paper_ballots import NamingPaper

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongtong.voting.counting.traces import Count
    from gongtong.voting.replay.departures import Departure
    from gongtong.voting.replay.paper_ballots import RankedPaper, ScoringPaper


def replay_names(
    count: Count, papers: Sequence[NamingPaper | RankedPaper], *, most: int | None
) -> Iterator[Departure]:
    """Add up the ballots that name each candidate, or rank it among the first so many (复核得票).

    `most` is the number of names that a ranking gives; without it a ranking names nobody.
    Candidates on the last of those ranks share what is left of it.
    """
    found = dict.fromkeys(count.candidates, Fraction(0))
    for paper in papers:
        if isinstance(paper, NamingPaper):
            for name in paper.named:
                found[name] += paper.weight
            continue
        left = most or 0
        for names in paper.ranks:
            each = Fraction(min(left, len(names)), len(names))
            for name in names:
                found[name] += each * paper.weight
            left -= min(left, len(names))
    yield from unlike(count.rounds[0], found)


def replay_scores(count: Count, papers: Sequence[ScoringPaper]) -> Iterator[Departure]:
    """Add up scores; in a run-off, the ballots that score one of the two higher (复核评分)."""
    elected: set[str] = set()
    for one in count.rounds:
        if one.stage is Stage.RUN_OFF:
            first, second = (each.candidate for each in one.amounts)
            found = {
                name: Fraction(sum(p.weight for p in papers if p.of(name) > p.of(other)))
                for name, other in ((first, second), (second, first))
            }
        else:
            found = {
                name: Fraction(sum(p.weight * p.of(name) for p in papers))
                for name in count.candidates
                if name not in elected
            }
        yield from unlike(one, found)
        elected |= {step.candidate for step in one.steps if step.act is Act.ELECTED}


def replay_borda(count: Count, papers: Sequence[RankedPaper]) -> Iterator[Departure]:
    """Give points by rank; who is level shares the places that the rank covers (复核博达计数)."""
    found = dict.fromkeys(count.candidates, Fraction(0))
    for paper in papers:
        ranked = [name for names in paper.ranks for name in names]
        rest = tuple(name for name in count.candidates if name not in ranked)
        points = len(count.candidates) - 1
        for names in (*paper.ranks, rest):
            places = range(points - len(names) + 1, points + 1)
            for name in names:
                found[name] += Fraction(sum(places), len(names)) * paper.weight
            points -= len(names)
    yield from unlike(count.rounds[0], found)
