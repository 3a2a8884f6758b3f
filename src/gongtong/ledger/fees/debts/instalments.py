"""Instalment plans: a debt in parts, each with its day (分期缴费)."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from attrs import frozen

from gongtong.core.periods import Span
from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.fees.debts.debts import BookedCharge, DebtFacts


@frozen
class InstalmentPart:
    """One part of a plan and the day on which it is due (一期款项)."""

    due_on: date
    amount_fen: int


@frozen
class InstalmentPlan:
    """Charges of a dwelling that are paid in parts, as both sides signed (分期协议).

    A part is missed when it is not paid by the end of its day and `grace_days` more. Then the rest is
    due at once, where the plan says so, and late charges run again from that day.
    """

    id: UUID
    dwelling_id: UUID
    agreed_on: date
    charge_ids: tuple[UUID, ...]
    parts: tuple[InstalmentPart, ...]
    household_signed_by: str
    signed_by: str
    documents: tuple[DocumentRef, ...]
    grace_days: int = 0
    rest_due_at_once: bool = True

    @property
    def amount_fen(self) -> int:
        """What the parts add up to (分期总额)."""
        return sum(part.amount_fen for part in self.parts)


class PlanStanding(StrEnum):
    """Whether a plan is being kept (履行情况)."""

    KEPT = "kept"
    BROKEN = "broken"
    FULFILLED = "fulfilled"

    @property
    def zh(self) -> str:
        """The standing in Chinese (中文名称)."""
        return {"kept": "履行中", "broken": "已违约", "fulfilled": "已履行完毕"}[self.value]


@frozen
class PlanState:
    """Where a plan stands at the end of a day (分期状态).

    `paid_fen` is what has gone from its charges since it was agreed; `due_fen` is what should have been
    paid by now and was not; `broken_on` is the day after the last on which a missed part could be paid.
    """

    plan: InstalmentPlan
    on: date
    standing: PlanStanding
    paid_fen: int
    due_fen: int
    rest_fen: int
    broken_on: date | None = None
    next_part: InstalmentPart | None = None


def plan_state(plan: InstalmentPlan, facts: DebtFacts, on: date) -> PlanState:
    """Tell from the books whether a plan is kept at the end of a day (分期状态)."""
    paid_fen = _paid_on(plan, facts, on)
    rest_fen = plan.amount_fen - paid_fen
    broken_on = _broken_on(plan, facts, on)
    if broken_on is not None:
        standing = PlanStanding.BROKEN
    else:
        standing = PlanStanding.KEPT if rest_fen > 0 else PlanStanding.FULFILLED
    by_now_fen = sum(part.amount_fen for part in plan.parts if part.due_on <= on)
    all_due = broken_on is not None and plan.rest_due_at_once
    return PlanState(
        plan=plan,
        on=on,
        standing=standing,
        paid_fen=paid_fen,
        due_fen=max(0, rest_fen if all_due else by_now_fen - paid_fen),
        rest_fen=rest_fen,
        broken_on=broken_on,
        next_part=next((part for part in plan.parts if part.due_on > on), None),
    )


def pause_of(plan: InstalmentPlan, facts: DebtFacts, through: date) -> Span | None:
    """Give the days through a day on which a plan was kept, so that no late charge runs (暂停计息期间)."""
    end = _broken_on(plan, facts, through) or through + timedelta(days=1)
    return Span(plan.agreed_on, end) if plan.agreed_on < end else None


def pauses_for(
    charge_id: UUID, plans: Sequence[InstalmentPlan], facts: DebtFacts, through: date
) -> tuple[Span, ...]:
    """Give the days on which a charge was within a plan that was kept (暂停计息期间)."""
    pauses = (pause_of(plan, facts, through) for plan in plans if charge_id in plan.charge_ids)
    return tuple(pause for pause in pauses if pause is not None)


def is_put_off(
    charge_id: UUID, plans: Sequence[InstalmentPlan], facts: DebtFacts, on: date
) -> bool:
    """Say whether a charge lies in a plan of which nothing is due (是否在分期履行中)."""
    return any(
        state.standing is PlanStanding.KEPT and not state.due_fen
        for plan in plans
        if charge_id in plan.charge_ids and plan.agreed_on <= on
        for state in [plan_state(plan, facts, on)]
    )


def _charges_of(plan: InstalmentPlan, facts: DebtFacts) -> tuple[BookedCharge, ...]:
    return tuple(charge for charge in facts.charges if charge.id in plan.charge_ids)


def _paid_on(plan: InstalmentPlan, facts: DebtFacts, day: date) -> int:
    open_fen = sum(facts.open_on(charge, day) for charge in _charges_of(plan, facts))
    return plan.amount_fen - open_fen


def _broken_on(plan: InstalmentPlan, facts: DebtFacts, on: date) -> date | None:
    wanted_fen = 0
    for part in plan.parts:
        wanted_fen += part.amount_fen
        last_day = part.due_on + timedelta(days=plan.grace_days)
        if last_day < on and _paid_on(plan, facts, last_day) < wanted_fen:
            return last_day + timedelta(days=1)
    return None
