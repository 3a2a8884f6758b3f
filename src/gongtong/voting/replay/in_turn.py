"""Replaying committees that are filled seat by seat, voter by voter (逐席复核)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gongtong.voting.counting.traces import Act
from gongtong.voting.replay.departures import unlike

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongtong.voting.counting.traces import Count, Round
    from gongtong.voting.replay.departures import Departure
    from gongtong.voting.replay.paper_ballots import NamingPaper


def replay_loads(count: Count, papers: Sequence[NamingPaper]) -> Iterator[Departure]:
    """Work out for every candidate what its supporters would carry, and let the elected's carry it (复核负担)."""
    loads = [Fraction(0)] * len(papers)
    elected: set[str] = set()
    for one in count.rounds:
        found: dict[str, Fraction] = {}
        for name in count.candidates:
            supporters = [n for n, paper in enumerate(papers) if name in paper.named]
            weight = sum(papers[n].weight for n in supporters)
            if weight and name not in elected:
                carried = sum((loads[n] * papers[n].weight for n in supporters), Fraction(0))
                found[name] = (1 + carried) / weight
        yield from unlike(one, found, zh="负担", en="load")
        for name in _seated(one):
            elected.add(name)
            for n, paper in enumerate(papers):
                if name in paper.named:
                    loads[n] = found[name]


def replay_satisfaction(count: Count, papers: Sequence[NamingPaper]) -> Iterator[Departure]:
    """Work out what every candidate would add: a voter's second counts half, the third a third (复核满意度)."""
    elected: set[str] = set()
    for one in count.rounds:
        found = {
            name: sum(
                (
                    Fraction(paper.weight, len(paper.named & elected) + 1)
                    for paper in papers
                    if name in paper.named
                ),
                Fraction(0),
            )
            for name in count.candidates
            if name not in elected and any(name in p.named and p.weight for p in papers)
        }
        yield from unlike(one, found, zh="得分", en="score")
        elected |= set(_seated(one))


def _seated(one: Round) -> list[str]:
    return [step.candidate for step in one.steps if step.act is Act.ELECTED]
