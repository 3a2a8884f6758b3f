"""Reading worked cases: areas, days, jurisdictions, and the rules that hold there (案例读取).

Areas are decimal strings in square metres, days ISO calendar days, jurisdictions `CN` or
`CN-<GB/T 2260 code>`. A missing jurisdiction is `CN`, a missing day one on which all current texts
are in force.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from attrs import frozen

from gongtong.core.errors import NoProvisionError
from gongtong.core.policies import PolicyBook
from gongtong.core.rulings import Reason, Source
from gongtong.voting.weights import square_metres

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gongtong.core.policies import Answer, GuardPoint, PolicyPoint

T = TypeVar("T")
Given: TypeAlias = Mapping[str, Any]
CaseAnswer: TypeAlias = dict[str, Any]

ALL_TEXTS_IN_FORCE = date(2026, 3, 1)
_DECIMAL = re.compile(r"(\d+)(?:\.(\d{1,4}))?", re.ASCII)
_JURISDICTION = re.compile(r"CN(?:-((?:\d{2}){1,3}|\d{9}|\d{12}))?", re.ASCII)
_NO_FACTS: Mapping[str, object] = {}


@frozen
class CaseSetting:
    """Where and when a case plays, and the rules in force there (案例情境).

    `place` is the code of a place whose house rules the book holds, if any.
    """

    book: PolicyBook
    area: str
    on: date

    @classmethod
    def of(cls, given: Given, book: PolicyBook, place: str = "") -> CaseSetting:
        """Read jurisdiction and day; raises `ValueError` for what is neither (读取情境)."""
        jurisdiction = given.get("jurisdiction", "CN")
        match = _JURISDICTION.fullmatch(jurisdiction)
        if match is None:
            message = f"{jurisdiction!r} is not a jurisdiction such as CN or CN-330100"
            raise ValueError(message)
        digits = match.group(1) or ""
        day = date.fromisoformat(given["date"]) if "date" in given else ALL_TEXTS_IN_FORCE
        return cls(book, f"{digits}/{place}" if place else digits, day)

    def find(
        self, point: PolicyPoint[T], facts: Mapping[str, object] = _NO_FACTS
    ) -> Answer[T] | None:
        """Give the answer to a point, or nothing where nobody answers (查找规定)."""
        try:
            return self.book.resolve(point, self.area, self.on, facts=facts)
        except NoProvisionError:
            return None

    def guards(
        self, point: GuardPoint[T], facts: Mapping[str, object] = _NO_FACTS
    ) -> tuple[T, ...]:
        """Give all guards of a point, the highest rank first (查找审查)."""
        return tuple(one.value for one in self.book.guards(point, self.area, self.on, facts=facts))


def check_keys(given: Given, known: Iterable[str]) -> None:
    """Refuse a case that says something that would be passed over (核对字段).

    Raises `ValueError` with every key that is not known.
    """
    unknown = sorted(given.keys() - {"jurisdiction", "date", "rules", *known})
    # the rules of a place come from its book; a case of these kinds states none
    unknown += [f"rules.{name}" for name in sorted(given.get("rules", {}))]
    if unknown:
        message = f"the case states what is not read: {', '.join(unknown)}"
        raise ValueError(message)


def area_cm2(text: str) -> int:
    """Read square metres with up to four decimals as cm2 (读取面积).

    >>> area_cm2("100.00"), area_cm2("12.5"), area_cm2("7")
    (1000000, 125000, 70000)
    """
    match = _DECIMAL.fullmatch(text)
    if match is None:
        message = f"{text!r} is not an area in square metres such as 100.00"
        raise ValueError(message)
    whole, decimals = match.groups()
    return int(whole) * 10_000 + int((decimals or "").ljust(4, "0"))


def share(text: str) -> Fraction:
    """Read a share written as a decimal or a fraction, exactly (读取比例).

    >>> share("0.05"), share("1/20")
    (Fraction(1, 20), Fraction(1, 20))
    """
    return Fraction(text)


def owners_of(given: Given) -> tuple[str, ...]:
    """Give the owners whom a case names; where it names nobody, one owner (读取业主)."""
    unit = given.get("unit")
    named = unit.get("owners") if isinstance(unit, Mapping) else None
    return tuple(named or (given.get("owner", "owner"),))


def refusal(reasons: Sequence[Reason]) -> CaseAnswer:
    """Give the answer for a refusal: the first ground as the error, and all of them (拒绝答案)."""
    return {
        "error": reasons[0].code,
        "accepted": False,
        "counted": None,
        "grounds": [{"code": one.code, "source": source_of(one.source)} for one in reasons],
    }


def source_of(source: Source) -> str:
    """Write a source as an answer cites it (书写依据)."""
    return str(source)


def area_text(cm2: int) -> str:
    """Write an area as cases do (书写面积)."""
    return square_metres(cm2)
