"""What an obligation waits for: other obligations, events and days, all of them or any (义务条件)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from attrs import frozen


@frozen
class AnyOf:
    """One thing that is waited for, in one or several ways; any of them will do (条件之一).

    `obligations` are numbers of other obligations of the case, `events` names of what may happen, such as
    "handover", and `day` the day from which on it is met.
    """

    obligations: tuple[int, ...] = ()
    events: tuple[str, ...] = ()
    day: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is named, so that it could never be met (是否为空)."""
        return not self.obligations and not self.events and self.day is None


@frozen
class Happened:
    """What has come to pass, as conditions ask it (已发生事实).

    `done` are obligations that count as performed, `dead` those that can no longer come to; `events` are the days on
    which something happened.
    """

    done: Collection[int]
    dead: Collection[int]
    events: Mapping[str, date]
    today: date


def is_met(waits_for: Iterable[AnyOf], happened: Happened) -> bool:
    """Say whether everything that is waited for has come to pass; nothing waits for nothing (条件是否成就)."""
    return all(_is_one_met(one, happened) for one in waits_for)


def is_hopeless(waits_for: Iterable[AnyOf], happened: Happened) -> bool:
    """Say whether something that is waited for can never come to pass any more (条件是否不能成就)."""
    return any(
        one.day is None
        and not one.events
        and bool(one.obligations)
        and all(number in happened.dead for number in one.obligations)
        for one in waits_for
    )


def named_obligations(waits_for: Iterable[AnyOf]) -> frozenset[int]:
    """Give the numbers of the obligations that are waited for (条件所涉义务)."""
    return frozenset(number for one in waits_for for number in one.obligations)


def named_events(waits_for: Iterable[AnyOf]) -> frozenset[str]:
    """Give the names of the events that are waited for (条件所涉事件)."""
    return frozenset(name for one in waits_for for name in one.events)


def _is_one_met(one: AnyOf, happened: Happened) -> bool:
    if any(number in happened.done for number in one.obligations):
        return True
    if one.day is not None and one.day <= happened.today:
        return True
    return any(
        name in happened.events and happened.events[name] <= happened.today for name in one.events
    )
