"""The count at a month's end: what the cashier has, what the ledger says, both signed (月末盘点).

Signatures are only ever added. A sheet is what they come to: a figure that is changed needs both
again, and a ledger that was changed behind the month needs its keeper again.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from attrs import frozen

from gongtong.core.offices import Office
from gongtong.core.rulings import Source, Standing
from gongtong.ledger.books.periods import Period
from gongtong.ledger.cash.policies import CashRule
from gongtong.ledger.hands.hands import Hands

COUNT_RULES: Final = Source("出纳规则", "月末盘点", standing=Standing.HOUSE)


class CountSide(StrEnum):
    """Whose figures a signature stands under (签字方)."""

    CASHIER = "cashier"
    BOOKKEEPER = "bookkeeper"

    @property
    def zh(self) -> str:
        """The side as residents call it (中文名称)."""
        return {CountSide.CASHIER: "出纳", CountSide.BOOKKEEPER: "会计"}[self]

    @property
    def other(self) -> "CountSide":
        """The side that signs against this one (对方)."""
        return CountSide.BOOKKEEPER if self is CountSide.CASHIER else CountSide.CASHIER


@frozen
class CountedPieces:
    """How many notes or coins of one kind lie in the box (清点张数)."""

    piece_fen: int
    number: int


@frozen
class CountedFigure:
    """What one money account holds at the end of a month, as its side says (盘点数).

    The cashier's figure of a cash box names its `pieces`, which come to it exactly.
    """

    account: str
    amount_fen: int
    pieces: tuple[CountedPieces, ...] = ()


@frozen
class SignCount:
    """A request to sign the figures of a month, such as ``2025-03`` (盘点签字申请).

    `reason` is needed where a figure that was signed is changed.
    """

    month: str
    side: CountSide
    figures: tuple[CountedFigure, ...]
    reason: str = ""


@frozen
class CountSignature:
    """One side's signature under the figures of a month (盘点签字)."""

    number: int
    side: CountSide
    figures: tuple[CountedFigure, ...]
    signed_by: str
    signed_at: datetime
    reason: str = ""

    @property
    def amounts_fen(self) -> dict[str, int]:
        """The figures by account (各科目数额)."""
        return {figure.account: figure.amount_fen for figure in self.figures}


@frozen
class CountSigned:
    """A side signed its figures of a month (盘点已签字).

    `lapsed` says that the other side had signed before, and has to sign again.
    """

    month: str
    signature: CountSignature
    lapsed: bool


class CountGap(StrEnum):
    """What a month still lacks (盘点缺项)."""

    CASHIER_MISSING = "cashier_missing"
    BOOKKEEPER_MISSING = "bookkeeper_missing"
    LEDGER_CHANGED = "ledger_changed"

    @property
    def zh(self) -> str:
        """The gap as it is read out (中文缺项)."""
        return {
            CountGap.CASHIER_MISSING: "缺出纳签字",
            CountGap.BOOKKEEPER_MISSING: "缺会计签字",
            CountGap.LEDGER_CHANGED: "会计签字后账面余额有变，须双方重签",
        }[self]


@frozen
class CountSheet:
    """The count of one month with every signature that was ever put under it (盘点表)."""

    month: Period
    signatures: tuple[CountSignature, ...] = ()

    @property
    def standing(self) -> dict[CountSide, CountSignature]:
        """The signatures that hold, after figures were changed (有效签字).

        Whoever signs other figures than he signed before makes the other's signature lapse.
        """
        holding: dict[CountSide, CountSignature] = {}
        last: dict[CountSide, CountSignature] = {}
        for one in sorted(self.signatures, key=lambda one: one.number):
            before = last.get(one.side)
            if before is not None and before.figures != one.figures:
                holding.pop(one.side.other, None)
            holding[one.side] = last[one.side] = one
        return holding

    def last_of(self, side: CountSide) -> CountSignature | None:
        """Give what a side signed last, whether it still holds or not (最近签字)."""
        return max(
            (one for one in self.signatures if one.side is side),
            key=lambda one: one.number,
            default=None,
        )

    @property
    def is_signed_by_both(self) -> bool:
        """Whether both signatures hold (双方是否均已签字)."""
        return len(self.standing) == len(CountSide)

    def gaps(self, ledger_fen: Mapping[str, int]) -> tuple[CountGap, ...]:
        """Say what the month still lacks, given what the ledger says today (缺项)."""
        holding = self.standing
        found: list[CountGap] = []
        if CountSide.CASHIER not in holding:
            found.append(CountGap.CASHIER_MISSING)
        booked = holding.get(CountSide.BOOKKEEPER)
        if booked is None:
            found.append(CountGap.BOOKKEEPER_MISSING)
        elif not _agree(booked.amounts_fen, ledger_fen):
            found.append(CountGap.LEDGER_CHANGED)
        return tuple(found)


@frozen
class MissingCount:
    """A month whose count is not complete, and what it lacks (缺少盘点的月份)."""

    month: Period
    gaps: tuple[CountGap, ...]


@frozen
class CountFacts:
    """What is known when a count is signed (盘点依据).

    `accounts` are the money accounts in use at the month's end, `ledger_fen` what the ledger says each
    holds then, `mixed` those with money of several currencies, which have no one figure; `closed` are
    the months and years that were closed.
    """

    actor: str
    held: Collection[Office]
    today: date
    opened_on: date
    accounts: tuple[str, ...]
    ledger_fen: Mapping[str, int]
    sheet: CountSheet
    rule: CashRule
    hands: Hands
    closed: Collection[Period] = ()
    mixed: Collection[str] = ()


def months_to_count(opened_on: date, today: date) -> tuple[Period, ...]:
    """Give the months that are over, from the opening of the books (应盘点月份).

    >>> [str(month) for month in months_to_count(date(2025, 1, 15), date(2025, 3, 31))]
    ['2025-01', '2025-02']
    """
    first, last = opened_on.year * 12 + opened_on.month - 1, today.year * 12 + today.month - 1
    return tuple(Period(number // 12, number % 12 + 1) for number in range(first, last))


def missing_counts(
    months: Iterable[Period],
    sheets: Mapping[Period, CountSheet],
    ledger_fen: Mapping[Period, Mapping[str, int]],
) -> tuple[MissingCount, ...]:
    """Name each month whose count is not complete, with what it lacks (缺少盘点的月份).

    `ledger_fen` is what the ledger says today that each account held at each month's end.
    """
    found = (
        MissingCount(month, sheets.get(month, CountSheet(month)).gaps(ledger_fen.get(month, {})))
        for month in months
    )
    return tuple(one for one in found if one.gaps)


@frozen
class MoneyDays:
    """What the ledger and the cash book moved in the money accounts, by account and day (货币资金按日数).

    Nobody asks twice for each month: one reading answers for all of them.
    """

    ledger_fen: Mapping[str, Mapping[date, int]]
    cash_fen: Mapping[str, Mapping[date, int]]
    mixed: Collection[str] = ()

    def accounts_at(self, day: date) -> tuple[str, ...]:
        """Give the accounts that either book has touched by the end of a day (在用科目)."""
        touched = (
            account
            for days in (self.ledger_fen, self.cash_fen)
            for account, by_day in days.items()
            if any(one <= day for one in by_day)
        )
        return tuple(sorted(set(touched)))

    def ledger_at(self, day: date) -> dict[str, int]:
        """Give what the ledger says each account in use holds at the end of a day (账面余额)."""
        return {one: _at(self.ledger_fen.get(one, {}), day) for one in self.accounts_at(day)}

    def cash_at(self, day: date) -> dict[str, int]:
        """Give what the cash book says each account in use holds at the end of a day (日记账余额)."""
        return {one: _at(self.cash_fen.get(one, {}), day) for one in self.accounts_at(day)}


def _at(by_day: Mapping[date, int], day: date) -> int:
    return sum(fen for one, fen in by_day.items() if one <= day)


def _agree(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    return {**one} == {**other}
