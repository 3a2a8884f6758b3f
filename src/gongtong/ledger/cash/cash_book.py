"""The cashier's own book of money in and out, line by line (出纳日记账).

It is a second book: whoever keeps it writes no ledger entries, and the keeper of the books writes
nothing in it. A line is never changed; a wrong one is taken back by a counter-line with its reason.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from itertools import accumulate
from typing import Final
from uuid import UUID

from attrs import field, frozen

from gongtong.core.offices import Office
from gongtong.core.rulings import Source, Standing
from gongtong.ledger.books.accounts import Account
from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.books.periods import Period

CASH_BOOK_RULES: Final = Source("出纳规则", "现金日记账", standing=Standing.HOUSE)
MOST_TEXT: Final = 200


@frozen
class NoteCash:
    """A request to note money that came in or went out of a money account (记日记账申请).

    `amount_fen` is positive for money in and negative for money out. `voucher` is the paper's number,
    `reference` what a statement or receipt calls the transaction; `spending_id` names the approved
    spending that was paid.
    """

    account: str
    on: date
    amount_fen: int
    counterparty: str
    text: str
    reference: str = ""
    voucher: str = ""
    spending_id: UUID | None = None
    document: DocumentRef | None = None


@frozen
class CounterCash:
    """A request to take a line of the cash book back, with the reason (冲正日记账申请)."""

    line_id: UUID
    on: date
    reason: str


@frozen
class CashLine:
    """One line of the cash book; `position` counts all lines of the place (日记账行).

    `counters` names the line that this one takes back, and `reason` says why.
    """

    id: UUID
    position: int
    account: str
    on: date
    amount_fen: int
    counterparty: str
    text: str
    reference: str
    noted_by: str
    noted_at: datetime
    voucher: str = ""
    spending_id: UUID | None = None
    document: DocumentRef | None = None
    counters: UUID | None = None
    reason: str = ""


@frozen
class CashNoted:
    """A line was written in the cash book (日记账已记)."""

    line: CashLine


@frozen
class CashStamp:
    """What the cash book gives a line when it takes it (日记账戳记)."""

    id: UUID
    position: int
    noted_by: str
    noted_at: datetime


@frozen
class PaidSpending:
    """What the cashier's book needs to know of a spending that a line names (已付支出).

    `paid_from` is empty as long as nobody has paid it.
    """

    id: UUID
    amount_fen: int
    paid_from: str = ""
    noted_before: bool = False


@frozen
class CashFacts:
    """What is known when a line is noted (日记账依据).

    `totals_fen` is what each day brought to each account; `settled` are months that were closed or
    that both have signed, and take no line any more.
    """

    held: Collection[Office]
    today: date
    opened_on: date
    accounts: Mapping[str, Account]
    totals_fen: Mapping[str, Mapping[date, int]] = field(factory=dict)
    settled: Collection[Period] = ()
    spending: PaidSpending | None = None


@frozen
class RunningLine:
    """A line of the cash book with what its account held after it (日记账余额行)."""

    line: CashLine
    balance_fen: int


def running_lines(lines: Iterable[CashLine]) -> tuple[RunningLine, ...]:
    """Give lines by account, day and position, each with the balance after it (逐笔余额).

    Every account has a balance of its own, beginning with nothing.
    """
    ordered = sorted(lines, key=lambda line: (line.account, line.on, line.position))
    balances: dict[str, int] = {}
    running: list[RunningLine] = []
    for line in ordered:
        balances[line.account] = balances.get(line.account, 0) + line.amount_fen
        running.append(RunningLine(line, balances[line.account]))
    return tuple(running)


def lowest_after(totals_fen: Mapping[date, int], on: date, amount_fen: int) -> int:
    """Give the lowest balance at the end of that day and of every later one, with this amount (最低余额).

    >>> lowest_after({date(2025, 3, 1): 100, date(2025, 3, 5): -80}, date(2025, 3, 2), -30)
    -10
    """
    with_it = {**totals_fen, on: totals_fen.get(on, 0) + amount_fen}
    ends = zip(sorted(with_it), accumulate(with_it[day] for day in sorted(with_it)), strict=True)
    return min(balance for day, balance in ends if day >= on)
