"""Replaying comparisons of each with each, and what was concluded from them (两两比较复核)."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, pairwise, permutations
from typing import TYPE_CHECKING

from gongtong.voting.counting.traces import Act, FigureName, Stage
from gongtong.voting.replay.departures import Departure, unlike

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gongtong.voting.counting.traces import Count, Round
    from gongtong.voting.replay.paper_ballots import RankedPaper

Preferences = dict[tuple[str, str], int]


def preferences(names: Sequence[str], papers: Sequence[RankedPaper]) -> Preferences:
    """Count for each pair the ballots that rank the first above the second (逐票比较)."""
    found = dict.fromkeys(permutations(names, 2), 0)
    for paper in papers:
        for one, other in found:
            if paper.place(one) < paper.place(other):
                found[one, other] += paper.weight
    return found


def replay_pairs(count: Count, papers: Sequence[RankedPaper]) -> Iterator[Departure]:
    """Compare each with each by hand and hold the trace against it (复核两两比较)."""
    found = preferences(count.candidates, papers)
    for one in count.rounds:
        for pair in one.pairs:
            by_hand = Fraction(found[pair.one, pair.other]), Fraction(found[pair.other, pair.one])
            if (pair.prefer_one, pair.prefer_other) != by_hand:
                told = f"{pair.prefer_one}:{pair.prefer_other}"
                yield Departure(
                    one.number,
                    f"{pair.one}对{pair.other}写为{told}，逐票为{by_hand[0]}:{by_hand[1]}",
                    f"{pair.one} against {pair.other} is told as {told}, and comes to {by_hand[0]}:{by_hand[1]}",
                )
    told_pairs = {frozenset((pair.one, pair.other)) for pair in count.rounds[0].pairs}
    if told_pairs != {frozenset(pair) for pair in combinations(count.candidates, 2)}:
        yield Departure(1, "有的两两比较未列出", "not every pair is told")


def replay_schulze(count: Count, papers: Sequence[RankedPaper]) -> Iterator[Departure]:
    """Find every strongest path by trying all of them, for a few candidates (复核舒尔茨法)."""
    yield from replay_pairs(count, papers)
    strengths = _strongest(count.candidates, preferences(count.candidates, papers))
    for figure in count.rounds[0].figures:
        if figure.name is FigureName.STRENGTH:
            by_hand = strengths[figure.of, figure.against]
            if figure.amount != by_hand:
                yield Departure(
                    1,
                    f"{figure.of}对{figure.against}的强度写为{figure.amount}，应为{by_hand}",
                    f"the strength of {figure.of} over {figure.against} is told as {figure.amount}, not {by_hand}",
                )
    for name in count.elected[:1]:
        above = [
            one
            for one in count.candidates
            if one != name and strengths[one, name] > strengths[name, one]
        ]
        if above:
            yield Departure(
                0, f"{'、'.join(above)}在{name}之前", f"{', '.join(above)} stand before {name}"
            )


def _strongest(names: Sequence[str], found: Preferences) -> Preferences:
    """Widen paths until nothing grows any more."""
    paths = {pair: votes if votes > found[pair[1], pair[0]] else 0 for pair, votes in found.items()}
    grew = True
    while grew:
        grew = False
        for one, other in permutations(names, 2):
            for through in names:
                if through not in (one, other):
                    width = min(paths[one, through], paths[through, other])
                    if width > paths[one, other]:
                        paths[one, other], grew = width, True
    return paths


def replay_locks(count: Count, papers: Sequence[RankedPaper]) -> Iterator[Departure]:
    """Lock one comparison after another; none may be skipped that closes no cycle (复核排序对法)."""
    yield from replay_pairs(count, papers)
    found = preferences(count.candidates, papers)
    below: dict[str, set[str]] = {name: set() for name in count.candidates}
    strengths: list[Fraction] = []
    for one in count.rounds:
        if one.stage is Stage.LOCK:
            yield from _check_locks(one, below, found)
            strengths += [
                figure.amount for figure in one.figures if figure.name is FigureName.STRENGTH
            ]
    if any(before < after for before, after in pairwise(strengths)):
        yield Departure(
            0, "比较未按强弱次序认定", "comparisons were not taken from the strongest on"
        )
    # under an open tie the order that is told is one of several
    for name in count.elected[:1] if not count.undecided else ():
        above = [other for other in count.candidates if name in below[other]]
        if above:
            yield Departure(
                0, f"{'、'.join(above)}胜过{name}", f"{', '.join(above)} stand above {name}"
            )


def _check_locks(one: Round, below: dict[str, set[str]], found: Preferences) -> Iterator[Departure]:
    for step in one.steps:
        if step.act not in (Act.LOCKED, Act.SKIPPED):
            continue
        closes = step.candidate in below[step.against]
        if found[step.candidate, step.against] <= found[step.against, step.candidate]:
            yield Departure(
                one.number,
                f"{step.candidate}并未胜过{step.against}",
                f"{step.candidate} does not beat {step.against}",
            )
        if closes is (step.act is Act.LOCKED):
            yield Departure(
                one.number,
                f"{step.candidate}对{step.against}{'与已成立的比较矛盾' if closes else '并不矛盾'}",
                f"{step.candidate} over {step.against} {'contradicts' if closes else 'does not contradict'} what stands",
            )
        if step.act is Act.LOCKED:
            under = {step.against, *below[step.against]}
            for name, others in below.items():
                if name == step.candidate or step.candidate in others:
                    others.update(under)


def replay_minimax(count: Count, papers: Sequence[RankedPaper]) -> Iterator[Departure]:
    """Find each candidate's largest defeat by hand (复核极小极大法)."""
    yield from replay_pairs(count, papers)
    defeats = largest_defeats(count.candidates, preferences(count.candidates, papers))
    yield from unlike(count.rounds[0], defeats)


def largest_defeats(names: Sequence[str], found: Mapping[tuple[str, str], int]) -> dict[str, int]:
    """Give the most ballots by which each is beaten, nothing where nobody beats it (最大败绩)."""
    return {
        name: max(
            (
                found[other, name]
                for other in names
                if other != name and found[other, name] > found[name, other]
            ),
            default=0,
        )
        for name in names
    }
