"""Which account, fund and dwelling each account of a foreign journal stands for (科目映射)."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import field, frozen

from gongtong.core.errors import InputError, InputProblem
from gongtong.core.places import DwellingLabel
from gongtong.core.tabular import problem_at

_PARTS: Final = ("building", "unit", "room")
_FIGURE: Final = re.compile(r"\d{1,9}", re.ASCII)
_TEXTS: Final = ("name", "pattern", "account", "fund")
_KEYS: Final = frozenset({*_TEXTS, *_PARTS})


@frozen
class AccountTarget:
    """What an account of a journal is in the books of the place (映射科目)."""

    account: str
    fund: str
    dwelling: DwellingLabel | None = None


@frozen
class AccountRule:
    """A name, or a pattern of names, and what it stands for (科目映射规则).

    A pattern is a regular expression for the whole name. Its groups called building, unit and room give the
    figures of a dwelling; what it does not give, the rule does.
    """

    account: str
    fund: str
    name: str | None = None
    pattern: str | None = None
    building: int | None = None
    unit: int | None = None
    room: int | None = None

    def target(self, name: str) -> AccountTarget | None:
        """Give what a name stands for, if the rule is about it (取对应科目)."""
        if self.pattern is None:
            figures: Mapping[str, str | None] = {}
            if name != self.name:
                return None
        else:
            match = re.fullmatch(self.pattern, name)
            if match is None:
                return None
            figures = match.groupdict()
            if not all(one is None or _FIGURE.fullmatch(one) for one in figures.values()):
                return None
        given = {"building": self.building, "unit": self.unit, "room": self.room}
        parts = [int(figures.get(part) or given[part] or 0) for part in _PARTS]
        dwelling = DwellingLabel(*parts) if any(parts) else None
        return AccountTarget(self.account, self.fund, dwelling)


@frozen
class AccountMapping:
    """The rules for every account of a journal; the first that is about a name counts (科目映射)."""

    rules: tuple[AccountRule, ...] = field(factory=tuple)

    def target(self, name: str) -> AccountTarget | None:
        """Give what a name stands for, or nothing (取对应科目)."""
        return next((found for one in self.rules if (found := one.target(name)) is not None), None)


def read_account_mapping(content: bytes, *, file: str) -> AccountMapping:
    """Read a mapping in TOML, a table [[account]] for each rule; raises `InputError` (读取科目映射)."""
    try:
        told = tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # no text, no TOML, or figures without end
        raise InputError([_problem(file, None, "not_toml", f"it is not TOML: {error}")]) from error
    tables = told.get("account")
    if set(told) != {"account"} or not isinstance(tables, list) or not tables:
        raise InputError(
            [_problem(file, None, "no_rules", "it holds more or less than [[account]]")]
        )
    problems = [
        problem
        for number, table in enumerate(tables, start=1)
        for problem in _problems(file, number, table)
    ]
    if problems:
        raise InputError(problems)
    return AccountMapping(tuple(AccountRule(**table) for table in tables))


def _problem(file: str, number: int | None, code: str, why: str) -> InputProblem:
    where = "" if number is None else f"[[account]] {number}: "
    return problem_at(
        file,
        column=None if number is None else f"account[{number}]",
        code=code,
        en=f"{where}{why}",
        zh="科目映射有误",
        remedy='write name = "…" or pattern = "…", account = "1122" and fund = "sanitation"',
    )


def _problems(file: str, number: int, table: Any) -> Iterator[InputProblem]:
    if not isinstance(table, dict):
        yield _problem(file, number, "wrong_kind", "it is not a table")
        return
    for key in sorted(set(table) - _KEYS):
        yield _problem(file, number, "unknown_key", f"{key} is not a key")
    yield from _of_kinds(file, number, table)
    for key in ("account", "fund"):
        if key not in table:
            yield _problem(file, number, "missing_key", f"{key} is missing")
    if ("name" in table) is ("pattern" in table):
        yield _problem(file, number, "missing_key", "it needs either a name or a pattern")
    yield from _of_pattern(file, number, table.get("pattern"))


def _of_kinds(file: str, number: int, table: Mapping[str, Any]) -> Iterator[InputProblem]:
    for key in _TEXTS:
        if key in table and not isinstance(table[key], str):
            yield _problem(file, number, "wrong_kind", f"{key} is not a text")
    for key in _PARTS:
        if key in table and (type(table[key]) is not int or table[key] < 0):
            yield _problem(file, number, "wrong_kind", f"{key} is not a number")


def _of_pattern(file: str, number: int, pattern: object) -> Iterator[InputProblem]:
    if not isinstance(pattern, str):
        return
    try:
        groups = set(re.compile(pattern).groupindex)
    except (re.error, RecursionError, OverflowError) as error:
        yield _problem(
            file, number, "bad_pattern", f"{pattern!r} is no regular expression: {error}"
        )
        return
    if groups - set(_PARTS):
        yield _problem(file, number, "bad_pattern", "its groups are building, unit and room alone")
