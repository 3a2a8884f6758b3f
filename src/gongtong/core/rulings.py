"""What a rule answers, and where the rule comes from (裁定).

A rule takes frozen facts and answers `Granted(event)` or `Refused(reasons)`. It reads no clock, no
randomness and no database, and it reports every ground at once.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from attrs import field, frozen
from typing_extensions import override

if TYPE_CHECKING:
    from attrs import Attribute

E = TypeVar("E")


class Standing(StrEnum):
    """How well the text of a source is established (来源状态)."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    HOUSE = "house"


@frozen
class Source:
    """The text that a rule rests on: a statute and article, or a decision of the place (依据).

    Example: `Source("民法典", "第278条第2款", date(2021, 1, 1))`.
    """

    title: str
    article: str = ""
    in_force_from: date | None = None
    in_force_until: date | None = None
    standing: Standing = Standing.VERIFIED
    note: str = ""

    @override
    def __str__(self) -> str:
        """Give the citation as a resident would read it (引用)."""
        return (
            f"《{self.title}》{self.article}"
            if self.standing is not Standing.HOUSE
            else f"{self.title}{self.article}"
        )


@frozen
class Reason:
    """One ground of a refusal, with a stable code and its source (理由)."""

    code: str
    zh: str
    en: str
    source: Source
    params: tuple[tuple[str, str], ...] = ()

    @override
    def __str__(self) -> str:
        """Give code, both messages and the source on one line (理由说明)."""
        return f"[{self.code}] {self.zh} / {self.en} ({self.source})"


@frozen
class Granted(Generic[E]):
    """A command that the rule allows, and the event it becomes (准许)."""

    event: E


def _at_least_one(
    _: object, __: Attribute[tuple[Reason, ...]], reasons: tuple[Reason, ...]
) -> None:
    if not reasons:
        message = "a refusal names at least one reason"
        raise ValueError(message)


@frozen
class Refused:
    """A command that the rule refuses, with every ground in a stated order (拒绝)."""

    reasons: tuple[Reason, ...] = field(validator=_at_least_one)

    @property
    def codes(self) -> tuple[str, ...]:
        """The stable codes of the grounds (理由代码)."""
        return tuple(reason.code for reason in self.reasons)


Ruling: TypeAlias = Granted[E] | Refused
