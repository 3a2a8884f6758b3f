"""The rounds of a count of transferable votes: who is elected, what moves on, who goes out (转移轮次).

One course for instant run-offs and for single transferable votes; what differs between them is in
`StvRules`. A round begins with what everybody holds. Whoever has the quota is elected; then one thing
happens: surpluses are handed on, or somebody goes out.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from attrs import frozen

from gongtong.voting.counting.ties import after_looking_back
from gongtong.voting.counting.traces import (
    Act,
    Amount,
    Count,
    Figure,
    FigureName,
    Round,
    Stage,
    Step,
    Transfer,
    Why,
    last_amounts,
)
from gongtong.voting.methods.transfer_ties import (
    sure_losers,
    tie_of_earlier_rounds,
    tie_of_no_matter,
)
from gongtong.voting.methods.transferable_votes import Parcels, Surpluses

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongtong.voting.counting.rankings import Rankings
    from gongtong.voting.counting.ties import Referee
    from gongtong.voting.counting.traces import Needed
    from gongtong.voting.methods.transferable_votes import Move, StvRules

_LAST_TWO: Final = 2


def count_transferable(
    ballots: Rankings, seats: int, referee: Referee, *, rules: StvRules, method: str
) -> Count:
    """Count transferable votes by the rules that were laid down (可转移票计票).

    In each round, `amounts` are what the standing and the elected held when it began, and `exhausted`
    is what had left the count by then because ballots named nobody else. `scores` are what each held
    at last. Ballots that share ranks
    can be counted with one seat only; with several, prepare them before.
    """
    contest = _Contest(ballots, seats, referee, rules)
    while _hold_round(contest):
        pass
    names = ballots.candidates
    return Count(
        method=method,
        candidates=names,
        seats=seats,
        ballots=ballots.total,
        elected=tuple(names[number] for number in contest.elected),
        undecided=tuple(names[number] for number in sorted(contest.undecided)),
        ties=tuple(referee.ties),
        rounds=tuple(contest.rounds),
        scores=last_amounts(names, contest.rounds),
    )


class _Contest:
    """How a count stands that is under way."""

    def __init__(self, ballots: Rankings, seats: int, referee: Referee, rules: StvRules) -> None:
        self.names = ballots.candidates
        self.seats = seats
        self.referee = referee
        self.rules = rules
        self.standing = list(range(len(self.names)))
        self.parcels = Parcels(ballots, rules.unit, self.standing)
        self.never = {one for one in self.standing if self.names[one] in rules.first_out}
        self.elected: list[int] = []
        self.waiting: list[int] = []
        self.undecided: list[int] = []
        self.rounds: list[Round] = []

    @property
    def number(self) -> int:
        return len(self.rounds) + 1

    @property
    def vacancies(self) -> int:
        return self.seats - len(self.elected)

    @property
    def first_out(self) -> list[int]:
        """Who holds votes and cannot be elected, so that nobody is until those votes are handed on."""
        held = self.parcels.amounts
        return [one for one in self.standing if one in self.never and held[one]]

    def votes(self, units: int | Fraction) -> Fraction:
        return Fraction(units) / self.rules.unit

    def needed(self, in_play: int | Fraction) -> Needed:
        first = self.rounds[0].needed if self.rounds else None
        if first is None or self.rules.quota_each_round:
            return self.rules.needed(in_play, self.seats)
        return first

    def elect(self, number: int, why: Why) -> Step:
        self.elected.append(number)
        self.waiting.append(number)
        self.standing.remove(number)
        held = self.votes(self.parcels.amounts[number])
        return Step(Act.ELECTED, self.names[number], why, amount=held)

    def transfers(self, moves: Sequence[Move]) -> tuple[Transfer, ...]:
        whole = self.rules.surpluses is Surpluses.NONE
        return tuple(
            Transfer(
                self.names[move.giver],
                None if move.taker is None else self.names[move.taker],
                self.votes(move.amount),
                None if whole else self.votes(move.value),
            )
            for move in moves
        )

    def chosen(self, tied: Sequence[int], *, best: bool) -> int:
        """Say who of the tied comes first, or goes out."""
        left = sorted(tied)
        if self.rules.looks_back and len(left) > 1:
            left = after_looking_back(left, self.names, self.rounds, best=best)
            if len(left) == 1:
                tie = tie_of_earlier_rounds(tied, left[0], self.names, self.number, best=best)
                self.referee.ties.append(tie)
        ask = self.referee.first if best else self.referee.last
        return ask(left, round_number=self.number, past=self.rounds)


@frozen
class _Happening:
    """What a round does, beside the elections that it begins with."""

    stage: Stage = Stage.COUNT
    steps: tuple[Step, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    figures: tuple[Figure, ...] = ()
    is_last: bool = False


_NOTHING: Final = _Happening(is_last=True)


def _hold_round(contest: _Contest) -> bool:
    """Hold one round; false where it was the last."""
    held = dict(contest.parcels.amounts)
    in_play = sum(held.values())
    exhausted = contest.parcels.exhausted
    needed = contest.needed(in_play)
    elections = _elections(contest, needed)
    happening = _happening(contest, needed, anybody=bool(elections))
    contest.rounds.append(
        Round(
            number=contest.number,
            stage=happening.stage,
            amounts=tuple(
                Amount(contest.names[number], contest.votes(held[number]))
                for number in sorted(held)
            ),
            needed=needed,
            steps=(*elections, *happening.steps),
            transfers=happening.transfers,
            exhausted=contest.votes(exhausted),
            figures=(Figure(FigureName.TOTAL, contest.votes(in_play)), *happening.figures),
        )
    )
    return not happening.is_last


def _elections(contest: _Contest, needed: Needed) -> list[Step]:
    """Elect who has the quota, then whoever is left where no more are left than seats."""
    held = contest.parcels.amounts
    if not contest.vacancies or contest.first_out:
        return []
    can_win = [number for number in contest.standing if number not in contest.never]
    ranked = sorted(can_win, key=lambda number: (-held[number], number))
    steps = [
        contest.elect(number, Why.REACHED_THRESHOLD)
        for number in ranked
        if needed.is_met_by(contest.votes(held[number]))
    ]
    left = [number for number in ranked if number in contest.standing]
    if len(left) <= contest.vacancies:
        steps += [contest.elect(number, Why.SEATS_REMAIN) for number in left]
    elif _decides_between_two(contest) and len(left) == _LAST_TWO:
        best = [number for number in left if held[number] == held[left[0]]]
        steps.append(contest.elect(contest.chosen(best, best=True), Why.MOST))
    return steps


def _decides_between_two(contest: _Contest) -> bool:
    """Whether, of the last two, whoever has more is elected, so that nobody need go out before."""
    only_one = contest.seats == contest.vacancies == 1
    return only_one and contest.rules.surpluses is Surpluses.NONE


def _happening(contest: _Contest, needed: Needed, *, anybody: bool) -> _Happening:
    """Hand on surpluses, or take somebody out; nothing where the count is over."""
    surpluses = contest.rules.surpluses
    quota = needed.amount * contest.rules.unit
    over = [number for number in contest.waiting if contest.parcels.amounts[number] > quota]
    if surpluses is Surpluses.TOGETHER and anybody:
        parts = [_surplus_of(contest, number, int(quota)) for number in sorted(over)]
        contest.waiting.clear()
        return _Happening(
            Stage.SURPLUS,
            transfers=tuple(one for part in parts for one in part.transfers),
            figures=tuple(one for part in parts for one in part.figures),
        )
    if not contest.vacancies or not contest.standing:
        return _NOTHING
    if surpluses is Surpluses.LARGEST_FIRST and over:
        most = max(contest.parcels.amounts[number] for number in over)
        level = [number for number in over if contest.parcels.amounts[number] == most]
        return _surplus_of(contest, contest.chosen(level, best=True), int(quota))
    return _elimination(contest)


def _surplus_of(contest: _Contest, number: int, quota: int) -> _Happening:
    contest.waiting.remove(number)
    name, surplus = contest.names[number], contest.parcels.amounts[number] - quota
    moves, lost = contest.parcels.hand_on(number, quota, contest.rules, contest.standing)
    return _Happening(
        Stage.SURPLUS,
        transfers=contest.transfers(moves),
        figures=(
            Figure(FigureName.SURPLUS, contest.votes(surplus), of=name),
            Figure(FigureName.LOST, contest.votes(lost), of=name),
        ),
    )


def _elimination(contest: _Contest) -> _Happening:
    held = {number: contest.parcels.amounts[number] for number in contest.standing}
    losers = contest.first_out
    why = Why.BELOW_THRESHOLD if losers else Why.FEWEST
    if not losers:
        losers = _losers(contest, held)
    if not losers:
        return _end_in_an_open_tie(contest, held)
    for number in losers:
        contest.standing.remove(number)
    moves = contest.parcels.take_out(losers, contest.standing)
    steps = [
        Step(Act.ELIMINATED, contest.names[one], why, amount=contest.votes(held[one]))
        for one in losers
    ]
    return _Happening(Stage.ELIMINATION, tuple(steps), contest.transfers(moves))


def _losers(contest: _Contest, held: Mapping[int, int | Fraction]) -> list[int]:
    """Say who goes out; nobody where the count ends in an open tie of those without votes.

    No tie is broken that need not be. With one seat, sure losers go out together. With several,
    candidates without any vote do, as long as enough others are left for the seats: nothing moves
    when they go.
    """
    if contest.rules.sure_losers_together:
        sure = sure_losers(held, most=True)
        if len(sure) > 1:
            return list(sure)
    fewest = min(held.values())
    level = [number for number in held if held[number] == fewest]
    if len(level) == 1 or not contest.referee.rule.is_open:
        return [contest.chosen(level, best=False)]
    together: list[int] = []
    if contest.seats == 1:
        together = list(sure_losers(held, at_least=len(level)))
    elif not fewest and len(held) - len(level) >= contest.vacancies:
        together = level
    if together:
        tie = tie_of_no_matter(level, contest.names, contest.number)
        contest.referee.ties.append(tie)
        return together
    return [contest.chosen(level, best=False)] if fewest else []


def _end_in_an_open_tie(contest: _Contest, held: Mapping[int, int | Fraction]) -> _Happening:
    """Fill the seats with those who have votes, and leave open who of the others gets the rest.

    Those without votes would go out one by one until no more are left than seats.
    """
    others = sorted((one for one in held if held[one]), key=lambda one: (-held[one], one))
    steps = tuple(contest.elect(number, Why.SEATS_REMAIN) for number in others)
    contest.undecided = contest.standing
    contest.referee.leave_open(
        contest.standing, round_number=contest.number, seats=contest.vacancies
    )
    return _Happening(steps=steps, is_last=True)
