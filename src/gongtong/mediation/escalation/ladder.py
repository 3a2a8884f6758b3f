"""The levels that a case can go up, each with the time that it has (上报层级)."""

from __future__ import annotations

from attrs import field, frozen

from gongtong.core.workdays.terms import Term, TimeUnit

_WEEK = Term(7, TimeUnit.WORKING_DAY)


@frozen
class Level:
    """A level: what it is called, and how long it has to answer (层级)."""

    code: str
    zh: str
    answers_within: Term = _WEEK


def _different(_: object, __: object, levels: tuple[Level, ...]) -> None:
    if len({level.code for level in levels}) != len(levels) or not levels:
        raise ValueError("a ladder has levels, each of them once")


@frozen
class Ladder:
    """The levels of a place, from the lowest to the highest (层级阶梯).

    The default is a house rule: nothing in the Mediation Law says which office a case goes to.

    >>> Ladder().next_after("community").code, Ladder().next_after("district")
    ('street', None)
    """

    levels: tuple[Level, ...] = field(
        default=(
            Level("grid", "网格"),
            Level("compound", "小区"),
            Level("community", "社区"),
            Level("street", "街道"),
            Level("district", "区"),
        ),
        validator=_different,
    )

    def next_after(self, code: str) -> Level | None:
        """Give the level above one, or nothing where there is none (上一级)."""
        codes = [level.code for level in self.levels]
        if code not in codes or code == codes[-1]:
            return None
        return self.levels[codes.index(code) + 1]
