"""A plan of instalments is agreed when both have signed and the parts add up."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.fees.debts.agreeing.agreements import (
    AgreeInstalments,
    AgreementFacts,
    rule_on_instalments,
)
from gongtong.ledger.fees.debts.instalments import InstalmentPart

HOME, FEE, OTHER, PLAN = (UUID(int=number) for number in (1, 2, 3, 9))
PAPER = (DocumentRef("分期协议.pdf", "0" * 64),)
REQUEST = AgreeInstalments(
    HOME,
    (FEE,),
    (InstalmentPart(date(2026, 5, 1), 10_000), InstalmentPart(date(2026, 6, 1), 20_000)),
    "王芳",
    PAPER,
)
FACTS = AgreementFacts(
    {FEE: 30_000}, frozenset(), PLAN, date(2026, 5, 1), "u-chair", (Office.CHAIR,)
)


def codes(request: AgreeInstalments = REQUEST, facts: AgreementFacts = FACTS) -> tuple[str, ...]:
    match rule_on_instalments(request, facts):
        case Granted():
            return ()
        case Refused() as refused:
            return refused.codes


def parts(*amounts: tuple[str, int]) -> tuple[InstalmentPart, ...]:
    return tuple(InstalmentPart(date.fromisoformat(day), fen) for day, fen in amounts)


def test_a_plan_keeps_who_signed_it_and_when() -> None:
    """The household by name, the committee by who acted."""
    ruling = rule_on_instalments(REQUEST, FACTS)
    assert isinstance(ruling, Granted)
    plan = ruling.event.plan
    assert (plan.id, plan.agreed_on, plan.household_signed_by, plan.signed_by) == (
        PLAN,
        date(2026, 5, 1),
        "王芳",
        "u-chair",
    )


@pytest.mark.parametrize(
    ("office", "expected"),
    [
        (Office.CHAIR, ()),
        (Office.MEMBER, ()),
        (Office.KEEPER_OF_BOOKS, ()),
        (Office.SUPERVISOR, ("ledger.office_required",)),
        (Office.KEEPER_OF_MONEY, ("ledger.office_required", "segregation_of_duties")),
    ],
)
def test_who_may_sign_for_the_committee(office: Office, expected: tuple[str, ...]) -> None:
    """The chair, a member or the keeper of the books; never the cashier."""
    assert codes(facts=evolve(FACTS, held=(office,))) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"household_signed_by": " "}, "ledger.instalments_unsigned"),
        ({"documents": ()}, "ledger.instalments_without_paper"),
        ({"grace_days": -1}, "ledger.instalment_empty"),
        (
            {"parts": parts(("2026-05-01", 30_000), ("2026-06-01", 0))},
            "ledger.instalment_empty",
        ),
        (
            {"parts": parts(("2026-06-01", 10_000), ("2026-06-01", 20_000))},
            "ledger.instalments_out_of_order",
        ),
        (
            {"parts": parts(("2026-04-30", 10_000), ("2026-06-01", 20_000))},
            "ledger.instalment_in_the_past",
        ),
        (
            {"parts": parts(("2026-05-01", 10_000), ("2026-06-01", 19_999))},
            "ledger.instalments_do_not_add_up",
        ),
        (
            {"parts": parts(("2026-05-01", 10_000), ("2026-06-01", 20_001))},
            "ledger.instalments_do_not_add_up",
        ),
        ({"charge_ids": (FEE, OTHER)}, "ledger.charge_not_open"),
    ],
)
def test_each_ground_is_named(change: dict[str, Any], expected: str) -> None:
    """One thing wrong at a time; a fen below and above the debt does not add up."""
    assert codes(evolve(REQUEST, **change)) == (expected,)


def test_no_parts_are_no_plan() -> None:
    """They are nothing, and do not add up either."""
    assert codes(evolve(REQUEST, parts=())) == (
        "ledger.instalment_empty",
        "ledger.instalments_do_not_add_up",
    )


def test_a_charge_lies_in_one_plan_at_a_time() -> None:
    """While the other plan is being kept."""
    assert codes(facts=evolve(FACTS, in_plans={FEE})) == ("ledger.charge_in_plan_already",)
