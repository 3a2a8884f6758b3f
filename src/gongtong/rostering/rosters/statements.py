"""The few things that a rule of rostering can say; every rule, a plugin's too, is written in them (排班约束语句).

A statement carries the name of its rule and what it costs not to keep it: points, or nothing at all, which means that it must be kept.
Whoever wants a rule of his own writes a function that gives such statements: every solver, the checker and the explanations know them.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from attrs import frozen

HARD: Final = None
"""Instead of points: a statement that must be kept."""


@frozen
class Barred:
    """Somebody must not stand in a shift (不得排入)."""

    rule: str
    member: str
    shift: str


@frozen
class Wish:
    """Points for every time that somebody stands in a shift, negative where he would like to (意愿)."""

    rule: str
    member: str
    shift: str
    points: int


@frozen
class Limit:
    """What the shifts of somebody add up to lies between two numbers (个人限额).

    `terms` gives what each shift counts for, such as 1 for a duty or its minutes. Each unit outside costs `points`.
    """

    rule: str
    member: str
    terms: tuple[tuple[str, int], ...]
    least: int | None
    most: int | None
    points: int | None = HARD


@frozen
class Touched:
    """Somebody stands in shifts of at most so many groups, such as weekends (涉及组数限额)."""

    rule: str
    member: str
    groups: tuple[tuple[str, ...], ...]
    most: int
    points: int | None = HARD


@frozen
class Load:
    """What the first, second and further shift of somebody costs; the last step goes on (负荷递增).

    Raises `ValueError` where a further shift would cost less than the one before: that is no load that is shared.
    """

    rule: str
    member: str
    shifts: tuple[str, ...]
    steps: tuple[int, ...]

    def __attrs_post_init__(self) -> None:
        """Refuse steps that fall."""
        if list(self.steps) != sorted(self.steps):
            raise ValueError(f"the steps of the load {self.rule!r} fall: {self.steps}")


@frozen
class Need:
    """At least so many of these people stand in a shift; each missing one costs `points` (班次需求)."""

    rule: str
    shift: str
    members: tuple[str, ...]
    least: int
    points: int | None = HARD


@frozen
class Cap:
    """At most so many of these people stand in a shift; each one more costs `points` (班次上限)."""

    rule: str
    shift: str
    members: tuple[str, ...]
    most: int
    points: int | None = HARD


@frozen
class Quorum:
    """Either nobody of these people stands in a shift or at least so many do; each missing one costs `points` (要么不排要么足额)."""

    rule: str
    shift: str
    members: tuple[str, ...]
    least: int
    points: int | None = HARD


@frozen
class Company:
    """If any of some people stands in a shift, so does one of others (须有同伴)."""

    rule: str
    shift: str
    whoever: tuple[str, ...]
    company: tuple[str, ...]
    points: int | None = HARD


@frozen
class Together:
    """Points if all of these people stand in a shift, negative where that is wanted (同班)."""

    rule: str
    shift: str
    members: tuple[str, ...]
    points: int


OfMember: TypeAlias = Barred | Wish | Limit | Touched | Load
OfTeam: TypeAlias = Need | Cap | Quorum | Company | Together
Statement: TypeAlias = OfMember | OfTeam
