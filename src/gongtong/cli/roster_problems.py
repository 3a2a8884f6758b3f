"""Reading what `gongtong roster solve` and `explain` are about: an order with its volunteers, or a published instance (读取排班问题)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import frozen

from gongtong.cli.session import option_unusable, reading
from gongtong.core.codec import from_json
from gongtong.core.errors import CodecError, InputError
from gongtong.core.tabular import problem_at
from gongtong.plugins.builtin.cn_rosters.rules import DEFAULT_RULES
from gongtong.rostering.rosters.curtois import read_curtois
from gongtong.rostering.rosters.orders import RosterOrder
from gongtong.rostering.rosters.problem import Roster, RosterProblem, UnknownNameError
from gongtong.rostering.rosters.publishing import Teams, roster_of
from gongtong.rostering.rosters.rules import WrittenProblem, write_problem
from gongtong.rostering.volunteers.duties import AgeTerms
from gongtong.rostering.volunteers.sheet import read_volunteer_sheet

if TYPE_CHECKING:
    import argparse

    from gongtong.core.codec import JsonValue


_GUIDE: Final = "docs/guides/rosters.md"


@frozen
class Asked:
    """A problem, and what stands behind its names where rules of a place wrote it (待解问题)."""

    problem: RosterProblem
    written: WrittenProblem | None


def asked(options: argparse.Namespace) -> Asked:
    """Read the file in its format; raises `InputError` with what is wrong in it (读取)."""
    try:
        if options.format == "curtois":
            return Asked(read_curtois(_text(options.file)), None)
        order = from_json(read_json(options.file), RosterOrder)
        written = _written(options, order)
    except (CodecError, UnknownNameError, ValueError) as error:
        raise unreadable(options.file, str(error)) from error
    return Asked(written.problem, written)


def roster_in(path: str | None) -> Roster | None:
    """Read a roster that `--out` wrote, or none; raises `InputError` (读取排班表)."""
    if path is None:
        return None
    try:
        return roster_of(from_json(read_json(path), Teams))
    except (CodecError, ValueError, UnknownNameError) as error:
        raise unreadable(path, str(error)) from error


def _written(options: argparse.Namespace, order: RosterOrder) -> WrittenProblem:
    if options.volunteers is not None:
        content = Path(options.volunteers).read_bytes()
        people = read_volunteer_sheet(content, file=options.volunteers, agreed_on=order.first)
        register = {one.code: one for one in people}
        draft = order.facts(tuple(register)).draft(register, AgeTerms())
        return write_problem(draft, DEFAULT_RULES)
    if options.database is None:
        raise option_unusable(
            "--database",
            en="nobody says who could serve",
            zh="没有说明有哪些志愿者",
            remedy="add --database URL --place CODE, or --volunteers SHEET",
        )
    with reading(options) as work:
        volunteers = work.rostering.volunteers.volunteers()
        codes = tuple(one.code for one in volunteers if one.left_on is None)
        return work.rostering.rosters.written(order.facts(codes))


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise unreadable(path, error.strerror or "it cannot be read") from error


def read_json(path: str, guide: str = _GUIDE) -> JsonValue:
    """Read a file as JSON; raises `InputError` that says where it is none (读取数据文件)."""
    try:
        data: JsonValue = json.loads(_text(path))
    except json.JSONDecodeError as error:
        raise unreadable(path, f"line {error.lineno}: {error.msg}", guide) from error
    return data


def unreadable(path: str, why: str, guide: str = _GUIDE) -> InputError:
    """Say what is wrong with a file and which guide shows how it is written (文件有误)."""
    problem = problem_at(
        path,
        code="unreadable",
        en=why,
        zh="文件内容无法使用",
        remedy=f"write it as {guide} shows",
    )
    return InputError([problem])
