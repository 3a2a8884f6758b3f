"""The desk of spending: from the request to the books, with two keys (支出服务)."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from attrs import evolve

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.registry.store import load_office_holders
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.balances.store import list_account_balances, load_reserved
from gongtong.ledger.books.service import post_draft
from gongtong.ledger.books.store import load_chart
from gongtong.ledger.budgets.budget_lines import BudgetLine
from gongtong.ledger.budgets.policies import BUDGET_RULE
from gongtong.ledger.budgets.service import position_of
from gongtong.ledger.hands.hands import offices_of_hands
from gongtong.ledger.hands.store import load_hands
from gongtong.ledger.spending import store
from gongtong.ledger.spending.demands import Circumstances, alike_fen
from gongtong.ledger.spending.policies import MAY_PAY, STATUTORY_KEYS, TWO_KEYS, PaymentProposal
from gongtong.ledger.spending.ratifying import is_overdue
from gongtong.ledger.spending.requests import (
    ApproveSpending,
    BookSpending,
    EndSpending,
    PaySpending,
    RequestSpending,
    Spending,
    SpendingApproved,
    SpendingBooked,
    SpendingPaid,
    SpendingRejected,
    SpendingRequested,
    SpendingState,
    SpendingWithdrawn,
)
from gongtong.ledger.spending.spending_facts import SpendingFacts
from gongtong.ledger.spending.spending_rules import (
    rule_on_approval,
    rule_on_booking,
    rule_on_payment,
    rule_on_rejection,
    rule_on_request,
    rule_on_withdrawal,
)
from gongtong.ledger.spending.two_keys import TwoKeysRule

_NOT_YET: Final = UUID(int=0)


def facts_of(unit: UnitOfWork, asked: Spending | RequestSpending) -> SpendingFacts:
    """Gather what is known when a step of a spending, or a request, is ruled on (支出依据)."""
    chart = load_chart(unit)
    rule = unit.decide(TWO_KEYS)
    holders, hands = load_office_holders(unit), load_hands(unit)
    spending_id = asked.id if isinstance(asked, Spending) else None
    counted = {account.code for account in chart.accounts if account.holds_money}
    counted |= {account.clears_through for account in chart.accounts if account.clears_through}
    reserved = load_reserved(unit)
    held_fen = sum(
        balance.amount_fen - reserved.get((balance.account, balance.fund), 0)
        for balance in list_account_balances(unit)
        if balance.fund == asked.fund and balance.account in counted
    )
    return SpendingFacts(
        actor=unit.actor.id,
        held=offices_of_hands(unit.actor.id, holders, hands, unit.today),
        today=unit.today,
        rule=rule,
        statutory=unit.decide(STATUTORY_KEYS),
        accounts={account.code: account for account in chart.accounts},
        funds=frozenset(fund.code for fund in chart.funds),
        available_fen=held_fen - store.sum_committed(unit, asked.fund, apart_from=spending_id),
        hands=hands,
        around=_circumstances(unit, asked, rule),
        applicant_held=(
            None
            if isinstance(asked, RequestSpending)
            else offices_of_hands(asked.applicant, holders, hands, unit.today)
        ),
        approvers_held={
            person: offices_of_hands(person, holders, hands, unit.today)
            for person in _approvers_of(asked)
        },
    )


def _approvers_of(asked: Spending | RequestSpending) -> tuple[str, ...]:
    if isinstance(asked, RequestSpending):
        return ()
    return tuple(one.approver for one in (*asked.approvals, *asked.ratifications))


def _circumstances(
    unit: UnitOfWork, asked: Spending | RequestSpending, rule: TwoKeysRule
) -> Circumstances:
    spending_id = asked.id if isinstance(asked, Spending) else None
    promised_fen = store.sum_promised(
        unit, asked.fund, asked.expense_account, apart_from=spending_id
    )
    line = BudgetLine(asked.fund, asked.expense_account, asked.amount_fen)
    return Circumstances(
        alike_fen=_alike(unit, asked, rule),
        position=position_of(unit, line, unit.today.year, promised_fen=promised_fen),
        budget_rule=unit.decide(BUDGET_RULE),
        unsettled=sum(is_overdue(one, unit.today) for one in store.list_unratified(unit)),
    )


def _alike(unit: UnitOfWork, asked: Spending | RequestSpending, rule: TwoKeysRule) -> int:
    if rule.split is None:
        return 0
    asked_on = asked.requested_on if isinstance(asked, Spending) else unit.today
    days = timedelta(days=rule.split.within_days)
    others = store.list_requested_between(
        unit,
        asked_on - days,
        asked_on + days,
        apart_from=asked.id if isinstance(asked, Spending) else None,
    )
    return alike_fen(asked, others, rule.split)


def _on_request(
    unit: UnitOfWork, request: RequestSpending, new_id: UUID
) -> Granted[SpendingRequested] | Refused:
    return rule_on_request(request, facts_of(unit, request), new_id)


def _on_approval(unit: UnitOfWork, request: ApproveSpending) -> Granted[SpendingApproved] | Refused:
    spending = store.load_spending(unit, request.spending_id)
    return rule_on_approval(spending, facts_of(unit, spending))


def _on_rejection(unit: UnitOfWork, request: EndSpending) -> Granted[SpendingRejected] | Refused:
    spending = store.load_spending(unit, request.spending_id)
    return rule_on_rejection(request, spending, facts_of(unit, spending))


def _on_withdrawal(unit: UnitOfWork, request: EndSpending) -> Granted[SpendingWithdrawn] | Refused:
    spending = store.load_spending(unit, request.spending_id)
    return rule_on_withdrawal(request, spending, facts_of(unit, spending))


def _on_payment(unit: UnitOfWork, request: PaySpending) -> Granted[SpendingPaid] | Refused:
    spending = store.load_spending(unit, request.spending_id)
    facts = evolve(
        facts_of(unit, spending),
        is_reference_used=store.is_reference_used(unit, request.paid_from, request.reference),
        objections=_objections(unit, request, spending),
    )
    return rule_on_payment(request, spending, facts)


def _objections(unit: UnitOfWork, request: PaySpending, spending: Spending) -> tuple[Reason, ...]:
    proposal = PaymentProposal(
        spending_id=spending.id,
        fund=spending.fund,
        expense_account=spending.expense_account,
        amount_fen=request.amount_fen,
        purpose=spending.purpose,
        payee=spending.payee,
        decision=spending.decision,
        applicant=spending.applicant,
        approvers=tuple(approval.approver for approval in spending.approvals),
        cashier=unit.actor.id,
        paid_from=request.paid_from,
        paid_on=request.paid_on,
    )
    return tuple(
        reason for guard in unit.guards(MAY_PAY, on=request.paid_on) for reason in guard(proposal)
    )


def _request_spending(unit: UnitOfWork, request: RequestSpending) -> SpendingRequested:
    event = unit.granted(_on_request(unit, request, unit.new_id()))
    store.insert_spending(unit, event.spending)
    unit.record(event)
    return event


def _approve_spending(unit: UnitOfWork, request: ApproveSpending) -> SpendingApproved:
    event = unit.granted(_on_approval(unit, request))
    store.insert_approval(unit, request.spending_id, event.spending.approvals[-1])
    event = SpendingApproved(store.save_spending(unit, event.spending))
    unit.record(event)
    return event


def _reject_spending(unit: UnitOfWork, request: EndSpending) -> SpendingRejected:
    event = unit.granted(_on_rejection(unit, request))
    event = SpendingRejected(store.save_spending(unit, event.spending))
    unit.record(event)
    return event


def _withdraw_spending(unit: UnitOfWork, request: EndSpending) -> SpendingWithdrawn:
    event = unit.granted(_on_withdrawal(unit, request))
    event = SpendingWithdrawn(store.save_spending(unit, event.spending))
    unit.record(event)
    return event


def _pay_spending(unit: UnitOfWork, request: PaySpending) -> SpendingPaid:
    event = unit.granted(_on_payment(unit, request))
    event = SpendingPaid(store.save_spending(unit, event.spending))
    unit.record(event)
    return event


def _book_spending(unit: UnitOfWork, request: BookSpending) -> SpendingBooked:
    spending = store.load_spending(unit, request.spending_id)
    facts = facts_of(unit, spending)
    entry = post_draft(unit, unit.granted(rule_on_booking(request, spending, facts)))
    booked = evolve(
        spending,
        state=SpendingState.BOOKED,
        documents=entry.documents,
        booked_by=unit.actor.id,
        entry_id=entry.id,
    )
    event = SpendingBooked(store.save_spending(unit, booked))
    unit.record(event)
    return event


REQUEST_SPENDING: Final = Command(
    "ledger.request_spending", RequestSpending, SpendingRequested, _request_spending, zh="申请支出"
)
APPROVE_SPENDING: Final = Command(
    "ledger.approve_spending", ApproveSpending, SpendingApproved, _approve_spending, zh="审批支出"
)
REJECT_SPENDING: Final = Command(
    "ledger.reject_spending", EndSpending, SpendingRejected, _reject_spending, zh="驳回支出"
)
WITHDRAW_SPENDING: Final = Command(
    "ledger.withdraw_spending",
    EndSpending,
    SpendingWithdrawn,
    _withdraw_spending,
    zh="撤回支出申请",
)
PAY_SPENDING: Final = Command(
    "ledger.pay_spending", PaySpending, SpendingPaid, _pay_spending, zh="付款"
)
BOOK_SPENDING: Final = Command(
    "ledger.book_spending", BookSpending, SpendingBooked, _book_spending, zh="支出记账"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (
    REQUEST_SPENDING,
    APPROVE_SPENDING,
    REJECT_SPENDING,
    WITHDRAW_SPENDING,
    PAY_SPENDING,
    BOOK_SPENDING,
)


class SpendingDesk:
    """The desk of spending; each ``may_`` gives the same ruling and writes nothing (支出台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def request_spending(self, request: RequestSpending, *, key: str) -> SpendingRequested:
        """Ask for money of a fund (申请支出)."""
        return self._unit.run(REQUEST_SPENDING, request, key=key)

    def approve_spending(self, request: ApproveSpending, *, key: str) -> SpendingApproved:
        """Say yes to a spending of somebody else (审批支出)."""
        return self._unit.run(APPROVE_SPENDING, request, key=key)

    def reject_spending(self, request: EndSpending, *, key: str) -> SpendingRejected:
        """Say no to a spending, with the reason (驳回支出)."""
        return self._unit.run(REJECT_SPENDING, request, key=key)

    def withdraw_spending(self, request: EndSpending, *, key: str) -> SpendingWithdrawn:
        """Take back a request of one's own (撤回支出申请)."""
        return self._unit.run(WITHDRAW_SPENDING, request, key=key)

    def pay_spending(self, request: PaySpending, *, key: str) -> SpendingPaid:
        """Pay an approved spending, as the keeper of the money (付款)."""
        return self._unit.run(PAY_SPENDING, request, key=key)

    def book_spending(self, request: BookSpending, *, key: str) -> SpendingBooked:
        """Book a paid spending, as the keeper of the books (支出记账)."""
        return self._unit.run(BOOK_SPENDING, request, key=key)

    def may_request(self, request: RequestSpending) -> Granted[SpendingRequested] | Refused:
        """Rule on a request without making it (能否申请)."""
        return _on_request(self._unit, request, _NOT_YET)

    def may_approve(self, request: ApproveSpending) -> Granted[SpendingApproved] | Refused:
        """Rule on an approval without giving it (能否审批)."""
        return _on_approval(self._unit, request)

    def may_reject(self, request: EndSpending) -> Granted[SpendingRejected] | Refused:
        """Rule on a rejection without making it (能否驳回)."""
        return _on_rejection(self._unit, request)

    def may_withdraw(self, request: EndSpending) -> Granted[SpendingWithdrawn] | Refused:
        """Rule on a withdrawal without making it (能否撤回)."""
        return _on_withdrawal(self._unit, request)

    def may_pay(self, request: PaySpending) -> Granted[SpendingPaid] | Refused:
        """Rule on a payment without making it (能否付款)."""
        return _on_payment(self._unit, request)

    def may_book(self, request: BookSpending) -> Granted[Spending] | Refused:
        """Rule on booking a spending without doing it (能否记账)."""
        spending = store.load_spending(self._unit, request.spending_id)
        facts = facts_of(self._unit, spending)
        match rule_on_booking(request, spending, facts):
            case Granted():
                return Granted(spending)
            case Refused() as refused:
                return refused

    def spending(self, spending_id: UUID) -> Spending:
        """Give one spending with everything done about it (支出单)."""
        return store.load_spending(self._unit, spending_id)

    def spendings(self, *states: SpendingState) -> tuple[Spending, ...]:
        """Give all spendings, or those in some states (支出单列表)."""
        return store.list_spendings(self._unit, states)
