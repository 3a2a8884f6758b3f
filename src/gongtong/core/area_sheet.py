"""Sheets that give an area for each dwelling: the survey, the sale contracts (面积表)."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import frozen

from gongtong.core.errors import InputProblem
from gongtong.core.places import DwellingLabel
from gongtong.core.tabular import problem_at, read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongtong.core.tabular import Row

LABEL_COLUMNS = ("楼栋", "单元", "房号")
_LABEL_CELLS = (
    re.compile(r"0*(\d{1,4})(?:栋|幢|座|号楼)?", re.ASCII),
    re.compile(r"0*(\d{1,3})(?:单元)?", re.ASCII),
    re.compile(r"0*(\d{1,5})(?:室|号)?", re.ASCII),
)
_NUMBER = re.compile(r"-?\d{1,7}(?:\.(\d+))?", re.ASCII)
_CM2_DECIMALS = 4


class AreaFault(StrEnum):
    """Why a cell gives no area (面积问题)."""

    MISSING = "area_missing"
    NOT_A_NUMBER = "area_not_a_number"
    NOT_POSITIVE = "area_not_positive"
    TOO_PRECISE = "area_too_precise"


_FAULT_WORDS = {
    AreaFault.MISSING: ("the area is missing", "缺少面积"),
    AreaFault.NOT_A_NUMBER: ("the area is not a number", "面积不是数字"),
    AreaFault.NOT_POSITIVE: ("the area is not more than zero", "面积不大于零"),
    AreaFault.TOO_PRECISE: ("the area has more than 4 decimals", "面积超过四位小数"),
}


def plain(cell: str) -> str:
    """Write full-width digits and signs as plain ones, without blanks around (全角转半角).

    >>> plain("１０１ "), plain("㎡")
    ('101', 'm2')
    """
    return unicodedata.normalize("NFKC", cell).strip()


def parse_area(cell: str) -> int | AreaFault:
    """Read square metres as whole cm2, exactly (读取面积).

    >>> parse_area("69.07"), parse_area("约60")
    (690700, <AreaFault.NOT_A_NUMBER: 'area_not_a_number'>)
    """
    text = plain(cell)
    if not text:
        return AreaFault.MISSING
    match = _NUMBER.fullmatch(text)
    if match is None:
        return AreaFault.NOT_A_NUMBER
    decimals = match[1] or ""
    if len(decimals) > _CM2_DECIMALS:
        return AreaFault.TOO_PRECISE
    whole = text.partition(".")[0]
    area_cm2 = int(whole + decimals.ljust(_CM2_DECIMALS, "0"))
    return area_cm2 if area_cm2 > 0 else AreaFault.NOT_POSITIVE


def area_problem(
    fault: AreaFault, *, file: str, row: Row, column: str, remedy: str
) -> InputProblem:
    """Describe a cell that gives no area (描述面积问题)."""
    en, zh = _FAULT_WORDS[fault]
    quoted = f": {row[column]!r}" if row[column] else ""
    return problem_at(
        file,
        line=row.line,
        column=column,
        code=fault.value,
        en=en + quoted,
        zh=zh,
        remedy=remedy,
    )


def read_label(row: Row, *, file: str) -> tuple[DwellingLabel | None, tuple[InputProblem, ...]]:
    """Read building, unit and room of a line, with a problem for each cell that is none (读取房号)."""
    matches = [
        pattern.fullmatch(plain(row[column]))
        for column, pattern in zip(LABEL_COLUMNS, _LABEL_CELLS, strict=True)
    ]
    problems = tuple(
        problem_at(
            file,
            line=row.line,
            column=column,
            code="label_malformed",
            en=f"{row[column]!r} is not a number of a dwelling",
            zh="房号无法识别",
            remedy="write it as 10栋, 1单元, 602",
        )
        for column, match in zip(LABEL_COLUMNS, matches, strict=True)
        if match is None
    )
    numbers = [int(match[1]) for match in matches if match is not None]
    return (None if problems else DwellingLabel(*numbers)), problems


@frozen
class AreaSheet:
    """The areas that a sheet gives, and what in it could not be used (面积表内容)."""

    file: str
    areas: Mapping[DwellingLabel, int]
    lines: Mapping[DwellingLabel, int]
    problems: tuple[InputProblem, ...]


def read_areas(content: bytes, *, file: str, column: str) -> AreaSheet:
    """Read a sheet of areas; a line that cannot be used is reported and left out (读取面积表).

    Two lines that disagree about a dwelling are both left out: the sheet does not say which is right.
    """
    areas: dict[DwellingLabel, int] = {}
    lines: dict[DwellingLabel, int] = {}
    disputed: set[DwellingLabel] = set()
    problems: list[InputProblem] = []
    for row in read_table(content, file=file, columns=(*LABEL_COLUMNS, column)):
        label, found = read_label(row, file=file)
        problems.extend(found)
        area = parse_area(row[column])
        if isinstance(area, AreaFault):
            problems.append(
                area_problem(
                    area,
                    file=file,
                    row=row,
                    column=column,
                    remedy="write the area in m2, such as 69.07",
                )
            )
        elif label is not None and areas.setdefault(label, area) != area:
            disputed.add(label)
            problems.append(_conflict(file, row, column, lines[label]))
        elif label is not None:
            lines.setdefault(label, row.line)
    kept = {label: area for label, area in areas.items() if label not in disputed}
    return AreaSheet(file, MappingProxyType(kept), MappingProxyType(lines), tuple(problems))


def _conflict(file: str, row: Row, column: str, first_line: int) -> InputProblem:
    return problem_at(
        file,
        line=row.line,
        column=column,
        code="area_conflict",
        en=f"another area than line {first_line} gives for the same dwelling; neither is used",
        zh=f"与第{first_line}行同一房屋的面积不一致，两行均不采用",
        remedy="keep the right line and delete the other",
    )
