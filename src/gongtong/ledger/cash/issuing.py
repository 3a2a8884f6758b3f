"""The rules for giving, voiding and booking receipts (收据审核)."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from attrs import evolve, frozen

from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.ledger.books.bookkeeping import reasons_against_bookkeeper
from gongtong.ledger.books.chart import RECEIVABLE
from gongtong.ledger.books.entries import MOST_FEN, MOST_NARRATION, DocumentRef, Draft, EntryKind
from gongtong.ledger.cash.cash_book import CashFacts, CashLine, CashStamp, NoteCash
from gongtong.ledger.cash.noting import (
    counter_line,
    line_of,
    reasons_of_cash_day,
    reasons_of_length,
    reasons_of_money_account,
    reasons_of_shortage,
)
from gongtong.ledger.cash.receipt_text import digest_of, receipt_text
from gongtong.ledger.cash.receipts import (
    RECEIPT_RULES,
    BookingFacts,
    NumberGap,
    Receipt,
    ReceiptIssued,
    ReceiptStamp,
    ReceiptState,
    ReceiptVoided,
    ReceiveCash,
    VoidReceipt,
    receipt_label,
)
from gongtong.ledger.cash.two_people import (
    days_between,
    reasons_against_keeper_of_money,
    reasons_of_one_hand,
)
from gongtong.ledger.payments.booking import credits_to_dwelling, debits_of


@frozen
class IssuingFacts:
    """What is known when a receipt is asked for (开票依据).

    `home` is the label of the dwelling, None where there is no such dwelling; `last_on` is the day of
    the last receipt of the year; `days_back` how old the money may be.
    """

    cash: CashFacts
    home: DwellingLabel | None
    funds: Collection[str]
    place: str
    days_back: int
    last_on: date | None = None


@frozen
class Issued:
    """A receipt with the line it brings to the cash book (开票方案)."""

    event: ReceiptIssued
    line: CashLine


@frozen
class Voided:
    """A voided receipt with the line that takes its money out again (作废方案)."""

    event: ReceiptVoided
    line: CashLine


@frozen
class PlannedEntry:
    """The entry that a receipt brings to the ledger (收据凭证草稿)."""

    receipt: Receipt
    draft: Draft


def rule_on_receipt(
    request: ReceiveCash, facts: IssuingFacts, stamp: ReceiptStamp
) -> Granted[Issued] | Refused:
    """Give a receipt its number and its words, or name every ground against it (开票审核).

    Grounds, in this order: the office, the keeper of the books, what is missing or too long, the
    account, the fund, the dwelling, the amount, the day, a day before the last receipt's, a day too
    far back.
    """
    reasons = (
        *reasons_against_keeper_of_money(facts.cash.held, act=("开具收据", "give a receipt")),
        *reasons_of_length(request.payer, "交款人", "payer"),
        *reasons_of_length(request.text, "收款事由", "purpose"),
        *reasons_of_money_account(request.account, facts.cash),
        *_reasons_of_receipt(request, facts),
        *reasons_of_cash_day(request.received_on, facts.cash),
        *_reasons_of_order(request, facts),
    )
    if reasons or facts.home is None:
        return Refused(reasons)
    label = receipt_label(request.received_on.year, stamp.number)
    printed = receipt_text(
        label=label,
        payer=request.payer.strip(),
        home=facts.home.zh(),
        text=request.text.strip(),
        amount_fen=request.amount_fen,
        received_on=request.received_on,
        place=facts.place,
    )
    receipt = Receipt(
        id=stamp.id,
        year=request.received_on.year,
        number=stamp.number,
        dwelling_id=request.dwelling_id,
        payer=request.payer.strip(),
        amount_fen=request.amount_fen,
        received_on=request.received_on,
        text=request.text.strip(),
        account=request.account,
        fund=request.fund,
        printed=printed,
        digest=digest_of(printed),
        cash_line_id=stamp.cash_line_id,
        issued_by=stamp.issued_by,
        issued_at=stamp.issued_at,
    )
    return Granted(Issued(ReceiptIssued(receipt), _line_of_receipt(receipt, facts.home, stamp)))


def rule_on_void(
    request: VoidReceipt,
    receipt: Receipt,
    line: CashLine,
    facts: CashFacts,
    *,
    stamp: CashStamp,
    entry_reversed: bool = False,
) -> Granted[Voided] | Refused:
    """Void a receipt and take its money out of the cash book, or name every ground (作废审核).

    A receipt that was booked is voided after its entry was reversed. Grounds, in this order: the
    office, the keeper of the books, no reason, voided already, booked, before the receipt, the day, a
    box that holds too little.
    """
    reasons = (
        *reasons_against_keeper_of_money(facts.held, act=("作废收据", "void a receipt")),
        *reasons_of_length(request.reason, "作废原因", "reason for voiding"),
        *_reasons_of_state(receipt, entry_reversed=entry_reversed),
        *_reasons_of_void_day(request, receipt),
        *reasons_of_cash_day(request.on, facts),
        *reasons_of_shortage(line.account, request.on, -line.amount_fen, facts),
    )
    if reasons:
        return Refused(reasons)
    counter = counter_line(line, request.on, request.reason, stamp)
    voided = evolve(
        receipt,
        state=ReceiptState.VOIDED,
        voided_by=stamp.noted_by,
        void_reason=request.reason.strip(),
    )
    return Granted(Voided(ReceiptVoided(voided, counter.id), counter))


def rule_on_booking_receipts(facts: BookingFacts) -> Granted[tuple[PlannedEntry, ...]] | Refused:
    """Draft the entry of each receipt, or name every ground against booking them (收据记账审核).

    A receipt pays what the dwelling owes first, and the rest is paid ahead; each sees what the ones
    before it have paid. Grounds, in this order: the office, the cashier, nothing to book, a receipt
    that was given by the same hands.
    """
    reasons = [*reasons_against_bookkeeper(facts.held, act=("收据记账", "book receipts"))]
    if not facts.receipts:
        reasons.append(
            Reason(
                "ledger.no_receipt_to_book",
                "没有待记账的收据",
                "there is no receipt to book",
                RECEIPT_RULES,
            )
        )
    for receipt in facts.receipts:
        did = {receipt.issued_by: f"开具{receipt.label}"}
        days = days_between(receipt.received_on, facts.today)
        reasons.extend(reasons_of_one_hand(facts.actor, did, facts.hands, days))
    if reasons:
        return Refused(tuple(reasons))
    owed_fen = {who: dict(by_fund) for who, by_fund in facts.owed_fen.items()}
    return Granted(
        tuple(
            PlannedEntry(one, _draft(one, owed_fen.setdefault(one.dwelling_id, {}), facts))
            for one in sorted(facts.receipts, key=lambda one: (one.year, one.number))
        )
    )


def gaps_in(numbers: Iterable[tuple[int, int]]) -> tuple[NumberGap, ...]:
    """Find numbers that are missing or stand twice, by year and number (收据断号检查).

    Numbers of a year begin with 1 and end with the greatest one there is.

    >>> [(gap.number, gap.times) for gap in gaps_in([(2025, 1), (2025, 3)])]
    [(2, 0)]
    """
    years: dict[int, list[int]] = {}
    for year, number in numbers:
        years.setdefault(year, []).append(number)
    return tuple(
        NumberGap(year, number, kept.count(number))
        for year, kept in sorted(years.items())
        for number in sorted({*range(1, max(kept) + 1), *kept})
        if kept.count(number) != 1 or number < 1
    )


def _line_of_receipt(receipt: Receipt, home: DwellingLabel, stamp: ReceiptStamp) -> CashLine:
    note = NoteCash(
        account=receipt.account,
        on=receipt.received_on,
        amount_fen=receipt.amount_fen,
        counterparty=receipt.payer,
        text=f"{home} {receipt.text}",
        reference=receipt.label,
        document=DocumentRef(f"{receipt.label}.txt", receipt.digest),
    )
    return line_of(
        note, CashStamp(stamp.cash_line_id, stamp.position, stamp.issued_by, stamp.issued_at)
    )


def _draft(receipt: Receipt, owed_fen: dict[str, int], facts: BookingFacts) -> Draft:
    payable = credits_to_dwelling(
        receipt.dwelling_id, receipt.amount_fen, owed_fen, advance_fund=receipt.fund
    )
    for posting in payable:
        if posting.account == RECEIVABLE:
            owed_fen[posting.fund] += posting.amount_fen
    home = facts.homes.get(receipt.dwelling_id, "")
    return Draft(
        EntryKind.RECEIPT,
        receipt.received_on,
        f"{receipt.label} {home} {receipt.text}"[:MOST_NARRATION],
        (*debits_of(receipt.account, payable, receipt.label), *payable),
        (DocumentRef(f"{receipt.label}.txt", receipt.digest),),
    )


def _reasons_of_receipt(request: ReceiveCash, facts: IssuingFacts) -> Iterator[Reason]:
    if request.fund not in facts.funds:
        yield Reason(
            "ledger.unknown_fund",
            f"没有资金“{request.fund}”",
            f"there is no fund {request.fund!r}",
            RECEIPT_RULES,
            (("fund", request.fund),),
        )
    if facts.home is None:
        yield Reason(
            "ledger.unknown_dwelling",
            "没有这一户",
            "there is no such dwelling",
            RECEIPT_RULES,
            (("dwelling", str(request.dwelling_id)),),
        )
    if not 0 < request.amount_fen <= MOST_FEN:
        yield Reason(
            "ledger.amount_out_of_range",
            "收据金额须大于零，且不超过账簿上限",
            "a receipt is over more than zero, and no more than the books hold",
            RECEIPT_RULES,
            (("amount_fen", str(request.amount_fen)),),
        )


def _reasons_of_order(request: ReceiveCash, facts: IssuingFacts) -> Iterator[Reason]:
    if facts.last_on is not None and request.received_on < facts.last_on:
        yield Reason(
            "ledger.receipt_out_of_order",
            f"收据须按日期连续编号：上一张的日期是{facts.last_on}",
            f"receipts are numbered in the order of their days; the last one is of {facts.last_on}",
            RECEIPT_RULES,
            (("last_on", str(facts.last_on)),),
        )
    if request.received_on < facts.cash.today - timedelta(facts.days_back):
        yield Reason(
            "ledger.receipt_too_late",
            f"收据最迟须在收款后{facts.days_back}天内开具",
            f"a receipt is given within {facts.days_back} days of the money",
            RECEIPT_RULES,
            (("days", str(facts.days_back)),),
        )


def _reasons_of_state(receipt: Receipt, *, entry_reversed: bool) -> Iterator[Reason]:
    at = (("receipt", receipt.label),)
    if receipt.state is ReceiptState.VOIDED:
        yield Reason(
            "ledger.receipt_voided_before",
            f"{receipt.label}已作废",
            f"{receipt.label} has been voided already",
            RECEIPT_RULES,
            at,
        )
    if receipt.state is ReceiptState.BOOKED and not entry_reversed:
        yield Reason(
            "ledger.receipt_is_booked",
            f"{receipt.label}已记账，须先由会计冲销凭证",
            f"{receipt.label} is booked; its entry must be reversed first",
            RECEIPT_RULES,
            at,
        )


def _reasons_of_void_day(request: VoidReceipt, receipt: Receipt) -> Iterator[Reason]:
    if request.on < receipt.received_on:
        yield Reason(
            "ledger.counter_too_early",
            f"作废日期{request.on}早于收据日期{receipt.received_on}",
            f"the voiding of {request.on} is before its receipt of {receipt.received_on}",
            RECEIPT_RULES,
            (("receipt", receipt.label),),
        )
