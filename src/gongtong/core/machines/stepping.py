"""One step of a machine: every guard of it is asked, and every ground told at once (状态转移)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Final, TypeAlias, TypeVar

from gongtong.core.errors import PolicyError
from gongtong.core.machines.definition import Machine, TransitionRow
from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing

Q = TypeVar("Q")
F = TypeVar("F")

Guard: TypeAlias = Callable[[Q, F], "tuple[Reason, ...]"]
"""What is asked of a wish and of the facts: no reasons let it pass (守卫函数)."""

MACHINE_RULES: Final = Source("状态表规则", standing=Standing.HOUSE)


def rule_on_step(
    machine: Machine,
    state: str,
    event: str,
    *,
    asked: tuple[Q, F],
    guards: Mapping[str, Guard[Q, F]],
) -> Granted[TransitionRow] | Refused:
    """Let an event happen in a state if every guard of the table lets it, in the order of the table (转移裁定).

    Raises `PolicyError` for a guard that nobody can judge: it must never count as passed.
    """
    row = machine.step(state, event)
    if row is None:
        return Refused((_impossible(machine, state, event),))
    request, facts = asked
    reasons: tuple[Reason, ...] = ()
    for guard in row.guards:
        check = guards.get(guard.name)
        if check is None:
            raise PolicyError(f"nobody can judge the guard {guard.name!r} of {machine.name}")
        reasons += check(request, facts)
    return Refused(reasons) if reasons else Granted(row)


def joined(one: Guard[Q, F], other: Guard[Q, F]) -> Guard[Q, F]:
    """Make one guard of two: it tells the grounds of both (合并守卫)."""

    def both(request: Q, facts: F) -> tuple[Reason, ...]:
        return one(request, facts) + other(request, facts)

    return both


def with_added(
    known: Mapping[str, Guard[Q, F]], added: Collection[tuple[str, Guard[Q, F]]]
) -> Mapping[str, Guard[Q, F]]:
    """Add guards by their names; where one is known already both are asked, so that none is replaced (增加守卫)."""
    every = dict(known)
    for name, guard in added:
        every[name] = joined(every[name], guard) if name in every else guard
    return every


def _impossible(machine: Machine, state: str, event: str) -> Reason:
    row = machine.state(state)
    possible = ", ".join(machine.events_from(state)) or "nothing"
    return Reason(
        "machines.event_impossible",
        f"“{machine.zh}”处于“{row.zh}”，不能{event}",
        f"in the state {state} of {machine.name} {event} cannot happen; there is {possible}",
        MACHINE_RULES,
        (("machine", machine.name), ("state", str(state)), ("event", str(event))),
    )
