"""Examples of the commands that watch spending: budgets, supervisors, emergencies (支出管控命令示例)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from attrs import evolve

from gongtong.core.codec import canonical, to_json
from gongtong.core.house_rule_adoption import AdoptHouseRule
from gongtong.core.offices import Office
from gongtong.core.periods import Span
from gongtong.ledger.books.chart import CASH, CLEANING, FEE_INCOME, REPAIRS, SANITATION
from gongtong.ledger.budgets.budget_lines import AdoptBudget, BudgetLine
from gongtong.ledger.hands.registering import DelegateWork, LinkAccounts
from gongtong.ledger.spending.policies import TWO_KEYS
from gongtong.ledger.spending.ratifying import CheckRatifications, RatifySpending
from gongtong.ledger.spending.requests import (
    ApproveSpending,
    EmergencyGround,
    PaySpending,
    RequestSpending,
)
from gongtong.ledger.spending.supervising import SuperviseSpending
from gongtong.ledger.spending.two_keys import (
    DEFAULT_TWO_KEYS,
    ApprovalTier,
    EmergencyRule,
    SpendingScope,
)
from gongtong.testing.examples.books import open_books
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.people import (
    APPLICANT,
    CASHIER,
    CHAIR,
    MANDATE,
    SINCE,
    SUPERVISOR,
    appointment,
    take_office,
)
from gongtong.testing.examples.spending import request_spending
from gongtong.testing.stage import NOW

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

WATCHED: Final = evolve(
    DEFAULT_TWO_KEYS,
    tiers=(ApprovalTier(0, 1), ApprovalTier(20_000, 2)),
    supervised=(SpendingScope(from_fen=20_000),),
    emergency=EmergencyRule(up_to_fen=30_000, approvals=1, ratify_within_days=15),
)
"""Two approvals and a supervisor from 200 yuan on; up to 300 yuan in an emergency (管控示例规则)."""
_BURST: Final = RequestSpending(
    SANITATION, REPAIRS, 30_000, "抢修水管", "应急维修队", emergency=EmergencyGround.BURST_PIPE
)
_MEMBER: Final = "u-member"
_LATE: Final = NOW + timedelta(days=16)
_NEXT_MONTHS: Final = Span(date(2025, 6, 1), date(2025, 9, 1))


def adopt_watched_rule(stage: Stage) -> None:
    """Open the books and adopt the example's rule (通过示例规则)."""
    open_books(stage)
    with stage.work(CHAIR) as work:
        text = canonical(to_json(WATCHED)).decode()
        rule = AdoptHouseRule(
            "test-court.two-keys", TWO_KEYS.name, text, Span(SINCE, None), MANDATE
        )
        work.registry.adopt_house_rule(rule, key="stage/two-keys")


def pay_emergency(stage: Stage) -> UUID:
    """Have a pipe mended at once: asked for, approved by one, and paid (应急付款)."""
    adopt_watched_rule(stage)
    with stage.work(APPLICANT) as work:
        asked = work.ledger.spending.request_spending(_BURST, key="stage/burst").spending
    with stage.work(CHAIR) as work:
        work.ledger.spending.approve_spending(ApproveSpending(asked.id), key="stage/burst/yes")
    with stage.work(CASHIER) as work:
        order = PaySpending(asked.id, 30_000, CASH, date(2025, 6, 10), "收据0002")
        work.ledger.spending.pay_spending(order, key="stage/burst/pay")
    return asked.id


def _budget(stage: Stage) -> AdoptBudget:
    open_books(stage)
    lines = (
        BudgetLine(SANITATION, CLEANING, 1_200_000),
        BudgetLine(SANITATION, REPAIRS, 300_000),
    )
    return AdoptBudget(2025, lines, MANDATE)


def _again(stage: Stage) -> AdoptBudget:
    first = _budget(stage)
    with stage.work(CHAIR) as work:
        work.ledger.budgets.adopt_budget(first, key="stage/budget")
    return evolve(first, lines=(evolve(first.lines[0], amount_fen=1_300_000),))


def _link(stage: Stage) -> LinkAccounts:
    take_office(stage)
    return LinkAccounts("u-cashier-2", CASHIER)


def _delegation(stage: Stage) -> DelegateWork:
    take_office(stage)
    return DelegateWork("u-daughter", CHAIR, _NEXT_MONTHS, MANDATE)


def _ratification(stage: Stage) -> RatifySpending:
    spending_id = pay_emergency(stage)
    with stage.work(CHAIR) as work:
        request = appointment(_MEMBER, "赵强", Office.MEMBER)
        work.registry.appoint_officer(request, key="stage/member")
    return RatifySpending(spending_id)


def _overdue(stage: Stage) -> CheckRatifications:
    pay_emergency(stage)
    return CheckRatifications()


def _of_nobody(request: Any) -> Any:
    return evolve(request, spending_id=UUID(int=7))


EXAMPLES: Final = (
    CommandExample(
        "ledger.adopt_budget",
        _budget,
        refused=lambda request: evolve(
            request, lines=(BudgetLine(SANITATION, FEE_INCOME, 1), *request.lines)
        ),
        actor=CHAIR,
    ),
    CommandExample(
        "ledger.adopt_budget",
        _again,
        refused=lambda request: evolve(request, lines=()),
        actor=CHAIR,
        title="again",
    ),
    CommandExample(
        "ledger.supervise_spending",
        lambda stage: SuperviseSpending(request_spending(stage)),
        altered=_of_nobody,
        actor=SUPERVISOR,
    ),
    CommandExample(
        "ledger.ratify_spending",
        _ratification,
        altered=_of_nobody,
        actor=_MEMBER,
    ),
    CommandExample(
        "ledger.check_ratifications",
        _overdue,
        altered=lambda request: evolve(request, funds=(SANITATION,)),
        now=_LATE,
    ),
    CommandExample(
        "ledger.link_accounts",
        _link,
        refused=lambda request: evolve(request, account=request.person),
        actor=SUPERVISOR,
    ),
    CommandExample(
        "ledger.delegate_work",
        _delegation,
        refused=lambda request: evolve(request, span=Span(date(2025, 6, 1), None)),
        actor=CHAIR,
    ),
)
