"""What is wrong with the payment of an approved spending (付款审核)."""

from collections.abc import Iterator

from gongtong.core.money import format_yuan
from gongtong.core.rulings import Reason
from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.sources import BOOKS_RULES, SPENDING_RULES, VOUCHERS_FIRST
from gongtong.ledger.spending.requests import PaySpending, Spending
from gongtong.ledger.spending.spending_facts import (
    SpendingFacts,
    reasons_of_cover,
    reasons_of_length,
)


def reasons_of_payment(
    request: PaySpending, spending: Spending, facts: SpendingFacts
) -> Iterator[Reason]:
    """Refuse what was not approved like this, or cannot be paid like this (付款内容审核).

    Grounds, in this order: the amount, the payee, what was changed after the approval, the fund's money,
    the account, the reference, a day to come, a day before the last approval.
    """
    if request.amount_fen != spending.amount_fen:
        yield Reason(
            "ledger.amount_differs",
            f"付款金额须与批准金额{format_yuan(spending.amount_fen)}元一致",
            f"the payment must be the approved {format_yuan(spending.amount_fen)} yuan",
            SPENDING_RULES,
            (("approved_fen", str(spending.amount_fen)), ("paid_fen", str(request.amount_fen))),
        )
    yield from _reasons_of_change(request, spending)
    yield from reasons_of_cover(spending, facts)
    yield from _reasons_of_account(request, facts)
    if request.paid_on > facts.today:
        yield Reason(
            "ledger.paid_in_future",
            f"付款日期{request.paid_on}晚于今天",
            f"the day of payment, {request.paid_on}, has not come yet",
            SPENDING_RULES,
            (("paid_on", str(request.paid_on)),),
        )
    yield from _reasons_of_order(request, spending, facts)


def _reasons_of_change(request: PaySpending, spending: Spending) -> Iterator[Reason]:
    if request.payee.strip() not in {"", spending.payee}:
        yield Reason(
            "ledger.payee_differs",
            f"收款人须与批准的“{spending.payee}”一致",
            f"the payment must go to {spending.payee!r}, who was approved",
            SPENDING_RULES,
            (("approved", spending.payee), ("paid", request.payee.strip())),
        )
    if spending.approved_terms is not None and spending.approved_terms != spending.terms:
        yield Reason(
            "ledger.changed_after_approval",
            "资金、科目、金额、用途或收款人在审批后被改动",
            "fund, account, amount, purpose or payee were changed after the approval",
            SPENDING_RULES,
        )


def _reasons_of_order(
    request: PaySpending, spending: Spending, facts: SpendingFacts
) -> Iterator[Reason]:
    given = [one.approved_on for one in (*spending.approvals, *spending.consents)]
    if facts.rule.approved_before_paid and given and request.paid_on < max(given):
        yield Reason(
            "ledger.approved_after_payment",
            f"付款日期{request.paid_on}早于审批日期{max(given)}，不得先付后批",
            f"it was paid on {request.paid_on} and approved on {max(given)} only",
            facts.rule.source,
            (("paid_on", str(request.paid_on)), ("approved_on", str(max(given)))),
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
    yield from reasons_of_length(("交易单号", "reference", request.reference))
    if facts.is_reference_used:
        yield Reason(
            "ledger.reference_used",
            f"交易单号{request.reference.strip()}已用于另一笔支出",
            f"the reference {request.reference.strip()} has paid another spending already",
            SPENDING_RULES,
            (("reference", request.reference.strip()),),
        )


def reasons_of_papers(documents: tuple[DocumentRef, ...]) -> Iterator[Reason]:
    """Refuse to book what no paper shows (原始凭证审核)."""
    if not documents:
        yield Reason(
            "ledger.voucher_missing",
            "没有原始凭证（发票、收据），不能记账",
            "without an original document, such as an invoice or a receipt, nothing is booked",
            VOUCHERS_FIRST,
        )
