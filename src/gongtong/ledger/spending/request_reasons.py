"""What is wrong with a request to spend, also with one in an emergency (支出申请审核)."""

from collections.abc import Iterator

from gongtong.core.money import format_yuan
from gongtong.core.rulings import Reason
from gongtong.ledger.books.accounts import AccountKind
from gongtong.ledger.books.chart import HELD_IN_TRUST, TRUST_FUND
from gongtong.ledger.books.entries import MOST_FEN
from gongtong.ledger.sources import BOOKS_RULES, SPENDING_RULES
from gongtong.ledger.spending.requests import RequestSpending
from gongtong.ledger.spending.spending_facts import SpendingFacts, reasons_of_length


def reasons_of_request(request: RequestSpending, facts: SpendingFacts) -> Iterator[Reason]:
    """Refuse a request that says too little, or names what the books do not have (申请内容审核).

    Grounds, in this order: the amount, the purpose, the payee, lengths, the fund, the account.
    """
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
    yield from reasons_of_length(
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
    # what was collected for a utility is paid on to it, and is nobody's expense
    passes_on = request.expense_account == HELD_IN_TRUST and request.fund == TRUST_FUND
    if account is None or not (account.kind is AccountKind.EXPENSE or passes_on):
        yield Reason(
            "ledger.not_an_expense_account",
            f"“{request.expense_account}”不是支出科目",
            f"{request.expense_account!r} is not an expense account",
            BOOKS_RULES,
            (("account", request.expense_account),),
        )


def reasons_of_emergency(request: RequestSpending, facts: SpendingFacts) -> Iterator[Reason]:
    """Refuse the short way where the place has none, or where it goes too far (应急支出审核).

    Grounds, in this order: no rule of the place, the amount, another one that is not ratified in time.
    """
    if request.emergency is None:
        return
    rule, source = facts.rule.emergency, facts.rule.source
    if rule is None:
        yield Reason(
            "ledger.emergency_not_provided",
            "本小区没有规定应急支出，须按一般程序办理",
            "the place has no rule for emergencies; take the ordinary way",
            source,
        )
        return
    counted_fen = request.amount_fen + facts.around.alike_fen
    if counted_fen > rule.up_to_fen:
        yield Reason(
            "ledger.emergency_above_limit",
            f"应急支出至多{format_yuan(rule.up_to_fen)}元，本次合计{format_yuan(counted_fen)}元",
            f"an emergency goes up to {format_yuan(rule.up_to_fen)} yuan; this comes to {format_yuan(counted_fen)}",
            source,
            (("limit_fen", str(rule.up_to_fen)), ("counted_fen", str(counted_fen))),
        )
    if rule.bars_next and facts.around.unsettled:
        yield Reason(
            "ledger.emergency_unsettled",
            f"有{facts.around.unsettled}笔应急支出逾期未追认，追认前不得再申请应急支出",
            f"{facts.around.unsettled} emergencies were not ratified in time; there is no other before they are",
            source,
            (("unsettled", str(facts.around.unsettled)),),
        )
