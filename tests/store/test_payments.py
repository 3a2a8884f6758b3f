"""Statements in the database: every transaction once, from whatever file it comes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from gongtong.core.errors import RefusedError, UnknownReferenceError
from gongtong.ledger.exchange.bills import Bill, BillLine, Channel, Direction
from gongtong.ledger.payments.booking import ImportBill
from gongtong.ledger.payments.matching import MatchedBy, MatchFlag, OtherKind, SuspenseReason
from gongtong.ledger.payments.payments import PaymentState, SettledAs
from gongtong.ledger.payments.settling import SettleSuspense
from gongtong.testing.examples.payments import charge_everybody
from gongtong.testing.examples.people import BOOKKEEPER, CASHIER, HOMES, dwelling_id

if TYPE_CHECKING:
    from gongtong.ledger.payments.booking import BillImported
    from gongtong.testing.stage import Stage

DIGEST = "ab" * 32


def line(
    number: int,
    text: str,
    fen: int = 30_000,
    *,
    payer: str = "路人",
    way: Direction = Direction.IN,
    status: str = "已收钱",
) -> BillLine:
    at = datetime(2025, 5, 6, 1, 0, tzinfo=UTC)
    return BillLine(
        f"42{number:08}", at, payer, "", text, way, fen, status, "转账", "b.csv", number
    )


LINES = (
    line(18, "1-1-101卫生费", payer="王芳"),
    line(19, "1-1-101卫生费", payer="王芳"),
    line(20, "卫生费", payer="刘洋"),
    line(21, "转账"),
    line(22, "退款", 8_800),
    line(23, "路灯灯泡", 9_600, way=Direction.OUT),
    line(24, "提现", 50_000, way=Direction.NEUTRAL),
    line(25, "2-1-102卫生费", status="等待付款"),
)


def load(
    stage: Stage, *lines: BillLine, key: str, channel: Channel = Channel.WECHAT
) -> BillImported:
    bill = Bill(channel, "b.csv", DIGEST, lines)
    with stage.work(BOOKKEEPER) as work:
        return work.ledger.payments.import_bill(ImportBill(bill), key=key)


def balances(stage: Stage) -> dict[str, int]:
    with stage.work(BOOKKEEPER) as work:
        lines = work.ledger.books.reports.trial_balance().lines
        assert work.ledger.books.reports.verify() == ()
    # the cash box and the net assets are as the books were opened
    return {
        one.account.code: one.debit_fen - one.credit_fen
        for one in lines
        if one.account.code not in {"1001", "3101"}
    }


@pytest.fixture
def charged(place: Stage) -> Stage:
    """Four dwellings that owe 300 yuan each."""
    charge_everybody(place)
    return place


BOOKED = {
    "1012.wechat": 119_200,
    "1122": 60_000,
    "1221": 9_600,
    "2203": -30_000,
    "2241": -38_800,
    "4301": -120_000,
}


def test_a_statement_is_booked_where_it_belongs(charged: Stage) -> None:
    """Charges, an advance, suspense and spending; the wallet holds what came in less what went out."""
    event = load(charged, *LINES, key="a")
    assert (event.matched, event.suspended, event.other_income, event.expenses) == (3, 1, 1, 1)
    assert (event.neutral, event.unsettled, event.known, event.paid_twice) == (1, 1, 0, 1)
    assert balances(charged) == BOOKED


def test_importing_twice_books_nothing_twice(charged: Stage) -> None:
    """Under another key every transaction is known; under the same key the first answer comes back."""
    first = load(charged, *LINES, key="a")
    again = load(charged, *LINES, key="b")
    assert (again.matched, again.suspended, again.expenses, again.neutral) == (0, 0, 0, 0)
    assert (again.known, again.unsettled) == (7, 1)
    assert load(charged, *LINES, key="a") == first
    assert balances(charged) == BOOKED


def test_overlapping_statements_book_the_difference(charged: Stage) -> None:
    """January to March and then March to June share what lies in March."""
    load(charged, *LINES[:4], key="a")
    event = load(charged, *LINES[2:], key="b")
    assert event.known == 2
    assert balances(charged) == BOOKED


def test_a_transaction_under_way_is_booked_when_it_has_come(charged: Stage) -> None:
    """The later statement shows the same number with the money."""
    load(charged, *LINES, key="a")
    event = load(charged, line(25, "2-1-102卫生费"), key="b")
    assert (event.matched, event.known) == (1, 0)
    assert balances(charged)["1122"] == 30_000


def test_the_same_number_in_the_other_app_is_another_transaction(charged: Stage) -> None:
    """Each app counts for itself."""
    load(charged, LINES[0], key="a")
    event = load(charged, LINES[0], key="b", channel=Channel.ALIPAY)
    assert (event.matched, event.known, event.paid_twice) == (1, 0, 1)
    assert balances(charged)["1012.alipay"] == 30_000


def test_two_payments_of_the_same_moment_are_two(charged: Stage) -> None:
    """Same payer, same words, same second, same amount: the numbers differ."""
    one = line(30, "1-1-102", payer="李伟", fen=15_000)
    event = load(charged, one, evolve(one, transaction_id="4200000031"), key="a")
    assert (event.matched, event.matched_fen) == (2, 30_000)


def test_a_statement_that_was_changed_is_refused_whole(charged: Stage) -> None:
    """Not even its new transactions are booked."""
    load(charged, LINES[0], key="a")
    before = balances(charged)
    with pytest.raises(RefusedError) as caught:
        load(charged, evolve(LINES[0], amount_fen=29_999), LINES[2], key="b")
    assert caught.value.codes == ("ledger.transaction_changed",)
    assert balances(charged) == before


def test_the_cashier_imports_nothing(charged: Stage) -> None:
    """Whoever keeps the money does not book what came in (会计法 第35条)."""
    bill = ImportBill(Bill(Channel.WECHAT, "b.csv", DIGEST, LINES))
    with charged.work(CASHIER) as work, pytest.raises(RefusedError) as caught:
        work.ledger.payments.import_bill(bill, key="a")
    assert caught.value.codes == ("ledger.office_required", "segregation_of_duties")


def test_every_transaction_is_listed_with_what_became_of_it(charged: Stage) -> None:
    """In the order of time; what never went through is not there."""
    load(charged, *LINES, key="a")
    first = dwelling_id(charged)
    with charged.work(BOOKKEEPER) as work:
        payments = work.ledger.payments.list_payments()
        home = work.ledger.payments.list_payments(dwelling_id=first)
    assert [(one.line, one.state, one.other) for one in payments] == [
        (18, PaymentState.MATCHED, None),
        (19, PaymentState.MATCHED, None),
        (20, PaymentState.MATCHED, None),
        (21, PaymentState.IN_SUSPENSE, None),
        (22, PaymentState.IN_SUSPENSE, OtherKind.OTHER_INCOME),
        (23, PaymentState.EXPENSE, OtherKind.EXPENSE),
        (24, PaymentState.NOT_BOOKED, OtherKind.NEUTRAL),
    ]
    assert [one.flags for one in home] == [(), (MatchFlag.PAID_TWICE,)]
    assert [one.matched_by for one in payments[:3]] == [
        MatchedBy.WHOLE_LABEL,
        MatchedBy.WHOLE_LABEL,
        MatchedBy.OWNER_NAME,
    ]
    assert payments[0].at == LINES[0].at
    assert (payments[0].payer, payments[0].text) == ("王芳", "1-1-101卫生费")
    assert (payments[5].entry_id is None, payments[6].entry_id is None) == (False, True)


def test_suspense_is_listed_with_whom_it_may_be_for(charged: Stage) -> None:
    """陈静 wrote nothing; a dwelling of hers is where to look."""
    load(charged, line(40, "转账", payer="陈静"), line(41, "1-1-103"), key="a")
    with charged.work(BOOKKEEPER) as work:
        found = work.ledger.payments.list_suspense()
    assert [(one.suspended_for, one.candidates) for one in found] == [
        (SuspenseReason.NO_FEE_WORD, (dwelling_id(charged, 3),)),
        (SuspenseReason.UNKNOWN_DWELLING, ()),
    ]


def settling(charged: Stage, settled_as: SettledAs = SettledAs.DWELLING) -> SettleSuspense:
    home = dwelling_id(charged, 3) if settled_as is SettledAs.DWELLING else None
    return SettleSuspense(Channel.WECHAT, "4200000021", settled_as, "电话核实", home)


def test_suspense_is_settled_once_with_a_trail(charged: Stage) -> None:
    """The dwelling is credited; who, when, why and by which entry is kept; a second time is refused."""
    load(charged, *LINES, key="a")
    request = settling(charged)
    with charged.work(BOOKKEEPER) as work:
        event = work.ledger.payments.settle_suspense(request, key="s")
        (payment,) = work.ledger.payments.list_payments(dwelling_id=request.dwelling_id)
        arrears = {str(one.label) for one in work.ledger.fees.list_arrears()}
    assert (event.amount_fen, event.settled_by, event.reason) == (30_000, BOOKKEEPER, "电话核实")
    assert payment.state is PaymentState.SETTLED
    assert payment.settlement is not None
    assert payment.settlement.settled_by == BOOKKEEPER
    assert payment.settlement.entry_id == event.entry_id
    assert payment.settlement.settled_at == datetime(2025, 6, 10, 1, 0, tzinfo=UTC)
    assert arrears == {"1-1-102"}
    assert balances(charged) == BOOKED | {"1122": 30_000, "2241": -8_800}
    with charged.work(BOOKKEEPER) as work, pytest.raises(RefusedError) as caught:
        work.ledger.payments.settle_suspense(request, key="t")
    assert caught.value.codes == ("ledger.payment_not_in_suspense",)


@pytest.mark.parametrize(
    ("settled_as", "changed"),
    [
        (SettledAs.OTHER_INCOME, {"2241": -8_800, "4901": -30_000}),
        (SettledAs.REFUND, {"2241": -8_800, "1221": -20_400}),
    ],
)
def test_money_of_no_dwelling_leaves_suspense(
    charged: Stage, settled_as: SettledAs, changed: dict[str, int]
) -> None:
    """Kept as income; or sent back, which the wallet's own statement shows as spending."""
    load(charged, *LINES, key="a")
    request = settling(charged, settled_as)
    with charged.work(BOOKKEEPER) as work:
        work.ledger.payments.settle_suspense(request, key="s")
    assert balances(charged) == BOOKED | changed


def test_a_transaction_that_was_never_booked_cannot_be_settled(charged: Stage) -> None:
    """Nor can one of the other app."""
    load(charged, *LINES, key="a")
    request = evolve(settling(charged), channel=Channel.ALIPAY)
    with charged.work(BOOKKEEPER) as work, pytest.raises(UnknownReferenceError):
        work.ledger.payments.settle_suspense(request, key="s")


def test_a_large_statement_is_booked_whole(charged: Stage) -> None:
    """More transactions than one statement of SQL names at a time."""
    lines = [line(number, str(HOMES[1].label), fen=100) for number in range(100, 1000)]
    assert load(charged, *lines, key="a").matched == 900
    again = load(charged, *lines, line(1000, "1-1-102", fen=100), key="b")
    assert (again.known, again.matched) == (900, 1)
    assert balances(charged)["2203"] == -60_100
