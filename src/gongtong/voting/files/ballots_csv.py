"""Ballots in a table with Chinese headings, one row for each ballot or for equal ones (选票表格).

Rows above the headings say what the table cannot: `标题` (title), `名额` (seats), `候选人` (the names in
the order of the ballot paper), and for a budget `预算` (what there is) and `费用` (what each costs, in the
order of the names). Below the headings stands a row for each ballot::

    标题,楼栋长选举
    名额,2
    候选人,王芳,陈静,李强
    票号,张数,排序
    1,3,王芳>陈静=李强

One kind of column says what a ballot says: `排序` ranks names with `>` and `=`; `选择` is one name;
`赞成的候选人` are any names with `|` between them; a column `评分:王芳` for each name gives points.
`张数` is how many equal ballots the row stands for (1 without it), `票号` the number on the paper.
Without `候选人` the names are those on the ballots, in the order of their code points.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from attrs import define, field

from gongtong.core.errors import InputError
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.files.ballot_file import BallotFile, FileFormat, FileNote, blank_left_out
from gongtong.voting.files.ballot_tally import ApprovalTally, RankingTally, ScoreTally
from gongtong.voting.files.ballot_text import (
    BallotText,
    decimal_number,
    nobody_watches,
    whole_number,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongtong.voting.counting.approvals import Approvals
    from gongtong.voting.counting.scores import Scores
    from gongtong.voting.files.ballot_text import Watch

TITLE: Final = "标题"
SEATS: Final = "名额"
CANDIDATES: Final = "候选人"
BUDGET: Final = "预算"
COSTS: Final = "费用"
NUMBER: Final = "票号"
TIMES: Final = "张数"
RANKING: Final = "排序"
CHOICE: Final = "选择"
APPROVED: Final = "赞成的候选人"
POINTS: Final = "评分"
_ABOVE: Final = (TITLE, SEATS, CANDIDATES, BUDGET, COSTS)
_POINTS_OF: Final = re.compile(rf"{POINTS}\s*[:：]\s*(\S.*)")
_WIDE: Final = str.maketrans({0xFF1E: ">", 0xFF1D: "=", 0xFF5C: "|"})


@define
class _Sheet:
    """What a table says, row by row."""

    source: BallotText
    above: dict[str, list[str]] = field(factory=dict)
    heads: list[str] = field(factory=list)
    heads_line: int = 0
    rows: list[tuple[int, int, tuple[tuple[str, ...], ...] | tuple[int | None, ...]]] = field(
        factory=list
    )
    numbers: set[str] = field(factory=set)


def read_ballots_csv(content: bytes, *, file: str, watch: Watch = nobody_watches) -> BallotFile:
    """Read a table of ballots; raises `InputError` with every problem at once (读取选票表格)."""
    source = BallotText(content, file=file, encodings=("utf-8-sig", "gb18030"), watch=watch)
    sheet = _Sheet(source)
    records = _records(source)
    kind = _head(sheet, records)
    source.stop_if_wrong()
    for line, cells in records:
        _row(sheet, kind, line, cells)
    names, notes = _names(sheet, kind)
    source.stop_if_wrong()
    ballots, blank = _ballots(sheet, kind, names)
    seats = sheet.above.get(SEATS)
    return BallotFile(
        file=file,
        format=FileFormat.CSV,
        ballots=_with_costs(sheet, names, ballots),
        title="".join(sheet.above.get(TITLE, [])[:1]),
        seats=whole_number(seats[0]) if seats else None,
        notes=(*notes, *blank_left_out(blank)),
    )


def _records(source: BallotText) -> Iterator[tuple[int, list[str]]]:
    """Give the rows that are not empty."""
    for line, record in source.records(strict=True):
        cells = [cell.strip() for cell in record]
        if any(cells):
            yield line, cells


def _head(sheet: _Sheet, records: Iterator[tuple[int, list[str]]]) -> str:
    """Read the rows above the table and its headings; give what its ballots are."""
    for line, cells in records:
        if cells[0] in _ABOVE:
            _above(sheet, line, cells)
            continue
        sheet.heads, sheet.heads_line = cells, line
        kinds: list[str] = [head for head in (RANKING, CHOICE, APPROVED) if head in cells]
        if any(_POINTS_OF.fullmatch(head) for head in cells):
            kinds.append(POINTS)
        if len(kinds) == 1:
            _check_heads(sheet)
            return kinds[0]
        break
    sheet.source.problem(
        sheet.heads_line or None,
        "kind_of_ballots_unclear",
        en=f"the headings must have {RANKING}, {CHOICE}, {APPROVED} or {POINTS}:name, one kind alone",
        zh=f"表头应有“{RANKING}”“{CHOICE}”“{APPROVED}”或“{POINTS}:姓名”, 且只有一种",
        remedy="name the column by what the ballots say, and take the others away",
    )
    return ""


def _above(sheet: _Sheet, line: int, cells: list[str]) -> None:
    head, values = cells[0], [cell for cell in cells[1:] if cell]
    wrong = head in sheet.above or not values
    if head in {SEATS, BUDGET} and not wrong:
        read = whole_number(values[0]) if head == SEATS else decimal_number(values[0])
        wrong = len(values) > 1 or not read
    if head == CANDIDATES and len(set(values)) < len(values):
        wrong = True
    if wrong:
        sheet.source.problem(
            line,
            "row_above_unclear",
            column=head,
            en="the row stands there twice, or does not hold what it should",
            zh="该行重复, 或内容不符合要求",
            remedy=f"write it once: {SEATS},2 or {CANDIDATES},name,name with different names",
        )
    sheet.above[head] = values


def _check_heads(sheet: _Sheet) -> None:
    for head in sorted({head for head in sheet.heads if head and sheet.heads.count(head) > 1}):
        sheet.source.problem(
            sheet.heads_line,
            "column_twice",
            column=head,
            en="two columns have this heading",
            zh="有两列同名",
            remedy="rename or delete one of the two",
        )


def _row(sheet: _Sheet, kind: str, line: int, cells: list[str]) -> None:
    named = dict(zip(sheet.heads, cells, strict=False))
    if any(cells[len(sheet.heads) :]):
        sheet.source.problem(
            line,
            "long_row",
            en=f"the row has {len(cells)} cells where the heading has {len(sheet.heads)}",
            zh=f"该行有 {len(cells)} 格, 表头只有 {len(sheet.heads)} 列",
            remedy="put a cell that contains a comma in quotation marks",
        )
    number = named.get(NUMBER, "")
    if number and number in sheet.numbers:
        _cell(sheet, line, NUMBER, "ballot_twice", ("the number was there before", "票号重复"))
    sheet.numbers.add(number)
    times = whole_number(named.get(TIMES) or "1")
    if not times:
        both = ("the number of ballots is no whole number of at least 1", "张数不是不小于 1 的整数")
        _cell(sheet, line, TIMES, "times_not_whole", both)
        return
    sheet.rows.append((line, times, _said(sheet, kind, line, named)))


def _said(
    sheet: _Sheet, kind: str, line: int, named: dict[str, str]
) -> tuple[tuple[str, ...], ...] | tuple[int | None, ...]:
    """Read what a ballot says: groups of names, or points for each column of points."""
    if kind == POINTS:
        return tuple(_points(sheet, line, head, named) for head in _point_heads(sheet))
    text = named.get(kind, "").translate(_WIDE)
    if kind == RANKING:
        groups = tuple(_parted(group, "=") or ("",) for group in _parted(text, ">"))
    else:
        groups = tuple((name,) for name in _parted(text, "|"))
    names = [name for group in groups for name in group]
    if kind == CHOICE and len(names) > 1:
        _cell(sheet, line, kind, "more_than_one", ("more than one name", "不止一个姓名"))
    if len(set(names)) < len(names):
        _cell(sheet, line, kind, "name_twice", ("a name stands there twice", "同一姓名出现两次"))
    if "" in names:
        _cell(
            sheet,
            line,
            kind,
            "name_missing",
            ("a name is missing between signs", "符号之间缺少姓名"),
        )
    for name in names:
        if CANDIDATES in sheet.above and name and name not in sheet.above[CANDIDATES]:
            both = (f"{name[:40]!r} is no candidate", f"“{name[:40]}”不是候选人")
            _cell(sheet, line, kind, "no_such_candidate", both)
    return groups


def _parted(text: str, sign: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(sign)) if text else ()


def _points(sheet: _Sheet, line: int, head: str, named: dict[str, str]) -> int | None:
    text = named.get(head, "")
    number = whole_number(text) if text else None
    if text and number is None:
        both = (f"{text[:40]!r} is no whole number from 0", f"“{text[:40]}”不是不小于 0 的整数")
        _cell(sheet, line, head, "points_not_whole", both)
    return number


def _point_heads(sheet: _Sheet) -> list[str]:
    return [head for head in sheet.heads if _POINTS_OF.fullmatch(head)]


def _cell(sheet: _Sheet, line: int, column: str, code: str, both: tuple[str, str]) -> None:  # noqa: PLR0917 - where, what, and both languages
    sheet.source.problem(
        line, code, column=column, en=both[0], zh=both[1], remedy="correct it from the paper ballot"
    )


def _names(sheet: _Sheet, kind: str) -> tuple[tuple[str, ...], tuple[FileNote, ...]]:
    """Give the names on the ballot paper, and a note where they had to be gathered."""
    stated = sheet.above.get(CANDIDATES)
    if kind == POINTS:
        found = [_POINTS_OF.sub(r"\1", head) for head in _point_heads(sheet)]
        if stated is not None and set(stated) != set(found):
            both = ("the names are not those of the columns of points", "与评分列的姓名不一致")
            _cell(sheet, sheet.heads_line, CANDIDATES, "names_differ", both)
        return tuple(found), ()
    if stated is not None:
        return tuple(stated), ()
    gathered = {name for _, _, said in sheet.rows for group in said for name in _as_group(group)}
    names = tuple(sorted(gathered))
    note = FileNote(
        f"没有“{CANDIDATES}”一行, 候选人取自选票: {'、'.join(names)}",
        f"no row {CANDIDATES}: the names are those on the ballots: {', '.join(names)}",
    )
    return names, (note,)


def _as_group(group: tuple[str, ...] | int | None) -> tuple[str, ...]:
    return group if isinstance(group, tuple) else ()


def _ballots(
    sheet: _Sheet, kind: str, names: tuple[str, ...]
) -> tuple[Rankings | Approvals | Scores, int]:
    """Put the rows together; gives the number of blank ballots that were left out too."""
    if not names or not sheet.rows:
        sheet.source.no_ballots()
    place = {name: number for number, name in enumerate(names)}
    if kind == POINTS:
        points = ScoreTally(len(names))
        for _, times, said in sheet.rows:
            given = tuple(at for at, one in enumerate(said) if isinstance(one, int))
            points.add(given, tuple(one for one in said if isinstance(one, int)), times)
        return points.scores(names), 0
    if kind == RANKING:
        sheet.source.check_candidates(len(names), None)
        orders = RankingTally(len(names))
        for _, times, said in sheet.rows:
            groups = tuple(tuple(place[name] for name in _as_group(group)) for group in said)
            orders.add_groups(groups, times)
        if not orders.seen:
            sheet.source.no_ballots()
        return orders.rankings(names), orders.blank
    approvals = ApprovalTally(len(names))
    for _, times, said in sheet.rows:
        approvals.add((place[name] for group in said for name in _as_group(group)), times)
    return approvals.approvals(names), 0


def _with_costs(
    sheet: _Sheet, names: tuple[str, ...], ballots: Rankings | Approvals | Scores
) -> Rankings | Approvals | Scores | ProjectVotes:
    """Put costs and a budget to the ballots where the table has them."""
    if not {COSTS, BUDGET} & set(sheet.above):
        return ballots
    read = [decimal_number(text) for text in sheet.above.get(COSTS, [])]
    costs = [one for one in read if one is not None and one[0]]
    budget = decimal_number("".join(sheet.above.get(BUDGET, [])))
    if isinstance(ballots, Rankings) or len(costs) != len(names) or budget is None:
        both = (
            f"a budget needs {BUDGET}, a cost above 0 for each name, and no {RANKING}",
            f"预算表决须有“{BUDGET}”、每个项目大于 0 的“{COSTS}”, 且不用“{RANKING}”",
        )
        _cell(sheet, sheet.heads_line, COSTS, "costs_unclear", both)
        raise InputError(sheet.source.problems)
    units = 10 ** max(decimals for _, decimals in (*costs, budget))
    return ProjectVotes(
        ballots,
        tuple(int(Fraction(cost) * units) for cost, _ in costs),
        int(budget[0] * units),
        units=units,
    )
