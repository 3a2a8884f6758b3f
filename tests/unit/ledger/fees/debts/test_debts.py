"""A dwelling's debt on any day, line by line, is what its account says."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from gongtong.ledger.books.entries import EntryKind
from gongtong.ledger.fees.debts.debts import SettledPart, debt_at, late_charges_on
from gongtong.ledger.fees.debts.late_codes import late_code

if TYPE_CHECKING:
    from gongtong.testing.debt_histories import DebtHistory


def test_each_line_says_what_settled_it_and_what_is_open(history: DebtHistory) -> None:
    """300 yuan, 100 paid in May: 200 open, with both vouchers and days in the explanation."""
    fee = history.charge(30_000, "2026-01-01", "2026-03-31")
    history.pay(10_000, "2026-05-06", (fee, 10_000))
    debt = debt_at(history.facts, date(2026, 6, 1))
    (line,) = debt.lines
    assert line.settled == (SettledPart("2026-0002", EntryKind.RECEIPT, date(2026, 5, 6), 10_000),)
    assert (line.voucher, line.open_fen, line.overdue_days) == ("2026-0001", 20_000, 62)
    assert line.explanation_zh == (
        "卫生服务费300.00元（每户）；2026-03-31到期；2026-05-06由凭证2026-0002收款100.00元；尚欠200.00元"
    )


@pytest.mark.parametrize(
    ("day", "open_fen", "balance_fen"),
    [
        ("2025-12-31", 0, 0),
        ("2026-01-01", 30_000, 30_000),
        ("2026-05-05", 30_000, 30_000),
        ("2026-05-06", 20_000, 20_000),
        ("2026-06-30", 20_000, 20_000),
        ("2026-07-01", 30_000, 30_000),
    ],
)
def test_a_reversed_payment_opens_the_charge_again_from_its_day(
    history: DebtHistory, day: str, open_fen: int, balance_fen: int
) -> None:
    """The day before, on, and after each event; nothing else stands on the account."""
    fee = history.charge(30_000, "2026-01-01")
    payment = history.pay(10_000, "2026-05-06", (fee, 10_000))
    history.reverse(payment, "2026-07-01")
    debt = debt_at(history.facts, date.fromisoformat(day))
    assert (debt.open_fen, debt.balance_fen, debt.others) == (open_fen, balance_fen, ())


def test_a_reversed_charge_leaves_its_money_free(history: DebtHistory) -> None:
    """The dwelling owes nothing and 100 yuan of its own lie on the account."""
    fee = history.charge(30_000, "2026-01-01")
    history.pay(10_000, "2026-05-06", (fee, 10_000))
    history.reverse(fee.entry_id, "2026-07-01")
    debt = debt_at(history.facts, date(2026, 7, 1))
    assert (debt.lines, debt.balance_fen) == ((), -10_000)
    assert [other.explanation_zh for other in debt.others] == [
        "凭证2026-0002：摘要，未核销100.00元"
    ]


def test_an_entry_by_hand_is_a_line_of_its_own(history: DebtHistory) -> None:
    """An old debt of 50 yuan brought forward stands beside the charges."""
    history.by_hand(5_000, "2026-01-01")
    history.charge(30_000, "2026-01-01")
    debt = debt_at(history.facts, date(2026, 1, 1))
    assert (debt.open_fen, debt.other_fen, debt.balance_fen) == (30_000, 5_000, 35_000)
    assert debt.others[0].explanation_zh == "凭证2026-0001：摘要，应收50.00元"


def test_money_that_came_before_its_charge_waits_for_it(history: DebtHistory) -> None:
    """Paid in March for a charge of May: free until then, settled from that day."""
    fee = history.charge(30_000, "2026-05-01")
    history.pay(30_000, "2026-03-01", (fee, 30_000))
    assert debt_at(history.facts, date(2026, 4, 30)).other_fen == -30_000
    debt = debt_at(history.facts, date(2026, 5, 1))
    assert (debt.open_fen, debt.other_fen) == (0, 0)
    assert debt.lines[0].explanation_zh.endswith("；已结清")


def test_credits_are_what_was_paid_ahead(history: DebtHistory) -> None:
    """Two advances add up; before them there was none."""
    history.advance(10_000, "2026-02-01")
    history.advance(5_000, "2026-03-01")
    assert debt_at(history.facts, date(2026, 1, 31)).credits == ()
    assert [one.amount_fen for one in debt_at(history.facts, date(2026, 3, 1)).credits] == [15_000]


@pytest.mark.parametrize(
    ("day", "overdue"), [("2026-03-30", 0), ("2026-03-31", 0), ("2026-04-01", 1)]
)
def test_a_line_is_overdue_from_the_day_after_its_due_day(
    history: DebtHistory, day: str, overdue: int
) -> None:
    """On the due day itself nobody is late."""
    history.charge(30_000, "2026-01-01", "2026-03-31")
    debt = debt_at(history.facts, date.fromisoformat(day))
    assert debt.lines[0].overdue_days == overdue
    assert len(debt.due_lines) == (1 if overdue else 0)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (EntryKind.CREDIT_NOTE, "减额50.00元"),
        (EntryKind.WAIVER, "减免50.00元"),
        (EntryKind.REASSIGNMENT, "转入50.00元"),
        (EntryKind.DISTRIBUTION, "抵扣50.00元"),
        (EntryKind.RECEIPT, "收款50.00元"),
    ],
)
def test_an_explanation_says_how_a_part_was_settled(
    history: DebtHistory, kind: EntryKind, said: str
) -> None:
    """A waiver is not called a payment."""
    fee = history.charge(30_000, "2026-01-01")
    history.pay(5_000, "2026-02-01", (fee, 5_000), kind=kind)
    assert said in debt_at(history.facts, date(2026, 2, 1)).lines[0].explanation_zh


def test_money_that_was_taken_back_is_said_to_have_gone(history: DebtHistory) -> None:
    """A negative part opens the charge again and reads as money moved away."""
    fee = history.charge(30_000, "2026-01-01")
    history.pay(5_000, "2026-02-01", (fee, 5_000))
    history.pay(-5_000, "2026-03-01", (fee, -5_000), kind=EntryKind.REASSIGNMENT)
    debt = debt_at(history.facts, date(2026, 3, 1))
    assert (debt.open_fen, debt.other_fen) == (30_000, 0)
    assert "2026-03-01由凭证2026-0003转出50.00元" in debt.lines[0].explanation_zh


def test_what_accrued_on_a_charge_is_named_beside_it(history: DebtHistory) -> None:
    """It is not part of what the books say is open."""
    fee = history.charge(30_000, "2026-01-01")
    debt = debt_at(history.facts, date(2026, 6, 1), late_fen=[(fee.id, 123)])
    assert (debt.late_fen, debt.open_fen) == (123, 30_000)
    assert debt.lines[0].explanation_zh.endswith("另有未入账违约金1.23元")


def test_late_charges_are_found_by_their_principal(history: DebtHistory) -> None:
    """Other charges of the dwelling are not among them."""
    fee = history.charge(30_000, "2026-01-01")
    late = history.charge(100, "2026-06-01", code=late_code(fee.id))
    assert late_charges_on(history.facts, fee.id) == (late,)


def test_a_booked_charge_has_an_id(history: DebtHistory) -> None:
    """One that was only previewed cannot be settled."""
    fee = history.charge(30_000, "2026-01-01")
    with pytest.raises(ValueError, match="has an id"):
        _ = evolve(fee, charge=evolve(fee.charge, id=None)).id
