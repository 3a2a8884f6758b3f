"""What has been bought from a budget so far, and what stands in the way of one more project (支出)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from gongtong.voting.counting.traces import Why

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gongtong.voting.counting.projects import ProjectVotes


@frozen
class Obstacle:
    """Why a project cannot be bought, and the project or cap that stands in its way (支出障碍)."""

    why: Why
    against: str = ""


class Spending:
    """Keeps what was bought within the budget, the caps and the exclusions of a vote (支出账).

    Projects are meant by number. `spent` is in the unit of the costs.
    """

    def __init__(self, votes: ProjectVotes, too_few: frozenset[int]) -> None:
        """Begin with nothing bought; `too_few` are the projects that miss the minimum of the vote."""
        self.votes = votes
        self.bought: list[int] = []
        self.spent = 0
        self._too_few = too_few
        self._in_cap = [0] * len(votes.caps)

    @classmethod
    def under(cls, votes: ProjectVotes, scores: Sequence[int]) -> Spending:
        """Begin under the minimum of the vote, given the votes or points of each project (起始支出账)."""
        minimum = votes.minimum_score or 0
        return cls(votes, frozenset(one for one, score in enumerate(scores) if score < minimum))

    @property
    def left(self) -> int:
        """What is left of the budget; below nothing where more was bought than it allows (余额)."""
        return self.votes.budget - self.spent

    def obstacle(self, project: int) -> Obstacle | None:
        """Say what other than the budget forbids a project, if anything does (项目障碍)."""
        if project in self._too_few:
            return Obstacle(Why.BELOW_THRESHOLD)
        for exclusion in self.votes.exclusions:
            if project in exclusion.projects:
                for other in self.bought:
                    if other in exclusion.projects:
                        return Obstacle(Why.EXCLUDED_BY_OTHER, self.votes.candidates[other])
        cost = self.votes.costs[project]
        for cap, spent in zip(self.votes.caps, self._in_cap, strict=True):
            if project in cap.projects and spent + cost > cap.most:
                return Obstacle(Why.OVER_CAP, cap.name)
        return None

    def refusal(self, project: int) -> Obstacle | None:
        """Say what forbids a project, the budget being asked last (不能支出的理由)."""
        obstacle = self.obstacle(project)
        if obstacle is None and self.votes.costs[project] > self.left:
            return Obstacle(Why.NOT_AFFORDABLE)
        return obstacle

    def fits_together(self, projects: Iterable[int]) -> bool:
        """Say whether all of some projects could be bought, in whatever order (能否同时支出)."""
        trial = Spending(self.votes, self._too_few)
        for project in self.bought:
            trial.buy(project)
        for project in projects:
            if trial.refusal(project):
                return False
            trial.buy(project)
        return True

    def buy(self, project: int) -> None:
        """Note that a project was bought; whether it may be is asked before (记入支出)."""
        cost = self.votes.costs[project]
        self.bought.append(project)
        self.spent += cost
        for number, cap in enumerate(self.votes.caps):
            if project in cap.projects:
                self._in_cap[number] += cost

    def are_rivals(self, one: int, other: int) -> bool:
        """Say whether an exclusion or a cap binds two projects to each other (是否互相牵制)."""
        together = (self.votes.exclusions, self.votes.caps)
        return any(
            one in bond.projects and other in bond.projects for bonds in together for bond in bonds
        )
