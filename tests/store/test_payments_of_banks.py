"""Statements of a bank, and refunds, in the database: once each, where they belong."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from gongtong.core.errors import RefusedError
from gongtong.ledger.exchange.bank_bills import bill_of
from gongtong.ledger.exchange.banks.assembling import read_bank_file
from gongtong.ledger.exchange.banks.mapping import BankColumns, BankMapping
from gongtong.ledger.exchange.bills import Bill, BillLine, Channel, Direction
from gongtong.ledger.payments.booking import ImportBill
from gongtong.ledger.payments.payments import PaymentState
from gongtong.testing.examples.payments import charge_everybody
from gongtong.testing.examples.people import BOOKKEEPER

if TYPE_CHECKING:
    from gongtong.ledger.payments.booking import BillImported
    from gongtong.testing.stage import Stage

MAPPING = BankMapping(
    "某银行", BankColumns("日期", amount="金额", counterparty="户名", text=("附言",))
)
STATEMENT = """\
日期,金额,户名,附言
2025-05-02,300.00,王芳,1-1-101卫生费
2025-05-02,300.00,王芳,1-1-101卫生费
2025-05-03,300.00,路人,转账
2025-05-04,-96.00,新民建材,灯泡
"""


def bank_bill(text: str = STATEMENT) -> Bill:
    (statement,) = read_bank_file(text.encode(), file="b.csv", mapping=MAPPING).statements
    return bill_of(statement)


def load(stage: Stage, bill: Bill, key: str, account: str | None = None) -> BillImported:
    with stage.work(BOOKKEEPER) as work:
        return work.ledger.payments.import_bill(ImportBill(bill, account=account), key=key)


def balances(stage: Stage) -> dict[str, int]:
    with stage.work(BOOKKEEPER) as work:
        lines = work.ledger.books.reports.trial_balance().lines
        assert work.ledger.books.reports.verify() == ()
    return {
        one.account.code: one.debit_fen - one.credit_fen
        for one in lines
        if one.account.code not in {"1001", "3101", "1122", "4301"}
    }


@pytest.fixture
def charged(place: Stage) -> Stage:
    """Four dwellings that owe 300 yuan each."""
    charge_everybody(place)
    return place


def test_a_banks_statement_is_booked_at_the_bank(charged: Stage) -> None:
    """Households through the matcher, spending until its papers come; two payments alike are two."""
    event = load(charged, bank_bill(), "a")
    assert (event.channel, event.account) == (Channel.BANK, "1002")
    assert (event.matched, event.suspended, event.expenses) == (2, 1, 1)
    assert balances(charged) == {"1002": 80_400, "1221": 9_600, "2203": -30_000, "2241": -30_000}


def test_the_same_statement_twice_changes_nothing(charged: Stage) -> None:
    """Although this bank gives its transactions no numbers; a longer file adds what is new."""
    load(charged, bank_bill(), "a")
    before = balances(charged)
    again = load(charged, bank_bill(), "b")
    assert (again.known, again.matched) == (4, 0)
    assert balances(charged) == before
    longer = load(charged, bank_bill(STATEMENT + "2025-05-06,0.01,某银行,结息\n"), "c")
    assert (longer.known, longer.other_income) == (4, 1)


def test_another_account_of_the_books_can_be_named(charged: Stage) -> None:
    """It must be one that holds money."""
    event = load(charged, bank_bill(), "a", account="1012.wechat")
    assert (event.account, balances(charged)["1012.wechat"]) == ("1012.wechat", 80_400)
    with pytest.raises(RefusedError) as caught:
        load(charged, bank_bill(STATEMENT + "2025-05-06,0.01,某银行,结息\n"), "b", account="1122")
    assert caught.value.codes == ("ledger.account_holds_no_money",)


def spent_and_returned(*, later: bool) -> tuple[BillLine, ...]:
    def line(number: str, day: int, kind: str, way: Direction, status: str, fen: int) -> BillLine:
        at = datetime(2025, 5, day, 1, 0, tzinfo=UTC)
        return BillLine(
            number, at, "新民建材", "", "灯泡", way, fen, status, kind, "a.csv", 9 + day
        )

    spent = line("88", 2, "日用百货", Direction.OUT, "交易成功", 9_600)
    back = line("88_1", 4, "退款", Direction.NEUTRAL, "退款成功", 1_600)
    return (back,) if later else (spent,)


def test_a_refund_in_a_later_statement_finds_the_spending(charged: Stage) -> None:
    """What is left unvouched is what was really spent; one without its spending waits."""
    bills = [
        Bill(Channel.ALIPAY, "a.csv", "0" * 64, spent_and_returned(later=one))
        for one in (False, True)
    ]
    load(charged, bills[0], "a")
    event = load(charged, bills[1], "b")
    assert (event.refunds, event.refunds_fen) == (1, 1_600)
    assert balances(charged) == {"1012.alipay": -8_000, "1221": 8_000}
    assert load(charged, bills[1], "c").known == 1
    with charged.work(BOOKKEEPER) as work:
        states = [one.state for one in work.ledger.payments.list_payments()]
    assert states == [PaymentState.EXPENSE, PaymentState.REFUNDED]


def test_days_of_a_bank_are_days_of_china(charged: Stage) -> None:
    """Entries take effect on the day that the bank states."""
    load(charged, bank_bill(), "a")
    with charged.work(BOOKKEEPER) as work:
        days = {entry.effective_on for entry in work.ledger.books.reports.entries()}
    assert {date(2025, 5, 2), date(2025, 5, 3), date(2025, 5, 4)} <= days
