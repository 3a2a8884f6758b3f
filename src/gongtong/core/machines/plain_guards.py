"""Guards that are plain facts: each lets an event pass where a fact holds, and tells its ground where not (事实守卫)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongtong.core.machines.stepping import Guard
    from gongtong.core.rulings import Reason

F = TypeVar("F")


def unless(holds: Callable[[F], bool], reason: Reason) -> Guard[None, F]:
    """Make a guard that tells a ground unless something holds of the facts (事实守卫).

    >>> from gongtong.core.rulings import Reason, Source
    >>> dark = unless(bool, Reason("lamp.dark", "没有电", "there is no current", Source("lamp")))
    >>> [one.code for one in dark(None, False)], dark(None, True)
    (['lamp.dark'], ())
    """
    told = (reason,)

    def judge(_: None, facts: F) -> tuple[Reason, ...]:
        return () if holds(facts) else told

    return judge
