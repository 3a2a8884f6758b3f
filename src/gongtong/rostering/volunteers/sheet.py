"""The sheet of volunteers that a dormitory keeps, as CSV or XLSX (志愿者名册表)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Final

from gongtong.core.errors import InputError, InputProblem
from gongtong.core.tabular import Row, problem_at, read_table
from gongtong.rostering.volunteers.enrolling import MAX_NAME, MOST_A_WEEK
from gongtong.rostering.volunteers.volunteer import Band, Gender, Skill, Volunteer

NAME: Final = "姓名"
GENDER: Final = "性别"
BORN: Final = "出生日期"
TEAM: Final = "队伍"
SKILLS: Final = "技能"
BANDS: Final = "可服务时段"
TIMES: Final = "每周最多次数"
COLUMNS: Final = (NAME, GENDER, BORN, TEAM, SKILLS, BANDS, TIMES)

_BANDS: Final = {
    "工作日白天": Band.WEEKDAY_DAYTIME,
    "工作日晚上": Band.WEEKDAY_EVENING,
    "晚上": Band.EVENING,
    "周末": Band.WEEKEND,
    "全天": Band.ANY_TIME,
}
_GENDERS: Final = {"女": Gender.WOMAN, "男": Gender.MAN, "": Gender.NOT_SAID}
_CODE_LENGTH: Final = 12


def code_of(name: str, born: date) -> str:
    """Give the code under which somebody is known from sheet to sheet: it tells neither name nor day (志愿者编号).

    >>> code_of("刘思远", date(1993, 12, 23)) == code_of("刘思远 ", date(1993, 12, 23))
    True
    """
    said = f"{name.strip()} {born.isoformat()}"
    return f"v-{hashlib.sha256(said.encode()).hexdigest()[:_CODE_LENGTH]}"


def read_volunteer_sheet(content: bytes, *, file: str, agreed_on: date) -> tuple[Volunteer, ...]:
    """Read a sheet of people who signed up on a day; raises `InputError` with every problem at once (读取志愿者名册).

    Several skills or times stand in one cell, divided by `|`.
    """
    found: list[Volunteer] = []
    problems: list[InputProblem] = []
    first_lines: dict[str, int] = {}
    for row in read_table(content, file=file, columns=COLUMNS):
        wrong = [*_problems(file, row)]
        if not wrong:
            one = _volunteer(row, agreed_on)
            first = first_lines.setdefault(one.code, row.line)
            if first != row.line:
                wrong.append(_twice(file, row, first))
            found.append(one)
        problems += wrong
    if problems:
        raise InputError(problems)
    return tuple(found)


def _volunteer(row: Row, agreed_on: date) -> Volunteer:
    born = date.fromisoformat(row[BORN])
    return Volunteer(
        code_of(row[NAME], born),
        row[NAME].strip(),
        born,
        row[TEAM].strip(),
        tuple(_BANDS[word] for word in _parts(row[BANDS])),
        int(row[TIMES]),
        agreed_on,
        tuple(Skill(word) for word in _parts(row[SKILLS])),
        _GENDERS[row[GENDER]],
    )


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _problems(file: str, row: Row) -> Iterator[InputProblem]:
    if not 0 < len(row[NAME].strip()) <= MAX_NAME:
        yield _wrong(
            file, row, NAME, "the name is empty or too long", "姓名为空或者过长", "write it"
        )
    if row[GENDER] not in _GENDERS:
        yield _wrong(
            file, row, GENDER, "unknown", "性别填写有误", "write 女 or 男, or leave it empty"
        )
    if not _is_day(row[BORN]):
        yield _wrong(file, row, BORN, "is no day", "出生日期有误", "write it as 1993-12-23")
    unknown = [word for word in _parts(row[BANDS]) if word not in _BANDS]
    if unknown or not _parts(row[BANDS]):
        words = "、".join(_BANDS)
        yield _wrong(
            file,
            row,
            BANDS,
            "names no time of the week",
            "可服务时段有误",
            f"choose from {words}, divided by |",
        )
    times = row[TIMES]
    if not (times.isdecimal() and times.isascii()) or not 0 < int(times) <= MOST_A_WEEK:
        yield _wrong(
            file,
            row,
            TIMES,
            "is no number of times",
            "每周最多次数有误",
            f"write 1 to {MOST_A_WEEK}",
        )


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _wrong(file: str, row: Row, column: str, en: str, zh: str, remedy: str) -> InputProblem:  # noqa: PLR0917 - what a person reads of one cell
    return problem_at(
        file,
        line=row.line,
        column=column,
        code="bad_cell",
        en=f"{row[column]!r} {en}",
        zh=zh,
        remedy=remedy,
    )


def _twice(file: str, row: Row, first: int) -> InputProblem:
    return problem_at(
        file,
        line=row.line,
        column=NAME,
        code="named_twice",
        en=f"the same person stands on line {first}",
        zh=f"与第{first}行为同一人",
        remedy="delete one of the lines",
    )
