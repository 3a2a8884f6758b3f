"""The sheet that canvassers bring back from going door to door (入户走访记录)."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import field, frozen
from attrs.validators import matches_re

from gongtong.core.errors import InputError, InputProblem
from gongtong.core.places import DwellingLabel
from gongtong.core.tabular import Row, problem_at, read_table
from gongtong.deliberation.opinions import (
    MAX_NAME_LENGTH,
    MAX_NUMBER_LENGTH,
    MAX_TEXT_LENGTH,
    Opinion,
    has_control_characters,
)

if TYPE_CHECKING:
    from collections.abc import Collection

NUMBER: Final = "编号"
DAY: Final = "日期"
DWELLING: Final = "房号"
CANVASSER: Final = "走访人"
TEXT: Final = "意见建议"
COLUMNS: Final = (NUMBER, DAY, DWELLING, CANVASSER, TEXT)

# Spreadsheets rewrite 2025-03-06 as 2025/3/6 on saving; year first is unambiguous either way.
_DAY = re.compile(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})", re.ASCII)


@frozen
class OpinionBatch:
    """The opinions of one file, and the digest by which the file is known again (意见批次)."""

    file: str
    digest: str = field(validator=matches_re(r"[0-9a-f]{64}"))
    opinions: tuple[Opinion, ...]


@frozen
class CanvassSheet:
    """A sheet that can be recorded, with what a person should look at first (走访表).

    A dwelling that the register does not have is a warning and no error: the opinion still counts.
    """

    batch: OpinionBatch
    warnings: tuple[InputProblem, ...] = ()


def _day(text: str) -> date | None:
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[3]), int(match[4]))
    except ValueError:
        return None


def _dwelling(text: str) -> DwellingLabel | None:
    try:
        return DwellingLabel.parse(text)
    except ValueError:
        return None


def _text_problems(file: str, row: Row) -> list[InputProblem]:
    limits = ((NUMBER, MAX_NUMBER_LENGTH), (CANVASSER, MAX_NAME_LENGTH), (TEXT, MAX_TEXT_LENGTH))
    problems = []
    for column, limit in limits:
        if has_control_characters(row[column]):
            problems.append(
                problem_at(
                    file,
                    line=row.line,
                    column=column,
                    code="control_character",
                    en="the cell holds an invisible control character",
                    zh=f"{column}含有不可见的控制字符",
                    remedy="type the cell again by hand",
                )
            )
        if not row[column]:
            problems.append(
                problem_at(
                    file,
                    line=row.line,
                    column=column,
                    code="empty_cell",
                    en="the cell is empty",
                    zh=f"{column}为空",
                    remedy="fill it in from the paper slip, or delete the line",
                )
            )
        elif len(row[column]) > limit:
            problems.append(
                problem_at(
                    file,
                    line=row.line,
                    column=column,
                    code="too_long",
                    en=f"the cell has {len(row[column])} characters, more than {limit}",
                    zh=f"{column}超过 {limit} 字",
                    remedy="divide it into several lines, each with a number of its own",
                )
            )
    return problems


def _date_problem(file: str, row: Row) -> InputProblem:
    return problem_at(
        file,
        line=row.line,
        column=DAY,
        code="bad_date",
        en=f"{row[DAY]!r} is not a day of the calendar",
        zh=f"“{row[DAY]}”不是有效日期",
        remedy="write it as 2025-03-16",
    )


def _dwelling_problem(file: str, row: Row) -> InputProblem:
    return problem_at(
        file,
        line=row.line,
        column=DWELLING,
        code="bad_dwelling",
        en=f"{row[DWELLING]!r} is not a dwelling",
        zh=f"“{row[DWELLING]}”不是有效房号",
        remedy="write it as building-unit-room, such as 4-3-501",
    )


def _duplicate_problem(file: str, row: Row, first_line: int) -> InputProblem:
    return problem_at(
        file,
        line=row.line,
        column=NUMBER,
        code="duplicate_number",
        en=f"the number {row[NUMBER]!r} was used on line {first_line} already",
        zh=f"编号“{row[NUMBER]}”与第 {first_line} 行重复",
        remedy="give each opinion a number of its own, as on its paper slip",
    )


def _read_row(
    file: str, row: Row, first_lines: dict[str, int]
) -> tuple[Opinion | None, list[InputProblem]]:
    problems = _text_problems(file, row)
    first_line = first_lines.setdefault(row[NUMBER], row.line)
    if row[NUMBER] and first_line != row.line:
        problems.append(_duplicate_problem(file, row, first_line))
    day, dwelling = _day(row[DAY]), _dwelling(row[DWELLING])
    if day is None:
        problems.append(_date_problem(file, row))
    if dwelling is None:
        problems.append(_dwelling_problem(file, row))
    if problems or day is None or dwelling is None:
        return None, problems
    return Opinion(row[NUMBER], day, dwelling, row[CANVASSER], row[TEXT]), []


def _unknown_dwelling(file: str, row: Row) -> InputProblem:
    return problem_at(
        file,
        line=row.line,
        column=DWELLING,
        code="unknown_dwelling",
        en=f"the register has no dwelling {row[DWELLING]}",
        zh=f"登记表中没有 {row[DWELLING]}",
        remedy="ask the canvasser; the opinion is recorded all the same",
    )


def read_canvass_sheet(
    content: bytes, *, file: str, dwellings: Collection[DwellingLabel] | None = None
) -> CanvassSheet:
    """Read a canvass sheet; raises `InputError` with every problem at once (读取走访记录).

    `dwellings` are those of the register; without them no dwelling is warned about.
    """
    opinions: list[Opinion] = []
    problems: list[InputProblem] = []
    warnings: list[InputProblem] = []
    first_lines: dict[str, int] = {}
    known = None if dwellings is None else frozenset(dwellings)
    for row in read_table(content, file=file, columns=COLUMNS):
        opinion, found = _read_row(file, row, first_lines)
        problems += found
        if opinion is not None:
            opinions.append(opinion)
            if known is not None and opinion.dwelling not in known:
                warnings.append(_unknown_dwelling(file, row))
    if problems:
        raise InputError(problems)
    batch = OpinionBatch(file, hashlib.sha256(content).hexdigest(), tuple(opinions))
    return CanvassSheet(batch, tuple(warnings))
