"""Buying projects in the order of their votes, as cities do it (按票数依次支出)."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.traces import (
    Act,
    Count,
    Figure,
    FigureName,
    Measure,
    Needed,
    Round,
    Stage,
    Step,
    Why,
    amounts,
)
from gongtong.voting.methods.spending import Obstacle, Spending

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gongtong.voting.counting.projects import ProjectVotes
    from gongtong.voting.counting.ties import Referee


class WhenShort(StrEnum):
    """What happens when the next project costs more than is left (余额不足处理).

    `SKIP` passes over it and goes on to cheaper ones; `STOP` ends the list there, or, where a cap
    is full, the list of that cap.
    """

    SKIP = "skip"
    STOP = "stop"


def count_by_votes(
    name: str, votes: ProjectVotes, referee: Referee, when_short: WhenShort
) -> Count:
    """Count a vote on a budget by going down the list of projects once (按票数支出计票).

    `name` is the method that asks.
    """
    scores = votes.scores()
    going = GreedyPurchases(Spending.under(votes, scores), scores, referee)
    bought = going.buy(range(len(scores)), when_short)
    names = votes.candidates
    return Count(
        method=name,
        candidates=names,
        seats=0,
        ballots=votes.total,
        elected=tuple(names[project] for project in bought),
        ties=tuple(referee.ties),
        rounds=tuple(going.rounds),
        scores=amounts(names, dict(enumerate(scores))),
        measure=measure_of(votes),
    )


def measure_of(votes: ProjectVotes) -> Measure:
    """Say whether projects have votes or points (得票或得分)."""
    return Measure.VOTES if isinstance(votes.ballots, Approvals) else Measure.POINTS


class GreedyPurchases:
    """Goes down the list of projects by votes, and tells each decision as a round (按票数支出过程).

    Projects with equal votes need no order where all of them can be bought, or none: only where
    some of them can be bought and others not, the referee is asked, one choice at a time. Costs and
    money are told in the unit of the file, the money being what was left before the round.
    """

    def __init__(
        self,
        spending: Spending,
        scores: Sequence[int],
        referee: Referee,
        *,
        rounds_before: int = 0,
        stage: Stage = Stage.PURCHASE,
    ) -> None:
        """Go on from what was bought before; `scores` are the votes or points of all projects."""
        self.rounds: list[Round] = []
        self._spending = spending
        self._scores = scores
        self._referee = referee
        self._rounds_before = rounds_before
        self._stage = stage
        self._full_caps: set[str] = set()

    def buy(self, projects: Iterable[int], when_short: WhenShort) -> list[int]:
        """Decide on some projects, the one with most votes first, and give what was bought (依次支出)."""
        before = len(self._spending.bought)
        by_score: dict[int, list[int]] = {}
        for project in sorted(projects):
            by_score.setdefault(self._scores[project], []).append(project)
        waiting = [by_score[score] for score in sorted(by_score, reverse=True)]
        while waiting:
            if not self._go_through(waiting[0], when_short):
                self._stop([project for level in waiting for project in level])
                break
            del waiting[0]
        return self._spending.bought[before:]

    def _go_through(self, level: list[int], when_short: WhenShort) -> bool:
        """Decide on projects with equal votes; false where the list ends before all are decided."""
        while level:
            for project in [one for one in level if self._is_passed_over(one, when_short)]:
                level.remove(project)
                self._decide(project, self._refusal(project))
            if self._spending.fits_together(level):
                for project in level:
                    self._decide(project, None)
                return True
            chosen = self._first_of(level)
            level.remove(chosen)
            refusal = self._spending.refusal(chosen)
            self._decide(chosen, refusal)
            if refusal and refusal.why is Why.NOT_AFFORDABLE:
                return False
            if refusal:
                self._full_caps.add(refusal.against)
        return True

    def _refusal(self, project: int) -> Obstacle | None:
        for cap in self._spending.votes.caps:
            if project in cap.projects and cap.name in self._full_caps:
                return Obstacle(Why.STOPPED, cap.name)
        return self._spending.refusal(project)

    def _is_passed_over(self, project: int, when_short: WhenShort) -> bool:
        """Say whether a project is refused and the list goes on all the same."""
        refusal = self._refusal(project)
        return refusal is not None and (
            when_short is WhenShort.SKIP or refusal.why not in {Why.NOT_AFFORDABLE, Why.OVER_CAP}
        )

    def _first_of(self, level: list[int]) -> int:
        why = {one: refusal.why for one in level if (refusal := self._spending.refusal(one))}
        if len(why) == len(level):
            # none of them can be bought: full caps are noted before the whole list ends
            return min(level, key=lambda one: (why[one] is not Why.OVER_CAP, one))
        return self._referee.first(level, round_number=self._next_round)

    @property
    def _next_round(self) -> int:
        return self._rounds_before + len(self.rounds) + 1

    def _decide(self, project: int, refusal: Obstacle | None) -> None:
        names = self._spending.votes.candidates
        step = (
            Step(Act.SKIPPED, names[project], refusal.why, refusal.against)
            if refusal
            else Step(Act.ELECTED, names[project], Why.MOST)
        )
        self._tell([project], [step])
        if not refusal:
            self._spending.buy(project)

    def _stop(self, projects: list[int]) -> None:
        names = self._spending.votes.candidates
        reasons = [self._spending.obstacle(one) or Obstacle(Why.STOPPED) for one in projects]
        steps = [
            Step(Act.SKIPPED, names[project], reason.why, reason.against)
            for project, reason in zip(projects, reasons, strict=True)
        ]
        if steps:
            self._tell(projects, steps)

    def _tell(self, projects: list[int], steps: list[Step]) -> None:
        votes = self._spending.votes
        figures = [
            Figure(FigureName.COST, Fraction(votes.costs[one], votes.units), votes.candidates[one])
            for one in projects
        ]
        left = Figure(FigureName.MONEY_LEFT, Fraction(self._spending.left, votes.units))
        minimum = votes.minimum_score
        self.rounds.append(
            Round(
                number=self._next_round,
                stage=self._stage,
                measure=measure_of(votes),
                amounts=amounts(votes.candidates, {one: self._scores[one] for one in projects}),
                needed=None if minimum is None else Needed(Fraction(minimum)),
                steps=tuple(steps),
                figures=(*figures, left),
            )
        )
