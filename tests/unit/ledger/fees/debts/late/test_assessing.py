"""Late charges are booked once for every day, and say how they came about."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.periods import Span, between
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.books.chart import LATE_CHARGE_INCOME, RECEIVABLE, SANITATION
from gongtong.ledger.books.entries import EntryKind, Posting
from gongtong.ledger.fees.debts.instalments import InstalmentPart, InstalmentPlan
from gongtong.ledger.fees.debts.late.assessing import (
    AssessLateCharges,
    LateAssessment,
    LateFacts,
    LateItem,
    accrued_by_charge,
    late_item,
    principals,
    rule_on_late_charges,
)
from gongtong.ledger.fees.debts.late_charges import LateChargeTerms
from gongtong.ledger.fees.debts.late_codes import late_code
from gongtong.testing.debt_histories import HOME

if TYPE_CHECKING:
    from gongtong.testing.debt_histories import DebtHistory

TERMS = LateChargeTerms(Fraction(3, 1000), grace_days=15, cap=Fraction(1))
TODAY = date(2026, 9, 30)


def item(history: DebtHistory, through: date = TODAY) -> LateItem:
    return late_item(history.facts, history.charges[0], TERMS, through=through)


def assess(history: DebtHistory, request: AssessLateCharges | None = None) -> LateAssessment:
    request = request or AssessLateCharges(TODAY)
    facts = LateFacts((item(history, request.through),), TODAY, (Office.KEEPER_OF_BOOKS,))
    ruling = rule_on_late_charges(request, facts)
    assert isinstance(ruling, Granted)
    return ruling.event


def test_what_has_accrued_becomes_a_charge_that_explains_itself(history: DebtHistory) -> None:
    """181.44 on 360 yuan of 168 days, owed to the fund of the fee, earned as late charges."""
    fee = history.charge(36_000, "2026-01-01", "2026-03-31")
    found = assess(history)
    (charge,) = found.charges
    assert (charge.amount_fen, charge.code, charge.due_on) == (18_144, late_code(fee.id), TODAY)
    assert charge.period == between("2026-04-16", "2026-10-01")
    assert charge.explanation_zh == (
        "卫生服务费360.00元2026-03-31到期；2026-04-16至2026-09-30168日欠360.00元；"
        "每日万分之30；截至2026-09-30累计181.44元"
    )
    assert found.draft is not None
    assert (found.draft.kind, found.draft.effective_on) == (EntryKind.LATE_CHARGE, TODAY)
    assert found.draft.postings == (
        Posting(RECEIVABLE, SANITATION, 18_144, HOME),
        Posting(LATE_CHARGE_INCOME, SANITATION, -18_144),
    )


def test_what_was_booked_before_is_taken_off(history: DebtHistory) -> None:
    """Booked through June: from July on only what came since, and the sum is the same."""
    fee = history.charge(36_000, "2026-01-01", "2026-03-31")
    through_june = assess(history, AssessLateCharges(date(2026, 6, 30))).charges[0]
    booked = history.charge(through_june.amount_fen, "2026-06-30", code=late_code(fee.id))
    history.charges[-1] = evolve(booked, charge=evolve(through_june, id=booked.id))
    (charge,) = assess(history).charges
    assert through_june.amount_fen + charge.amount_fen == 18_144
    assert charge.period == between("2026-07-01", "2026-10-01")
    assert charge.explanation_zh.endswith("；此前已计82.08元")
    again = assess(history, AssessLateCharges(date(2026, 6, 30)))
    assert (again.charges, again.draft, again.overcharged) == ((), None, 0)


def test_a_payment_that_came_in_afterwards_is_told(history: DebtHistory) -> None:
    """More was booked than has accrued: nothing is booked, and it is counted."""
    fee = history.charge(36_000, "2026-01-01", "2026-03-31")
    late = history.charge(18_144, "2026-09-30", code=late_code(fee.id))
    history.charges[-1] = evolve(
        late, charge=evolve(late.charge, period=Span(date(2026, 4, 16), date(2026, 9, 30)))
    )
    history.pay(36_000, "2026-05-01", (fee, 36_000))
    found = assess(history)
    assert (found.charges, found.draft, found.overcharged) == ((), None, 1)


def test_nothing_accrues_on_a_late_charge(history: DebtHistory) -> None:
    """It is simple, never compounded: only the fee is a principal, and only once it is due."""
    fee = history.charge(36_000, "2026-01-01", "2026-03-31")
    history.charge(100, "2026-05-01", code=late_code(fee.id))
    assert principals(history.facts, date(2026, 3, 31)) == ()
    assert principals(history.facts, date(2026, 4, 1)) == (fee,)


def test_a_reversed_charge_bears_no_late_charge(history: DebtHistory) -> None:
    """Nor does a reversed late charge count as booked; on an earlier day it still did."""
    fee = history.charge(36_000, "2026-01-01", "2026-03-31")
    history.reverse(fee.entry_id, "2026-05-01")
    assert principals(history.facts, TODAY) == ()
    (then,) = principals(history.facts, date(2026, 4, 30), as_of=date(2026, 4, 30))
    assert then.id == fee.id


def test_no_late_charge_runs_within_a_plan(history: DebtHistory) -> None:
    """Agreed on 16 April and kept: nothing has accrued."""
    fee = history.charge(36_000, "2026-01-01", "2026-03-31")
    plan = InstalmentPlan(
        HOME,
        HOME,
        date(2026, 4, 16),
        (fee.id,),
        (InstalmentPart(date(2026, 12, 31), 36_000),),
        "王芳",
        "u-chair",
        (),
    )
    kept = late_item(history.facts, fee, TERMS, through=TODAY, plans=(plan,))
    assert kept.new_fen == 0
    assert accrued_by_charge((kept, item(history))) == {fee.id: 18_144}


@pytest.mark.parametrize(
    ("request_", "held", "expected"),
    [
        (AssessLateCharges(TODAY), (Office.CHAIR,), ("ledger.office_required",)),
        (
            AssessLateCharges(TODAY),
            (Office.KEEPER_OF_BOOKS, Office.KEEPER_OF_MONEY),
            ("segregation_of_duties",),
        ),
        (AssessLateCharges(TODAY), (Office.KEEPER_OF_BOOKS,), ()),
        (
            AssessLateCharges(date(2026, 10, 1)),
            (Office.KEEPER_OF_BOOKS,),
            ("ledger.late_charge_in_advance",),
        ),
        (AssessLateCharges(TODAY, TODAY), (Office.KEEPER_OF_BOOKS,), ()),
        (
            AssessLateCharges(TODAY, date(2026, 9, 29)),
            (Office.KEEPER_OF_BOOKS,),
            ("ledger.late_charge_dated_too_early",),
        ),
    ],
)
def test_each_ground_is_named(
    request_: AssessLateCharges, held: tuple[Office, ...], expected: tuple[str, ...]
) -> None:
    """Who keeps no books, who keeps the money; tomorrow; an entry of yesterday for today."""
    ruling = rule_on_late_charges(request_, LateFacts((), TODAY, held))
    assert (ruling.codes if isinstance(ruling, Refused) else ()) == expected
