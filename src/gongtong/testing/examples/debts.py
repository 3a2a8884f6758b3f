"""Examples of settling, correcting and agreeing about debts (债务命令示例).

They need the fee of the test's place and its late charge: see `fee_plugin`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from attrs import evolve

from gongtong.ledger.books.chart import (
    CASH,
    COMMON_FUND,
    OTHER_INCOME,
    RECEIVABLE,
    SANITATION,
    WECHAT_WALLET,
)
from gongtong.ledger.books.entries import DocumentRef, Draft, EntryKind, Posting
from gongtong.ledger.fees.debts.advances import ApplyAdvance
from gongtong.ledger.fees.debts.agreeing.agreements import AgreeInstalments
from gongtong.ledger.fees.debts.correcting.approving import BookRefund, DecideCorrection, PayRefund
from gongtong.ledger.fees.debts.correcting.asking import CreditCharge, RefundCredit, WaiveCharge
from gongtong.ledger.fees.debts.depositing.deposits import MoveDeposit
from gongtong.ledger.fees.debts.instalments import InstalmentPart
from gongtong.ledger.fees.debts.late.assessing import AssessLateCharges
from gongtong.ledger.fees.debts.reminding.sending import SendArrearsLetter
from gongtong.ledger.payments.reassigning.moving import ReassignPayment
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.fee_plugin import FEE_FEN
from gongtong.testing.examples.payments import book_statement, charge_everybody
from gongtong.testing.examples.people import BOOKKEEPER, CASHIER, CHAIR, dwelling_id

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

PAPER: Final = (DocumentRef("签字文件.pdf", "0" * 64),)
"""A signed paper (签字文件)."""
_THROUGH: Final = date(2025, 6, 9)


def charge_id(stage: Stage, number: int = 0) -> UUID:
    """Find the id of the first charge of one of the homes (取应收编号)."""
    home = dwelling_id(stage, number)
    with stage.work(BOOKKEEPER) as work:
        found = work.ledger.fees.list_charges(home)[0].id
    assert found is not None
    return found


def _late(stage: Stage) -> AssessLateCharges:
    charge_everybody(stage)
    return AssessLateCharges(_THROUGH)


def _instalments(stage: Stage) -> AgreeInstalments:
    charge_everybody(stage)
    return AgreeInstalments(
        dwelling_id(stage),
        (charge_id(stage),),
        (
            InstalmentPart(date(2025, 6, 30), FEE_FEN // 3),
            InstalmentPart(date(2025, 9, 30), FEE_FEN - FEE_FEN // 3),
        ),
        "王芳",
        PAPER,
        grace_days=3,
    )


def _advance(stage: Stage) -> ApplyAdvance:
    book_statement(stage)
    home = dwelling_id(stage, 1)
    draft = Draft(
        EntryKind.MANUAL,
        date(2025, 6, 1),
        "补收门禁卡费",
        (Posting(RECEIVABLE, SANITATION, 5_000, home), Posting(OTHER_INCOME, SANITATION, -5_000)),
    )
    with stage.work(BOOKKEEPER) as work:
        work.ledger.books.post_entry(draft, key="stage/card")
    return ApplyAdvance(home, SANITATION)


def _credit(stage: Stage) -> CreditCharge:
    charge_everybody(stage)
    return CreditCharge(charge_id(stage), 10_000, "面积登记有误", PAPER)


def _waiver(stage: Stage) -> WaiveCharge:
    charge_everybody(stage)
    return WaiveCharge(charge_id(stage), 10_000, "低保户", "业主大会决定2025年第3号", PAPER)


def _refund(stage: Stage) -> RefundCredit:
    book_statement(stage)
    return RefundCredit(dwelling_id(stage, 1), SANITATION, 20_000, "住户搬走", PAPER)


def _asked(stage: Stage) -> DecideCorrection:
    request = _credit(stage)
    with stage.work(BOOKKEEPER) as work:
        asked = work.ledger.fees.debts.correcting.credit_charge(request, key="stage/ask")
    return DecideCorrection(asked.correction.id)


def _approved(stage: Stage) -> PayRefund:
    request = _refund(stage)
    with stage.work(BOOKKEEPER) as work:
        asked = work.ledger.fees.debts.correcting.refund_credit(request, key="stage/ask")
    correction_id = asked.correction.id
    with stage.work(CHAIR) as work:
        decision = DecideCorrection(correction_id)
        work.ledger.fees.debts.correcting.decide(decision, key="stage/approve")
    return PayRefund(correction_id, CASH, date(2025, 6, 9))


def _paid(stage: Stage) -> BookRefund:
    request = _approved(stage)
    with stage.work(CASHIER) as work:
        work.ledger.fees.debts.correcting.pay_refund(request, key="stage/pay")
    return BookRefund(request.correction_id)


def mistaken_payment(stage: Stage) -> ReassignPayment:
    """Book a payment of one home that another has made, and ask for it to be moved (收款记错户)."""
    book_statement(stage)
    wrong, right = dwelling_id(stage, 1), dwelling_id(stage, 2)
    with stage.work(BOOKKEEPER) as work:
        (payment,) = work.ledger.payments.list_payments(dwelling_id=wrong)
    assert payment.entry_id is not None
    return ReassignPayment(payment.entry_id, wrong, right, "附言写错房号")


def _letter(stage: Stage) -> SendArrearsLetter:
    charge_everybody(stage)
    return SendArrearsLetter(
        dwelling_id(stage),
        date(2025, 6, 25),
        ("微信扫描公示栏二维码", "到办公室交现金"),
        "上门送达",
    )


def _deposit(stage: Stage) -> MoveDeposit:
    book_statement(stage)
    return MoveDeposit(dwelling_id(stage, 1), 20_000, SANITATION, WECHAT_WALLET, "装修押金", PAPER)


def _held_deposit(stage: Stage) -> MoveDeposit:
    request = _deposit(stage)
    with stage.work(BOOKKEEPER) as work:
        work.ledger.fees.debts.depositing.hold(request, key="stage/deposit")
    return request


EXAMPLES: Final = (
    CommandExample(
        "ledger.hold_deposit",
        _deposit,
        refused=lambda request: evolve(request, amount_fen=30_001),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.release_deposit",
        _held_deposit,
        refused=lambda request: evolve(request, amount_fen=20_001),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.send_arrears_letter",
        _letter,
        refused=lambda request: evolve(request, ways=("逾期停水",)),
        actor=CHAIR,
    ),
    CommandExample(
        "ledger.reassign_payment",
        mistaken_payment,
        refused=lambda request: evolve(request, reason=""),
        actor=CHAIR,
    ),
    CommandExample(
        "ledger.apply_advance",
        _advance,
        refused=lambda request: evolve(request, fund=COMMON_FUND),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.credit_charge",
        _credit,
        refused=lambda request: evolve(request, amount_fen=FEE_FEN + 1),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.waive_charge",
        _waiver,
        refused=lambda request: evolve(request, decision=""),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.refund_credit",
        _refund,
        refused=lambda request: evolve(request, documents=()),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.decide_correction",
        _asked,
        altered=lambda request: evolve(request, approve=False),
        actor=CHAIR,
    ),
    CommandExample(
        "ledger.pay_refund",
        _approved,
        refused=lambda request: evolve(request, account=RECEIVABLE),
        actor=CASHIER,
    ),
    CommandExample(
        "ledger.book_refund",
        _paid,
        altered=lambda _: BookRefund(UUID(int=1)),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.assess_late_charges",
        _late,
        refused=lambda request: evolve(request, effective_on=date(2025, 6, 8)),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.agree_instalments",
        _instalments,
        refused=lambda request: evolve(request, household_signed_by=""),
        actor=CHAIR,
    ),
)
