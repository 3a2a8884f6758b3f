"""Pabulib files of participatory budgets, `.pb` (Pabulib 文件).

Source: pabulib.org, page "Data format". Candidates are the ids of projects; their names are labels.
Costs and the budget become whole numbers of the smallest unit that all of them need, exactly. For an
`ordinal` vote the points are those of Borda, which the format names as the default: the first of a
ballot gets `max_length` points (without it, as many as the ballot names projects), each further one
less. A budget for each part (`budget_per_category` beside `categories`, `budget_per_neighborhood`
beside `neighborhoods`) becomes a cap. Which projects exclude one another is not part of the format.
A cost of 999999999 marks a project that was withdrawn after the vote, as the program that checks
the collection (pabulib-checker) reads it: nothing can be spent on it, and it ends no list.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from attrs import define, field, frozen

from gongtong.voting.counting.projects import ProjectVotes, SpendingCap
from gongtong.voting.files.ballot_file import BallotFile, FileFormat, FileNote
from gongtong.voting.files.ballot_text import (
    BallotText,
    decimal_number,
    nobody_watches,
    whole_number,
)
from gongtong.voting.files.pabulib_sections import SECTIONS, Section, read_sections
from gongtong.voting.files.pabulib_votes import VOTE_TYPES, VoteReader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongtong.voting.files.ballot_text import Watch
    from gongtong.voting.files.pabulib_ballots import CastVotes

_THRESHOLDS: Final = ("min_project_score_threshold", "min_project_votes_threshold")
_PARTS: Final = (
    ("categories", "budget_per_category", "category"),
    ("neighborhoods", "budget_per_neighborhood", "neighborhood"),
)
_LISTED: Final = 5
_WITHDRAWN: Final = 999999999


@frozen
class _Project:
    cost: Fraction
    cells: dict[str, str]


@define
class _Book:
    """What the sections said, in the order in which they come."""

    source: BallotText
    meta: dict[str, str] = field(factory=dict)
    projects: dict[str, _Project] = field(factory=dict)
    votes: VoteReader | None = None
    decimals: int = 0
    seen: list[str] = field(factory=list)


def read_pabulib(content: bytes, *, file: str, watch: Watch = nobody_watches) -> BallotFile:
    """Read a `.pb` file; raises `InputError` with every problem at once (读取 Pabulib)."""
    source = BallotText(content, file=file, watch=watch)
    book = _Book(source)
    for section, rows in read_sections(source):
        _in_order(book, section)
        match section.title:
            case "META":
                _read_meta(book, section, rows)
            case "PROJECTS":
                _read_projects(book, section, rows)
            case _:
                _read_votes(book, section, rows)
    source.stop_if_wrong()
    if book.votes is None or not book.votes.count or not book.projects:
        source.no_ballots()
    return _file(book, book.votes)


def _file(book: _Book, votes: VoteReader) -> BallotFile:
    budget = _budget(book)
    minimum = _minimum(book)
    parts = [each for keys in _PARTS for each in _parts(book, *keys)]
    _check_counts(book, votes)
    book.source.stop_if_wrong()
    units = 10**book.decimals
    caps = tuple(SpendingCap(name, projects, int(most * units)) for name, projects, most in parts)
    cast = votes.cast()
    costs = tuple(int(project.cost * units) for project in book.projects.values())
    withdrawn = frozenset(
        at for at, one in enumerate(book.projects.values()) if one.cost == _WITHDRAWN
    )
    if withdrawn:
        caps = (*caps, SpendingCap("withdrawn 已撤回", withdrawn, 0))
    names = [project.cells.get("name", "") for project in book.projects.values()]
    return BallotFile(
        file=book.source.file,
        format=FileFormat.PABULIB,
        ballots=ProjectVotes(
            cast.ballots,
            costs,
            int(budget * units),
            units=units,
            caps=caps,
            minimum_score=minimum,
        ),
        title=book.meta.get("description", ""),
        labels=tuple(names) if any(names) else (),
        other_forms=cast.other_forms,
        notes=(
            *cast.strange.notes(),
            *_totals(book, cast),
            *_exclusive(book),
            *_withdrawn_told(book, withdrawn),
        ),
        meta=book.meta,
    )


def _in_order(book: _Book, section: Section) -> None:
    expected = SECTIONS[len(book.seen)] if len(book.seen) < len(SECTIONS) else "nothing further"
    book.seen.append(section.title)
    if section.title != expected:
        book.source.problem(
            section.line,
            "section_out_of_order",
            en=f"the section {section.title} stands where {expected} should be",
            zh=f"{section.title} 一节的位置应为 {expected}",
            remedy="put the sections META, PROJECTS and VOTES in this order, each once",
        )
        book.source.stop_if_wrong()


def _read_meta(
    book: _Book, section: Section, rows: Iterable[tuple[Section, int, list[str]]]
) -> None:
    key_at, value_at = section.column("key"), section.column("value")
    for _, line, cells in rows:
        key = cells[key_at].strip().lower() if key_at < len(cells) else ""
        # a comment may contain semicolons without quotation marks
        value = ";".join(cells[value_at:]).strip().rstrip(";")
        if key in book.meta and book.meta[key] != value:
            book.source.problem(
                line,
                "key_twice",
                column=key,
                en="the key has two different values",
                zh="该项有两个不同的值",
                remedy="leave one of them out",
            )
        book.meta[key] = value


def _read_projects(
    book: _Book, section: Section, rows: Iterable[tuple[Section, int, list[str]]]
) -> None:
    for _, line, cells in rows:
        named = {head: cell.strip() for head, cell in zip(section.heads, cells, strict=False)}
        project = named.get("project_id", "")
        if not project or project in book.projects:
            book.source.problem(
                line,
                "project_twice" if project else "project_without_id",
                column="project_id",
                en=f"the project {project!r} was there before" if project else "no id",
                zh=f"项目 {project} 已出现过" if project else "没有项目编号",
                remedy="give each project an id that no other has",
            )
        cost = _amount(book, line, "cost", named.get("cost", ""))
        book.projects[project] = _Project(cost, named)


def _amount(book: _Book, line: int | None, column: str, text: str) -> Fraction:
    """Read an amount of money above 0, and remember how many decimals it needs."""
    read = decimal_number(text.strip())
    if read is None or not read[0]:
        book.source.problem(
            line,
            "not_an_amount",
            column=column,
            en=f"{text[:40]!r} is no amount above 0",
            zh=f"“{text[:40]}”不是大于 0 的金额",
            remedy="write digits, with a point or comma before decimals and nothing between thousands",
        )
        return Fraction(1)
    amount, decimals = read
    book.decimals = max(book.decimals, decimals)
    return amount


def _read_votes(
    book: _Book, section: Section, rows: Iterable[tuple[Section, int, list[str]]]
) -> None:
    vote_type = book.meta.get("vote_type", "").strip().lower()
    if vote_type not in VOTE_TYPES:
        book.source.problem(
            None,
            "vote_type_unknown",
            column="vote_type",
            en=f"the vote_type is {vote_type!r}; known are {', '.join(VOTE_TYPES)}",
            zh=f"投票方式“{vote_type}”未知, 可用: {'、'.join(VOTE_TYPES)}",
            remedy="write one of these behind vote_type in the section META",
        )
        book.source.stop_if_wrong()
    book.votes = VoteReader(book.source, tuple(book.projects), vote_type, book.meta)
    book.votes.read(section, rows)


def _budget(book: _Book) -> Fraction:
    return _amount(book, None, "budget", book.meta.get("budget", ""))


def _minimum(book: _Book) -> int | None:
    """Read the number of votes or points under which a project cannot be chosen."""
    stated = [(key, book.meta[key]) for key in _THRESHOLDS if book.meta.get(key)]
    numbers: list[int] = []
    for key, text in stated:
        number = whole_number(text)
        if number is None:
            book.source.problem(
                None,
                "threshold_not_whole",
                column=key,
                en=f"the threshold {text[:40]!r} is no whole number",
                zh=f"门槛“{text[:40]}”不是整数",
                remedy="write a whole number of votes or points",
            )
        else:
            numbers.append(number)
    return max(numbers, default=None)


def _parts(
    book: _Book, names_key: str, budgets_key: str, column: str
) -> list[tuple[str, frozenset[int], Fraction]]:
    """Read what may be spent on each category or neighbourhood, where the file says so."""
    if not book.meta.get(budgets_key):
        return []
    names, budgets = _list(book.meta.get(names_key, "")), _list(book.meta[budgets_key])
    if len(names) != len(budgets):
        book.source.problem(
            None,
            "parts_do_not_match",
            column=budgets_key,
            en=f"{len(budgets)} budgets for {len(names)} {names_key}",
            zh=f"{names_key} 有 {len(names)} 项, 预算有 {len(budgets)} 项",
            remedy="give each one its budget, in the same order",
        )
        return []
    found: list[tuple[str, frozenset[int], Fraction]] = []
    for name, text in zip(names, budgets, strict=True):
        within = frozenset(
            number
            for number, project in enumerate(book.projects.values())
            if name in _list(project.cells.get(column, ""))
        )
        found.append((name, within, _amount(book, None, budgets_key, text)))
    return found


def _list(text: str) -> list[str]:
    parts = (part.strip().strip("\"'") for part in text.strip().strip("[]").split(","))
    return [part for part in parts if part]


def _check_counts(book: _Book, votes: VoteReader) -> None:
    """Compare the numbers in META with what is there; fewer means that lines are missing."""
    for key, found in (("num_projects", len(book.projects)), ("num_votes", votes.count)):
        stated = whole_number(book.meta.get(key, "").strip())
        if stated is not None and found < stated:
            book.source.problem(
                None,
                "rows_missing",
                column=key,
                en=f"{key} is {stated}, but only {found} were found",
                zh=f"{key} 为 {stated}, 实有 {found}",
                remedy="fetch the whole file again",
            )


def _totals(book: _Book, cast: CastVotes) -> list[FileNote]:
    """Compare the totals that the file gives for its projects with its ballots."""
    notes: list[FileNote] = []
    for column in ("votes", "score"):
        if not any(row.cells.get(column) for row in book.projects.values()):
            continue
        counted = cast.approvals.tallies() if column == "votes" else cast.points()
        differing = [
            project
            for (project, row), total in zip(book.projects.items(), counted, strict=True)
            if row.cells.get(column) and whole_number(row.cells[column]) != total
        ]
        if differing:
            listed = ", ".join(differing[:_LISTED])
            notes.append(
                FileNote(
                    f"{len(differing)} 个项目的 {column} 与选票不符, 以选票为准: {listed}",
                    f"{len(differing)} projects have another {column} than their ballots, "
                    f"which are what is counted: {listed}",
                )
            )
    return notes


def _exclusive(book: _Book) -> list[FileNote]:
    if "exclusive" not in book.meta.get("rule", ""):
        return []
    return [
        FileNote(
            "文件未说明哪些项目互斥, 须另行给出",
            "the file does not say which projects exclude one another; they must be given",
        )
    ]


def _withdrawn_told(book: _Book, withdrawn: frozenset[int]) -> list[FileNote]:
    if not withdrawn:
        return []
    listed = ", ".join(one for at, one in enumerate(book.projects) if at in withdrawn)
    return [
        FileNote(
            f"费用 {_WITHDRAWN} 表示表决后撤回, 不予支出: {listed}",
            f"a cost of {_WITHDRAWN} means withdrawn after the vote, nothing is spent: {listed}",
        )
    ]
