"""A plan is kept, broken or fulfilled by what the books say was paid in time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from gongtong.core.periods import between
from gongtong.ledger.fees.debts.instalments import (
    InstalmentPart,
    InstalmentPlan,
    PlanStanding,
    is_put_off,
    pause_of,
    pauses_for,
    plan_state,
)
from gongtong.testing.debt_histories import HOME

if TYPE_CHECKING:
    from uuid import UUID

    from gongtong.testing.debt_histories import DebtHistory


def plan_for(charge_id: UUID) -> InstalmentPlan:
    """Three parts of 100 yuan at the end of April, May and June, agreed on 10 April."""
    return InstalmentPlan(
        HOME,
        HOME,
        date(2026, 4, 10),
        (charge_id,),
        tuple(
            InstalmentPart(date.fromisoformat(day), 10_000)
            for day in ("2026-04-30", "2026-05-31", "2026-06-30")
        ),
        "王芳",
        "u-chair",
        (),
        grace_days=3,
    )


@pytest.fixture
def plan(history: DebtHistory) -> InstalmentPlan:
    """The plan of a dwelling that owes 300 yuan."""
    return plan_for(history.charge(30_000, "2026-01-01", "2026-03-31").id)


@pytest.mark.parametrize(
    ("on", "standing", "due_fen"),
    [
        ("2026-04-29", PlanStanding.KEPT, 0),
        ("2026-04-30", PlanStanding.KEPT, 10_000),
        ("2026-05-03", PlanStanding.KEPT, 10_000),
        ("2026-05-04", PlanStanding.BROKEN, 30_000),
    ],
)
def test_a_missed_part_breaks_the_plan_after_the_days_of_grace(
    history: DebtHistory, plan: InstalmentPlan, on: str, standing: PlanStanding, due_fen: int
) -> None:
    """Due on 30 April, grace through 3 May: on 4 May the whole rest is due."""
    state = plan_state(plan, history.facts, date.fromisoformat(on))
    assert (state.standing, state.due_fen, state.rest_fen) == (standing, due_fen, 30_000)


def test_a_plan_may_leave_the_other_parts_their_days(
    history: DebtHistory, plan: InstalmentPlan
) -> None:
    """Then only what was missed is due."""
    patient = evolve(plan, rest_due_at_once=False)
    state = plan_state(patient, history.facts, date(2026, 5, 4))
    assert (state.standing, state.due_fen) == (PlanStanding.BROKEN, 10_000)


@pytest.mark.parametrize(
    ("paid_on", "standing"), [("2026-05-03", "kept"), ("2026-05-04", "broken")]
)
def test_who_pays_on_the_last_day_keeps_the_plan(
    history: DebtHistory, plan: InstalmentPlan, paid_on: str, standing: str
) -> None:
    """A day later it is broken, and stays so although the part was paid."""
    (fee,) = history.charges
    history.pay(10_000, paid_on, (fee, 10_000))
    assert plan_state(plan, history.facts, date(2026, 5, 20)).standing == standing


@pytest.mark.parametrize(
    ("fen", "standing"), [(29_999, PlanStanding.KEPT), (30_000, PlanStanding.FULFILLED)]
)
def test_a_plan_is_fulfilled_when_nothing_is_left(
    history: DebtHistory, plan: InstalmentPlan, fen: int, standing: PlanStanding
) -> None:
    """All at once before the first day; a fen less and it goes on."""
    (fee,) = history.charges
    history.pay(fen, "2026-04-20", (fee, fen))
    state = plan_state(plan, history.facts, date(2026, 4, 20))
    assert (state.standing, state.paid_fen, state.rest_fen) == (standing, fen, 30_000 - fen)
    assert state.next_part == plan.parts[0]


def test_no_late_charge_runs_while_a_plan_is_kept(
    history: DebtHistory, plan: InstalmentPlan
) -> None:
    """From the day of the agreement to the day after the last day of the missed part."""
    assert pause_of(plan, history.facts, date(2026, 5, 1)) == between("2026-04-10", "2026-05-02")
    assert pause_of(plan, history.facts, date(2026, 7, 1)) == between("2026-04-10", "2026-05-04")
    assert pause_of(plan, history.facts, date(2026, 4, 9)) is None


def test_a_plan_pauses_only_its_own_charges(history: DebtHistory, plan: InstalmentPlan) -> None:
    """Another charge of the dwelling goes on as before."""
    other = history.charge(5_000, "2026-01-01", code="parking")
    facts, day = history.facts, date(2026, 4, 20)
    assert pauses_for(other.id, (plan,), facts, day) == ()
    assert is_put_off(history.charges[0].id, (plan,), facts, day)
    assert not is_put_off(other.id, (plan,), facts, day)


@pytest.mark.parametrize(
    ("on", "put_off"),
    [("2026-04-09", False), ("2026-04-10", True), ("2026-04-29", True), ("2026-04-30", False)],
)
def test_a_charge_is_put_off_until_a_part_is_due(
    history: DebtHistory, plan: InstalmentPlan, on: str, put_off: bool
) -> None:
    """Not before the agreement, not from the day of an unpaid part."""
    (fee,) = history.charges
    assert is_put_off(fee.id, (plan,), history.facts, date.fromisoformat(on)) is put_off


def test_every_standing_has_a_name_in_chinese() -> None:
    """Residents read how a plan stands."""
    assert [one.zh for one in PlanStanding] == ["履行中", "已违约", "已履行完毕"]


def test_a_plan_adds_up_to_its_parts(plan: InstalmentPlan) -> None:
    """Three parts of 100 yuan are 300."""
    assert plan.amount_fen == 30_000
