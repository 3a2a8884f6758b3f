"""PrefLib files: `.soc .soi .toc .toi` rankings and `.cat` categories (PrefLib 文件).

Source: PrefLib-Data, FORMAT_SPECIFICATION.md, and for files from before 2022 the format page of that
time (number of candidates, numbered names, three totals, then count and order). Names are kept as
the file writes them; where two are the same, the later ones get `__1`, `__2` and so on, as
PrefLib's own tools do, with a note. A total that does not agree with the ballots is a problem,
because it means that lines are missing.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Final

from attrs import define, evolve, field

from gongtong.voting.files.ballot_file import BallotFile, FileFormat, FileNote, blank_left_out
from gongtong.voting.files.ballot_tally import RankingTally
from gongtong.voting.files.ballot_text import (
    MOST_APPROVED,
    MOST_CANDIDATES,
    BallotText,
    nobody_watches,
    whole_number,
)
from gongtong.voting.files.preflib_categories import categorical_file
from gongtong.voting.files.preflib_orders import (
    groups_of,
    note_incomplete,
    note_shared,
    packed,
    strict_order,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongtong.voting.files.ballot_text import Watch

SUFFIXES: Final = ("soc", "soi", "toc", "toi", "cat")
_STRICT: Final = ("soc", "soi")
_COMPLETE: Final = ("soc", "toc")
_HEADER: Final = re.compile(r"#\s*([^:]*?)\s*:(.*)", re.DOTALL)
_NUMBERED: Final = re.compile(r"(ALTERNATIVE|CATEGORY) NAME ([0-9]{1,6})")


@define
class _Head:
    """What stands above the ballots."""

    type: str
    meta: dict[str, str] = field(factory=dict)
    names: dict[int, str] = field(factory=dict)
    categories: dict[int, str] = field(factory=dict)
    voters: int | None = None
    voters_line: int | None = None
    separator: str = ":"


def read_preflib(content: bytes, *, file: str, watch: Watch = nobody_watches) -> BallotFile:
    """Read a PrefLib file, new or old; raises `InputError` with every problem at once (读取 PrefLib)."""
    source = BallotText(content, file=file, watch=watch)
    suffix = file.rpartition(".")[2].lower()
    head = _Head(suffix if suffix in SUFFIXES else "")
    lines = source.lines()
    first = next(((number, line) for number, line in lines if line.strip()), (1, ""))
    if first[1].lstrip().startswith("#"):
        after = _new_head(source, head, first, lines)
    else:
        _old_head(source, head, first, lines)
        after = None
    source.stop_if_wrong()
    names, renamed = _distinct(head.names)
    body = lines if after is None else chain([after], lines)
    if head.type == "cat":
        read = categorical_file(source, names, head.categories, _cast(source, head, body))
        title = head.meta.get("TITLE", "")
        return evolve(read, title=title, meta=head.meta, notes=(*renamed, *read.notes))
    read = _ordinal_file(source, head, names, body)
    return evolve(read, notes=(*renamed, *read.notes))


def _new_head(
    source: BallotText, head: _Head, first: tuple[int, str], lines: Iterator[tuple[int, str]]
) -> tuple[int, str] | None:
    """Read lines of the form `# KEY: value`; give the first line that is none."""
    after: tuple[int, str] | None = None
    for number, line in chain([first], lines):
        text = line.strip()
        if text and not text.startswith("#"):
            after = (number, line)
            break
        match = _HEADER.fullmatch(text)
        if match is not None:
            _take(source, head, number, (match.group(1).upper(), match.group(2).strip()))
    _check_names(source, head)
    return after


def _take(source: BallotText, head: _Head, line: int, entry: tuple[str, str]) -> None:
    key, value = entry
    numbered = _NUMBERED.fullmatch(key)
    if numbered is None:
        head.meta.setdefault(key, value)
        if key == "DATA TYPE" and value.lower() in SUFFIXES:
            head.type = value.lower()
        if key == "NUMBER VOTERS":
            head.voters, head.voters_line = whole_number(value), line
        return
    into = head.names if numbered.group(1) == "ALTERNATIVE" else head.categories
    number = int(numbered.group(2))
    if number in into or not value:
        source.problem(
            line,
            "name_unclear",
            column=key,
            en="the number has a name already" if value else "the name is empty",
            zh="该编号已有名称" if value else "名称为空",
            remedy="give every number one name",
        )
    into[number] = value


def _check_names(source: BallotText, head: _Head) -> None:
    stated = head.meta.get("NUMBER ALTERNATIVES", "")
    count = whole_number(stated)
    if count is None:
        source.problem(
            None,
            "number_of_alternatives",
            column="NUMBER ALTERNATIVES",
            en=f"the number of alternatives is {stated!r}, which is no whole number",
            zh=f"候选项数“{stated}”不是整数",
            remedy="add the line # NUMBER ALTERNATIVES: with the number of names",
        )
        source.stop_if_wrong()
        return
    most = MOST_APPROVED if head.type == "cat" else MOST_CANDIDATES
    source.check_candidates(count, None, most=most)
    for number in sorted(set(range(1, count + 1)) ^ set(head.names)):
        source.problem(
            None,
            "names_incomplete",
            column=f"ALTERNATIVE NAME {number}",
            en=f"there are {count} alternatives, and number {number} "
            f"{'is one too many' if number in head.names else 'has no name'}",
            zh=f"共有 {count} 个候选项, 编号 {number} {'超出' if number in head.names else '没有名称'}",
            remedy="number the names from 1 and leave none out",
        )


def _old_head(
    source: BallotText, head: _Head, first: tuple[int, str], lines: Iterator[tuple[int, str]]
) -> None:
    """Read the number of candidates, their names, and the three totals of the old format."""
    head.separator = ","
    line, text = first
    count = whole_number(text.strip().rstrip(","))
    if count is None:
        source.problem(
            line,
            "not_preflib",
            en="the file begins neither with # nor with the number of candidates",
            zh="文件既不以 # 开头, 也不以候选人数开头",
            remedy="download the file afresh from preflib.org",
        )
        source.stop_if_wrong()
        return
    source.check_candidates(count, line)
    for expected in range(1, count + 1):
        line, text = next(lines, (line + 1, ""))
        number, _, name = text.partition(",")
        if whole_number(number.strip()) != expected or not name.strip():
            source.problem(
                line,
                "names_incomplete",
                en=f"{text!r} is not the name of candidate {expected}",
                zh=f"“{text}”不是第 {expected} 名候选人的名称",
                remedy=f"write it as {expected},name",
            )
        head.names[expected] = _unquoted(name.strip())
    line, text = next(lines, (line + 1, ""))
    totals = [whole_number(part.strip()) for part in text.split(",")]
    if len(totals) != 3 or None in totals:  # noqa: PLR2004 - voters, sum of counts, distinct orders
        source.problem(
            line,
            "totals_missing",
            en=f"{text!r} is not the number of voters, the sum of counts and of distinct orders",
            zh=f"“{text}”不是选民数、票数合计与不同排序数",
            remedy="write three whole numbers with commas between them",
        )
        return
    head.voters, head.voters_line = totals[1], line


def _unquoted(name: str) -> str:
    if len(name) > 1 and name[0] == name[-1] == '"':
        return name[1:-1].replace('""', '"')
    return name


def _distinct(names: dict[int, str]) -> tuple[tuple[str, ...], tuple[FileNote, ...]]:
    """Tell apart names that are the same, as PrefLib's tools do: a, a__1, a__2."""
    taken: dict[str, None] = {}
    notes: list[FileNote] = []
    all_names = set(names.values())
    for number in sorted(names):
        name, copy = names[number], 0
        while name in taken or (copy and name in all_names):
            copy += 1
            name = f"{names[number]}__{copy}"
        taken[name] = None
        if copy:
            notes.append(
                FileNote(
                    f"编号 {number} 与前面同名, 记为 {name}",
                    f"alternative {number} has a name that was there before; it is called {name}",
                )
            )
    return tuple(taken), tuple(notes)


def _cast(
    source: BallotText, head: _Head, lines: Iterator[tuple[int, str]]
) -> Iterator[tuple[int, int, str]]:
    """Give line, count and order of each line of ballots; compare the total at the end."""
    total = 0
    for number, line in lines:
        if not line or line.isspace():
            continue
        count, separator, order = line.partition(head.separator)
        times = whole_number(count.strip())
        if not times or not separator:
            source.problem(
                number,
                "not_a_ballot_line",
                en=f"{line[:60]!r} is not a count, {head.separator!r} and an order",
                zh=f"“{line[:60]}”不是“票数{head.separator} 排序”",
                remedy=f"write it as 3{head.separator} 1,2,4",
            )
            continue
        total += times
        yield number, times, order
    if head.voters is not None and head.voters != total:
        source.problem(
            head.voters_line,
            "voters_do_not_add_up",
            en=f"the head says {head.voters} voters, the ballots are {total}",
            zh=f"文件头称有 {head.voters} 名选民, 选票合计 {total} 张",
            remedy="fetch the whole file again, or correct the head",
        )


def _ordinal_file(
    source: BallotText,
    head: _Head,
    names: tuple[str, ...],
    body: Iterator[tuple[int, str]],
) -> BallotFile:
    tally = RankingTally(len(names))
    for line, times, text in _cast(source, head, body):
        short = packed(text)
        order = strict_order(short, len(names))
        if order is not None:
            if len(order) < len(names) and head.type in _COMPLETE:
                note_incomplete(source, line, head.type)
            tally.add_order(order, times)
            continue
        groups = groups_of(source, line, short, len(names))
        if groups is None:
            continue
        if head.type in _STRICT and any(len(group) > 1 for group in groups):
            note_shared(source, line, head.type)
        if head.type in _COMPLETE and sum(map(len, groups)) < len(names):
            note_incomplete(source, line, head.type)
        tally.add_groups(groups, times)
    source.stop_if_wrong()
    if not tally.seen:
        source.no_ballots()
    return BallotFile(
        file=source.file,
        format=FileFormat.PREFLIB,
        ballots=tally.rankings(names),
        title=head.meta.get("TITLE", ""),
        notes=blank_left_out(tally.blank),
        meta=head.meta,
    )
