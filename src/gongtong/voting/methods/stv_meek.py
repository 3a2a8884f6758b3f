"""Single transferable vote by Meek's method, to nine decimals (米克法单记可转移投票)."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from attrs import frozen

from gongtong.core.rulings import Source
from gongtong.voting.counting.counting_method import CountingMethod, Family
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.traces import (
    Act,
    Count,
    Figure,
    FigureName,
    Needed,
    Round,
    Stage,
    Step,
    Why,
    amounts,
    last_amounts,
)
from gongtong.voting.methods.keep_factors import UNIT, KeepFactors
from gongtong.voting.methods.transfer_ties import tie_of_no_matter
from gongtong.voting.methods.transferable_votes import refuse_majority_of_all, refuse_shared_ranks

if TYPE_CHECKING:
    from gongtong.voting.counting.counting_method import CountSettings
    from gongtong.voting.counting.ties import Referee

_NAME: Final = "stv-meek"

OMEGA: Final = UNIT // 10**6
"""The surplus, in units, below which keep factors are near enough: a millionth of a vote (收敛界限)."""


def count_stv_meek(ballots: Rankings, settings: CountSettings, referee: Referee) -> Count:
    """Count by the Reference Meek Rule, steps A to C, digit by digit (米克法计票).

    Each round shows the votes, the quota and the keep factors at which its iteration ended; whoever
    has the ballots can compute the votes again from the factors alone, so there are no transfers to
    tell. Raises `UncountableError` where a majority of all ballots is asked for, and where ballots share ranks, for which the rule has no words.
    """
    refuse_majority_of_all(settings, _NAME)
    refuse_shared_ranks(ballots, _NAME)
    contest = _Contest(ballots, settings.seats, referee)
    while contest.vacancies > 0 and len(contest.standing) > contest.vacancies:
        if not _hold_round(contest):
            break
    else:
        _finish(contest)
    names = ballots.candidates
    return Count(
        method=_NAME,
        candidates=names,
        seats=settings.seats,
        ballots=ballots.total,
        elected=tuple(names[number] for number in contest.elected),
        undecided=tuple(names[number] for number in contest.undecided),
        ties=tuple(referee.ties),
        rounds=tuple(contest.rounds),
        scores=last_amounts(names, contest.rounds),
    )


class _Contest:
    """How a count stands that is under way."""

    def __init__(self, ballots: Rankings, seats: int, referee: Referee) -> None:
        self.names = ballots.candidates
        self.ballots = ballots.total
        self.seats = seats
        self.referee = referee
        self.factors = KeepFactors(ballots)
        self.standing = list(range(len(self.names)))
        self.elected: list[int] = []
        self.undecided: list[int] = []
        self.rounds: list[Round] = []

    @property
    def number(self) -> int:
        return len(self.rounds) + 1

    @property
    def vacancies(self) -> int:
        return self.seats - len(self.elected)

    def elect(self, number: int, why: Why, amount: int) -> Step:
        self.elected.append(number)
        self.standing.remove(number)
        self.factors.elect(number)
        return Step(Act.ELECTED, self.names[number], why, amount=Fraction(amount, UNIT))

    def take_out(self, number: int, amount: int) -> Step:
        self.standing.remove(number)
        self.factors.take_out(number)
        return Step(Act.ELIMINATED, self.names[number], Why.FEWEST, amount=Fraction(amount, UNIT))

    def record(self, state: _State, stage: Stage, steps: list[Step]) -> None:
        """Note a round; the factors are those from which its votes were counted."""
        in_play = sum(state.votes.values())
        kept = [
            Figure(FigureName.KEEP_FACTOR, Fraction(factor, UNIT), of=self.names[number])
            for number, factor in state.factors.items()
            if factor < UNIT
        ]
        self.rounds.append(
            Round(
                number=self.number,
                stage=stage,
                amounts=amounts(
                    self.names, {one: Fraction(cast, UNIT) for one, cast in state.votes.items()}
                ),
                needed=Needed(Fraction(state.quota, UNIT)),
                steps=tuple(steps),
                exhausted=self.ballots - Fraction(in_play, UNIT),
                figures=(
                    Figure(FigureName.TOTAL, Fraction(in_play, UNIT)),
                    Figure(FigureName.SURPLUS, Fraction(state.surplus, UNIT)),
                    *kept,
                ),
            )
        )


class _Ending(StrEnum):
    """Why an iteration ended."""

    ELECTION = "election"
    NEAR_ENOUGH = "near_enough"
    NO_NEARER = "no_nearer"


@frozen
class _State:
    """Where an iteration ended; votes, quota and surplus in units."""

    votes: dict[int, int]
    quota: int
    surplus: int
    ending: _Ending
    factors: dict[int, int]


def _hold_round(contest: _Contest) -> bool:
    """Iterate, then elect or defeat (step B); false where an open tie ends the count."""
    state = _iterate(contest)
    if state.ending is _Ending.ELECTION:
        ranked = sorted(contest.standing, key=lambda number: (-state.votes[number], number))
        steps = [
            contest.elect(number, Why.REACHED_THRESHOLD, state.votes[number])
            for number in ranked
            if state.votes[number] >= state.quota
        ]
        contest.record(state, Stage.COUNT, steps)
        return True
    losers = _losers(contest, state)
    if not losers:
        others = [number for number in contest.standing if state.votes[number]]
        steps = [contest.elect(one, Why.SEATS_REMAIN, state.votes[one]) for one in others]
        contest.undecided = list(contest.standing)
        contest.referee.leave_open(
            contest.standing, round_number=contest.number, seats=contest.vacancies
        )
        contest.record(state, Stage.COUNT, steps)
        return False
    contest.record(
        state,
        Stage.ELIMINATION,
        [contest.take_out(number, state.votes[number]) for number in losers],
    )
    return True


def _iterate(contest: _Contest) -> _State:
    """Count, and let the elected keep less, until their surplus is nearly none (step B.2)."""
    factors = contest.factors.factors
    before: int | None = None
    while True:
        votes = contest.factors.votes()
        quota = sum(votes.values()) // (contest.seats + 1) + 1
        winners = [number for number in contest.standing if votes[number] >= quota]
        surplus = max(sum(votes[one] - quota for one in (*contest.elected, *winners)), 0)
        ending: _Ending | None = None
        if winners:
            ending = _Ending.ELECTION
        elif surplus < OMEGA:
            ending = _Ending.NEAR_ENOUGH
        elif before is not None and surplus >= before:
            ending = _Ending.NO_NEARER
        if ending is not None:
            return _State(votes, quota, surplus, ending, dict(factors))
        before = surplus
        for number in contest.elected:
            kept = -(-factors[number] * quota // UNIT)
            factors[number] = -(-kept * UNIT // votes[number])


def _losers(contest: _Contest, state: _State) -> list[int]:
    """Say who is defeated (steps B.3 and T); nobody where an open tie ends the count.

    Who has no more than the lowest and the surplus together is tied with the lowest. Candidates
    without any vote go out together under an open rule where their order cannot matter: nothing moves
    when one of them goes, so the next round ends at once at the same votes, as this one did.
    """
    fewest = min(state.votes[number] for number in contest.standing)
    level = [one for one in contest.standing if state.votes[one] <= fewest + state.surplus]
    without = not any(state.votes[number] for number in level)
    is_open = contest.referee.rule.is_open and len(level) > 1
    if is_open and without and state.ending is _Ending.NEAR_ENOUGH:
        if len(contest.standing) - len(level) < contest.vacancies:
            return []
        tie = tie_of_no_matter(level, contest.names, contest.number)
        contest.referee.ties.append(tie)
        return level
    return [contest.referee.last(level, round_number=contest.number, past=contest.rounds)]


def _finish(contest: _Contest) -> None:
    """Elect whoever is left where seats are (step C)."""
    if not contest.vacancies or not contest.standing:
        return
    votes = contest.factors.votes()
    quota = sum(votes.values()) // (contest.seats + 1) + 1
    surplus = max(sum(votes[number] - quota for number in contest.elected), 0)
    state = _State(votes, quota, surplus, _Ending.NEAR_ENOUGH, dict(contest.factors.factors))
    ranked = sorted(contest.standing, key=lambda number: (-votes[number], number))
    steps = [contest.elect(number, Why.SEATS_REMAIN, votes[number]) for number in ranked]
    contest.record(state, Stage.COUNT, steps)


METHOD: Final = CountingMethod(
    name=_NAME,
    zh="单记可转移投票（米克法）",
    en="single transferable vote, Meek's method",
    family=Family.RANKINGS,
    takes=(Rankings,),
    source=Source(
        "Reference Meek Rule, Proportional Representation Foundation",
        "steps A-C and T: nine decimals, omega 0.000001; after B. L. Meek (1969), and Hill, "
        "Wichmann and Woodall, Algorithm 123, The Computer Journal 30 (1987)",
    ),
    definition_zh=(
        "当选者只保留每张选票的一部分（保留系数），其余转给下一位；反复计算，使各当选者恰有当选票数。"
        "当选票数随无后续选择的票减少而下降。得票最少者出局，从头再算。"
    ),
    definition_en=(
        "The elected keep a part of each ballot, their keep factor, and hand on the rest; the factors are "
        "found by iteration so that each has just the quota, which falls as ballots are exhausted. Whoever "
        "has fewest goes out, and all is counted again."
    ),
    count=count_stv_meek,
)
