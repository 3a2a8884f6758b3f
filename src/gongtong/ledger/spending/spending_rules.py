"""The rules of a spending, from the request to the entry that books it (支出规则)."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from uuid import UUID

from attrs import evolve, frozen

from gongtong.core.money import format_yuan
from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.ledger.books.accounts import Account, AccountKind
from gongtong.ledger.books.entries import MOST_FEN, DocumentRef, Draft, EntryKind, Posting
from gongtong.ledger.sources import BOOKS_RULES, SPENDING_RULES, VOUCHERS_FIRST
from gongtong.ledger.spending.requests import (
    MOST_TEXT,
    TRANSITIONS,
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
from gongtong.ledger.spending.two_keys import (
    ForbiddenPairs,
    SpendingStep,
    TwoKeysRule,
    reasons_of_keys,
)


@frozen
class SpendingFacts:
    """What is known when a step of a spending is ruled on (支出依据).

    ``available_fen`` is what the fund holds, less what is approved or paid but not yet booked;
    ``references`` are references of payments made before; ``objections`` are those of the guards.
    """

    actor: str
    held: Collection[Office]
    today: date
    rule: TwoKeysRule
    statutory: ForbiddenPairs
    accounts: Mapping[str, Account]
    funds: Collection[str]
    available_fen: int = 0
    is_reference_used: bool = False
    objections: tuple[Reason, ...] = ()


def rule_on_request(
    request: RequestSpending, facts: SpendingFacts, new_id: UUID
) -> Granted[SpendingRequested] | Refused:
    """Let a spending be asked for (支出申请审核).

    Grounds, in this order: the office, the amount, the purpose, the payee, the fund, the account.
    """
    reasons = (
        *_reasons_of_keys(SpendingStep.REQUEST, None, facts),
        *_reasons_of_request(request, facts),
    )
    if reasons:
        return Refused(reasons)
    return Granted(
        SpendingRequested(
            Spending(
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
            )
        )
    )


def rule_on_approval(
    spending: Spending, facts: SpendingFacts
) -> Granted[SpendingApproved] | Refused:
    """Let one person approve a spending (审批审核).

    Grounds, in this order: the state, the keys, the same approver again, the fund's money.
    """
    reasons = (
        *_reasons_of_state(SpendingStep.APPROVE, spending),
        *_reasons_of_keys(SpendingStep.APPROVE, spending, facts),
        *_reasons_of_approver(spending, facts),
        *_reasons_of_cover(spending, facts),
    )
    if reasons:
        return Refused(reasons)
    approvals = (*spending.approvals, Approval(facts.actor, facts.today))
    is_enough = len(approvals) >= facts.rule.approvals_for(spending.amount_fen)
    state = SpendingState.APPROVED if is_enough else SpendingState.REQUESTED
    return Granted(SpendingApproved(evolve(spending, approvals=approvals, state=state)))


def rule_on_rejection(
    request: EndSpending, spending: Spending, facts: SpendingFacts
) -> Granted[SpendingRejected] | Refused:
    """Let a spending be turned down before it is paid (驳回审核)."""
    reasons = (
        *_reasons_of_state(SpendingStep.REJECT, spending),
        *_reasons_of_keys(SpendingStep.REJECT, spending, facts),
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
        *_reasons_of_state(SpendingStep.WITHDRAW, spending),
        *_reasons_of_keys(SpendingStep.WITHDRAW, spending, facts),
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

    Grounds, in this order: the state, the keys, the amount, the fund's money, the account, the
    reference, the day, and whatever the guards object.
    """
    reasons = (
        *_reasons_of_state(SpendingStep.PAY, spending),
        *_reasons_of_keys(SpendingStep.PAY, spending, facts),
        *_reasons_of_payment(request, spending, facts),
        *facts.objections,
    )
    if reasons:
        return Refused(reasons)
    payment = Payment(facts.actor, request.paid_from, request.paid_on, request.reference.strip())
    return Granted(SpendingPaid(evolve(spending, state=SpendingState.PAID, payment=payment)))


def rule_on_booking(
    request: BookSpending, spending: Spending, facts: SpendingFacts
) -> Granted[Draft] | Refused:
    """Give the entry that books a paid spending (支出记账审核).

    Grounds, in this order: the state, the keys, the papers.
    """
    documents = (*spending.documents, *request.documents)
    reasons = [
        *_reasons_of_state(SpendingStep.BOOK, spending),
        *_reasons_of_keys(SpendingStep.BOOK, spending, facts),
    ]
    if not documents:
        reasons.append(
            Reason(
                "ledger.voucher_missing",
                "没有原始凭证（发票、收据），不能记账",
                "without an original document, such as an invoice or a receipt, nothing is booked",
                VOUCHERS_FIRST,
            )
        )
    if reasons or spending.payment is None:
        return Refused(tuple(reasons))
    return Granted(_entry_of(spending, spending.payment, documents, facts.accounts))


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


def _reasons_of_state(step: SpendingStep, spending: Spending) -> Iterator[Reason]:
    if (spending.state, step) not in TRANSITIONS:
        yield Reason(
            "ledger.spending_step_impossible",
            f"支出单当前状态为“{spending.state.zh}”，不能{step.zh}",
            f"the spending is {spending.state.value}; it cannot take the step {step.value}",
            SPENDING_RULES,
            (("state", spending.state.value), ("step", step.value)),
        )


def _reasons_of_length(*texts: tuple[str, str, str]) -> Iterator[Reason]:
    for zh, en, text in texts:
        if len(text.strip()) > MOST_TEXT:
            yield Reason(
                "ledger.text_too_long",
                f"{zh}最多{MOST_TEXT}字",
                f"the {en} has at most {MOST_TEXT} characters",
                SPENDING_RULES,
                (("field", en),),
            )


def _reasons_of_keys(
    step: SpendingStep, spending: Spending | None, facts: SpendingFacts
) -> Iterator[Reason]:
    return reasons_of_keys(
        step,
        facts.actor,
        held=facts.held,
        taken={} if spending is None else spending.taken,
        rule=facts.rule,
        statutory=facts.statutory,
    )


def _reasons_of_request(request: RequestSpending, facts: SpendingFacts) -> Iterator[Reason]:
    amount: object = request.amount_fen
    if type(amount) is not int or not 0 < amount <= MOST_FEN:
        yield Reason(
            "ledger.amount_not_positive",
            "支出金额须是以分为单位的正整数",
            "the amount of a spending is a positive whole number of fen",
            SPENDING_RULES,
        )
    if not request.purpose.strip():
        yield Reason(
            "ledger.purpose_missing", "须写明用途", "the purpose is missing", SPENDING_RULES
        )
    if not request.payee.strip():
        yield Reason("ledger.payee_missing", "须写明收款人", "the payee is missing", SPENDING_RULES)
    yield from _reasons_of_length(
        ("用途", "purpose", request.purpose),
        ("收款人", "payee", request.payee),
        ("决定", "decision", request.decision),
    )
    if request.fund not in facts.funds:
        yield Reason(
            "ledger.fund_unknown",
            f"没有资金“{request.fund}”",
            f"there is no fund {request.fund!r}",
            BOOKS_RULES,
            (("fund", request.fund),),
        )
    account = facts.accounts.get(request.expense_account)
    if account is None or account.kind is not AccountKind.EXPENSE:
        yield Reason(
            "ledger.not_an_expense_account",
            f"“{request.expense_account}”不是支出科目",
            f"{request.expense_account!r} is not an expense account",
            BOOKS_RULES,
            (("account", request.expense_account),),
        )


def _reasons_of_approver(spending: Spending, facts: SpendingFacts) -> Iterator[Reason]:
    if facts.actor in spending.taken[SpendingStep.APPROVE]:
        yield Reason(
            "ledger.approved_already",
            "同一人只能审批一次",
            "the same person approves only once",
            facts.rule.source,
        )


def _reasons_of_cover(spending: Spending, facts: SpendingFacts) -> Iterator[Reason]:
    short_fen = spending.amount_fen - facts.available_fen
    if short_fen > 0:
        yield Reason(
            "ledger.fund_insufficient",
            f"资金“{spending.fund}”可用余额{format_yuan(facts.available_fen)}元，还差{format_yuan(short_fen)}元",
            f"fund {spending.fund!r} has {format_yuan(facts.available_fen)} yuan to spend, {format_yuan(short_fen)} too little",
            SPENDING_RULES,
            (("fund", spending.fund), ("short_fen", str(short_fen))),
        )


def _reasons_of_ending(request: EndSpending) -> Iterator[Reason]:
    if not request.reason.strip():
        yield Reason("ledger.reason_missing", "须写明原因", "the reason is missing", SPENDING_RULES)
    yield from _reasons_of_length(("原因", "reason", request.reason))


def _reasons_of_payment(
    request: PaySpending, spending: Spending, facts: SpendingFacts
) -> Iterator[Reason]:
    if request.amount_fen != spending.amount_fen:
        yield Reason(
            "ledger.amount_differs",
            f"付款金额须与批准金额{format_yuan(spending.amount_fen)}元一致",
            f"the payment must be the approved {format_yuan(spending.amount_fen)} yuan",
            SPENDING_RULES,
            (("approved_fen", str(spending.amount_fen)), ("paid_fen", str(request.amount_fen))),
        )
    yield from _reasons_of_cover(spending, facts)
    yield from _reasons_of_account(request, facts)
    if request.paid_on > facts.today:
        yield Reason(
            "ledger.paid_in_future",
            f"付款日期{request.paid_on}晚于今天",
            f"the day of payment, {request.paid_on}, has not come yet",
            SPENDING_RULES,
            (("paid_on", str(request.paid_on)),),
        )


def _reasons_of_account(request: PaySpending, facts: SpendingFacts) -> Iterator[Reason]:
    account = facts.accounts.get(request.paid_from)
    if account is None or not account.holds_money:
        yield Reason(
            "ledger.not_a_money_account",
            f"“{request.paid_from}”不是货币资金科目",
            f"{request.paid_from!r} is not an account that holds money",
            BOOKS_RULES,
            (("account", request.paid_from),),
        )
    elif account.clears_through is not None and not request.reference.strip():
        yield Reason(
            "ledger.reference_missing",
            f"从{account.zh}付款须填写交易单号",
            f"a payment from {account.en} names the transaction on its statement",
            SPENDING_RULES,
            (("account", account.code),),
        )
    yield from _reasons_of_length(("交易单号", "reference", request.reference))
    if facts.is_reference_used:
        yield Reason(
            "ledger.reference_used",
            f"交易单号{request.reference.strip()}已用于另一笔支出",
            f"the reference {request.reference.strip()} has paid another spending already",
            SPENDING_RULES,
            (("reference", request.reference.strip()),),
        )
