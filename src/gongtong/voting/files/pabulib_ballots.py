"""Votes on projects put together: approvals or points, and the same ballots in other forms (项目选票汇总).

Each ballot is a row of projects, in the order in which the voter named them, and a row of points, which
is empty where each project that is named has one.
"""

from __future__ import annotations

from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import frozen

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.scores import Scores
from gongtong.voting.files.ballot_file import FileNote, OtherForm
from gongtong.voting.files.ballot_tally import ApprovalTally, RankingTally, ScoreTally
from gongtong.voting.files.ballot_text import MOST_CANDIDATES

if TYPE_CHECKING:
    from collections.abc import Mapping


ON_PROJECTS: Final = "ballots-on-projects"
NAMED: Final = "named-in-the-vote"
_NAMES_ONLY: Final = ("approval", "choose-1")

VotedProjects: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]


@frozen
class StrangeVotes:
    """How many rows were strange, but clear enough to count (特殊选票数)."""

    blank: int = 0
    twice: int = 0
    voters: int = 0

    def notes(self) -> tuple[FileNote, ...]:
        """Say what was strange and how it was read (说明)."""
        told = (
            (
                self.blank,
                f"{self.blank} 张选票未写明任何项目, 计入总数",
                f"{self.blank} ballots name no project; they are part of the total",
            ),
            (
                self.twice,
                f"{self.twice} 种选票把同一项目写了两次, 只计一次",
                f"{self.twice} different ballots name a project twice; it counts once",
            ),
            (
                self.voters,
                f"{self.voters} 行的 voter_id 与前面相同, 均已计入",
                f"{self.voters} rows have a voter_id that was there before; all are counted",
            ),
        )
        return tuple(FileNote(zh, en) for count, zh, en in told if count)


@frozen(eq=False, slots=False)
class CastVotes:
    """All votes of a file, equal ones together (项目选票).

    `default` is what a project gets that a ballot does not name, where the file says so.
    """

    projects: tuple[str, ...]
    vote_type: str
    cast: Mapping[VotedProjects, int]
    default: int
    strange: StrangeVotes

    @cached_property
    def approvals(self) -> Approvals:
        """A project is approved by whoever names it with more than 0 points (赞成)."""
        tally = ApprovalTally(len(self.projects))
        for (named, points), times in self.cast.items():
            tally.add(compress(named, points) if points else named, times)
        return tally.approvals(self.projects)

    @cached_property
    def ballots(self) -> Approvals | Scores:
        """Approvals, or points where the votes give or imply them (选票)."""
        if self.vote_type in _NAMES_ONLY:
            return self.approvals
        tally = ScoreTally(len(self.projects))
        unnamed = dict.fromkeys(range(len(self.projects)), self.default) if self.default else {}
        for (named, points), times in self.cast.items():
            if unnamed:
                given = unnamed | dict(zip(named, points, strict=True))
                tally.add(tuple(given), tuple(given.values()), times)
            else:
                tally.add(named, points, times)
        return tally.scores(self.projects)

    @cached_property
    def other_forms(self) -> tuple[OtherForm, ...]:
        """The same ballots as methods for committees take them (其他形式)."""
        if self.vote_type in _NAMES_ONLY:
            return (OtherForm(ON_PROJECTS, Approvals, _AS_CAST, lambda: self.approvals),)
        scores = self.ballots
        forms = [
            OtherForm(ON_PROJECTS, Scores, _AS_CAST, lambda: scores),
            OtherForm(NAMED, Approvals, _NAMED, lambda: self.approvals),
        ]
        if self.vote_type == "ordinal" and len(self.projects) <= MOST_CANDIDATES:
            forms.insert(0, OtherForm(ON_PROJECTS, Rankings, _AS_CAST, self._orders))
        return tuple(forms)

    def points(self) -> list[int]:
        """Add up the points of each project, one for each approval (各项目得分)."""
        ballots = self.ballots
        return ballots.tallies() if isinstance(ballots, Approvals) else ballots.sums()

    def _orders(self) -> Rankings:
        tally = RankingTally(len(self.projects))
        for (named, _), times in self.cast.items():
            tally.add_order(bytes(named), times)
        return tally.rankings(self.projects)


_AS_CAST: Final = FileNote(
    f"只用选票, 不看费用({ON_PROJECTS})", f"the ballots alone, without the costs ({ON_PROJECTS})"
)
_NAMED: Final = FileNote(
    f"选票写明且分数大于 0 的项目视为赞成({NAMED})",
    f"a project is approved by whoever names it with more than 0 points ({NAMED})",
)
