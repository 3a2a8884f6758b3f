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
    BANK,
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
    Refunded,
    Suspended,
    SuspenseReason,
)

PAYMENT_RULES: Final = Source("收款规则", "账单入账", standing=Standing.HOUSE)
WALLETS: Final[Mapping[Channel, str]] = {
    Channel.WECHAT: WECHAT_WALLET,
    Channel.ALIPAY: ALIPAY_WALLET,
    Channel.BANK: BANK,
}
"""The accounts of the default chart; a place names its own under ``ledger.channel_accounts`` (渠道科目)."""


@frozen
class ImportBill:
    """A request to book a statement; what cannot be matched is kept in this fund (账单导入申请).

    `account` is the account of the books whose statement it is, such as the second of two bank accounts;
    without one it is the account of the channel.
    """

    bill: Bill
    fund: str = SANITATION
    account: str | None = None


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
    account: str = ""
    refunds: int = 0
    refunds_fen: int = 0


@frozen
class KnownTransaction:
    """What was booked of a transaction before; `spent_from` is the fund it was spent from, if it was (已入账交易)."""

    direction: Direction
    amount_fen: int
    spent_from: str | None = None


@frozen
class ImportFacts:
    """What is known when a statement is booked (入账依据).

    `owed_fen` is what each dwelling owes, by fund; `account` is the account of the statement, and `money_accounts`
    are those of the books that hold money. What refunds refer to is among the `known`.
    """

    matcher: Matcher
    known: Mapping[str, KnownTransaction]
    owed_fen: Mapping[UUID, Mapping[str, int]]
    today: date
    held: Collection[Office]
    account: str
    money_accounts: Collection[str]


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

    Grounds, in this order: the office, the cashier, an account that holds no money, a transaction that
    stands twice, one that was booked differently before, one that lies in the future.
    """
    lines = request.bill.lines
    reasons = (
        *reasons_against_bookkeeper(facts.held, act=("导入账单", "import a statement")),
        *_reasons_of_account(facts),
        *_reasons_of_repetition(lines),
        *_reasons_of_change(lines, facts.known),
        *_reasons_of_future(lines, facts.today),
    )
    if reasons:
        return Refused(reasons)
    new = [line for line in lines if line.transaction_id not in facts.known]
    desk = _Desk(request, facts)
    payments = tuple(desk.plan(line) for line in sorted(new, key=_when))
    event = _event(request.bill, facts.account, payments, len(lines) - len(new))
    return Granted(BillPlan(payments, event))


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
        self._refunded = {line.refund_of for line in request.bill.lines if line.refund_of}
        self._spent_from = {
            transaction: before.spent_from
            for transaction, before in facts.known.items()
            if before.spent_from is not None
        }

    def plan(self, line: BillLine) -> PlannedPayment:
        """Decide one transaction and draft its entry."""
        match self._outcome(line):
            case Matched() as matched:
                return self._matched(line, matched)
            case Refunded() as refunded:
                return self._refund(line, refunded)
            case NotAFee(OtherKind.NEUTRAL | OtherKind.UNSETTLED) as unbooked:
                return PlannedPayment(line, unbooked, None)
            case NotAFee(OtherKind.EXPENSE) as expense:
                return self._expense(line, expense)
            case (Suspended() | NotAFee()) as waiting:
                return self._waiting(line, waiting)

    def _outcome(self, line: BillLine) -> MatchOutcome:
        # an app shows spending that was refunded in full as closed, although the money went out first
        went_out = line.direction is Direction.OUT and line.amount_fen > 0
        if went_out and not line.is_settled and line.transaction_id in self._refunded:
            return NotAFee(OtherKind.EXPENSE)
        return self._facts.matcher.match(line)

    def _expense(self, line: BillLine, expense: NotAFee) -> PlannedPayment:
        self._spent_from[line.transaction_id] = self._fund
        said = " ".join(filter(None, ("支出", line.counterparty, line.text)))
        debit = Posting(UNVOUCHED_SPENDING, self._fund, line.amount_fen)
        lines = (debit, self._wallet(line, -line.amount_fen, self._fund))
        return PlannedPayment(line, expense, self._draft(line, EntryKind.PAYMENT, said, lines))

    def _refund(self, line: BillLine, refunded: Refunded) -> PlannedPayment:
        fund = self._spent_from.get(refunded.original)
        if fund is None:
            return self._waiting(line, Suspended(SuspenseReason.REFUND_OF_UNKNOWN))
        said = " ".join(filter(None, ("支出退回", line.counterparty, line.text)))
        credit = Posting(UNVOUCHED_SPENDING, fund, -line.amount_fen, None, refunded.original)
        lines = (self._wallet(line, line.amount_fen, fund), credit)
        return PlannedPayment(line, refunded, self._draft(line, EntryKind.REFUND, said, lines))

    def _waiting(self, line: BillLine, waiting: Suspended | NotAFee) -> PlannedPayment:
        credit = Posting(SUSPENSE, self._fund, -line.amount_fen)
        lines = (self._wallet(line, line.amount_fen, self._fund), credit)
        return PlannedPayment(
            line, waiting, self._draft(line, EntryKind.RECEIPT, "收款待查", lines)
        )

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
        debits = debits_of(self._facts.account, payable, line.transaction_id)
        draft = self._draft(line, EntryKind.RECEIPT, f"收款 {label}", (*debits, *payable))
        return PlannedPayment(line, matched, draft)

    def _wallet(self, line: BillLine, amount_fen: int, fund: str) -> Posting:
        return Posting(self._facts.account, fund, amount_fen, None, line.transaction_id)

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


def _reasons_of_account(facts: ImportFacts) -> Iterator[Reason]:
    if facts.account not in facts.money_accounts:
        yield Reason(
            "ledger.account_holds_no_money",
            f"科目“{facts.account}”不是货币资金科目",
            f"account {facts.account!r} is none that holds money",
            PAYMENT_RULES,
            (("account", facts.account),),
        )


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
        now = line.direction, line.amount_fen
        if before is not None and (before.direction, before.amount_fen) != now:
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


def _event(
    bill: Bill, account: str, payments: Sequence[PlannedPayment], known: int
) -> BillImported:
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
        account=account,
        refunds=count[OtherKind.REFUND],
        refunds_fen=sum_fen[OtherKind.REFUND],
    )


def _what(outcome: MatchOutcome) -> str:
    match outcome:
        case Matched():
            return "matched"
        case Suspended():
            return "suspended"
        case Refunded():
            return OtherKind.REFUND
        case NotAFee(kind):
            return kind
