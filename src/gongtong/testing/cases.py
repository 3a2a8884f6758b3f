"""Worked legal cases as data: what is given, what the text decides, and where it is written (政策案例).

A file of cases is JSON: `{"schema_version": 1, "cases": [...]}`. Areas are decimal strings in square
metres, ratios exact fraction strings, days ISO days; a float is refused. Where a text does not decide,
the case lists the readings, and an answer has to agree with one of them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final, NoReturn

from attrs import frozen
from typing_extensions import override

SCHEMA_VERSION: Final = 1
NOT_RESULTS: Final = frozenset(
    {
        "requirement",
        "alternatives",
        "preferred",
        "by_rule",
        "soft",
        "reported_share_of_all",
        "heads_only",
        "deterministic",
        "each_within",
    }
)
"""Keys of `expected` that explain or ask for something, and are no results to be equalled."""


class CaseStatus(StrEnum):
    """How certain the answer of a case is (案例性质)."""

    SETTLED = "settled"
    LOCAL = "local"
    CASE_LAW = "case-law"
    AMBIGUOUS = "ambiguous"


@frozen
class PolicyCase:
    """One worked case of a rule (政策案例)."""

    id: str
    kind: str
    status: CaseStatus
    clauses: tuple[str, ...]
    given: Mapping[str, Any]
    expected: Mapping[str, Any]
    note: str = ""

    @override
    def __str__(self) -> str:
        """Name the case and the texts it rests on."""
        return f"{self.id} ({', '.join(self.clauses)})"


def read_cases(text: str, *, file: str) -> tuple[PolicyCase, ...]:
    """Read a file of cases; raises `ValueError` that names the file and the case (读取案例)."""
    data = json.loads(text, parse_float=_refuse_float)
    if data.get("schema_version") != SCHEMA_VERSION:
        raise ValueError(f"{file}: schema_version is not {SCHEMA_VERSION}")
    cases: dict[str, PolicyCase] = {}
    for number, entry in enumerate(data["cases"], start=1):
        name = entry.get("id", f"case {number}")
        try:
            case = PolicyCase(
                id=entry["id"],
                kind=entry["kind"],
                status=CaseStatus(entry["status"]),
                clauses=tuple(entry["clause"]),
                given=entry["given"],
                expected=entry["expected"],
                note=entry.get("note", ""),
            )
        except (KeyError, ValueError) as error:
            raise ValueError(f"{file}: {name}: {error!r}") from error
        if case.id in cases:
            raise ValueError(f"{file}: {name} stands twice")
        cases[case.id] = case
    return tuple(cases.values())


def disagreements(case: PolicyCase, answer: Mapping[str, Any]) -> tuple[str, ...]:
    """Say where an answer departs from what the case expects; an answer may say more (比对结果).

    >>> case = PolicyCase("X-1", "notice", CaseStatus.SETTLED, ("CN:x#1",), {}, {"ok": False})
    >>> disagreements(case, {"ok": True})
    ('ok: expected False, got True',)
    """
    found = _departures(_results(case.expected), answer, "")
    readings = case.expected.get("alternatives", ())
    by_reading = [_departures(_results(reading), answer, "") for reading in readings]
    if by_reading and all(by_reading):
        closest = min(by_reading, key=len)
        found += tuple(f"no reading agrees; the closest: {departure}" for departure in closest)
    return found


def _results(expected: Mapping[str, Any]) -> Mapping[str, Any]:
    skipped = NOT_RESULTS | {"reading"}
    return {key: value for key, value in expected.items() if key not in skipped}


def _departures(expected: Mapping[str, Any], answer: Any, path: str) -> tuple[str, ...]:
    if not isinstance(answer, Mapping):
        return (f"{path.rstrip('.')}: expected {expected!r}, got {answer!r}",)
    found: list[str] = []
    for key, wanted in expected.items():
        if key not in answer:
            found.append(f"{path}{key}: expected {wanted!r}, got no answer")
        elif isinstance(wanted, Mapping):
            found += _departures(wanted, answer[key], f"{path}{key}.")
        elif answer[key] != wanted or type(answer[key]) is not type(wanted):
            found.append(f"{path}{key}: expected {wanted!r}, got {answer[key]!r}")
    return tuple(found)


def _refuse_float(text: str) -> NoReturn:
    raise ValueError(f"the number {text} is not exact; write it as a string")
