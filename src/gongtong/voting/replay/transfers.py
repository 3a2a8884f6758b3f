"""Replaying a count in which votes move, ballot by ballot (转移票复核).

Every ballot has a holder and a value. A round's steps are taken from the trace, and what they do to
each ballot is worked out here: the sums must be those that the trace tells.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, Final, TypeAlias

from gongtong.voting.counting.traces import Act, FigureName
from gongtong.voting.replay.departures import Departure, unlike

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongtong.voting.counting.traces import Count, Round
    from gongtong.voting.replay.paper_ballots import RankedPaper

# from whom to whom, and how much
_Moved: TypeAlias = "defaultdict[tuple[str, str | None], Fraction]"
_UNIT: Final = 100_000
_NINE_DECIMALS: Final = 10**9


class _Held:
    """One ballot, what it is worth, and who holds it; several only where they share a rank."""

    def __init__(self, paper: RankedPaper, standing: Sequence[str]) -> None:
        self.paper = paper
        self.value = Fraction(1)
        self.holders = paper.best(standing)

    def share(self, takers: int = 1) -> Fraction:
        """Give the equal part of each holder, or of each who takes from one of them."""
        return self.value * self.paper.weight / (len(self.holders) * max(takers, 1))


def replay_transfers(count: Count, papers: Sequence[RankedPaper]) -> Iterator[Departure]:
    """Replay an instant run-off, two rounds, or Scottish transferable votes (复核转移计票)."""
    standing = list(count.candidates)
    held = [_Held(paper, standing) for paper in papers]
    kept: dict[str, Fraction] = {}
    elected: list[str] = []
    for one in count.rounds:
        amounts = dict.fromkeys([*standing, *elected], Fraction(0)) | kept
        for each in held:
            for name in each.holders:
                amounts[name] += each.share()
        yield from unlike(one, amounts)
        if any(tie.round == one.number and tie.matters and not tie.chosen for tie in count.ties):
            return  # the trace ends at a tie that is open: nothing moved any more
        elected += [step.candidate for step in one.steps if step.act is Act.ELECTED]
        leaving = _leaving(one)
        standing = [name for name in standing if name not in (*leaving, *elected)]
        moved: _Moved = defaultdict(Fraction)
        for giver in _with_surplus(one):
            kept |= _hand_on(giver, one, held, standing, moved)
        for each in held:
            _leave(each, leaving, standing, moved)
        yield from _unlike_moves(one, moved)


def _leaving(one: Round) -> list[str]:
    """Whoever goes out; where some advance, everybody else does."""
    advanced = {step.candidate for step in one.steps if step.act is Act.ADVANCED}
    if advanced:
        return [each.candidate for each in one.amounts if each.candidate not in advanced]
    return [step.candidate for step in one.steps if step.act is Act.ELIMINATED]


def _with_surplus(one: Round) -> list[str]:
    return [figure.of for figure in one.figures if figure.name is FigureName.SURPLUS and figure.of]


def _hand_on(  # noqa: PLR0917 - one surplus touches the round, the ballots, the field and the sums
    giver: str, one: Round, held: Sequence[_Held], standing: Sequence[str], moved: _Moved
) -> dict[str, Fraction]:
    """Hand on a surplus at its value, cut off behind five decimals; the giver keeps the quota."""
    votes, quota = one.amount_of(giver), one.needed
    if votes is None or quota is None:
        return {}
    for each in held:
        if each.holders == (giver,):
            exact = each.value * (votes - quota.amount) / votes
            each.value = Fraction(int(exact * _UNIT), _UNIT)
            each.holders = each.paper.best(standing)
            for taker in each.holders or (None,):
                moved[giver, taker] += each.value * each.paper.weight
    return {giver: quota.amount}


def _leave(each: _Held, leaving: Sequence[str], standing: Sequence[str], moved: _Moved) -> None:
    """Pass a ballot from those who leave to those on their rank who stay, else to who comes next."""
    gone = [name for name in each.holders if name in leaving]
    if gone:
        stay = tuple(name for name in each.holders if name not in leaving)
        takers = stay or each.paper.best(standing)
        for giver in gone:
            for taker in takers or (None,):
                moved[giver, taker] += each.share(len(takers))
        each.holders = takers


def _unlike_moves(one: Round, moved: _Moved) -> Iterator[Departure]:
    told: _Moved = defaultdict(Fraction)
    for move in one.transfers:
        told[move.giver, move.taker] += move.amount
    for giver, taker in dict.fromkeys((*told, *moved)):
        if told[giver, taker] != moved[giver, taker]:
            yield Departure(
                one.number,
                f"{giver}转给{taker or '无后续选择'}写为{told[giver, taker]}，逐票为{moved[giver, taker]}",
                f"from {giver} to {taker or 'nobody'} is told as {told[giver, taker]}, "
                f"and comes to {moved[giver, taker]} by hand",
            )


def replay_keep_factors(count: Count, papers: Sequence[RankedPaper]) -> Iterator[Departure]:
    """Replay Meek's method: divide every ballot by the keep factors that a round tells (复核米克法)."""
    out: set[str] = set()
    for one in count.rounds:
        factors = {name: Fraction(1) for name in count.candidates if name not in out}
        factors |= {
            figure.of: figure.amount
            for figure in one.figures
            if figure.name is FigureName.KEEP_FACTOR and figure.of not in out
        }
        votes = dict.fromkeys(factors, Fraction(0))
        for paper in papers:
            _divide(paper, factors, votes)
        yield from unlike(one, votes)
        out |= {step.candidate for step in one.steps if step.act is Act.ELIMINATED}


def _divide(paper: RankedPaper, factors: dict[str, Fraction], votes: dict[str, Fraction]) -> None:
    left = _NINE_DECIMALS
    for (name,) in paper.ranks:
        if name in factors and left:
            exact = left * factors[name]
            kept = -(-exact.numerator // exact.denominator)
            votes[name] += Fraction(kept * paper.weight, _NINE_DECIMALS)
            left -= kept
