"""Replaying a budget: votes, money and who pays what, project by project (预算复核)."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from gongtong.voting.counting.traces import Act, FigureName, Stage, Why
from gongtong.voting.replay.departures import Departure, unlike
from gongtong.voting.replay.paper_ballots import NamingPaper

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gongtong.voting.counting.projects import ProjectVotes
    from gongtong.voting.counting.traces import Count, Round
    from gongtong.voting.replay.paper_ballots import ScoringPaper


def replay_budget(
    count: Count, votes: ProjectVotes, papers: Sequence[NamingPaper | ScoringPaper]
) -> Iterator[Departure]:
    """Add up what every project got and what the chosen cost; the money left must be what is told (复核预算)."""
    costs = {
        name: Fraction(cost, votes.units)
        for name, cost in zip(votes.candidates, votes.costs, strict=True)
    }
    got = {name: _votes(name, papers) for name in votes.candidates}
    for amount in count.scores:
        if got[amount.candidate] != amount.amount:
            yield Departure(
                0,
                f"{amount.candidate}得票写为{amount.amount}，逐票为{got[amount.candidate]}",
                f"{amount.candidate} is told to have {amount.amount}, and has {got[amount.candidate]} by hand",
            )
    left = Fraction(votes.budget, votes.units)
    for one in count.rounds:
        if one.stage is Stage.PURCHASE:
            yield from _check_money(one, left, costs)
            left -= sum((costs[name] for name in _bought(one)), Fraction(0))
    yield from _beyond_the_rules(count, votes, got)


def _beyond_the_rules(
    count: Count, votes: ProjectVotes, got: Mapping[str, int]
) -> Iterator[Departure]:
    """Hold what was chosen against the budget, the caps, the exclusions and the minimum of the vote."""
    chosen = [number for number, name in enumerate(votes.candidates) if name in count.elected]
    over = sum(votes.costs[number] for number in chosen) - votes.budget
    if over > 0:
        yield _broken(
            f"超出预算{Fraction(over, votes.units)}", "the chosen cost more than there is"
        )
    for cap in votes.caps:
        spent = sum(votes.costs[number] for number in chosen if number in cap.projects)
        if spent > cap.most:
            yield _broken(f"超出{cap.name}的限额", f"the chosen cost more than the cap {cap.name}")
    for exclusion in votes.exclusions:
        together = [votes.candidates[number] for number in chosen if number in exclusion.projects]
        if len(together) > 1:
            yield _broken(f"{'、'.join(together)}互斥", f"{', '.join(together)} exclude each other")
    for number in chosen:
        if got[votes.candidates[number]] < (votes.minimum_score or 0):
            name = votes.candidates[number]
            yield _broken(f"{name}未达到最低票数", f"{name} has fewer votes than the minimum")


def _broken(zh: str, en: str) -> Departure:
    return Departure(0, zh, en)


def replay_descent(count: Count) -> Iterator[Departure]:
    """See that projects were taken from the most votes down, none passed over in silence (复核次序).

    Covers buying by votes, where each round takes the next project of the list.
    """
    scores = {one.candidate: one.amount for one in count.scores}
    asked = [step.candidate for one in count.rounds for step in one.steps]
    for before, after in pairwise(asked):
        if scores[before] < scores[after]:
            yield Departure(
                0,
                f"{after}得票多于{before}，却在其后",
                f"{after} has more votes than {before} and was taken after it",
            )
    stopped = any(step.why is Why.STOPPED for one in count.rounds for step in one.steps)
    silent = [name for name in count.candidates if name not in asked]
    if silent and not stopped and not count.undecided:
        yield Departure(0, f"{'、'.join(silent)}未列入", f"nothing is said of {', '.join(silent)}")


def _votes(name: str, papers: Sequence[NamingPaper | ScoringPaper]) -> int:
    return sum(
        paper.weight * (name in paper.named)
        if isinstance(paper, NamingPaper)
        else paper.weight * paper.of(name)
        for paper in papers
    )


def _bought(one: Round) -> list[str]:
    return [step.candidate for step in one.steps if step.act is Act.ELECTED]


def _check_money(one: Round, left: Fraction, costs: Mapping[str, Fraction]) -> Iterator[Departure]:
    for figure in one.figures:
        expected = {
            FigureName.MONEY_LEFT: left,
            FigureName.COST: costs.get(figure.of, figure.amount),
        }.get(figure.name, figure.amount)
        if figure.amount != expected:
            yield Departure(
                one.number,
                f"{figure.of}{figure.name.value}写为{figure.amount}，应为{expected}",
                f"{figure.name.value} {figure.of} is told as {figure.amount}, not {expected}",
            )
    for name in _bought(one):
        if costs[name] > left:
            yield Departure(
                one.number,
                f"{name}费用{costs[name]}多于余额{left}",
                f"{name} costs {costs[name]}, and {left} is left",
            )


def replay_payments(
    count: Count,
    papers: Sequence[NamingPaper],
    *,
    costs: Mapping[str, Fraction],
    each: Fraction,
    by_cost: bool,
) -> Iterator[Departure]:
    """Let every supporter pay an equal part, or all that is left to him, and compare the prices (复核均等付款).

    Covers the rounds that buy at a price; what completes them is checked by the sums.
    """
    purses = [each] * len(papers)
    for one in count.rounds:
        bought = [step for step in one.steps if step.act is Act.ELECTED]
        if one.stage is Stage.COMPLETION or not one.amounts or not bought:
            continue
        name = bought[0].candidate
        payers = [n for n, paper in enumerate(papers) if name in paper.named]
        paid = equal_part(costs[name], [(purses[n], papers[n].weight) for n in payers])
        if paid is None:
            yield Departure(
                one.number,
                f"{name}的支持者付不起{costs[name]}",
                f"the supporters of {name} cannot pay {costs[name]}",
            )
            return
        price = paid / (costs[name] if by_cost else 1)
        yield from unlike(_only(one, name), {name: price}, zh="单价", en="price")
        for n in payers:
            purses[n] -= min(purses[n], paid)


def _only(one: Round, name: str) -> Round:
    kept = tuple(amount for amount in one.amounts if amount.candidate == name)
    return type(one)(number=one.number, stage=one.stage, amounts=kept)


def equal_part(cost: Fraction, purses: Sequence[tuple[Fraction, int]]) -> Fraction | None:
    """Find the part that each pays so that all together pay the cost, the poorer all they have (均等付款额).

    >>> equal_part(Fraction(5), [(Fraction(1), 1), (Fraction(3), 2)])
    Fraction(2, 1)
    """
    due, payers = cost, sum(weight for _, weight in purses)
    for purse, weight in sorted(purses):
        if not payers:
            break
        if purse * payers >= due:
            return due / payers
        due -= purse * weight
        payers -= weight
    return None
