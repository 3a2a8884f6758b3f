"""How far back an entry may be dated (补记期限)."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Final

from attrs import frozen

from gongtong.core.offices import Office
from gongtong.core.rulings import Reason
from gongtong.ledger.books.entries import Draft, EntryKind
from gongtong.ledger.sources import PERIOD_RULES

UNBOUND: Final = frozenset({EntryKind.CLOSING, EntryKind.IMPORTED})
"""Entries whose day nobody chooses: a year's end, and the days of books taken over (不受限凭证)."""


@frozen
class KindAllowance:
    """Days that one kind of entry may be dated back (凭证补记天数)."""

    kind: EntryKind
    days: int


@frozen
class OfficeAllowance:
    """Days that whoever holds an office may date an entry back (职务补记天数)."""

    office: Office
    days: int


@frozen
class BackDating:
    """How many days back a place lets an entry be dated (补记规则).

    `most_days` holds for every kind that is not named in `by_kind`; without a figure open periods
    alone bound the day. Where somebody holds an office of `by_office`, the larger figure counts.

    >>> BackDating(7, by_kind=(KindAllowance(EntryKind.RECEIPT, 31),)).days_for(EntryKind.RECEIPT, ())
    31
    """

    most_days: int | None = None
    by_kind: tuple[KindAllowance, ...] = ()
    by_office: tuple[OfficeAllowance, ...] = ()

    def days_for(self, kind: EntryKind, held: Collection[Office]) -> int | None:
        """Give the days for a kind in the hands of who holds these offices; none is no bound (补记天数)."""
        named = {allowance.kind: allowance.days for allowance in self.by_kind}
        days = named.get(kind, self.most_days)
        if days is None:
            return None
        return max([days, *(one.days for one in self.by_office if one.office in held)])


def is_dated_back(draft: Draft, today: date) -> bool:
    """Whether a draft is dated before today, and somebody chose so (是否补记)."""
    return draft.effective_on < today and draft.kind not in UNBOUND


@frozen
class DayOfBooking:
    """When, by whom and in which books an entry is booked (入账时点)."""

    today: date
    opened_on: date
    held: Collection[Office] = ()


def reasons_of_back_dating(draft: Draft, at: DayOfBooking, rule: BackDating) -> Iterator[Reason]:
    """Refuse a draft that is dated further back than the place allows (补记审查).

    A draft dated exactly the allowed number of days back is taken. Opening balances dated on the day
    of opening are as old as the books, however late they are entered.
    """
    if not is_dated_back(draft, at.today):
        return
    if draft.kind is EntryKind.OPENING and draft.effective_on == at.opened_on:
        return
    allowed = rule.days_for(draft.kind, at.held)
    back = (at.today - draft.effective_on).days
    if allowed is not None and back > allowed:
        yield Reason(
            "ledger.dated_too_far_back",
            f"日期{draft.effective_on}早于今天{back}天，最多可补记{allowed}天",
            f"{draft.effective_on} is {back} days back; at most {allowed} are allowed",
            PERIOD_RULES,
            (("day", str(draft.effective_on)), ("days", str(back)), ("allowed", str(allowed))),
        )
