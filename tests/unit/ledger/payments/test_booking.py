"""Booking a statement: what each transaction becomes, and every ground against a statement."""

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import CASHIER_KEEPS_NO_BOOKS, Office
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.ledger.books.entries import DocumentRef, Draft, EntryKind, Posting
from gongtong.ledger.exchange.bills import Bill, BillLine, Channel, Direction
from gongtong.ledger.payments.booking import (
    PAYMENT_RULES,
    BillImported,
    BillPlan,
    ImportBill,
    ImportFacts,
    KnownTransaction,
    credits_to_dwelling,
    debits_of,
    rule_on_bill,
    split_payment,
)
from gongtong.ledger.payments.matching import Matched, Matcher, MatchFlag, Suspended, SuspenseReason
from gongtong.ledger.sources import BOOKS_RULES

Home = Callable[[str], UUID]
DIGEST = "0" * 64


def line(
    number: int, text: str, amount_fen: int = 30_000, *, way: Direction = Direction.IN, day: int = 4
) -> BillLine:
    # 16:30 in UTC is the next day in Shanghai
    at = datetime(2025, 1, day, 16, 30, tzinfo=UTC)
    return BillLine(
        str(number), at, "路人", "", text, way, amount_fen, "已收钱", "转账", "b.csv", number
    )


def bill(*lines: BillLine, channel: Channel = Channel.WECHAT) -> ImportBill:
    return ImportBill(Bill(channel, "b.csv", DIGEST, lines))


@pytest.fixture
def facts(matcher: Matcher) -> Callable[..., ImportFacts]:
    """Nothing booked before; each dwelling owes what the test says."""

    def make(
        owed_fen: Mapping[UUID, Mapping[str, int]] | None = None,
        known: Mapping[str, KnownTransaction] | None = None,
        held: Collection[Office] = (Office.KEEPER_OF_BOOKS,),
        account: str = "1012.wechat",
    ) -> ImportFacts:
        return ImportFacts(
            matcher,
            known or {},
            owed_fen or {},
            date(2025, 1, 31),
            held,
            account,
            {"1002", "1012.wechat", "1012.alipay"},
        )

    return make


def planned(request: ImportBill, known: ImportFacts) -> BillPlan:
    ruling = rule_on_bill(request, known)
    assert isinstance(ruling, Granted), ruling
    return ruling.event


def reasons(request: ImportBill, known: ImportFacts) -> tuple[Reason, ...]:
    ruling = rule_on_bill(request, known)
    assert isinstance(ruling, Refused)
    return ruling.reasons


@pytest.mark.parametrize(
    ("amount_fen", "owed_fen", "settled", "advance"),
    [
        (30_000, {}, {}, {"s": 30_000}),
        (29_999, {"s": 30_000}, {"s": 29_999}, {}),
        (30_000, {"s": 30_000}, {"s": 30_000}, {}),
        (30_001, {"s": 30_000}, {"s": 30_000}, {"s": 1}),
        (30_000, {"s": 20_000, "p": 5_000}, {"p": 5_000, "s": 20_000}, {"s": 5_000}),
        (4_000, {"s": 20_000, "p": 5_000}, {"p": 4_000}, {}),
        (100, {"s": 0}, {}, {"s": 100}),
    ],
)
def test_a_payment_settles_what_is_owed_and_the_rest_is_an_advance(
    amount_fen: int, owed_fen: dict[str, int], settled: dict[str, int], advance: dict[str, int]
) -> None:
    """Not one fen is lost between the two."""
    assert split_payment(amount_fen, owed_fen, advance_fund="s") == (settled, advance)


def test_credits_and_debits_balance_in_each_fund() -> None:
    """A payment that settles charges of two funds puts money into both."""
    who = UUID(int=1)
    credited = credits_to_dwelling(who, 30_000, {"a": 10_000, "b": 5_000}, advance_fund="a")
    assert credited == (
        Posting("1122", "a", -10_000, who),
        Posting("1122", "b", -5_000, who),
        Posting("2203", "a", -15_000, who),
    )
    assert debits_of("1001", credited, "7") == (
        Posting("1001", "a", 25_000, None, "7"),
        Posting("1001", "b", 5_000, None, "7"),
    )


def test_a_matched_payment_is_a_receipt(facts: Callable[..., ImportFacts], home: Home) -> None:
    """Debit the wallet, credit the dwelling; dated on the day in Shanghai; the statement is its paper."""
    who = home("3-2-502")
    plan = planned(bill(line(1, "3-2-502", 40_000)), facts({who: {"sanitation": 30_000}}))
    assert [payment.draft for payment in plan.payments] == [
        Draft(
            EntryKind.RECEIPT,
            date(2025, 1, 5),
            "微信支付收款 3-2-502",
            (
                Posting("1012.wechat", "sanitation", 40_000, None, "1"),
                Posting("1122", "sanitation", -30_000, who),
                Posting("2203", "sanitation", -10_000, who),
            ),
            (DocumentRef("b.csv", DIGEST),),
        )
    ]


def test_money_that_waits_is_owed_to_nobody_yet(facts: Callable[..., ImportFacts]) -> None:
    """Suspense takes what cannot be matched, and other income too."""
    request = bill(line(1, "转账"), line(2, "退款", 8_800), channel=Channel.ALIPAY)
    plan = planned(request, facts(account="1012.alipay"))
    drafts = [payment.draft for payment in plan.payments]
    assert [(d.kind, d.narration, d.postings) for d in drafts if d is not None] == [
        (
            EntryKind.RECEIPT,
            "支付宝收款待查",
            (
                Posting("1012.alipay", "sanitation", fen, None, number),
                Posting("2241", "sanitation", -fen),
            ),
        )
        for number, fen in (("1", 30_000), ("2", 8_800))
    ]


def test_spending_waits_for_its_papers(facts: Callable[..., ImportFacts]) -> None:
    """It is booked where unvouched spending stands until a spending claims it."""
    plan = planned(bill(line(1, "路灯灯泡", 9_600, way=Direction.OUT)), facts())
    (payment,) = plan.payments
    assert payment.draft is not None
    assert payment.draft.kind is EntryKind.PAYMENT
    assert payment.draft.narration == "微信支付支出 路人 路灯灯泡"
    assert payment.draft.postings == (
        Posting("1221", "sanitation", 9_600),
        Posting("1012.wechat", "sanitation", -9_600, None, "1"),
    )


def test_what_moves_no_money_of_the_place_is_not_booked(facts: Callable[..., ImportFacts]) -> None:
    """Neutral moves and transactions that never went through have no entry."""
    void = evolve(line(2, "3-2-502"), status="交易关闭")
    plan = planned(bill(line(1, "提现", way=Direction.NEUTRAL), void), facts())
    assert [payment.draft for payment in plan.payments] == [None, None]
    assert (plan.event.neutral, plan.event.unsettled) == (1, 1)


@pytest.mark.parametrize(
    ("owed_fen", "amounts_fen", "twice"),
    [
        (30_000, (30_000,), [False]),
        (30_000, (30_000, 30_000), [False, True]),
        (30_000, (15_000, 15_000), [False, False]),
        (30_000, (15_000, 30_000), [False, False]),
        (0, (30_000,), [True]),
        (0, (29_999,), [False]),
        (0, (60_000,), [False]),
    ],
)
def test_the_fee_paid_twice_is_booked_and_flagged(
    facts: Callable[..., ImportFacts],
    home: Home,
    owed_fen: int,
    amounts_fen: tuple[int, ...],
    twice: list[bool],
) -> None:
    """The whole fee when nothing is owed: it is an advance, and somebody should ask."""
    lines = [line(number, "3-2-502", fen) for number, fen in enumerate(amounts_fen, start=1)]
    plan = planned(bill(*lines), facts({home("3-2-502"): {"sanitation": owed_fen}}))
    flagged = [
        isinstance(one.outcome, Matched) and MatchFlag.PAID_TWICE in one.outcome.flags
        for one in plan.payments
    ]
    assert flagged == twice
    assert plan.event.paid_twice == sum(twice)


def test_transactions_are_booked_in_the_order_of_time(facts: Callable[..., ImportFacts]) -> None:
    """Two of the same moment keep the order of the file."""
    lines = (line(3, "c", day=6), line(1, "a", day=5), line(2, "b", day=5))
    plan = planned(bill(*lines), facts())
    assert [payment.line.transaction_id for payment in plan.payments] == ["1", "2", "3"]


def test_the_event_counts_what_there_was(facts: Callable[..., ImportFacts], home: Home) -> None:
    """Every line of the statement is in exactly one count."""
    lines = (
        line(1, "3-2-502"),
        line(2, "3-2-502"),
        line(3, "转账"),
        line(4, "退款", 8_800),
        line(5, "灯泡", 9_600, way=Direction.OUT),
        line(6, "提现", way=Direction.NEUTRAL),
        evolve(line(7, "3-2-502"), status="交易关闭"),
        line(8, "3-2-502"),
    )
    known = {"8": KnownTransaction(Direction.IN, 30_000)}
    plan = planned(bill(*lines), facts({home("3-2-502"): {"sanitation": 30_000}}, known))
    assert plan.event == BillImported(
        channel=Channel.WECHAT,
        file="b.csv",
        digest=DIGEST,
        matched=2,
        matched_fen=60_000,
        suspended=1,
        suspended_fen=30_000,
        other_income=1,
        other_income_fen=8_800,
        expenses=1,
        expenses_fen=9_600,
        neutral=1,
        unsettled=1,
        known=1,
        paid_twice=1,
        account="1012.wechat",
    )


def test_every_ground_is_named_in_order(facts: Callable[..., ImportFacts]) -> None:
    """An account that holds no money; repeated, booked differently before, and dated after today."""
    known = {
        "1": KnownTransaction(Direction.IN, 29_999),
        "2": KnownTransaction(Direction.OUT, 30_000),
        "3": KnownTransaction(Direction.IN, 30_000),
    }
    future = evolve(line(9, "a"), at=datetime(2025, 1, 31, 16, 0, tzinfo=UTC))
    request = bill(line(1, "a"), line(2, "a"), line(3, "a"), line(5, "a"), line(5, "a"), future)
    found = reasons(request, facts(known=known, held=(Office.KEEPER_OF_MONEY,), account="1122"))
    assert [(one.code, one.source) for one in found] == [
        ("ledger.office_required", BOOKS_RULES),
        ("segregation_of_duties", CASHIER_KEEPS_NO_BOOKS),
        ("ledger.account_holds_no_money", PAYMENT_RULES),
        ("ledger.transaction_repeated", PAYMENT_RULES),
        ("ledger.transaction_changed", PAYMENT_RULES),
        ("ledger.transaction_changed", PAYMENT_RULES),
        ("ledger.transaction_in_future", PAYMENT_RULES),
    ]


def test_the_last_moment_of_today_is_not_the_future(facts: Callable[..., ImportFacts]) -> None:
    """Today is the day in Shanghai."""
    last = evolve(line(1, "a"), at=datetime(2025, 1, 31, 15, 59, 59, tzinfo=UTC))
    assert (
        planned(bill(last), facts()).event.suspended
        + planned(bill(last), facts()).event.other_income
        == 1
    )


def refund(number: str, fen: int, *, day: int = 6) -> BillLine:
    back = line(0, "退款-灯泡", fen, way=Direction.NEUTRAL, day=day)
    return evolve(back, transaction_id=number, kind="退款", status="退款成功")


def spent(number: int, fen: int, status: str = "交易成功") -> BillLine:
    return evolve(line(number, "灯泡", fen, way=Direction.OUT), status=status)


def postings(plan: BillPlan) -> list[tuple[EntryKind, tuple[Posting, ...]]]:
    drafts = [payment.draft for payment in plan.payments]
    return [(draft.kind, draft.postings) for draft in drafts if draft is not None]


def test_a_refund_clears_the_spending_it_refunds(facts: Callable[..., ImportFacts]) -> None:
    """A part of it, in the fund that paid; the app counts it as neither income nor spending."""
    plan = planned(bill(spent(1, 9_600), refund("1_a", 1_600)), facts())
    assert postings(plan)[1] == (
        EntryKind.REFUND,
        (
            Posting("1012.wechat", "sanitation", 1_600, None, "1_a"),
            Posting("1221", "sanitation", -1_600, None, "1"),
        ),
    )
    assert (plan.event.expenses_fen, plan.event.refunds, plan.event.refunds_fen) == (
        9_600,
        1,
        1_600,
    )
    assert plan.event.neutral == 0


def test_several_refunds_of_one_spending_are_each_booked(facts: Callable[..., ImportFacts]) -> None:
    """Each has a number of its own behind that of the spending."""
    plan = planned(bill(spent(1, 9_600), refund("1_a", 1_600), refund("1_b", 8_000)), facts())
    assert (plan.event.refunds, plan.event.refunds_fen) == (2, 9_600)


def test_spending_that_was_refunded_in_full_is_booked_although_it_shows_as_closed(
    facts: Callable[..., ImportFacts],
) -> None:
    """The money went out on one day and came back on another; what never went out has no refund."""
    plan = planned(bill(spent(1, 9_600, "交易关闭"), refund("1_a", 9_600)), facts())
    assert [kind for kind, _ in postings(plan)] == [EntryKind.PAYMENT, EntryKind.REFUND]
    assert sum(posting.amount_fen for _, lines in postings(plan) for posting in lines[:1]) == 19_200
    plan = planned(bill(spent(1, 9_600, "交易关闭")), facts())
    assert (postings(plan), plan.event.unsettled) == ([], 1)


def test_a_refund_of_spending_booked_before_goes_to_the_fund_that_paid(
    facts: Callable[..., ImportFacts],
) -> None:
    """Whatever fund the statement is imported for."""
    known = {"1": KnownTransaction(Direction.OUT, 9_600, "common-income")}
    plan = planned(bill(refund("1_a", 1_600)), facts(known=known))
    assert [posting.fund for _, lines in postings(plan) for posting in lines] == [
        "common-income",
        "common-income",
    ]


@pytest.mark.parametrize("known", [None, {"1": KnownTransaction(Direction.IN, 9_600)}])
def test_a_refund_of_spending_that_was_not_booked_waits(
    facts: Callable[..., ImportFacts], known: Mapping[str, KnownTransaction] | None
) -> None:
    """Where it belongs is for a person to say; so does one that names no spending."""
    plan = planned(bill(refund("1_a", 1_600), refund("77", 500)), facts(known=known))
    assert [lines[1].account for _, lines in postings(plan)] == ["2241", "2241"]
    assert [payment.outcome for payment in plan.payments] == [
        Suspended(SuspenseReason.REFUND_OF_UNKNOWN)
    ] * 2
    assert (plan.event.suspended, plan.event.refunds) == (2, 0)


def test_the_account_of_the_statement_takes_the_money(facts: Callable[..., ImportFacts]) -> None:
    """A bank's statement is booked at the bank; the event says where."""
    request = bill(
        line(1, "3-2-502"), line(2, "灯泡", 9_600, way=Direction.OUT), channel=Channel.BANK
    )
    plan = planned(request, facts(account="1002"))
    assert [lines[0].account for _, lines in postings(plan)] == ["1002", "1221"]
    assert plan.event.account == "1002"
    assert [payment.draft.narration for payment in plan.payments if payment.draft is not None] == [
        "银行收款 3-2-502",
        "银行支出 路人 灯泡",
    ]
