"""A counting method as a value: its name, its source, and the function that counts (计票方法)."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from gongtong.core.errors import GongtongError
from gongtong.core.rulings import Source
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.counting.rankings import Rankings, SharedRanks
from gongtong.voting.counting.ties import TieRule, settle

if TYPE_CHECKING:
    from gongtong.core.shares import Bound
    from gongtong.voting.counting.ties import Referee
    from gongtong.voting.counting.traces import Count


class Family(StrEnum):
    """What a method is for (方法类别)."""

    CHOICES = "choices"
    SCORES = "scores"
    RANKINGS = "rankings"
    PAIRS = "pairs"
    COMMITTEES = "committees"
    BUDGETS = "budgets"


class Utility(StrEnum):
    """What a project that is carried out is worth to a voter who wants it, for equal shares (项目效用).

    `COST` is what it costs, `NUMBER` is one for every project, `POINTS` what the ballot gives it.
    """

    COST = "cost"
    NUMBER = "number"
    POINTS = "points"


class Completion(StrEnum):
    """What is done with seats or money that equal shares leave over (余额处理).

    `NONE` leaves them open, `UTILITARIAN` goes on by votes among what still fits, `PHRAGMEN` lets
    the money of all voters grow at the same speed until the next candidate can be paid.
    """

    NONE = "none"
    UTILITARIAN = "utilitarian"
    PHRAGMEN = "phragmen"


@frozen(kw_only=True)
class CountSettings:
    """What was laid down before the vote, beside the method itself (计票设定).

    `majority` is the share of the ballots that a candidate must have to be elected at all, where
    the law or the place asks for one (等额选举, 差额选举). `utility`, `completion` and `comparison`
    belong to equal shares: without them the method's own apply, and the outcome is not compared
    with what would be bought by votes alone.
    """

    seats: int = 1
    ties: TieRule = field(factory=TieRule)
    shared_ranks: SharedRanks = SharedRanks.SPLIT
    majority: Bound | None = None
    utility: Utility | None = None
    completion: Completion | None = None
    comparison: bool = False


class UncountableError(GongtongError):
    """Ballots or settings with which a method cannot count, and what to do (无法计票)."""


@frozen(kw_only=True)
class CountingMethod:
    """A way of counting, with what an official needs to know of it (计票方法).

    `takes` are the kinds of ballots it counts (`Rankings`, `Approvals`, `Scores`, `ProjectVotes`).
    `count` is handed the ballots, the settings and a referee for ties; it is called through `run`,
    which checks the settings first. `fixed_seats` is 1 for a method that elects one; `advice` says
    what to do with ballots of another kind.
    """

    name: str
    zh: str
    en: str
    family: Family
    takes: tuple[type, ...]
    source: Source
    definition_zh: str
    definition_en: str
    count: Callable[[Any, CountSettings, Referee], Count] = field(eq=False)
    fixed_seats: int | None = None
    advice: str = ""

    def run(self, ballots: object, settings: CountSettings) -> Count:
        """Count ballots; raises `UncountableError` where the method cannot (计票)."""
        if not isinstance(ballots, self.takes):
            wanted = " or ".join(kind.__name__ for kind in self.takes)
            message = f"{self.name} counts {wanted}, not {type(ballots).__name__}"
            raise UncountableError("; ".join(filter(None, (message, self.advice))))
        candidates: tuple[str, ...] = ballots.candidates  # type: ignore[attr-defined]  # every kind of ballots has them
        if self.fixed_seats not in (None, settings.seats):
            message = f"{self.name} elects {self.fixed_seats}, not {settings.seats}"
            raise UncountableError(message)
        if settings.seats < 1 and not isinstance(ballots, ProjectVotes):
            message = f"{settings.seats} seats are to be filled; at least 1 is needed"
            raise UncountableError(message)
        counted = (
            ballots.with_shared_ranks(settings.shared_ranks)
            if isinstance(ballots, Rankings)
            else ballots
        )
        return settle(
            lambda referee: self.count(counted, settings, referee), candidates, settings.ties
        )
