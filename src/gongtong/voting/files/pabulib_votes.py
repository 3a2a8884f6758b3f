"""The section VOTES of a Pabulib file: approvals, one choice, points, orders (Pabulib 选票)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.voting.files.ballot_text import whole_number
from gongtong.voting.files.pabulib_ballots import CastVotes, StrangeVotes, VotedProjects

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gongtong.voting.files.ballot_text import BallotText
    from gongtong.voting.files.pabulib_sections import Section

VOTE_TYPES: Final = ("approval", "choose-1", "cumulative", "scoring", "ordinal")
_WITH_POINTS: Final = ("cumulative", "scoring")
_SMALL: Final = {str(number): number for number in range(256)}


class VoteReader:
    """Reads the rows of VOTES and puts equal ballots together (Pabulib 选票读取)."""

    def __init__(
        self,
        source: BallotText,
        projects: tuple[str, ...],
        vote_type: str,
        meta: Mapping[str, str],
    ) -> None:
        """Know the ids of the projects and the type of vote."""
        self.count = 0
        self._source = source
        self._projects = projects
        self._number = {project: number for number, project in enumerate(projects)}
        self._type = vote_type
        self._meta = meta
        self._cast: dict[str | tuple[str, str], int] = {}
        self._read: dict[str | tuple[str, str], VotedProjects | None] = {}
        self._voters: set[str] = set()
        self._same_voter = 0
        self._twice = 0
        self._default = self._whole("default_score") or 0 if vote_type == "scoring" else 0
        self._first = self._whole("max_length") if vote_type == "ordinal" else None
        self._check_scoring()

    def read(self, section: Section, rows: Iterable[tuple[Section, int, list[str]]]) -> None:
        """Read all rows; a ballot that cannot be read is a problem with its line (读取各行)."""
        vote, voter = section.column("vote"), section.column("voter_id")
        points = section.column("points") if self._type in _WITH_POINTS else -1
        if self._type in _WITH_POINTS and points < 0:
            self._note(
                section.line, "column_missing", "points", "no column points", "缺少 points 列"
            )
            return
        last = max(vote, points, voter)
        for _, line, cells in rows:
            if len(cells) <= last:
                continue  # a problem already: the row is too short
            key = cells[vote] if points < 0 else (cells[vote], cells[points])
            times = self._cast.get(key, 0)
            if not times:
                self._read[key] = self._ballot(line, cells[vote], cells[points])
            self._cast[key] = times + 1
            self.count += 1
            before = len(self._voters)
            self._voters.add(cells[voter])
            self._same_voter += len(self._voters) == before

    def cast(self) -> CastVotes:
        """Put what was read together (汇总选票)."""
        cast: dict[VotedProjects, int] = {}
        for key, times in self._cast.items():
            ballot = self._read[key] or ((), ())
            cast[ballot] = cast.get(ballot, 0) + times
        strange = StrangeVotes(
            blank=cast.get(((), ()), 0), twice=self._twice, voters=self._same_voter
        )
        return CastVotes(self._projects, self._type, cast, self._default, strange)

    def _ballot(self, line: int, vote: str, points: str) -> VotedProjects | None:
        """Read one ballot as projects, in the order in which they are named, with points."""
        ids = vote.split(",")
        known = [number for number in map(self._number.get, ids) if number is not None]
        if len(known) < len(ids):  # an empty cell, blanks around an id, or an id that is none
            names = [name for name in map(str.strip, ids) if name]
            for name in names:
                if name not in self._number:
                    self._note(
                        line,
                        "no_such_project",
                        "vote",
                        f"there is no project {name[:40]!r}",
                        f"没有编号为“{name[:40]}”的项目",
                    )
            known = [self._number[name] for name in names if name in self._number]
            if len(known) < len(names):
                return None
        if len(set(known)) < len(known):
            if self._type == "approval":
                self._twice += 1
                return tuple(dict.fromkeys(known)), ()
            self._note(
                line, "project_twice", "vote", "a project is named twice", "同一项目写了两次"
            )
            return None
        return tuple(known), self._points(line, len(known), points)

    def _points(self, line: int, count: int, text: str) -> tuple[int, ...]:
        """Give the points of a ballot that names so many projects; none where it gives none."""
        match self._type:
            case "approval":
                return ()
            case "choose-1":
                if count > 1:
                    self._note(
                        line, "more_than_one", "vote", "more than one choice", "不止一个选择"
                    )
                return ()
            case "ordinal":
                first = self._first or count
                if count > first:
                    self._note(
                        line, "order_too_long", "vote", f"more than {first} projects", "项目过多"
                    )
                return tuple(range(first, first - count, -1))
            case _:
                return self._given(line, count, text)

    def _given(self, line: int, count: int, text: str) -> tuple[int, ...]:
        parts = text.split(",")
        points = [number for number in map(_SMALL.get, parts) if number is not None]
        if len(points) < len(parts):  # blanks around a number, a large one, or what is none
            texts = [one for one in map(str.strip, parts) if one]
            numbers = list(map(whole_number, texts))
            for one, number in zip(texts, numbers, strict=True):
                if number is None:
                    self._note(
                        line,
                        "points_not_whole",
                        "points",
                        f"{one[:40]!r} is no whole number from 0",
                        f"“{one[:40]}”不是不小于 0 的整数",
                    )
            points = [number or 0 for number in numbers]
        if len(points) != count:
            self._note(
                line,
                "points_do_not_match",
                "points",
                f"{len(points)} points for {count} projects",
                f"{count} 个项目对应 {len(points)} 个分数",
            )
        return tuple(points)

    def _whole(self, key: str) -> int | None:
        text = self._meta.get(key, "").strip()
        if not text:
            return None
        number = whole_number(text)
        if number is None:
            self._note(None, "not_a_number", key, f"{text[:40]!r} is no whole number", "不是整数")
        return number

    def _check_scoring(self) -> None:
        scoring = self._meta.get("scoring_fn", "").strip().lower()
        if self._type == "ordinal" and scoring not in {"", "borda"}:
            self._note(
                None,
                "scoring_unknown",
                "scoring_fn",
                f"orders are turned into points by Borda only, not by {scoring!r}",
                f"排序只能按波达计分, 不能按“{scoring}”",
            )

    def _note(self, line: int | None, code: str, column: str, en: str, zh: str) -> None:  # noqa: PLR0917 - private, and each part is told
        self._source.problem(
            line, code, column=column, en=en, zh=zh, remedy="correct the cell, or leave the row out"
        )
