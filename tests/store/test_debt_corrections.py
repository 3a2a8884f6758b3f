"""Corrections in the database: what is lowered, forgiven or paid back, and by whose hands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from gongtong.core.errors import RefusedError, UnknownReferenceError
from gongtong.core.periods import year_span
from gongtong.ledger.books.chart import (
    CASH,
    FEE_INCOME,
    OTHER_INCOME,
    RECEIVABLE,
    SANITATION,
    WAIVED,
    WECHAT_WALLET,
)
from gongtong.ledger.books.entries import DocumentRef, Draft, EntryKind, Posting
from gongtong.ledger.books.reversals import ReverseEntry
from gongtong.ledger.fees.assessing import AssessFees
from gongtong.ledger.fees.debts.advances import ApplyAdvance
from gongtong.ledger.fees.debts.correcting.approving import (
    BookRefund,
    CorrectionMoved,
    DecideCorrection,
    PayRefund,
)
from gongtong.ledger.fees.debts.correcting.asking import CreditCharge, RefundCredit, WaiveCharge
from gongtong.ledger.fees.debts.corrections import CorrectionState
from gongtong.ledger.fees.debts.depositing.deposits import MoveDeposit
from gongtong.testing.examples.debts import PAPER, charge_id
from gongtong.testing.examples.payments import book_statement, charge_everybody
from gongtong.testing.examples.people import BOOKKEEPER, CASHIER, CHAIR, dwelling_id

if TYPE_CHECKING:
    from gongtong.ledger.fees.debts.debts import Debt
    from gongtong.testing.stage import Stage

TODAY = date(2025, 6, 10)


def debt(stage: Stage, number: int = 0, on: date = TODAY) -> Debt:
    home = dwelling_id(stage, number)
    with stage.work(BOOKKEEPER) as work:
        return work.ledger.fees.debts.debt_of(home, on=on)


def correct(stage: Stage, request: CreditCharge | WaiveCharge, key: str = "ask") -> CorrectionMoved:
    """Ask as the keeper of the books, approve as the chair."""
    with stage.work(BOOKKEEPER) as work:
        desk = work.ledger.fees.debts.correcting
        if isinstance(request, CreditCharge):
            asked = desk.credit_charge(request, key=key)
        else:
            asked = desk.waive_charge(request, key=key)
    with stage.work(CHAIR) as work:
        decision = DecideCorrection(asked.correction.id)
        return work.ledger.fees.debts.correcting.decide(decision, key=f"{key}/yes")


def balances(stage: Stage) -> dict[str, int]:
    with stage.work(BOOKKEEPER) as work:
        reports = work.ledger.books.reports
        assert reports.verify() == ()
        return {held.account: held.amount_fen for held in reports.balances_at(TODAY)}


def test_a_credit_note_lowers_what_is_open(place: Stage) -> None:
    """100 yuan off a fee that nobody paid: 200 are open, and income is less."""
    charge_everybody(place)
    moved = correct(place, CreditCharge(charge_id(place), 10_000, "面积登记有误", PAPER))
    assert (moved.settled_fen, moved.credited_fen) == (10_000, 0)
    (line,) = debt(place).lines
    assert (line.open_fen, [part.kind for part in line.settled]) == (
        20_000,
        [EntryKind.CREDIT_NOTE],
    )
    assert balances(place)[FEE_INCOME] == -110_000


def test_what_was_paid_of_a_credit_note_is_credit_of_the_dwelling(place: Stage) -> None:
    """The fee was paid: 100 yuan lie on the dwelling's advances, and at most 200 more may follow."""
    book_statement(place)
    correct(place, CreditCharge(charge_id(place), 10_000, "面积登记有误", PAPER))
    assert (debt(place).open_fen, [one.amount_fen for one in debt(place).credits]) == (0, [10_000])
    more = CreditCharge(charge_id(place), 20_001, "再次更正", PAPER)
    with place.work(BOOKKEEPER) as work, pytest.raises(RefusedError) as caught:
        work.ledger.fees.debts.correcting.credit_charge(more, key="more")
    assert caught.value.codes == ("ledger.correction_too_large",)
    correct(place, CreditCharge(charge_id(place), 20_000, "再次更正", PAPER), key="rest")
    assert [one.amount_fen for one in debt(place).credits] == [30_000]


def test_a_reversed_credit_note_may_be_made_again(place: Stage) -> None:
    """Its entry is undone, the charge is open again, and the whole amount is there to be corrected."""
    charge_everybody(place)
    request = CreditCharge(charge_id(place), 30_000, "重复计费", PAPER)
    moved = correct(place, request)
    assert moved.correction.entry_id is not None
    with place.work(BOOKKEEPER) as work:
        reverse = ReverseEntry(moved.correction.entry_id, TODAY, "更正有误")
        work.ledger.books.reverse_entry(reverse, key="reverse")
    assert debt(place).open_fen == 30_000
    correct(place, request, key="again")
    assert debt(place).open_fen == 0


def test_a_waiver_is_an_expense_with_its_decision(place: Stage) -> None:
    """The whole fee of one household is waived by a vote; income stays what was charged."""
    charge_everybody(place)
    waiver = WaiveCharge(charge_id(place), 30_000, "低保户", "业主大会决定2025年第3号", PAPER)
    moved = correct(place, waiver)
    assert moved.correction.decision == "业主大会决定2025年第3号"
    assert debt(place).open_fen == 0
    found = balances(place)
    assert (found[WAIVED], found[FEE_INCOME], found[RECEIVABLE]) == (30_000, -120_000, 90_000)


def test_a_refund_goes_through_three_hands(place: Stage) -> None:
    """Asked, approved, paid, booked: the dwelling's credit and the cash are 200 yuan less."""
    book_statement(place)
    cash_before = balances(place)[CASH]
    home = dwelling_id(place, 1)
    with place.work(BOOKKEEPER) as work:
        asked = work.ledger.fees.debts.correcting.refund_credit(
            RefundCredit(home, SANITATION, 20_000, "住户搬走", PAPER), key="ask"
        )
    correction_id = asked.correction.id
    pay = PayRefund(correction_id, CASH, date(2025, 6, 9))
    with place.work(CASHIER) as work, pytest.raises(RefusedError) as caught:
        work.ledger.fees.debts.correcting.pay_refund(pay, key="too early")
    assert caught.value.codes == ("ledger.correction_not_at_this_step",)
    with place.work(CHAIR) as work:
        work.ledger.fees.debts.correcting.decide(DecideCorrection(correction_id), key="yes")
    with place.work(CASHIER) as work:
        work.ledger.fees.debts.correcting.pay_refund(pay, key="pay")
    assert balances(place)[CASH] == cash_before
    with place.work(BOOKKEEPER) as work:
        work.ledger.fees.debts.correcting.book_refund(BookRefund(correction_id), key="book")
        (kept,) = work.ledger.fees.debts.correcting.list_corrections(home)
    assert (kept.state, kept.asked_by, kept.decided_by, kept.paid_by) == (
        CorrectionState.BOOKED,
        BOOKKEEPER,
        CHAIR,
        CASHIER,
    )
    assert balances(place)[CASH] == cash_before - 20_000
    assert [one.amount_fen for one in debt(place, 1).credits] == [10_000]


def test_credit_that_waits_to_be_paid_back_is_not_promised_twice(place: Stage) -> None:
    """300 yuan of credit, 200 promised: 100 are left to refund, and a fen more is refused."""
    book_statement(place)
    home = dwelling_id(place, 1)
    request = RefundCredit(home, SANITATION, 20_000, "住户搬走", PAPER)
    with place.work(BOOKKEEPER) as work:
        desk = work.ledger.fees.debts.correcting
        desk.refund_credit(request, key="one")
        with pytest.raises(RefusedError) as caught:
            desk.refund_credit(evolve(request, amount_fen=10_001), key="two")
        desk.refund_credit(evolve(request, amount_fen=10_000), key="three")
        with pytest.raises(RefusedError) as used:
            work.ledger.fees.debts.apply_advance(ApplyAdvance(home, SANITATION), key="apply")
    assert caught.value.codes == ("ledger.correction_too_large",)
    assert used.value.codes == ("ledger.no_credit", "ledger.nothing_owed")


def test_credit_settles_what_was_put_on_the_account_by_hand(place: Stage) -> None:
    """A key card of 50 yuan: 300 of credit become 250, and the account is even."""
    book_statement(place)
    home = dwelling_id(place, 1)
    card = Draft(
        EntryKind.MANUAL,
        date(2025, 6, 1),
        "补收门禁卡费",
        (Posting(RECEIVABLE, SANITATION, 5_000, home), Posting(OTHER_INCOME, SANITATION, -5_000)),
    )
    with place.work(BOOKKEEPER) as work:
        work.ledger.books.post_entry(card, key="card")
        event = work.ledger.fees.debts.apply_advance(ApplyAdvance(home, SANITATION), key="apply")
    found = debt(place, 1)
    assert (event.amount_fen, found.balance_fen) == (5_000, 0)
    assert [one.amount_fen for one in found.credits] == [25_000]


def test_credit_settles_the_charge_that_the_household_names(place: Stage) -> None:
    """A credit note left 300 yuan of credit; next year's fee is paid out of it, as asked."""
    book_statement(place)
    home = dwelling_id(place)
    with place.work(BOOKKEEPER) as work:
        work.ledger.fees.assess(AssessFees(year_span(2026), TODAY), key="2026")
        newest = work.ledger.fees.list_charges(home)[-1]
    correct(place, CreditCharge(charge_id(place), 30_000, "重复计费", PAPER))
    request = ApplyAdvance(home, SANITATION, (str(newest.id),))
    with place.work(BOOKKEEPER) as work:
        event = work.ledger.fees.debts.apply_advance(request, key="apply")
    assert (event.amount_fen, debt(place).open_fen, debt(place).credits) == (30_000, 0, ())


def test_a_charge_that_is_not_there_cannot_be_corrected(place: Stage) -> None:
    """The error names it."""
    charge_everybody(place)
    unknown = dwelling_id(place)
    with place.work(BOOKKEEPER) as work, pytest.raises(UnknownReferenceError, match="charge"):
        work.ledger.fees.debts.correcting.credit_charge(
            CreditCharge(unknown, 1, "无", (DocumentRef("a", "0" * 64),)), key="ask"
        )


def test_a_deposit_is_held_apart_and_given_back(place: Stage) -> None:
    """200 of 300 yuan of credit: held, not to be used or refunded meanwhile, then free again."""
    book_statement(place)
    home = dwelling_id(place, 1)
    request = MoveDeposit(home, 20_000, SANITATION, WECHAT_WALLET, "装修押金", PAPER)
    with place.work(BOOKKEEPER) as work:
        desk = work.ledger.fees.debts
        desk.depositing.hold(request, key="hold")
        held = desk.depositing.held_for(home)
        with pytest.raises(RefusedError) as caught:
            desk.correcting.refund_credit(
                RefundCredit(home, SANITATION, 10_001, "搬走", PAPER), key="refund"
            )
    assert (held, [one.amount_fen for one in debt(place, 1).credits]) == (20_000, [10_000])
    assert caught.value.codes == ("ledger.correction_too_large",)
    assert balances(place)["2251"] == -20_000
    with place.work(BOOKKEEPER) as work:
        desk = work.ledger.fees.debts
        desk.depositing.release(request, key="release")
        assert desk.depositing.held_for(home) == 0
    assert [one.amount_fen for one in debt(place, 1).credits] == [30_000]
    assert "2251" not in balances(place)
