"""Booking a statement: every transaction once, each where it belongs (账单入账)."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

from attrs import evolve, frozen

from gongtong.core.money import format_yuan
from gongtong.core.offices import Office
from gongtong.core.periods import local_day
from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing
from gongtong.ledger.books.bookkeeping import reasons_against_bookkeeper
from gongtong.ledger.books.chart import (
    ADVANCES,
    ALIPAY_WALLET,
    RECEIVABLE,
    SANITATION,
    SUSPENSE,
    UNVOUCHED_SPENDING,
    WECHAT_WALLET,
)
from gongtong.ledger.books.entries import MOST_NARRATION, DocumentRef, Draft, EntryKind, Posting
from gongtong.ledger.exchange.bills import Bill, BillLine, Channel, Direction
from gongtong.ledger.payments.matching import (
    Matched,
    Matcher,
    MatchFlag,
    MatchOutcome,
    NotAFee,
    OtherKind,
    Suspended,
)

PAYMENT_RULES: Final = Source("收款规则", "账单入账", standing=Standing.HOUSE)
WALLETS: Final[Mapping[Channel, str]] = {
    Channel.WECHAT: WECHAT_WALLET,
    Channel.ALIPAY: ALIPAY_WALLET,
}


@frozen
class ImportBill:
    """A request to book a statement; what cannot be matched is kept in this fund (账单导入申请)."""

    bill: Bill
    fund: str = SANITATION


@frozen
class BillImported:
    """A statement was booked, with what its transactions turned out to be (账单已导入).

    `known` transactions were booked before, from this file or another; `paid_twice` are among the
    matched.
    """

    channel: Channel
    file: str
    digest: str
    matched: int
    matched_fen: int
    suspended: int
    suspended_fen: int
    other_income: int
    other_income_fen: int
    expenses: int
    expenses_fen: int
    neutral: int
    unsettled: int
    known: int
    paid_twice: int


@frozen
class KnownTransaction:
    """What was booked of a transaction before (已入账交易)."""

    direction: Direction
    amount_fen: int


@frozen
class ImportFacts:
    """What is known when a statement is booked (入账依据).

    `owed_fen` is what each dwelling owes, by fund.
    """

    matcher: Matcher
    known: Mapping[str, KnownTransaction]
    owed_fen: Mapping[UUID, Mapping[str, int]]
    today: date
    held: Collection[Office]


@frozen
class PlannedPayment:
    """One new transaction: what it is, and the entry that books it if any does (待入账交易)."""

    line: BillLine
    outcome: MatchOutcome
    draft: Draft | None


@frozen
class BillPlan:
    """What booking a statement comes to (入账方案)."""

    payments: tuple[PlannedPayment, ...]
    event: BillImported


def rule_on_bill(request: ImportBill, facts: ImportFacts) -> Granted[BillPlan] | Refused:
    """Book every transaction that is new, or name every ground against the statement (账单审核).

    Grounds, in this order: the office, the cashier, a transaction that stands twice, one that was
    booked differently before, one that lies in the future.
    """
    lines = request.bill.lines
    reasons = (
        *reasons_against_bookkeeper(facts.held, act=("导入账单", "import a statement")),
        *_reasons_of_repetition(lines),
        *_reasons_of_change(lines, facts.known),
        *_reasons_of_future(lines, facts.today),
    )
    if reasons:
        return Refused(reasons)
    new = [line for line in lines if line.transaction_id not in facts.known]
    desk = _Desk(request, facts)
    payments = tuple(desk.plan(line) for line in sorted(new, key=_when))
    return Granted(BillPlan(payments, _event(request.bill, payments, len(lines) - len(new))))


def split_payment(
    amount_fen: int, owed_fen: Mapping[str, int], *, advance_fund: str
) -> tuple[dict[str, int], dict[str, int]]:
    """Split a payment into what settles the dwelling's debt and what is paid in advance, by fund (收款分配).

    >>> split_payment(60000, {"sanitation": 30000}, advance_fund="sanitation")
    ({'sanitation': 30000}, {'sanitation': 30000})
    """
    settled: dict[str, int] = {}
    rest_fen = amount_fen
    for fund, owed in sorted(owed_fen.items()):
        part_fen = min(owed, rest_fen)
        if part_fen > 0:
            settled[fund] = part_fen
            rest_fen -= part_fen
    return settled, {advance_fund: rest_fen} if rest_fen else {}


def credits_to_dwelling(
    dwelling_id: UUID, amount_fen: int, owed_fen: Mapping[str, int], *, advance_fund: str
) -> tuple[Posting, ...]:
    """Give the credits by which a payment reaches a dwelling's accounts (贷记住户)."""
    settled, advance = split_payment(amount_fen, owed_fen, advance_fund=advance_fund)
    return (
        *(Posting(RECEIVABLE, fund, -fen, dwelling_id) for fund, fen in settled.items()),
        *(Posting(ADVANCES, fund, -fen, dwelling_id) for fund, fen in advance.items()),
    )


def debits_of(account: str, postings: Sequence[Posting], memo: str = "") -> tuple[Posting, ...]:
    """Give the debits to one account that balance credits, fund by fund (借记)."""
    sums = Counter[str]()
    for posting in postings:
        sums[posting.fund] -= posting.amount_fen
    return tuple(Posting(account, fund, fen, None, memo) for fund, fen in sums.items())


class _Desk:
    """Plans one transaction after another; each sees what the ones before it have paid."""

    def __init__(self, request: ImportBill, facts: ImportFacts) -> None:
        self._bill = request.bill
        self._fund = request.fund
        self._facts = facts
        self._owed_fen = {who: dict(by_fund) for who, by_fund in facts.owed_fen.items()}

    def plan(self, line: BillLine) -> PlannedPayment:
        """Decide one transaction and draft its entry."""
        match self._facts.matcher.match(line):
            case Matched() as matched:
                return self._matched(line, matched)
            case NotAFee(OtherKind.NEUTRAL | OtherKind.UNSETTLED) as unbooked:
                return PlannedPayment(line, unbooked, None)
            case NotAFee(OtherKind.EXPENSE) as expense:
                said = " ".join(filter(None, ("支出", line.counterparty, line.text)))
                debit = Posting(UNVOUCHED_SPENDING, self._fund, line.amount_fen)
                credit = self._wallet(line, -line.amount_fen)
                return PlannedPayment(
                    line, expense, self._draft(line, EntryKind.PAYMENT, said, (debit, credit))
                )
            case (Suspended() | NotAFee()) as waiting:
                credit = Posting(SUSPENSE, self._fund, -line.amount_fen)
                debit = self._wallet(line, line.amount_fen)
                draft = self._draft(line, EntryKind.RECEIPT, "收款待查", (debit, credit))
                return PlannedPayment(line, waiting, draft)

    def _matched(self, line: BillLine, matched: Matched) -> PlannedPayment:
        matcher, who = self._facts.matcher, matched.dwelling_id
        owed_fen = self._owed_fen.get(who, {})
        if not any(owed_fen.values()) and matcher.fees_fen.get(who) == line.amount_fen:
            matched = evolve(matched, flags=(*matched.flags, MatchFlag.PAID_TWICE))
        payable = credits_to_dwelling(who, line.amount_fen, owed_fen, advance_fund=self._fund)
        for posting in payable:
            if posting.account == RECEIVABLE:
                owed_fen[posting.fund] += posting.amount_fen
        label = matcher.register.dwelling(who).label
        debits = debits_of(WALLETS[self._bill.channel], payable, line.transaction_id)
        draft = self._draft(line, EntryKind.RECEIPT, f"收款 {label}", (*debits, *payable))
        return PlannedPayment(line, matched, draft)

    def _wallet(self, line: BillLine, amount_fen: int) -> Posting:
        account = WALLETS[self._bill.channel]
        return Posting(account, self._fund, amount_fen, None, line.transaction_id)

    def _draft(
        self, line: BillLine, kind: EntryKind, said: str, postings: tuple[Posting, ...]
    ) -> Draft:
        return Draft(
            kind=kind,
            effective_on=local_day(line.at),
            narration=f"{self._bill.channel.zh}{said}"[:MOST_NARRATION],
            postings=postings,
            documents=(DocumentRef(self._bill.file, self._bill.digest),),
        )


def _when(line: BillLine) -> tuple[datetime, int]:
    return line.at, line.line


def _reasons_of_repetition(lines: Sequence[BillLine]) -> Iterator[Reason]:
    for transaction_id, times in Counter(line.transaction_id for line in lines).items():
        if times > 1:
            yield Reason(
                "ledger.transaction_repeated",
                f"交易{transaction_id}在账单中出现{times}次",
                f"transaction {transaction_id} stands {times} times in the statement",
                PAYMENT_RULES,
                (("transaction", transaction_id),),
            )


def _reasons_of_change(
    lines: Sequence[BillLine], known: Mapping[str, KnownTransaction]
) -> Iterator[Reason]:
    for line in lines:
        before = known.get(line.transaction_id)
        now = KnownTransaction(line.direction, line.amount_fen)
        if before is not None and before != now:
            yield Reason(
                "ledger.transaction_changed",
                f"交易{line.transaction_id}原为{format_yuan(before.amount_fen)}元，"
                f"账单现为{format_yuan(line.amount_fen)}元或收支方向不同",
                f"transaction {line.transaction_id} was booked as {before.direction.value} "
                f"{format_yuan(before.amount_fen)}, the statement now says "
                f"{line.direction.value} {format_yuan(line.amount_fen)}",
                PAYMENT_RULES,
                (("transaction", line.transaction_id), ("line", str(line.line))),
            )


def _reasons_of_future(lines: Sequence[BillLine], today: date) -> Iterator[Reason]:
    for line in lines:
        if local_day(line.at) > today:
            yield Reason(
                "ledger.transaction_in_future",
                f"交易{line.transaction_id}的日期{local_day(line.at)}晚于今天",
                f"transaction {line.transaction_id} is dated {local_day(line.at)}, after today",
                PAYMENT_RULES,
                (("transaction", line.transaction_id), ("line", str(line.line))),
            )


def _event(bill: Bill, payments: Sequence[PlannedPayment], known: int) -> BillImported:
    count: Counter[str] = Counter()
    sum_fen: Counter[str] = Counter()
    for payment in payments:
        what = _what(payment.outcome)
        count[what] += 1
        sum_fen[what] += payment.line.amount_fen
        if isinstance(payment.outcome, Matched) and MatchFlag.PAID_TWICE in payment.outcome.flags:
            count[MatchFlag.PAID_TWICE] += 1
    return BillImported(
        channel=bill.channel,
        file=bill.file,
        digest=bill.digest,
        matched=count["matched"],
        matched_fen=sum_fen["matched"],
        suspended=count["suspended"],
        suspended_fen=sum_fen["suspended"],
        other_income=count[OtherKind.OTHER_INCOME],
        other_income_fen=sum_fen[OtherKind.OTHER_INCOME],
        expenses=count[OtherKind.EXPENSE],
        expenses_fen=sum_fen[OtherKind.EXPENSE],
        neutral=count[OtherKind.NEUTRAL],
        unsettled=count[OtherKind.UNSETTLED],
        known=known,
        paid_twice=count[MatchFlag.PAID_TWICE],
    )


def _what(outcome: MatchOutcome) -> str:
    match outcome:
        case Matched():
            return "matched"
        case Suspended():
            return "suspended"
        case NotAFee(kind):
            return kind
