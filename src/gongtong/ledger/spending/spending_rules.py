"""The rules of a spending, from the request to the entry that books it (支出规则)."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from uuid import UUID

from attrs import evolve

from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.ledger.books.accounts import Account
from gongtong.ledger.books.entries import DocumentRef, Draft, EntryKind, Posting
from gongtong.ledger.budgets.budget_checks import reasons_of_budget
from gongtong.ledger.sources import SPENDING_RULES
from gongtong.ledger.spending.demands import (
    demands_before_payment,
    demands_of,
    reasons_of_limit,
    reasons_of_vote,
)
from gongtong.ledger.spending.payment_reasons import reasons_of_papers, reasons_of_payment
from gongtong.ledger.spending.request_reasons import reasons_of_emergency, reasons_of_request
from gongtong.ledger.spending.requests import (
    Approval,
    BookSpending,
    EndSpending,
    Payment,
    PaySpending,
    RequestSpending,
    Spending,
    SpendingApproved,
    SpendingPaid,
    SpendingRejected,
    SpendingRequested,
    SpendingState,
    SpendingWithdrawn,
)
from gongtong.ledger.spending.spending_facts import (
    SpendingFacts,
    reasons_of_applicant,
    reasons_of_cover,
    reasons_of_length,
    reasons_of_same_person,
    reasons_of_state,
    reasons_of_step,
    somebody_goes_so_far,
)
from gongtong.ledger.spending.two_keys import SpendingStep


def rule_on_request(
    request: RequestSpending, facts: SpendingFacts, new_id: UUID
) -> Granted[SpendingRequested] | Refused:
    """Let a spending be asked for (支出申请审核).

    Grounds, in this order: the office, the amount, the purpose, the payee, the fund, the account, and
    what stands against an emergency.
    """
    reasons = (
        *reasons_of_step(SpendingStep.REQUEST, None, facts),
        *reasons_of_request(request, facts),
        *reasons_of_emergency(request, facts),
    )
    if reasons:
        return Refused(reasons)
    spending = Spending(
        id=new_id,
        fund=request.fund,
        expense_account=request.expense_account,
        amount_fen=request.amount_fen,
        purpose=request.purpose.strip(),
        payee=request.payee.strip(),
        applicant=facts.actor,
        requested_on=facts.today,
        decision=request.decision.strip(),
        documents=request.documents,
        emergency=request.emergency,
    )
    return Granted(SpendingRequested(approved_if_enough(spending, facts)))


def rule_on_approval(
    spending: Spending, facts: SpendingFacts
) -> Granted[SpendingApproved] | Refused:
    """Let one person approve a spending (审批审核).

    Grounds, in this order: the state, the keys, the same approver again, the applicant out of office,
    the limit of the office, a vote that is missing, the budget, the fund's money.
    """
    reasons = (
        *reasons_of_state(SpendingStep.APPROVE, spending),
        *reasons_of_step(SpendingStep.APPROVE, spending, facts),
        *reasons_of_same_person(SpendingStep.APPROVE, spending, facts),
        *reasons_of_applicant(spending, facts),
        *_reasons_of_demands(spending, facts),
        *reasons_of_cover(spending, facts),
    )
    if reasons:
        return Refused(reasons)
    approvals = (*spending.approvals, Approval(facts.actor, facts.today))
    approved = evolve(spending, approvals=approvals, approved_terms=spending.terms)
    return Granted(SpendingApproved(approved_if_enough(approved, facts)))


def approved_if_enough(spending: Spending, facts: SpendingFacts) -> Spending:
    """Move a spending on when everything that it takes is there (齐备即批准)."""
    demands = demands_before_payment(spending, facts.rule, facts.around)
    is_waiting = spending.state is SpendingState.REQUESTED
    is_enough = demands.are_met_by(spending) and (
        spending.emergency is not None or somebody_goes_so_far(spending, facts, demands)
    )
    if is_waiting and is_enough:
        return evolve(spending, state=SpendingState.APPROVED, approved_terms=spending.terms)
    return spending


def rule_on_rejection(
    request: EndSpending, spending: Spending, facts: SpendingFacts
) -> Granted[SpendingRejected] | Refused:
    """Let a spending be turned down before it is paid (驳回审核)."""
    reasons = (
        *reasons_of_state(SpendingStep.REJECT, spending),
        *reasons_of_step(SpendingStep.REJECT, spending, facts),
        *_reasons_of_ending(request),
    )
    if reasons:
        return Refused(reasons)
    return Granted(SpendingRejected(_ended(spending, SpendingState.REJECTED, request, facts)))


def rule_on_withdrawal(
    request: EndSpending, spending: Spending, facts: SpendingFacts
) -> Granted[SpendingWithdrawn] | Refused:
    """Let the applicant take a spending back before it is paid (撤回审核)."""
    reasons = [
        *reasons_of_state(SpendingStep.WITHDRAW, spending),
        *reasons_of_step(SpendingStep.WITHDRAW, spending, facts),
        *_reasons_of_ending(request),
    ]
    if facts.actor != spending.applicant:
        reasons.append(
            Reason(
                "ledger.withdrawn_by_other",
                "只有申请人本人可以撤回",
                "only the applicant may take the request back",
                SPENDING_RULES,
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    return Granted(SpendingWithdrawn(_ended(spending, SpendingState.WITHDRAWN, request, facts)))


def rule_on_payment(
    request: PaySpending, spending: Spending, facts: SpendingFacts
) -> Granted[SpendingPaid] | Refused:
    """Let the keeper of the money pay an approved spending (付款审核).

    Grounds, in this order: the state, the keys, the applicant out of office, the amount, the payee, a
    change after the approval, the fund's money, the account, the reference, the day, and whatever
    the guards object.
    """
    reasons = (
        *reasons_of_state(SpendingStep.PAY, spending),
        *reasons_of_step(SpendingStep.PAY, spending, facts),
        *reasons_of_applicant(spending, facts),
        *reasons_of_payment(request, spending, facts),
        *facts.objections,
    )
    if reasons:
        return Refused(reasons)
    payment = Payment(facts.actor, request.paid_from, request.paid_on, request.reference.strip())
    paid = evolve(spending, state=SpendingState.PAID, payment=payment)
    return Granted(SpendingPaid(_with_deadline(paid, payment, facts)))


def rule_on_booking(
    request: BookSpending, spending: Spending, facts: SpendingFacts
) -> Granted[Draft] | Refused:
    """Give the entry that books a paid spending (支出记账审核).

    Grounds, in this order: the state, the keys, the papers.
    """
    documents = (*spending.documents, *request.documents)
    reasons = (
        *reasons_of_state(SpendingStep.BOOK, spending),
        *reasons_of_step(SpendingStep.BOOK, spending, facts),
        *reasons_of_papers(documents),
    )
    if reasons or spending.payment is None:
        return Refused(reasons)
    return Granted(_entry_of(spending, spending.payment, documents, facts.accounts))


def _with_deadline(paid: Spending, payment: Payment, facts: SpendingFacts) -> Spending:
    if paid.emergency is None:
        return paid
    demands = demands_of(paid, facts.rule, facts.around)
    if demands.are_met_by(paid) and somebody_goes_so_far(paid, facts, demands):
        return evolve(paid, ratify_by=payment.paid_on, ratified_on=payment.paid_on)
    # where the place has given up its rule since, nothing is left of the time for it
    rule = facts.rule.emergency
    days = timedelta(days=0 if rule is None else rule.ratify_within_days)
    return evolve(paid, ratify_by=payment.paid_on + days)


def _entry_of(
    spending: Spending,
    payment: Payment,
    documents: tuple[DocumentRef, ...],
    accounts: Mapping[str, Account],
) -> Draft:
    # an imported statement has moved the money to the clearing account, or will
    credited = accounts[payment.paid_from].clears_through or payment.paid_from
    return Draft(
        kind=EntryKind.SPENDING,
        effective_on=payment.paid_on,
        narration=f"{spending.purpose}（{spending.payee}）",
        postings=(
            Posting(spending.expense_account, spending.fund, spending.amount_fen),
            Posting(credited, spending.fund, -spending.amount_fen, memo=payment.reference),
        ),
        documents=documents,
    )


def _ended(
    spending: Spending, state: SpendingState, request: EndSpending, facts: SpendingFacts
) -> Spending:
    return evolve(spending, state=state, ended_by=facts.actor, ended_because=request.reason.strip())


def _reasons_of_demands(spending: Spending, facts: SpendingFacts) -> Iterator[Reason]:
    demands = demands_before_payment(spending, facts.rule, facts.around)
    if spending.emergency is None:
        if not somebody_goes_so_far(spending, facts, demands):
            yield from reasons_of_limit(spending, facts.held, facts.rule, demands)
        yield from reasons_of_vote(spending, facts.rule, demands)
        yield from reasons_of_budget(facts.around.position, facts.around.budget_rule)


def _reasons_of_ending(request: EndSpending) -> Iterator[Reason]:
    if not request.reason.strip():
        yield Reason("ledger.reason_missing", "须写明原因", "the reason is missing", SPENDING_RULES)
    yield from reasons_of_length(("原因", "reason", request.reason))
