"""A vote on a budget that is counted by equal shares: trials, completion, comparison (均分预算计票)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field, frozen

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.bitsets import all_rows
from gongtong.voting.counting.counting_method import Completion, UncountableError, Utility
from gongtong.voting.counting.traces import Count, Figure, FigureName, Round, Stage, amounts
from gongtong.voting.methods.demand import Demand
from gongtong.voting.methods.greedy_purchases import GreedyPurchases, WhenShort, measure_of
from gongtong.voting.methods.purchase_rounds import Teller
from gongtong.voting.methods.purchases import purchases
from gongtong.voting.methods.row_purse import RowPurse
from gongtong.voting.methods.set_amounts import raised
from gongtong.voting.methods.set_purse import SetPurse
from gongtong.voting.methods.spending import Spending

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongtong.voting.counting.counting_method import CountSettings
    from gongtong.voting.counting.projects import ProjectVotes
    from gongtong.voting.counting.ties import Referee
    from gongtong.voting.methods.purchases import Purchase, Purse


@frozen
class Trial:
    """What equal shares buy when every voter has a certain amount (一次试算)."""

    per_voter: Fraction
    steps: tuple[Purchase, ...]
    spending: Spending = field(eq=False)

    @property
    def is_sure(self) -> bool:
        """Whether the same is proven to be bought with somewhat more for every voter (是否已证不变)."""
        return all(step.is_sure for step in self.steps)

    @property
    def wants_money(self) -> bool:
        """Whether more money for every voter could buy more (是否因缺款落选)."""
        return any(dropped.money is not None for step in self.steps for dropped in step.dropped)


class BudgetShares:
    """A vote on a budget, made ready for one or many trials of equal shares (均分预算).

    Without a utility in the settings, votes are worth the cost of the project to who gave them, and
    points are worth themselves.
    """

    def __init__(
        self, name: str, votes: ProjectVotes, settings: CountSettings, referee: Referee
    ) -> None:
        """Take the ballots; `name` is the method that counts."""
        if settings.completion is Completion.PHRAGMEN:
            message = f"{name} completes a budget by votes or not at all, not by growing money"
            raise UncountableError(message)
        approvals = isinstance(votes.ballots, Approvals)
        self.votes = votes
        self.scores = votes.scores()
        self.utility = settings.utility or (Utility.COST if approvals else Utility.POINTS)
        self.demand = Demand.of(votes.ballots, votes.costs, self.utility)
        self._name = name
        self._settings = settings
        self._referee = referee

    @property
    def equal_part(self) -> Fraction:
        """The budget divided by the number of all voters, in the unit of the costs (人均预算)."""
        return Fraction(self.votes.budget, max(self.demand.voters, 1))

    def put_alike_together(self) -> None:
        """Make many trials quicker: voters with the same ballot pay the same (合并相同选票)."""
        self.demand = self.demand.of_alike()

    def trial(
        self,
        per_voter: Fraction,
        first_of: Callable[[list[int]], int] | None = None,
        *,
        more: int = 0,
    ) -> Trial:
        """Buy with a certain amount for every voter (试算).

        `first_of` is asked about ties, the referee where there is none; `more` is how much more it
        is tried to prove the same purchases for, in the unit of the costs.
        """
        spending = Spending.under(self.votes, self.scores)
        purse: Purse = SetPurse(self.demand, per_voter)
        if more:
            purse = RowPurse(self.demand, per_voter, more)
        steps: list[Purchase] = []

        def asked(tied: list[int]) -> int:
            return self._referee.first(tied, round_number=len(steps) + 1)

        for step in purchases(purse, spending, first_of or asked):
            steps.append(step)  # noqa: PERF402 - the referee is told how many there are so far
        return Trial(per_voter, tuple(steps), spending)

    def finish(self, trial: Trial, notes: tuple[Figure, ...] = ()) -> Count:
        """Complete and compare as the settings say, and tell how it was counted (完成计票)."""
        votes = self.votes
        teller = Teller(
            names=votes.candidates,
            costs=votes.costs,
            budget=votes.budget,
            units=votes.units,
            priced_in_money=self.utility is not Utility.COST,
        )
        rounds = teller.rounds(trial.steps)
        spending = trial.spending
        if self._settings.completion is Completion.UTILITARIAN:
            rounds += self._greedy(spending, rounds_before=len(rounds), stage=Stage.COMPLETION)
        bought = tuple(spending.bought)
        if self._settings.comparison:
            bought = self._compared(bought, rounds)
        names = votes.candidates
        per_voter = Figure(FigureName.BUDGET_PER_VOTER, trial.per_voter / votes.units)
        left = votes.budget - sum(votes.costs[project] for project in bought)
        return Count(
            method=self._name,
            candidates=names,
            seats=0,
            ballots=votes.total,
            elected=tuple(names[project] for project in bought),
            ties=tuple(self._referee.ties),
            rounds=tuple(rounds),
            scores=amounts(names, dict(enumerate(self.scores))),
            measure=measure_of(votes),
            notes=(
                per_voter,
                Figure(FigureName.MONEY_LEFT, Fraction(left, votes.units)),
                *notes,
            ),
        )

    def _greedy(self, spending: Spending, *, rounds_before: int, stage: Stage) -> list[Round]:
        going = GreedyPurchases(
            spending, self.scores, self._referee, rounds_before=rounds_before, stage=stage
        )
        rest = set(range(len(self.scores))) - set(spending.bought)
        going.buy(rest, WhenShort.SKIP)
        return going.rounds

    def _compared(self, bought: tuple[int, ...], rounds: list[Round]) -> tuple[int, ...]:
        """Keep what equal shares buy, unless more voters get more of what they want by votes alone.

        The last round says how many, with the costs of the projects of the outcome that gave way.
        """
        other = Spending.under(self.votes, self.scores)
        greedy = self._greedy(other, rounds_before=0, stage=Stage.PURCHASE)
        by_votes = tuple(other.bought)
        shares, votes = self._preferring(set(bought), set(by_votes))
        kept, gave_way = (bought, by_votes) if shares >= votes else (by_votes, bought)
        if shares < votes:
            rounds[:] = greedy
        names, units = self.votes.candidates, self.votes.units
        costs = [
            Figure(FigureName.COST, Fraction(self.votes.costs[one], units), names[one])
            for one in gave_way
        ]
        rounds.append(
            Round(
                number=len(rounds) + 1,
                stage=Stage.COUNT,
                figures=(
                    Figure(FigureName.PREFER_SHARES, Fraction(shares)),
                    Figure(FigureName.PREFER_GREEDY, Fraction(votes)),
                    *costs,
                ),
            )
        )
        return kept

    def _preferring(self, one: set[int], other: set[int]) -> tuple[int, int]:
        """Count the voters of whose projects more are in the one set, and in the other."""
        demand = self.demand
        balances = {0: all_rows(demand.size)}
        for project in one ^ other:
            balances = raised(balances, demand.wanted[project], 1 if project in one else -1)
        total = demand.weights.total
        return (
            sum(total(rows) for balance, rows in balances.items() if balance > 0),
            sum(total(rows) for balance, rows in balances.items() if balance < 0),
        )
