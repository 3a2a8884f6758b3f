"""The rule for keeping a statement: it agrees with itself and with those before it (对账单审核)."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from uuid import UUID

from attrs import frozen

from gongtong.core.money import format_yuan
from gongtong.core.rulings import Granted, Reason, Refused, Source
from gongtong.ledger.books.bookkeeping import reasons_against_bookkeeper
from gongtong.ledger.exchange.bank_statements import BankLine, BankStatement
from gongtong.ledger.reconciling.policies import RECONCILING_RULES
from gongtong.ledger.reconciling.statements import (
    KeptLine,
    ReconcileStatement,
    StatementFacts,
    identities_of,
    opening_of,
    transactions_of,
)

_DAY = timedelta(1)


@frozen
class KeepingPlan:
    """What keeping a statement comes to: the lines that are new, without ids (保管方案).

    A line stands with its identity and with the name of its transaction; `opening` is the line of the
    opening balance that the first statement of an account brings.
    """

    lines: tuple[tuple[str, str, BankLine], ...]
    known: int
    opening: tuple[date, int] | None

    def kept_lines(self, file: str, ids: Sequence[UUID]) -> tuple[KeptLine, ...]:
        """Give the lines to keep, under these ids, the opening first (应存明细)."""
        given = iter(ids)
        kept: list[KeptLine] = []
        if self.opening is not None:
            day, fen = self.opening
            kept.append(
                KeptLine(
                    next(given),
                    "opening",
                    day,
                    fen,
                    "",
                    "",
                    "期初余额",
                    "",
                    file,
                    0,
                    is_opening=True,
                )
            )
        kept.extend(
            KeptLine(
                next(given),
                identity,
                line.booked_on,
                line.amount_fen,
                line.counterparty.strip(),
                line.counterparty_account.strip(),
                line.text.strip(),
                line.reference.strip(),
                file,
                line.line,
                transaction,
            )
            for identity, transaction, line in self.lines
        )
        return tuple(kept)

    @property
    def ids_needed(self) -> int:
        """How many ids the lines take (所需编号数)."""
        return len(self.lines) + (self.opening is not None)


def rule_on_statement(
    request: ReconcileStatement, facts: StatementFacts
) -> Granted[KeepingPlan] | Refused:
    """Keep what is new in a statement, or name every ground against it, line by line (对账单审核).

    Grounds, in this order: the office, the cashier, the account, its currency, another bank account,
    days to come, lines outside its days, lines of nothing, balances that do not run, an opening balance
    that nobody gave, a statement before the first, days without a statement, balances that do not
    carry over, lines that an earlier statement had otherwise, had not, or had besides.
    """
    statement = request.statement
    opening_fen = opening_of(request)
    reasons = (
        *reasons_against_bookkeeper(facts.held, act=("核对银行对账单", "reconcile a statement")),
        *_reasons_of_account(statement, facts),
        *_reasons_of_days(statement, facts),
        *_reasons_of_balances(statement, opening_fen),
        *_reasons_of_joint(statement, facts, opening_fen),
        *_reasons_of_overlap(statement, facts),
    )
    if reasons:
        return Refused(reasons)
    known = {line.identity for line in facts.within}
    named = zip(
        identities_of(statement.lines), transactions_of(statement), statement.lines, strict=True
    )
    new = tuple(one for one in named if one[0] not in known)
    opening = None
    if facts.is_first and opening_fen:
        opening = (statement.from_day - _DAY, opening_fen)
    return Granted(KeepingPlan(new, len(statement.lines) - len(new), opening))


def _reason(
    code: str, zh: str, en: str, *params: tuple[str, str], source: Source = RECONCILING_RULES
) -> Reason:
    return Reason(f"ledger.{code}", zh, en, source, params)


def _reasons_of_account(statement: BankStatement, facts: StatementFacts) -> Iterator[Reason]:
    account = statement.account
    if facts.account is None or not facts.account.holds_money:
        yield _reason(
            "not_a_money_account",
            f"“{account}”不是货币资金科目",
            f"{account!r} is not an account that holds money",
            ("account", account),
        )
    if statement.currency not in facts.currencies:
        yield _reason(
            "statement_currency",
            f"对账单货币{statement.currency}不是账簿货币",
            f"the statement is in {statement.currency}, and no fund is",
            ("currency", statement.currency),
        )
    for kept in facts.kept[:1]:
        if (kept.bank_account, kept.currency) != (statement.bank_account, statement.currency):
            yield _reason(
                "other_bank_account",
                f"此前对账单的账号是{kept.bank_account}（{kept.currency}），与本单不同",
                f"earlier statements are of {kept.bank_account} in {kept.currency}, not of this account",
                ("bank_account", statement.bank_account),
            )


def _reasons_of_days(statement: BankStatement, facts: StatementFacts) -> Iterator[Reason]:
    if statement.from_day > statement.through_day or statement.through_day > facts.today:
        yield _reason(
            "statement_days",
            f"对账单日期{statement.from_day}至{statement.through_day}有误",
            f"no statement covers {statement.from_day} to {statement.through_day}",
            ("through_day", str(statement.through_day)),
        )
    for line in statement.lines:
        if not statement.from_day <= line.booked_on <= statement.through_day:
            yield _reason(
                "line_outside_statement",
                f"第{line.line}行日期{line.booked_on}不在对账单期间内",
                f"line {line.line} of {line.booked_on} lies outside the days of the statement",
                ("line", str(line.line)),
            )
        if line.amount_fen == 0:
            yield _reason(
                "line_of_nothing",
                f"第{line.line}行金额为零",
                f"line {line.line} is over nothing",
                ("line", str(line.line)),
            )


def _reasons_of_balances(statement: BankStatement, opening_fen: int | None) -> Iterator[Reason]:
    if opening_fen is None:
        return
    balance_fen = opening_fen
    for line in statement.lines:
        balance_fen += line.amount_fen
        said_fen = line.balance_fen
        if said_fen is not None and said_fen != balance_fen:
            yield _reason(
                "balance_does_not_run",
                f"第{line.line}行余额{format_yuan(said_fen)}元，按明细应为{format_yuan(balance_fen)}元",
                f"line {line.line} says {format_yuan(said_fen)} yuan are left; by its lines {format_yuan(balance_fen)}",
                ("line", str(line.line)),
            )
            balance_fen = said_fen
    closing_fen = opening_fen + statement.total_fen
    if statement.closing_fen not in {None, closing_fen}:
        yield _reason(
            "closing_differs",
            f"期初加明细为{format_yuan(closing_fen)}元，与期末余额不符",
            f"opening and lines come to {format_yuan(closing_fen)} yuan, not to the closing balance",
            ("closing_fen", str(statement.closing_fen)),
        )


def _reasons_of_joint(
    statement: BankStatement, facts: StatementFacts, opening_fen: int | None
) -> Iterator[Reason]:
    """Refuse a statement that does not join those before it."""
    if facts.is_first:
        if opening_fen is None:
            yield _reason(
                "opening_unknown",
                "首份对账单没有期初余额，请另行填写",
                "the first statement has no opening balance; say what it was",
            )
        return
    if statement.from_day < facts.first_day:
        yield _reason(
            "before_first_statement",
            f"对账单早于首份对账单{facts.first_day}；请按时间顺序导入",
            f"the statement begins before the first one of {facts.first_day}; bring them in order",
            ("first_day", str(facts.first_day)),
        )
        return
    carries_over = opening_fen == facts.before_fen
    if statement.from_day > facts.last_day + _DAY and (opening_fen is None or not carries_over):
        missing = f"{facts.last_day + _DAY}至{statement.from_day - _DAY}"
        yield _reason(
            "statement_gap",
            f"缺少{missing}的对账单",
            f"there is no statement of {facts.last_day + _DAY} to {statement.from_day - _DAY}",
            ("from", str(facts.last_day + _DAY)),
            ("through", str(statement.from_day - _DAY)),
        )
    elif opening_fen is not None and not carries_over:
        yield _reason(
            "opening_differs",
            f"期初余额{format_yuan(opening_fen)}元，此前对账单余额为{format_yuan(facts.before_fen)}元",
            f"it opens with {format_yuan(opening_fen)} yuan; those before left {format_yuan(facts.before_fen)}",
            ("before_fen", str(facts.before_fen)),
        )
    yield from _reasons_of_later(statement, facts)


def _reasons_of_later(statement: BankStatement, facts: StatementFacts) -> Iterator[Reason]:
    """Refuse what fills a gap and moves what the statement after it opened with."""
    later = [one for one in facts.kept if one.from_day > statement.through_day]
    following = min(later, key=lambda one: one.from_day, default=None)
    closing_fen = facts.before_fen + statement.total_fen
    if following is not None and following.opening_fen not in {None, closing_fen}:
        yield _reason(
            "closing_contradicts",
            f"期末余额{format_yuan(closing_fen)}元，与{following.from_day}起的对账单期初不符",
            f"it leaves {format_yuan(closing_fen)} yuan, and the statement of {following.from_day} opened otherwise",
            ("from", str(following.from_day)),
        )


def _reasons_of_overlap(statement: BankStatement, facts: StatementFacts) -> Iterator[Reason]:
    """Name every line on which a statement and an earlier one of the same days differ."""
    kept = {line.identity: line for line in facts.within if not line.is_opening}
    come = dict(zip(identities_of(statement.lines), statement.lines, strict=True))
    for identity, line in come.items():
        at = ("line", str(line.line))
        before = kept.get(identity)
        if before is not None and before.amount_fen != line.amount_fen:
            yield _reason(
                "line_changed",
                f"第{line.line}行{format_yuan(line.amount_fen)}元，此前对账单同一流水为{format_yuan(before.amount_fen)}元",
                f"line {line.line} is over {format_yuan(line.amount_fen)} yuan; it was over {format_yuan(before.amount_fen)} before",
                at,
            )
        if before is None and any(one.covers(line.booked_on) for one in facts.kept):
            yield _reason(
                "line_added",
                f"第{line.line}行{line.booked_on}{format_yuan(line.amount_fen)}元，此前对账单没有",
                f"line {line.line} of {line.booked_on} over {format_yuan(line.amount_fen)} yuan is not in the earlier statement of that day",
                at,
            )
    for identity, before in kept.items():
        if identity not in come:
            yield _reason(
                "line_left_out",
                f"此前对账单{before.file}第{before.line}行{before.booked_on}{format_yuan(before.amount_fen)}元，本单没有",
                f"line {before.line} of {before.file}, {before.booked_on} over {format_yuan(before.amount_fen)} yuan, is not in this statement",
                ("earlier_line", str(before.line)),
            )
