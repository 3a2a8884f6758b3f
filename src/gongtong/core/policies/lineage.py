"""Area codes as they were on a day: districts are renamed and moved (区划代码沿革)."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import Attribute, Factory, field, frozen

from gongtong.core.rulings import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

LEVELS = (2, 4, 6, 9, 12)
_MOST_REMEMBERED = 4096


def _level(change: AreaCodeChange, _: Attribute[str], new: str) -> None:
    if len(new) != len(change.old) or len(new) not in LEVELS or not (new + change.old).isdigit():
        raise ValueError(f"{change.old!r} cannot become {new!r}: a code keeps its level")
    if new == change.old:
        raise ValueError(f"{new!r} becomes itself")


@frozen
class AreaCodeChange:
    """A district that has another code since a day (区划代码变更).

    Codes below it are taken to change with it: 421023100 becomes 421088100.
    """

    old: str
    new: str = field(validator=_level)
    since: date
    cites: tuple[Source, ...] = ()


def _sorted_changes(changes: Iterable[AreaCodeChange]) -> tuple[AreaCodeChange, ...]:
    return tuple(sorted(set(changes), key=lambda change: (change.since, change.old, change.new)))


@frozen
class _Stage:
    """A code that a district had, from a day on (一个阶段)."""

    digits: str
    since: date
    changed: int  # the length of the code that changed to make this one


@frozen(eq=False)
class Lineage:
    """The codes under which a place is known on a day (区划沿革).

    A place registered under either code is found by the rules of both: a rule of the old district
    goes on applying to the renamed one, and an old day is asked about under the code of that day.
    Where districts were merged or divided the code alone cannot say, and nothing is assumed.
    """

    changes: tuple[AreaCodeChange, ...] = field(default=(), converter=_sorted_changes)
    _found: dict[tuple[str, int], Mapping[str, int]] = field(
        default=Factory(dict), init=False, repr=False
    )
    _followed: dict[str, tuple[_Stage, ...]] = field(default=Factory(dict), init=False, repr=False)

    def codes_on(self, digits: str, day: date) -> Mapping[str, int]:
        """Give every code that names the area of these digits on that day, with its depth (当日代码)."""
        stages = self._stages(digits)
        passed = sum(stage.since <= day for stage in stages[1:])
        codes = self._found.get((digits, passed))
        if codes is None:
            codes = self._found[digits, passed] = _codes(stages[: passed + 1])
        return codes

    def latest(self, digits: str) -> str:
        """Give the newest code of an area, under which two codes of one district meet (现行代码)."""
        return self._stages(digits)[-1].digits

    def change_days(self, digits: str) -> tuple[date, ...]:
        """Give the days on which the codes of this area changed (变更日)."""
        return tuple(stage.since for stage in self._stages(digits)[1:])

    def valid_from(self, digits: str) -> date | None:
        """Give the day since which these digits exist, where a change made them (启用日)."""
        made = (change.since for change in self.changes if digits.startswith(change.new))
        return max(made, default=None)

    def _stages(self, digits: str) -> tuple[_Stage, ...]:
        """List the codes of one area in the order of time, the first one without a beginning."""
        known = self._followed.get(digits)
        if known is None:
            if len(self._followed) >= _MOST_REMEMBERED:
                self._followed.clear()
                self._found.clear()
            known = self._followed[digits] = self._follow(digits)
        return known

    def _follow(self, digits: str) -> tuple[_Stage, ...]:
        stages = [_Stage(digits, date.min, 0)]
        while (change := self._before(stages[0].digits, _start(stages, 1))) is not None:
            later = stages[0]
            stages[0] = _Stage(later.digits, change.since, len(change.new))
            stages.insert(0, _Stage(change.old + later.digits[len(change.new) :], date.min, 0))
        while (change := self._after(stages[-1].digits, stages[-1].since)) is not None:
            renamed = change.new + stages[-1].digits[len(change.old) :]
            stages.append(_Stage(renamed, change.since, len(change.old)))
        return tuple(stages)

    def _before(self, digits: str, until: date) -> AreaCodeChange | None:
        found = [c for c in self.changes if c.since < until and digits.startswith(c.new)]
        latest = max((change.since for change in found), default=None)
        return _only([change for change in found if change.since == latest])

    def _after(self, digits: str, since: date) -> AreaCodeChange | None:
        found = [c for c in self.changes if c.since > since and digits.startswith(c.old)]
        earliest = min((change.since for change in found), default=None)
        return _only([change for change in found if change.since == earliest])


def _codes(stages: Sequence[_Stage]) -> Mapping[str, int]:
    """Give all codes above and of the last stage, and what was renamed with the earlier ones."""
    current = stages[-1].digits
    codes = {current[:size]: size for size in LEVELS if size <= len(current)}
    codes[""] = 0
    for earlier, later in pairwise(stages):
        # what stood above the old code stands there no longer
        codes |= {
            earlier.digits[:size]: size
            for size in LEVELS
            if later.changed <= size <= len(earlier.digits)
        }
    return codes


def _start(stages: list[_Stage], index: int) -> date:
    return stages[index].since if index < len(stages) else date.max


def _only(found: list[AreaCodeChange]) -> AreaCodeChange | None:
    """Take the change of the lowest level; two of one level mean a merger or a division."""
    deepest = max((len(change.new) for change in found), default=0)
    at_that_level = [change for change in found if len(change.new) == deepest]
    return at_that_level[0] if len(at_that_level) == 1 else None
