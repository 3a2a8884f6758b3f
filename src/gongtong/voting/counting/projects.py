"""What a participatory budget is decided from: projects, their costs, and the ballots (参与式预算)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.scores import Scores

if TYPE_CHECKING:
    from attrs import Attribute


@frozen
class SpendingCap:
    """Some projects may cost no more than this together, such as those of one district (分区预算)."""

    name: str
    projects: frozenset[int]
    most: int


@frozen
class Exclusion:
    """Of these projects at most one can be carried out (互斥项目)."""

    projects: frozenset[int]


def _as_many_costs(
    votes: ProjectVotes, _: Attribute[tuple[int, ...]], costs: tuple[int, ...]
) -> None:
    if len(costs) != len(votes.ballots.candidates) or any(cost <= 0 for cost in costs):
        message = "every project needs a cost above nothing"
        raise ValueError(message)


@frozen(eq=False)
class ProjectVotes:
    """Ballots on projects, with what each costs and what there is to spend (预算表决票).

    Costs, the budget and the caps are whole numbers of one unit, `units` of which make the unit of
    the file: 100 where the file counts in yuan with decimals and the costs are in fen. A project is
    meant by its place in `ballots.candidates`. `minimum_score` is the number of votes or points
    under which a project cannot be chosen, where the rules of the vote set one.
    """

    ballots: Approvals | Scores
    costs: tuple[int, ...] = field(validator=_as_many_costs)
    budget: int
    units: int = field(default=1, kw_only=True)
    caps: tuple[SpendingCap, ...] = field(default=(), kw_only=True)
    exclusions: tuple[Exclusion, ...] = field(default=(), kw_only=True)
    minimum_score: int | None = field(default=None, kw_only=True)

    @property
    def candidates(self) -> tuple[str, ...]:
        """The names of the projects (项目名称)."""
        return self.ballots.candidates

    @property
    def total(self) -> int:
        """What all ballots weigh together (总票数)."""
        return self.ballots.total

    def scores(self) -> list[int]:
        """Give each project its votes, or its points where ballots give points (项目得票)."""
        match self.ballots:
            case Approvals():
                return self.ballots.tallies()
            case Scores():
                return self.ballots.sums()

    def __add__(self, other: ProjectVotes) -> ProjectVotes:
        """Put further ballots on the same projects beside these."""
        mine, theirs = self.ballots, other.ballots
        ballots: Approvals | Scores
        if isinstance(mine, Approvals) and isinstance(theirs, Approvals):
            ballots = mine + theirs
        else:
            if not (isinstance(mine, Scores) and isinstance(theirs, Scores)):
                message = "approvals and points cannot be put together"
                raise TypeError(message)
            ballots = mine + theirs
        if (self.costs, self.budget) != (other.costs, other.budget):
            message = "only ballots on the same projects and budget can be put together"
            raise ValueError(message)
        return ProjectVotes(
            ballots,
            self.costs,
            self.budget,
            units=self.units,
            caps=self.caps,
            exclusions=self.exclusions,
            minimum_score=self.minimum_score,
        )
