"""Reading what `gongtong roster solve` and `explain` are about: an order with its volunteers, or a published instance (读取排班问题)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

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


@frozen
class Asked:
    """A problem, and what stands behind its names where rules of a place wrote it (待解问题)."""

    problem: RosterProblem
    written: WrittenProblem | None


def asked(options: argparse.Namespace) -> Asked:
    """Read the file in its format; raises `InputError` with what is wrong in it (读取)."""
    text = _text(options.file)
    try:
        if options.format == "curtois":
            return Asked(read_curtois(text), None)
        order = from_json(_json(text, options.file), RosterOrder)
        written = _written(options, order)
    except (CodecError, UnknownNameError, ValueError) as error:
        raise _unreadable(options.file, str(error)) from error
    return Asked(written.problem, written)


def roster_in(path: str | None) -> Roster | None:
    """Read a roster that `--out` wrote, or none; raises `InputError` (读取排班表)."""
    if path is None:
        return None
    try:
        return roster_of(from_json(_json(_text(path), path), Teams))
    except (CodecError, ValueError, UnknownNameError) as error:
        raise _unreadable(path, str(error)) from error


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
        raise _unreadable(path, error.strerror or "it cannot be read") from error


def _json(text: str, path: str) -> JsonValue:
    try:
        data: JsonValue = json.loads(text)
    except json.JSONDecodeError as error:
        raise _unreadable(path, f"line {error.lineno}: {error.msg}") from error
    return data


def _unreadable(path: str, why: str) -> InputError:
    problem = problem_at(
        path,
        code="unreadable",
        en=why,
        zh="文件内容无法使用",
        remedy="write it as docs/guides/rosters.md shows",
    )
    return InputError([problem])
