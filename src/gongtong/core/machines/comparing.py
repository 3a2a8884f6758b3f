"""What is different between two versions of a machine (状态表对比)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final

from attrs import frozen

from gongtong.core.machines.definition import GuardRow, Machine, StateClock
from gongtong.core.rulings import Source


class ChangeKind(StrEnum):
    """Whether something came, went, or is another (变化类型)."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class MachinePart(StrEnum):
    """What of a machine is different (状态表部分)."""

    START = "start"
    STATE = "state"
    TRANSITION = "transition"
    GUARD = "guard"
    CLOCK = "clock"


_KINDS: Final = {
    ChangeKind.ADDED: "增加",
    ChangeKind.REMOVED: "删去",
    ChangeKind.CHANGED: "改变",
}
_PARTS: Final = {
    MachinePart.START: "起点",
    MachinePart.STATE: "状态",
    MachinePart.TRANSITION: "转移",
    MachinePart.GUARD: "守卫条件",
    MachinePart.CLOCK: "期限",
}


@frozen
class MachineChange:
    """One thing that is different, by its name, before and after (状态表变化).

    `name` is the path of the part: `ready`, `ready/extend`, `ready/extend/every_party_extends`.
    """

    kind: ChangeKind
    part: MachinePart
    name: str
    before: str = ""
    after: str = ""

    @property
    def zh(self) -> str:
        """Say it in Chinese on one line (中文说明)."""
        told = f"{_KINDS[self.kind]}{_PARTS[self.part]} {self.name}"
        return told + self._both("：", "改为")

    @property
    def en(self) -> str:
        """Say it in English on one line (英文说明)."""
        return f"{self.kind} {self.part} {self.name}" + self._both(": ", "becomes")

    def _both(self, colon: str, becomes: str) -> str:
        told = [one for one in (self.before, self.after) if one]
        return colon + f" {becomes} ".join(told) if told else ""


def changes_between(old: Machine, new: Machine) -> tuple[MachineChange, ...]:
    """Give what is different, part by part, each by name; nothing for equal machines (对比状态表)."""
    return (
        *_compared(MachinePart.START, {"start": str(old.start)}, {"start": str(new.start)}),
        *_compared(MachinePart.STATE, _states(old), _states(new)),
        *_compared(MachinePart.TRANSITION, _transitions(old), _transitions(new)),
        *_compared(MachinePart.GUARD, _guards(old), _guards(new)),
        *_compared(MachinePart.CLOCK, _clocks(old), _clocks(new)),
    )


def _compared(
    part: MachinePart, old: Mapping[str, str], new: Mapping[str, str]
) -> Iterator[MachineChange]:
    for name in sorted(old.keys() | new.keys()):
        before, after = old.get(name), new.get(name)
        if before is None:
            yield MachineChange(ChangeKind.ADDED, part, name, after=after or "")
        elif after is None:
            yield MachineChange(ChangeKind.REMOVED, part, name, before=before)
        elif before != after:
            yield MachineChange(ChangeKind.CHANGED, part, name, before, after)


def _states(machine: Machine) -> dict[str, str]:
    return {
        str(row.name): row.zh
        + ("（终点）" if row.is_final else "")
        + (f"（{row.no_clock_because}）" if row.no_clock_because else "")
        for row in machine.states
    }


def _transitions(machine: Machine) -> dict[str, str]:
    return {f"{row.state}/{row.event}": f"{row.zh} → {row.to}" for row in machine.transitions}


def _guards(machine: Machine) -> dict[str, str]:
    return {
        f"{row.state}/{row.event}/{guard.name}": _guard_words(guard)
        for row in machine.transitions
        for guard in row.guards
    }


def _guard_words(guard: GuardRow) -> str:
    return _source_words(guard.source) + ("（法定）" if guard.statutory else "")


def _clocks(machine: Machine) -> dict[str, str]:
    return {
        f"{row.name}/{clock.id}": _clock_words(clock)
        for row in machine.states
        for clock in row.clocks
    }


def _clock_words(clock: StateClock) -> str:
    marks = [
        clock.zh,
        str(clock.term),
        str(clock.event),
        "自动" if clock.automatic else "",
        "法定" if clock.statutory else "",
        _source_words(clock.source),
    ]
    return " ".join(mark for mark in marks if mark)


def _source_words(source: Source) -> str:
    days = (source.in_force_from, source.in_force_until)
    told = [str(source), source.note, source.standing, *(str(day) for day in days if day)]
    return " ".join(one for one in told if one)
