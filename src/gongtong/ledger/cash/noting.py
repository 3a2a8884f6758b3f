"""The rules that let lines into the cash book (日记账审核)."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from gongtong.core.money import format_yuan
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.ledger.books.entries import MOST_FEN
from gongtong.ledger.books.periods import Period
from gongtong.ledger.cash.cash_book import (
    CASH_BOOK_RULES,
    MOST_TEXT,
    CashFacts,
    CashLine,
    CashNoted,
    CashStamp,
    CounterCash,
    NoteCash,
    lowest_after,
)
from gongtong.ledger.cash.two_people import reasons_against_keeper_of_money

_ACT = ("记现金日记账", "write in the cash book")


def rule_on_cash(
    request: NoteCash, facts: CashFacts, stamp: CashStamp
) -> Granted[CashNoted] | Refused:
    """Take a line into the cash book, or name every ground against it (日记账审核).

    Grounds, in this order: the office, the keeper of the books, what is missing or too long, the
    account, the amount, the day, the spending, a box that holds too little.
    """
    reasons = (
        *reasons_against_keeper_of_money(facts.held, act=_ACT),
        *_reasons_of_text(request),
        *reasons_of_money_account(request.account, facts),
        *_reasons_of_amount(request.amount_fen),
        *reasons_of_cash_day(request.on, facts),
        *_reasons_of_spending(request, facts),
        *reasons_of_shortage(request.account, request.on, request.amount_fen, facts),
    )
    return Refused(reasons) if reasons else Granted(CashNoted(line_of(request, stamp)))


def rule_on_counter(
    request: CounterCash,
    original: CashLine,
    facts: CashFacts,
    stamp: CashStamp,
    *,
    countered_by: UUID | None = None,
    receipt: str = "",
) -> Granted[CashNoted] | Refused:
    """Take a line back by its mirror image, or name every ground against it (冲正审核).

    Grounds, in this order: the office, the keeper of the books, no reason, taken back already, a
    counter-line itself, the line of a receipt (which is voided instead), before the line, the day, a
    box that holds too little.
    """
    reasons = (
        *reasons_against_keeper_of_money(facts.held, act=("冲正现金日记账", "counter a cash line")),
        *_reasons_of_original(request, original, countered_by, receipt),
        *reasons_of_cash_day(request.on, facts),
        *reasons_of_shortage(original.account, request.on, -original.amount_fen, facts),
    )
    if reasons:
        return Refused(reasons)
    return Granted(CashNoted(counter_line(original, request.on, request.reason, stamp)))


def line_of(request: NoteCash, stamp: CashStamp) -> CashLine:
    """Make the line that was asked for (生成日记账行)."""
    return CashLine(
        id=stamp.id,
        position=stamp.position,
        account=request.account,
        on=request.on,
        amount_fen=request.amount_fen,
        counterparty=request.counterparty.strip(),
        text=request.text.strip(),
        reference=request.reference.strip(),
        noted_by=stamp.noted_by,
        noted_at=stamp.noted_at,
        voucher=request.voucher.strip(),
        spending_id=request.spending_id,
        document=request.document,
    )


def counter_line(original: CashLine, on: date, reason: str, stamp: CashStamp) -> CashLine:
    """Make the line that takes another back (生成冲正行)."""
    return CashLine(
        id=stamp.id,
        position=stamp.position,
        account=original.account,
        on=on,
        amount_fen=-original.amount_fen,
        counterparty=original.counterparty,
        text=f"冲正：{original.text}"[:MOST_TEXT],
        reference=original.reference,
        noted_by=stamp.noted_by,
        noted_at=stamp.noted_at,
        voucher=original.voucher,
        counters=original.id,
        reason=reason.strip(),
    )


def reasons_of_money_account(account: str, facts: CashFacts) -> Iterator[Reason]:
    """Refuse what is no money account of the books (货币资金科目要求)."""
    known = facts.accounts.get(account)
    if known is None or not known.holds_money:
        yield Reason(
            "ledger.not_a_money_account",
            f"“{account}”不是货币资金科目",
            f"{account!r} is not an account that holds money",
            CASH_BOOK_RULES,
            (("account", account),),
        )


def reasons_of_cash_day(on: date, facts: CashFacts) -> Iterator[Reason]:
    """Refuse a day to come, a day before the books, and a month that both have signed (日期要求)."""
    if on > facts.today:
        yield Reason(
            "ledger.noted_in_future",
            f"日期{on}尚未到来",
            f"the day {on} has not come yet",
            CASH_BOOK_RULES,
            (("on", str(on)),),
        )
    if on < facts.opened_on:
        yield Reason(
            "ledger.before_opening",
            f"日期{on}早于建账日{facts.opened_on}",
            f"the day {on} is before the books were opened on {facts.opened_on}",
            CASH_BOOK_RULES,
            (("on", str(on)),),
        )
    month = Period.month_of(on)
    if month in facts.settled or Period.year_of(on) in facts.settled:
        yield Reason(
            "ledger.month_settled",
            f"{month}已由双方签字或已结账，不能再记；请记在以后的日期并说明",
            f"{month} was signed by both or closed; note it on a later day and say so",
            CASH_BOOK_RULES,
            (("month", str(month)),),
        )


def reasons_of_shortage(
    account: str, on: date, amount_fen: int, facts: CashFacts
) -> Iterator[Reason]:
    """Refuse taking more out of a box than lies in it on that day or later (现金不足)."""
    known = facts.accounts.get(account)
    if known is None or known.may_be_negative or amount_fen >= 0:
        return
    lowest_fen = lowest_after(facts.totals_fen.get(account, {}), on, amount_fen)
    if lowest_fen < 0:
        yield Reason(
            "ledger.cash_short",
            f"{known.zh}不足，差{format_yuan(-lowest_fen)}元",
            f"{known.en} would be short by {format_yuan(-lowest_fen)} yuan",
            CASH_BOOK_RULES,
            (("account", account), ("short_fen", str(-lowest_fen))),
        )


def reasons_of_length(said: str, zh: str, en: str, *, needed: bool = True) -> Iterator[Reason]:
    """Refuse a text that is missing or longer than its place (文字要求)."""
    length = len(said.strip())
    if needed and not length:
        yield Reason("ledger.text_missing", f"须写明{zh}", f"the {en} is missing", CASH_BOOK_RULES)
    if length > MOST_TEXT:
        yield Reason(
            "ledger.text_too_long",
            f"{zh}{length}字，最多{MOST_TEXT}字",
            f"the {en} has {length} characters; at most {MOST_TEXT}",
            CASH_BOOK_RULES,
            (("length", str(length)),),
        )


def _reasons_of_text(request: NoteCash) -> Iterator[Reason]:
    yield from reasons_of_length(request.counterparty, "对方", "counterparty")
    yield from reasons_of_length(request.text, "摘要", "text")
    yield from reasons_of_length(request.reference, "单号", "reference", needed=False)
    yield from reasons_of_length(request.voucher, "凭证号", "voucher", needed=False)


def _reasons_of_amount(amount_fen: int) -> Iterator[Reason]:
    if amount_fen == 0 or abs(amount_fen) > MOST_FEN:
        yield Reason(
            "ledger.amount_out_of_range",
            "金额不能为零，也不能超过账簿上限",
            "the amount is zero or more than the books hold",
            CASH_BOOK_RULES,
            (("amount_fen", str(amount_fen)),),
        )


def _reasons_of_spending(request: NoteCash, facts: CashFacts) -> Iterator[Reason]:
    """Refuse a line for a spending that nobody has paid, or that was paid otherwise."""
    spending = facts.spending
    if request.spending_id is None or spending is None:
        return
    at = (("spending", str(spending.id)),)
    if not spending.paid_from:
        yield Reason(
            "ledger.spending_not_paid",
            "该支出尚未经审批付款，不能先记账后补批",
            "the spending has not been approved and paid; an approval after the fact does not do",
            CASH_BOOK_RULES,
            at,
        )
    elif (spending.paid_from, -spending.amount_fen) != (request.account, request.amount_fen):
        yield Reason(
            "ledger.spending_differs",
            f"与付款不符：从{spending.paid_from}付出{format_yuan(spending.amount_fen)}元",
            f"{format_yuan(spending.amount_fen)} yuan were paid from {spending.paid_from}",
            CASH_BOOK_RULES,
            at,
        )
    if spending.noted_before:
        yield Reason(
            "ledger.spending_noted_before",
            "该支出已记入日记账",
            "the spending stands in the cash book already",
            CASH_BOOK_RULES,
            at,
        )


def _reasons_of_original(
    request: CounterCash, original: CashLine, countered_by: UUID | None, receipt: str
) -> Iterator[Reason]:
    at = (("line", str(original.position)),)
    yield from reasons_of_length(request.reason, "冲正原因", "reason of the counter-line")
    if countered_by is not None:
        yield Reason(
            "ledger.countered_before",
            f"第{original.position}行已冲正",
            f"line {original.position} has been taken back already",
            CASH_BOOK_RULES,
            at,
        )
    if original.counters is not None:
        yield Reason(
            "ledger.counter_of_counter",
            f"第{original.position}行本身是冲正行；请重新记一行",
            f"line {original.position} is a counter-line itself; note the matter anew instead",
            CASH_BOOK_RULES,
            at,
        )
    if receipt:
        yield Reason(
            "ledger.line_of_receipt",
            f"该行由{receipt}产生，请作废收据",
            f"the line comes from {receipt}; void the receipt instead",
            CASH_BOOK_RULES,
            at,
        )
    if request.on < original.on:
        yield Reason(
            "ledger.counter_too_early",
            f"冲正日期{request.on}早于原日期{original.on}",
            f"the counter-line of {request.on} is before its line of {original.on}",
            CASH_BOOK_RULES,
            at,
        )
