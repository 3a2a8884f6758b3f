"""The desk where books are compared: the cashier's with the ledger, the bank's with both (对账服务)."""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import Final
from uuid import UUID

from attrs import evolve, frozen

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.rulings import Granted, Refused
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.accounts import Account
from gongtong.ledger.books.checklist import BANK_RECONCILED, COUNTS_SIGNED
from gongtong.ledger.books.checks.service import ClosingCheck, Wrong
from gongtong.ledger.books.periods import Period
from gongtong.ledger.books.store import load_chart, require_opening_day
from gongtong.ledger.cash.counting import CountSheet, CountSide
from gongtong.ledger.cash.policies import CASH_RULE
from gongtong.ledger.cash.service import load_held, load_missing_counts, load_money_days
from gongtong.ledger.cash.store import list_sheets
from gongtong.ledger.reconciling import store
from gongtong.ledger.reconciling.items import (
    ComparedBooks,
    ExplainItem,
    Explanation,
    ItemExplained,
    Reconciliation,
    reconcile,
    rule_on_explanation,
)
from gongtong.ledger.reconciling.keeping import rule_on_statement
from gongtong.ledger.reconciling.matches import (
    Against,
    BookSide,
    BooksMatched,
    HandFacts,
    Match,
    MatchBooks,
    MatchByHand,
    MatchedByHand,
    MatchStamp,
    Unmatch,
    Unmatched,
    rule_on_match,
    rule_on_matching,
    rule_on_unmatch,
    torn_apart,
)
from gongtong.ledger.reconciling.pairing import Pairing, pair_lines
from gongtong.ledger.reconciling.policies import RECONCILING_RULE
from gongtong.ledger.reconciling.statements import (
    KeptLine,
    KeptStatement,
    ReconcileStatement,
    StatementFacts,
    StatementReconciled,
    opening_of,
)
from gongtong.ledger.reconciling.verdicts import faults_of, faults_of_counts, in_one_sentence

_DAY: Final = timedelta(1)


@frozen
class Compared:
    """Both books of an account, and what pairing their free lines gives (对账结果)."""

    books: ComparedBooks
    pairing: Pairing


def _account(unit: UnitOfWork, code: str) -> Account | None:
    return next((one for one in load_chart(unit).accounts if one.code == code), None)


def _books(unit: UnitOfWork, account: str, against: Against) -> ComparedBooks:
    return ComparedBooks(
        account=account,
        against=against,
        other=store.list_other_lines(unit, account, against),
        ledger=store.list_ledger_lines(unit, account),
        matches=store.list_matches(unit, account, against),
        explanations=store.list_words(unit, account, against),
    )


def _compare(unit: UnitOfWork, account: str, against: Against) -> Compared:
    books = _books(unit, account, against)
    pairing = pair_lines(
        books.free(BookSide.OTHER),
        books.free(BookSide.LEDGER),
        window_days=unit.decide(RECONCILING_RULE).window_days,
        rejected=torn_apart(books.matches),
    )
    return Compared(books, pairing)


def _match_certain(unit: UnitOfWork, account: str, against: Against) -> BooksMatched:
    pairing = _compare(unit, account, against).pairing
    matches = [
        Match(
            id=unit.new_id(),
            account=account,
            against=against,
            by=pair.by,
            other=pair.left,
            ledger=pair.right,
            made_by=unit.actor.id,
            made_at=unit.now,
        )
        for pair in pairing.pairs
    ]
    store.insert_matches(unit, matches)
    grounds = Counter(match.by.value for match in matches)
    return BooksMatched(
        account=account,
        against=against,
        matched=dict(sorted(grounds.items())),
        open_other=len(pairing.left_only),
        open_ledger=len(pairing.right_only),
    )


def _match_books(unit: UnitOfWork, request: MatchBooks) -> BooksMatched:
    account = _account(unit, request.account)
    unit.granted(rule_on_matching(request, account, load_held(unit)))
    event = _match_certain(unit, request.account, request.against)
    unit.record(event)
    return event


def _statement_facts(unit: UnitOfWork, request: ReconcileStatement) -> StatementFacts:
    statement = request.statement
    chart = load_chart(unit)
    days = (statement.from_day, statement.through_day)
    return StatementFacts(
        held=load_held(unit),
        today=unit.today,
        account=_account(unit, statement.account),
        currencies={fund.currency for fund in chart.funds},
        kept=store.list_kept_statements(unit, statement.account),
        within=store.list_statement_lines(unit, statement.account, days=days),
        before_fen=store.sum_statement_lines(unit, statement.account, statement.from_day),
    )


def _reconcile_statement(unit: UnitOfWork, request: ReconcileStatement) -> StatementReconciled:
    statement = request.statement
    plan = unit.granted(rule_on_statement(request, _statement_facts(unit, request)))
    statement_id = unit.new_id()
    lines = plan.kept_lines(statement.file, [unit.new_id() for _ in range(plan.ids_needed)])
    store.insert_statement(unit, statement_id, statement, lines, opening_fen=opening_of(request))
    matched = _match_certain(unit, statement.account, Against.STATEMENT)
    event = StatementReconciled(
        account=statement.account,
        bank_account=statement.bank_account,
        from_day=statement.from_day,
        through_day=statement.through_day,
        file=statement.file,
        digest=statement.digest,
        new=len(plan.lines),
        known=plan.known,
        new_fen=sum(line.amount_fen for _, _, line in plan.lines),
        matched=matched.matched,
        open_lines=matched.open_other,
        open_postings=matched.open_ledger,
    )
    unit.record(event)
    return event


def _match_by_hand(unit: UnitOfWork, request: MatchByHand) -> MatchedByHand:
    books = _books(unit, request.account, request.against)
    taken = books.live()
    facts = HandFacts(
        held=load_held(unit),
        other={line.id: line for line in books.other},
        ledger={line.id: line for line in books.ledger},
        taken={side: {one for its, one in taken if its is side} for side in BookSide},
    )
    stamp = MatchStamp(unit.new_id(), unit.actor.id, unit.now)
    event = unit.granted(rule_on_match(request, facts, stamp))
    store.insert_matches(unit, (event.match,))
    unit.record(event)
    return event


def _unmatch(unit: UnitOfWork, request: Unmatch) -> Unmatched:
    match = store.load_match(unit, request.match_id)
    standing = unit.granted(rule_on_unmatch(request, match, load_held(unit)))
    undone = evolve(
        standing,
        undone_by=unit.actor.id,
        undone_at=unit.now,
        undone_because=request.reason.strip(),
    )
    store.undo_match(unit, undone)
    event = Unmatched(undone)
    unit.record(event)
    return event


def _explain_item(unit: UnitOfWork, request: ExplainItem) -> ItemExplained:
    books = _books(unit, request.account, request.against)
    asked = unit.granted(rule_on_explanation(request, books, load_held(unit)))
    said = Explanation(
        against=asked.against,
        side=asked.side,
        line=asked.line,
        reason=asked.reason.strip(),
        said_by=unit.actor.id,
        said_at=unit.now,
    )
    store.insert_word(unit, unit.new_id(), asked.account, said)
    event = ItemExplained(asked.account, said)
    unit.record(event)
    return event


def _tables_of(
    unit: UnitOfWork, account: str, months: Collection[Period], against: Against | None = None
) -> tuple[Reconciliation, ...]:
    """Draw up the tables of one account; its books are read once for all of them."""
    kept = store.list_kept_statements(unit, account)
    compared = against or (Against.STATEMENT if kept else Against.CASH_BOOK)
    books = _books(unit, account, compared)
    sheets = list_sheets(unit, months)
    return tuple(
        reconcile(
            books,
            month,
            stated_fen=_stated(sheets.get(month, CountSheet(month)), account),
            covered=compared is Against.CASH_BOOK or _reaches(kept, month),
        )
        for month in months
    )


def _stated(sheet: CountSheet, account: str) -> int | None:
    signed = sheet.standing.get(CountSide.CASHIER)
    return None if signed is None else signed.amounts_fen.get(account)


def _reaches(kept: tuple[KeptStatement, ...], month: Period) -> bool:
    """Whether statements reach to the month's end; days between two of them moved nothing."""
    end = month.last_day
    return any(one.from_day <= end for one in kept) and any(
        one.through_day > end or one.covers(end) for one in kept
    )


def _tables(unit: UnitOfWork, period: Period, *, counted: bool) -> Iterator[Reconciliation]:
    """Draw up the table of each month and each account that is counted in pieces, or that is not."""
    boxes = unit.decide(CASH_RULE, on=period.last_day).counted
    days, opened_on = load_money_days(unit), require_opening_day(unit)
    for account in days.accounts_at(period.last_day):
        if (account in boxes) is counted:
            months = [
                month
                for month in period.months
                if month.last_day >= opened_on and account in days.accounts_at(month.last_day)
            ]
            yield from _tables_of(unit, account, months)


def _counts_signed(unit: UnitOfWork, period: Period) -> Wrong:
    missing = [
        one
        for one in load_missing_counts(unit, period.last_day + _DAY)
        if one.month in period.months
    ]
    tables = _tables(unit, period, counted=True)
    return in_one_sentence(
        (*faults_of_counts(missing), *(fault for table in tables for fault in faults_of(table)))
    )


def _bank_reconciled(unit: UnitOfWork, period: Period) -> Wrong:
    tables = _tables(unit, period, counted=False)
    return in_one_sentence(fault for table in tables for fault in faults_of(table))


RECONCILING_CHECKS: Final = (
    ClosingCheck(COUNTS_SIGNED, _counts_signed),
    ClosingCheck(BANK_RECONCILED, _bank_reconciled),
)
"""What this desk and the cashier's answer before a period is closed (对账检查项)."""

MATCH_BOOKS: Final = Command(
    "ledger.match_books", MatchBooks, BooksMatched, _match_books, zh="逐笔勾对"
)
RECONCILE_STATEMENT: Final = Command(
    "ledger.reconcile_statement",
    ReconcileStatement,
    StatementReconciled,
    _reconcile_statement,
    zh="核对对账单",
)
MATCH_BY_HAND: Final = Command(
    "ledger.match_by_hand", MatchByHand, MatchedByHand, _match_by_hand, zh="人工勾对"
)
UNMATCH: Final = Command("ledger.unmatch", Unmatch, Unmatched, _unmatch, zh="取消勾对")
EXPLAIN_ITEM: Final = Command(
    "ledger.explain_item", ExplainItem, ItemExplained, _explain_item, zh="说明未达账项"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (
    MATCH_BOOKS,
    RECONCILE_STATEMENT,
    MATCH_BY_HAND,
    UNMATCH,
    EXPLAIN_ITEM,
)


class ReconcilingDesk:
    """The desk where books are compared (对账台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def match_books(self, request: MatchBooks, *, key: str) -> BooksMatched:
        """Match what is certain between a book and the ledger (逐笔勾对)."""
        return self._unit.run(MATCH_BOOKS, request, key=key)

    def reconcile_statement(self, request: ReconcileStatement, *, key: str) -> StatementReconciled:
        """Keep a statement, every line once, and match it with the ledger (核对对账单)."""
        return self._unit.run(RECONCILE_STATEMENT, request, key=key)

    def match_by_hand(self, request: MatchByHand, *, key: str) -> MatchedByHand:
        """Say that lines are the same money (人工勾对)."""
        return self._unit.run(MATCH_BY_HAND, request, key=key)

    def unmatch(self, request: Unmatch, *, key: str) -> Unmatched:
        """Take a match apart, with the reason (取消勾对)."""
        return self._unit.run(UNMATCH, request, key=key)

    def explain_item(self, request: ExplainItem, *, key: str) -> ItemExplained:
        """Say why a line stands in one book alone (说明未达账项)."""
        return self._unit.run(EXPLAIN_ITEM, request, key=key)

    def may_reconcile(self, request: ReconcileStatement) -> Granted[None] | Refused:
        """Rule on a statement without keeping it (能否核对)."""
        match rule_on_statement(request, _statement_facts(self._unit, request)):
            case Granted():
                return Granted(None)
            case Refused() as refused:
                return refused

    def report(self, account: str, month: str, against: Against | None = None) -> Reconciliation:
        """Draw up the table in which two books meet at a month's end (余额调节表).

        The ledger is compared with the statements of the account, and with the cash book where there
        are none, unless one of them is asked for.
        """
        (table,) = _tables_of(self._unit, account, (Period.parse(month),), against)
        return table

    def waiting(self, account: str, against: Against) -> Pairing:
        """Give what is in no match yet, with suggestions (待勾对)."""
        return _compare(self._unit, account, against).pairing

    def matches(self, account: str, against: Against) -> tuple[Match, ...]:
        """Give the matches of an account, those taken apart too (勾对列表)."""
        return store.list_matches(self._unit, account, against)

    def match(self, match_id: UUID) -> Match:
        """Give one match (勾对记录)."""
        return store.load_match(self._unit, match_id)

    def statement_lines(self, account: str) -> tuple[KeptLine, ...]:
        """Give the kept lines of an account's statements (对账单行)."""
        return store.list_statement_lines(self._unit, account)
