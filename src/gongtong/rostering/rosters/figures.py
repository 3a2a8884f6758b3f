"""How well a roster is filled, how much each one gives, and who came and went since the one before (排班统计)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import frozen

from gongtong.rostering.rosters.problem import Roster
from gongtong.rostering.rosters.shifts import Shift


@frozen
class RosterFigures:
    """Figures of a roster (排班统计值).

    `places` and `filled` count places by kind of shift; `duties` and `minutes` belong to everybody who stands in it.
    """

    places: Mapping[str, int]
    filled: Mapping[str, int]
    duties: Mapping[str, int]
    minutes: Mapping[str, int]

    @property
    def coverage(self) -> Fraction:
        """The share of places that somebody stands in; all of none is all (到岗率).

        >>> RosterFigures({"a": 4}, {"a": 3}, {}, {}).coverage
        Fraction(3, 4)
        """
        asked = sum(self.places.values())
        return Fraction(sum(self.filled.values()), asked) if asked else Fraction(1)

    @property
    def zh(self) -> str:
        """Say it in a sentence (统计说明)."""
        filled, places = sum(self.filled.values()), sum(self.places.values())
        hours, rest = divmod(sum(self.minutes.values()), 60)
        more = f"{rest}分钟" if rest else ""
        return f"共{places}个岗位，已排{filled}个，{len(self.duties)}人参加，合计{hours}小时{more}"


@frozen
class Turnover:
    """Who is in a roster but was not in the one before, and the other way round (人员增减)."""

    new: tuple[str, ...]
    lost: tuple[str, ...]


def figures_of(shifts: tuple[Shift, ...], roster: Roster) -> RosterFigures:
    """Count a roster; somebody more than a shift needs fills no place, but gives his time (统计排班)."""
    places: dict[str, int] = {}
    filled: dict[str, int] = {}
    duties: dict[str, int] = {}
    minutes: dict[str, int] = {}
    for one in shifts:
        team = roster.team(one.code)
        places[one.kind] = places.get(one.kind, 0) + one.need
        filled[one.kind] = filled.get(one.kind, 0) + min(one.need, len(team))
        for member in team:
            duties[member] = duties.get(member, 0) + 1
            minutes[member] = minutes.get(member, 0) + one.minutes
    return RosterFigures(places, filled, duties, minutes)


def turnover(before: Roster, after: Roster) -> Turnover:
    """Compare who stands in two rosters (比较人员).

    >>> turnover(Roster({"s": ("a", "b")}), Roster({"t": ("b", "c")}))
    Turnover(new=('c',), lost=('a',))
    """
    was = {member for member, _ in before.pairs}
    now = {member for member, _ in after.pairs}
    return Turnover(tuple(sorted(now - was)), tuple(sorted(was - now)))
