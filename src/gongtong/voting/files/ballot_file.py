"""A file of ballots, read in full: who stands, what was cast, and what the reader had to note (选票文件)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from attrs import field, frozen

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.scores import Scores

if TYPE_CHECKING:
    from attrs import Attribute

Ballots: TypeAlias = Rankings | Approvals | Scores | ProjectVotes


class FileFormat(StrEnum):
    """The layouts that can be read (文件格式)."""

    PREFLIB = "preflib"
    PABULIB = "pabulib"
    BLT = "blt"
    SCOTTISH_CSV = "scottish-csv"
    CSV = "csv"


class BallotKind(StrEnum):
    """What a ballot of the file says: an order, names, points, or projects with costs (选票种类)."""

    RANKINGS = "rankings"
    APPROVALS = "approvals"
    SCORES = "scores"
    PROJECTS = "projects"


@frozen
class FileNote:
    """Something a reader must know of how the file was read (读取说明)."""

    zh: str
    en: str


def blank_left_out(blank: int) -> tuple[FileNote, ...]:
    """Say how many ballots rank nobody and were left out, if there were any (空白票说明)."""
    if not blank:
        return ()
    return (
        FileNote(f"有 {blank} 张空白票未计入", f"{blank} ballots rank nobody and were left out"),
    )


@frozen(eq=False)
class OtherForm:
    """The same ballots as another kind, by a rule that has a name (选票的另一形式).

    `name` is the rule: `categories-as-ranks`, `named-in-the-vote`, and so on. The ballots are made when
    they are asked for.
    """

    name: str
    kind: type
    note: FileNote
    make: Callable[[], Rankings | Approvals | Scores]


def _as_many_labels(
    one: BallotFile, _: Attribute[tuple[str, ...]], labels: tuple[str, ...]
) -> None:
    if labels and len(labels) != len(one.ballots.candidates):
        message = f"{len(labels)} labels for {len(one.ballots.candidates)} candidates"
        raise ValueError(message)


@frozen(eq=False, kw_only=True)
class BallotFile:
    """What a file of ballots holds (选票文件内容).

    Candidates are named as the file names them; of a `.pb` file they are the ids of the projects, and
    `labels` holds the names beside them, in the same order. `seats` is what the file says, if it
    does. `withdrawn` are names that were taken off the paper. `meta` are further keys of the file.
    """

    file: str
    format: FileFormat
    ballots: Ballots
    title: str = ""
    labels: tuple[str, ...] = field(default=(), validator=_as_many_labels)
    seats: int | None = None
    withdrawn: tuple[str, ...] = ()
    other_forms: tuple[OtherForm, ...] = ()
    notes: tuple[FileNote, ...] = ()
    meta: Mapping[str, str] = field(factory=dict)

    @property
    def candidates(self) -> tuple[str, ...]:
        """Who can be chosen, in the order of the file (候选人)."""
        return self.ballots.candidates

    @property
    def kind(self) -> BallotKind:
        """What the ballots of the file say (选票种类)."""
        return kind_of(self.ballots)


def kind_of(ballots: Ballots) -> BallotKind:
    """Name the kind of ballots (选票种类)."""
    match ballots:
        case Rankings():
            return BallotKind.RANKINGS
        case Approvals():
            return BallotKind.APPROVALS
        case Scores():
            return BallotKind.SCORES
        case ProjectVotes():
            return BallotKind.PROJECTS
