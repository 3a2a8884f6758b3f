"""Which ids of the log-in are one pair of hands (同一双手).

Offices and keys are kept apart by person, but a record knows accounts. Two accounts of one person are
one pair of hands, and whoever acts for somebody else counts as both.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from attrs import frozen

from gongtong.core.offices import Mandate, Office, OfficeHolders
from gongtong.core.periods import Span


@frozen
class SamePerson:
    """Two ids of the log-in that belong to one person (同一人账号)."""

    account: str
    person: str


@frozen
class Delegation:
    """One person acting for another for some days, by a mandate (代办授权)."""

    id: UUID
    delegate: str
    principal: str
    span: Span
    mandate: Mandate


@frozen
class Hands:
    """What is known about accounts of one person and about delegates (同一双手).

    >>> Hands((SamePerson("u-2", "u-1"),)).of("u-1", Span(date(2025, 1, 1), date(2025, 1, 2)))
    frozenset({'u-1', 'u-2'})
    """

    same: tuple[SamePerson, ...] = ()
    delegations: tuple[Delegation, ...] = ()

    def of(self, actor: str, days: Span) -> frozenset[str]:
        """Give every id that whoever acts under this one counts as on any of some days (计为何人).

        Accounts of the person, everybody for whom he acts, and for whom those act in their turn. Who
        has a delegate does not count as his delegate.
        """
        found = frozenset({actor})
        while True:
            more = found | self._accounts(found) | self._principals(found, days)
            if more == found:
                return found
            found = more

    def touch(self, one: str, other: str, days: Span) -> bool:
        """Say whether two ids are one pair of hands on any of some days (是否同一双手).

        Two delegates of one person are: both are his hands.
        """
        return not self.of(one, days).isdisjoint(self.of(other, days))

    def _accounts(self, ids: frozenset[str]) -> frozenset[str]:
        pairs = ({one.account, one.person} for one in self.same)
        return frozenset(_union(pair for pair in pairs if not pair.isdisjoint(ids)))

    def _principals(self, ids: frozenset[str], days: Span) -> frozenset[str]:
        return frozenset(
            one.principal
            for one in self.delegations
            if one.delegate in ids and one.span.overlaps(days)
        )


def _union(sets: Iterable[set[str]]) -> set[str]:
    return set().union(*sets)


def offices_of_hands(
    actor: str, holders: OfficeHolders, hands: Hands, day: date
) -> tuple[Office, ...]:
    """Give the offices of a day of everybody that whoever acts counts as (计入的职务).

    A second account brings the offices of the first, and a delegate those of whom he acts for: what
    one person may not hold at once, he may not hold like this either.
    """
    if not hands.same and not hands.delegations:
        return holders.offices_of(actor, day)
    ids = hands.of(actor, Span(day, day + timedelta(days=1)))
    held = {office for one in ids for office in holders.offices_of(one, day)}
    return tuple(office for office in Office if office in held)
