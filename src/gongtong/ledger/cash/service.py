"""The cashier's desk: the cash book, receipts and the month-end count (出纳服务)."""

from collections import defaultdict
from datetime import date
from typing import Final
from uuid import UUID

from attrs import evolve

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.offices import Office
from gongtong.core.registry.store import load_office_holders, load_register
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.periods import Period, PeriodState
from gongtong.ledger.books.service import post_drafts
from gongtong.ledger.books.store import (
    list_periods,
    load_chart,
    load_reversal_of,
    require_opening_day,
)
from gongtong.ledger.books.verifying import Finding
from gongtong.ledger.cash import store
from gongtong.ledger.cash.cash_book import (
    CashFacts,
    CashNoted,
    CashStamp,
    CounterCash,
    NoteCash,
    PaidSpending,
    RunningLine,
    running_lines,
)
from gongtong.ledger.cash.counting import (
    CountFacts,
    CountSheet,
    CountSigned,
    MissingCount,
    MoneyDays,
    SignCount,
    missing_counts,
    months_to_count,
)
from gongtong.ledger.cash.issuing import (
    IssuingFacts,
    gaps_in,
    rule_on_booking_receipts,
    rule_on_receipt,
    rule_on_void,
)
from gongtong.ledger.cash.noting import rule_on_cash, rule_on_counter
from gongtong.ledger.cash.policies import CASH_RULE
from gongtong.ledger.cash.receipts import (
    BookingFacts,
    BookReceipts,
    NumberGap,
    Receipt,
    ReceiptIssued,
    ReceiptsBooked,
    ReceiptStamp,
    ReceiptState,
    ReceiptVoided,
    ReceiveCash,
    VoidReceipt,
)
from gongtong.ledger.cash.signing import month_asked, rule_on_count
from gongtong.ledger.cash.verifying import findings_of_desk
from gongtong.ledger.fees.debts.service import allocate_credits
from gongtong.ledger.fees.store import load_owed
from gongtong.ledger.hands.hands import offices_of_hands
from gongtong.ledger.hands.store import load_hands
from gongtong.ledger.spending.store import load_spending


def load_held(unit: UnitOfWork) -> tuple[Office, ...]:
    """Read the offices of whoever acts, under all his accounts and of all for whom he acts (读取职务)."""
    holders, hands = load_office_holders(unit), load_hands(unit)
    return offices_of_hands(unit.actor.id, holders, hands, unit.today)


def load_money_days(unit: UnitOfWork) -> MoneyDays:
    """Read what both books moved in the money accounts, day by day (读取货币资金按日数)."""
    money = {account.code for account in load_chart(unit).accounts if account.holds_money}
    days: defaultdict[str, dict[date, int]] = defaultdict(dict)
    currencies: defaultdict[str, set[str]] = defaultdict(set)
    for account, currency, day, fen in store.list_ledger_days(unit, money):
        days[account][day] = days[account].get(day, 0) + fen
        currencies[account].add(currency)
    mixed = tuple(account for account, kinds in currencies.items() if len(kinds) > 1)
    return MoneyDays(dict(days), store.sum_cash_days(unit), mixed)


def load_missing_counts(unit: UnitOfWork, through: date) -> tuple[MissingCount, ...]:
    """Name the months over by a day whose count is not complete (读取缺少盘点的月份)."""
    days = load_money_days(unit)
    months = months_to_count(require_opening_day(unit), through)
    ledger_fen = {month: days.ledger_at(month.last_day) for month in months}
    return missing_counts(months, store.list_sheets(unit), ledger_fen)


def _closed(unit: UnitOfWork) -> frozenset[Period]:
    shut = {PeriodState.CLOSED, PeriodState.REOPENING}
    return frozenset(kept.period for kept in list_periods(unit) if kept.state in shut)


def _facts(unit: UnitOfWork, spending_id: UUID | None = None) -> CashFacts:
    signed = {month for month, sheet in store.list_sheets(unit).items() if sheet.is_signed_by_both}
    return CashFacts(
        held=load_held(unit),
        today=unit.today,
        opened_on=require_opening_day(unit),
        accounts={account.code: account for account in load_chart(unit).accounts},
        totals_fen=store.sum_cash_days(unit),
        settled=_closed(unit) | signed,
        spending=None if spending_id is None else _paid_spending(unit, spending_id),
    )


def _paid_spending(unit: UnitOfWork, spending_id: UUID) -> PaidSpending:
    spending = load_spending(unit, spending_id)
    paid_from = "" if spending.payment is None else spending.payment.paid_from
    noted = store.is_spending_noted(unit, spending_id)
    return PaidSpending(spending_id, spending.amount_fen, paid_from, noted)


def _stamp(unit: UnitOfWork) -> CashStamp:
    return CashStamp(unit.new_id(), store.load_last_position(unit) + 1, unit.actor.id, unit.now)


def _note_cash(unit: UnitOfWork, request: NoteCash) -> CashNoted:
    facts = _facts(unit, request.spending_id)
    event = unit.granted(rule_on_cash(request, facts, _stamp(unit)))
    store.insert_cash_line(unit, event.line)
    unit.record(event)
    return event


def _counter_cash(unit: UnitOfWork, request: CounterCash) -> CashNoted:
    receipt = store.load_receipt_of_line(unit, request.line_id)
    ruling = rule_on_counter(
        request,
        store.load_cash_line(unit, request.line_id),
        _facts(unit),
        _stamp(unit),
        countered_by=store.load_counter_of(unit, request.line_id),
        receipt="" if receipt is None else receipt.label,
    )
    event = unit.granted(ruling)
    store.insert_cash_line(unit, event.line)
    unit.record(event)
    return event


def _receive_cash(unit: UnitOfWork, request: ReceiveCash) -> ReceiptIssued:
    number, last_on = store.load_last_receipt(unit, request.received_on.year)
    homes = {one.id: one.label for one in load_register(unit, unit.today).dwellings}
    facts = IssuingFacts(
        cash=_facts(unit),
        home=homes.get(request.dwelling_id),
        funds={fund.code for fund in load_chart(unit).funds},
        place=unit.place.name_zh,
        days_back=unit.decide(CASH_RULE).receipts_days_back,
        last_on=last_on,
    )
    line = _stamp(unit)
    stamp = ReceiptStamp(unit.new_id(), number + 1, unit.actor.id, unit.now, line.id, line.position)
    issued = unit.granted(rule_on_receipt(request, facts, stamp))
    store.insert_cash_line(unit, issued.line)
    store.insert_receipt(unit, issued.event.receipt)
    unit.record(CashNoted(issued.line))
    unit.record(issued.event)
    return issued.event


def _void_receipt(unit: UnitOfWork, request: VoidReceipt) -> ReceiptVoided:
    receipt = store.load_receipt(unit, request.year, request.number)
    entry_id = receipt.entry_id
    ruling = rule_on_void(
        request,
        receipt,
        store.load_cash_line(unit, receipt.cash_line_id),
        _facts(unit),
        stamp=_stamp(unit),
        entry_reversed=entry_id is not None and load_reversal_of(unit, entry_id) is not None,
    )
    voided = unit.granted(ruling)
    store.insert_cash_line(unit, voided.line)
    store.save_receipt(unit, voided.event.receipt)
    unit.record(CashNoted(voided.line))
    unit.record(voided.event)
    return voided.event


def _book_receipts(unit: UnitOfWork, request: BookReceipts) -> ReceiptsBooked:
    waiting = (ReceiptState.ISSUED,)
    register = load_register(unit, unit.today)
    facts = BookingFacts(
        receipts=store.list_receipts(unit, waiting, through=request.through),
        owed_fen=load_owed(unit),
        homes={one.id: str(one.label) for one in register.dwellings},
        actor=unit.actor.id,
        held=load_held(unit),
        today=unit.today,
        hands=load_hands(unit),
    )
    planned = unit.granted(rule_on_booking_receipts(facts))
    entries = post_drafts(unit, [one.draft for one in planned])
    for one, entry in zip(planned, entries, strict=True):
        booked = evolve(one.receipt, state=ReceiptState.BOOKED, entry_id=entry.id)
        store.save_receipt(unit, booked)
    allocate_credits(unit, entries)
    event = ReceiptsBooked(
        numbers=tuple(one.receipt.label for one in planned),
        entry_ids=tuple(entry.id for entry in entries),
        amount_fen=sum(one.receipt.amount_fen for one in planned),
    )
    unit.record(event)
    return event


def _sign_count(unit: UnitOfWork, request: SignCount) -> CountSigned:
    month = unit.granted(month_asked(request.month))
    days = load_money_days(unit)
    last_day = month.last_day
    facts = CountFacts(
        actor=unit.actor.id,
        held=load_held(unit),
        today=unit.today,
        opened_on=require_opening_day(unit),
        accounts=days.accounts_at(last_day),
        ledger_fen=days.ledger_at(last_day),
        sheet=store.list_sheets(unit, (month,)).get(month, CountSheet(month)),
        rule=unit.decide(CASH_RULE),
        hands=load_hands(unit),
        closed=_closed(unit),
        mixed=days.mixed,
    )
    event = unit.granted(rule_on_count(request, facts, now=unit.now))
    store.insert_signature(unit, month, event.signature)
    unit.record(event)
    return event


NOTE_CASH: Final = Command("ledger.note_cash", NoteCash, CashNoted, _note_cash, zh="记日记账")
COUNTER_CASH: Final = Command(
    "ledger.counter_cash", CounterCash, CashNoted, _counter_cash, zh="冲正日记账"
)
RECEIVE_CASH: Final = Command(
    "ledger.receive_cash", ReceiveCash, ReceiptIssued, _receive_cash, zh="收款开票"
)
VOID_RECEIPT: Final = Command(
    "ledger.void_receipt", VoidReceipt, ReceiptVoided, _void_receipt, zh="作废收据"
)
BOOK_RECEIPTS: Final = Command(
    "ledger.book_receipts", BookReceipts, ReceiptsBooked, _book_receipts, zh="收据记账"
)
SIGN_COUNT: Final = Command("ledger.sign_count", SignCount, CountSigned, _sign_count, zh="盘点签字")
COMMANDS: Final[tuple[AnyCommand, ...]] = (
    NOTE_CASH,
    COUNTER_CASH,
    RECEIVE_CASH,
    VOID_RECEIPT,
    BOOK_RECEIPTS,
    SIGN_COUNT,
)


class CashDesk:
    """The cashier's desk, a book of its own beside the ledger (出纳台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def note_cash(self, request: NoteCash, *, key: str) -> CashNoted:
        """Note money that came in or went out (记日记账)."""
        return self._unit.run(NOTE_CASH, request, key=key)

    def counter_cash(self, request: CounterCash, *, key: str) -> CashNoted:
        """Take a line back, with the reason (冲正日记账)."""
        return self._unit.run(COUNTER_CASH, request, key=key)

    def receive_cash(self, request: ReceiveCash, *, key: str) -> ReceiptIssued:
        """Take money from a dwelling, note it and give a receipt (收款开票)."""
        return self._unit.run(RECEIVE_CASH, request, key=key)

    def void_receipt(self, request: VoidReceipt, *, key: str) -> ReceiptVoided:
        """Void a receipt; its number stays (作废收据)."""
        return self._unit.run(VOID_RECEIPT, request, key=key)

    def book_receipts(self, request: BookReceipts, *, key: str) -> ReceiptsBooked:
        """Book receipts in the ledger, each once, as the keeper of the books (收据记账)."""
        return self._unit.run(BOOK_RECEIPTS, request, key=key)

    def sign_count(self, request: SignCount, *, key: str) -> CountSigned:
        """Sign one side's figures of a month (盘点签字)."""
        return self._unit.run(SIGN_COUNT, request, key=key)

    def cash_book(self, account: str | None = None) -> tuple[RunningLine, ...]:
        """Give the cash book with the balance after each line (日记账)."""
        return running_lines(store.list_cash_lines(self._unit, account))

    def receipts(self, *states: ReceiptState) -> tuple[Receipt, ...]:
        """Give receipts in the order of their numbers, all or in some states (收据列表)."""
        return store.list_receipts(self._unit, states)

    def receipt_gaps(self) -> tuple[NumberGap, ...]:
        """Find receipt numbers that are missing or stand twice (收据断号)."""
        return gaps_in((one.year, one.number) for one in store.list_receipts(self._unit))

    def verify(self) -> tuple[Finding, ...]:
        """Hold receipts and cash lines against each other, and name what does not agree (核对出纳账)."""
        unit = self._unit
        return findings_of_desk(store.list_receipts(unit), store.list_cash_lines(unit))

    def count(self, month: str) -> CountSheet:
        """Give the count of a month with every signature under it (盘点表)."""
        period = Period.parse(month)
        return store.list_sheets(self._unit, (period,)).get(period, CountSheet(period))

    def missing_counts(self, through: date | None = None) -> tuple[MissingCount, ...]:
        """Name the months, over by today or a day, that lack a signature (缺少盘点的月份)."""
        return load_missing_counts(self._unit, through or self._unit.today)
