"""A state machine as a table: states with their clocks, and what leads from one to another (状态表)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from attrs import frozen

from gongtong.core.rulings import Source
from gongtong.core.workdays.terms import Term


@frozen
class StateClock:
    """How long a state may last, and which event is proposed when it has (状态时限).

    What runs out is only proposed, unless it is `automatic`. A local text may shorten a term that is
    `statutory`, and never lengthen it. `event` is empty where the end is only a warning.
    """

    id: str
    term: Term
    zh: str
    source: Source
    event: str = ""
    automatic: bool = False
    statutory: bool = False


@frozen
class StateRow:
    """One state: what residents call it, its clocks, or why it has none (状态行)."""

    name: str
    zh: str
    clocks: tuple[StateClock, ...] = ()
    no_clock_because: str = ""
    is_final: bool = False


@frozen
class GuardRow:
    """A condition of a transition by its name, and the text it rests on (守卫条件).

    Nobody can take away one that is `statutory`.
    """

    name: str
    source: Source
    statutory: bool = False


@frozen
class TransitionRow:
    """From a state, by an event, to a state, if every guard lets it pass (转移行)."""

    state: str
    event: str
    to: str
    zh: str
    guards: tuple[GuardRow, ...] = ()


@frozen(cache_hash=True)
class Machine:
    """A whole machine in one version; running things stay on theirs (状态机定义)."""

    name: str
    version: int
    zh: str
    start: str
    states: tuple[StateRow, ...]
    transitions: tuple[TransitionRow, ...]

    @cached_property
    def _by_state(self) -> Mapping[str, StateRow]:
        return {row.name: row for row in self.states}

    @cached_property
    def _by_step(self) -> Mapping[tuple[str, str], TransitionRow]:
        return {(row.state, row.event): row for row in self.transitions}

    def state(self, name: str) -> StateRow:
        """Give a state by its name; raises `KeyError` for one that is not there (取状态)."""
        return self._by_state[name]

    def step(self, state: str, event: str) -> TransitionRow | None:
        """Give the row for an event in a state, or nothing where it cannot happen (取转移)."""
        return self._by_step.get((state, event))

    def events_from(self, state: str) -> tuple[str, ...]:
        """Give the events that can happen in a state, in the order of the table (可行事件)."""
        return tuple(row.event for row in self.transitions if row.state == state)
