"""Equal shares for a committee: every seat costs the same, and supporters pay for theirs (均分席位法)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.core.rulings import Source, Standing
from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import (
    Completion,
    CountingMethod,
    Family,
    Utility,
)
from gongtong.voting.counting.seats import fill_seats
from gongtong.voting.counting.traces import (
    Act,
    Count,
    Figure,
    FigureName,
    Measure,
    Round,
    Stage,
    Step,
    Why,
    amounts,
)
from gongtong.voting.methods.demand import Demand
from gongtong.voting.methods.purchase_rounds import Teller
from gongtong.voting.methods.purchases import bound_together, purchases
from gongtong.voting.methods.seats_in_turn import named_by_somebody
from gongtong.voting.methods.set_purse import SetPurse

if TYPE_CHECKING:
    from gongtong.voting.counting.counting_method import CountSettings
    from gongtong.voting.counting.ties import Referee
    from gongtong.voting.methods.purchases import Purchase
    from gongtong.voting.methods.spending import Obstacle

_NAME: Final = "equal-shares"


def count_equal_shares(ballots: Approvals, settings: CountSettings, referee: Referee) -> Count:
    """Give every voter an equal part of the seats, to pay for candidates with (均分席位计票).

    Seats that cannot be paid are filled by letting the money of all voters grow at the same speed,
    which is sequential Phragmén from what each has left; `Completion.UTILITARIAN` fills them by
    votes, `Completion.NONE` leaves them open. Nobody is elected whom no voter names. Raises
    `UncountableError` where a majority is asked for, as every proportional method does.
    """
    standing = named_by_somebody(ballots, settings, _NAME)
    going = _Committee(ballots, settings.seats, referee)
    completion = settings.completion or Completion.PHRAGMEN
    if ballots.total:
        going.share()
    waiting = [number for number in standing if number not in going.elected]
    if completion is Completion.PHRAGMEN:
        going.let_money_grow(waiting)
    undecided = going.fill_by_votes(waiting) if completion is Completion.UTILITARIAN else ()
    names = ballots.candidates
    return Count(
        method=_NAME,
        candidates=names,
        seats=settings.seats,
        ballots=ballots.total,
        elected=tuple(names[number] for number in going.elected),
        undecided=tuple(names[number] for number in undecided),
        ties=tuple(referee.ties),
        rounds=tuple(going.rounds),
        scores=amounts(names, dict(enumerate(going.votes))),
    )


class _Committee:
    """The seats of a committee as they are filled, and how it is told."""

    def __init__(self, ballots: Approvals, seats: int, referee: Referee) -> None:
        self.elected: list[int] = []
        self.rounds: list[Round] = []
        self.votes = ballots.tallies()
        self._names = ballots.candidates
        self._seats = seats
        self._referee = referee
        self._costs = (1,) * len(self._names)
        self._demand = Demand.of(ballots, self._costs, Utility.NUMBER)
        self._purse = SetPurse(self._demand, Fraction(seats, max(self._demand.voters, 1)))

    def obstacle(self, _: int) -> Obstacle | None:
        return None

    def are_rivals(self, _: int, __: int) -> bool:
        return False

    def buy(self, project: int) -> None:
        self.elected.append(project)

    def share(self) -> None:
        """Buy by equal shares; everybody is bought or given up, so there is a round at least."""
        steps: list[Purchase] = []

        def first_of(tied: list[int]) -> int:
            return self._referee.first(tied, round_number=len(steps) + 1)

        for step in purchases(self._purse, self, first_of):
            steps.append(step)  # noqa: PERF402 - the referee is told how many there are so far
        teller = Teller(names=self._names, costs=self._costs, budget=self._seats, stage=Stage.SEAT)
        first, *others = teller.rounds(steps)
        part = Figure(FigureName.BUDGET_PER_VOTER, Fraction(self._seats, self._demand.voters))
        self.rounds = [evolve(first, figures=(*first.figures, part)), *others]

    @property
    def _open(self) -> int:
        return self._seats - len(self.elected)

    def let_money_grow(self, waiting: list[int]) -> None:
        """Fill the seats by sequential Phragmén, from what each voter has left."""
        grown = Fraction(0)
        while waiting and self._open:
            more = {one: self._purse.time_until_paid(one) for one in waiting}
            soonest = min(more.values())
            level = [one for one in waiting if more[one] == soonest]
            if len(level) <= self._open:
                level = bound_together(level, self._demand, self)
            chosen = self._referee.first(level, round_number=len(self.rounds) + 1, seats=self._open)
            self._purse.grow_and_empty(soonest, chosen)
            self.rounds.append(
                Round(
                    number=len(self.rounds) + 1,
                    stage=Stage.COMPLETION,
                    measure=Measure.LOAD,
                    amounts=amounts(self._names, {one: grown + time for one, time in more.items()}),
                    steps=(Step(Act.ELECTED, self._names[chosen], Why.LEAST_LOAD),),
                )
            )
            grown += soonest
            waiting.remove(chosen)
            self.elected.append(chosen)

    def fill_by_votes(self, waiting: list[int]) -> tuple[int, ...]:
        """Give the seats that are left to those with most votes; who is level stays undecided."""
        figures = {one: self.votes[one] for one in waiting}
        if not self._open or not figures:
            return ()
        number = len(self.rounds) + 1
        filled = fill_seats(figures, self._open, self._referee, round_number=number)
        steps = [Step(Act.ELECTED, self._names[one], Why.MOST) for one in filled.elected]
        self.rounds.append(
            Round(
                number=number,
                stage=Stage.COMPLETION,
                amounts=amounts(self._names, dict(figures)),
                steps=tuple(steps),
            )
        )
        self.elected += filled.elected
        return filled.undecided


METHOD: Final = CountingMethod(
    name=_NAME,
    zh="均分席位法",
    en="method of equal shares",
    family=Family.COMMITTEES,
    takes=(Approvals,),
    source=Source(
        "Peters and Skowron, Proportionality and the Limits of Welfarism",
        "EC 2020, Rule X",
        standing=Standing.UNVERIFIED,
    ),
    definition_zh=(
        "每位投票人分得同样多的席位钱，每席一价；每次选出支持者付得起、且每人所付最少的候选人，"
        "由支持者均摊，钱不够的付其所余；付不起的席位由各人余款同速增长（顺序弗拉格门法）补足。"
    ),
    definition_en=(
        "Every voter has an equal part of the seats' price. The candidate whose supporters can pay "
        "a seat with the lowest payment each is elected: they pay equally, or all they have left. "
        "Seats nobody can pay are filled as everybody's money grows at the same speed (sequential "
        "Phragmén)."
    ),
    count=count_equal_shares,
)
