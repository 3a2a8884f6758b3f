"""The desk of the books: posting, reversing, closing and reading them (账簿服务).

`post_draft` and `post_drafts` are plain functions: another desk calls them inside a command of its own.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from attrs import evolve

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.periods import Span
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books import store
from gongtong.ledger.books.accounts import Chart
from gongtong.ledger.books.auditing.store import findings_of_record
from gongtong.ledger.books.balances import store as balance_store
from gongtong.ledger.books.balances.carrying import PeriodBalances, period_balances_of
from gongtong.ledger.books.balances.folding import (
    AccountBalance,
    DwellingBalance,
    MonthlyFlow,
    StatementLine,
    TrialBalance,
    flows_of,
    statement_of,
)
from gongtong.ledger.books.balances.reservations import PendingBalance
from gongtong.ledger.books.bookkeeping import (
    BooksOpened,
    OpenBooks,
    rule_on_opening,
)
from gongtong.ledger.books.checklist import CheckAnswer
from gongtong.ledger.books.checks.service import BOOKS_CHECKS, ClosingCheck, answers_of
from gongtong.ledger.books.closing import (
    MovePeriod,
    PeriodFacts,
    PeriodMoved,
    closing_draft,
    period_asked,
    rule_on_period,
)
from gongtong.ledger.books.documents import without_documents
from gongtong.ledger.books.entries import Draft, Entry
from gongtong.ledger.books.month_ends.store import keep_month_end, list_kept_month_ends
from gongtong.ledger.books.periods import Period, PeriodStep
from gongtong.ledger.books.policies import CHART, CLOSING_CHECKLIST
from gongtong.ledger.books.posting.batches import (
    BatchSummary,
    PostEntries,
)
from gongtong.ledger.books.posting.service import (
    POST_ENTRIES,
    POST_ENTRY,
    offices_of_actor,
    post_draft,
    post_drafts,
    require_postable,
)
from gongtong.ledger.books.reversals import (
    EntryReversed,
    ReversalFacts,
    ReverseEntry,
    asker_of,
    rule_on_reversal,
)
from gongtong.ledger.books.verifying import Finding, findings_of

__all__ = (
    "COMMANDS",
    "Books",
    "BooksReports",
    "closing_by",
    "commands_with",
    "offices_of_actor",
    "post_draft",
    "post_drafts",
    "require_postable",
)


def _open_books(unit: UnitOfWork, request: OpenBooks) -> BooksOpened:
    chart = unit.decide(CHART, on=request.opened_on)
    opened_on = store.load_opening_day(unit)
    held = offices_of_actor(unit)
    event = unit.granted(rule_on_opening(request, chart, held=held, opened_on=opened_on))
    store.save_opening(unit, event.chart, event.opened_on)
    unit.record(event)
    return event


def _reverse_entry(unit: UnitOfWork, request: ReverseEntry) -> EntryReversed:
    facts = ReversalFacts(
        original=store.load_entry(unit, request.entry_id),
        reversed_by=store.load_reversal_of(unit, request.entry_id),
        actor=unit.actor.id,
        held=offices_of_actor(unit),
    )
    draft = unit.granted(rule_on_reversal(request, facts))
    entry = post_draft(unit, draft)
    event = EntryReversed(
        request.entry_id,
        entry,
        request.reason.strip(),
        asker_of(request, facts.original),
        unit.actor.id,
    )
    unit.record(event)
    return event


def _period_facts(step: PeriodStep, unit: UnitOfWork) -> PeriodFacts:
    return PeriodFacts(
        step=step,
        opened_on=store.require_opening_day(unit),
        today=unit.today,
        actor=unit.actor.id,
        held=offices_of_actor(unit),
        kept={kept.period: kept for kept in store.list_periods(unit)},
    )


def _move_period(step: PeriodStep, unit: UnitOfWork, request: MovePeriod) -> PeriodMoved:
    facts = _period_facts(step, unit)
    event = unit.granted(rule_on_period(request, facts))
    store.save_period(unit, facts.seen(Period.parse(event.period)), event.state)
    unit.record(event)
    return event


def _close_period(
    checks: Sequence[ClosingCheck], unit: UnitOfWork, request: MovePeriod
) -> PeriodMoved:
    facts = _period_facts(PeriodStep.CLOSE, unit)
    asked = period_asked(request)
    if asked is not None:
        facts = evolve(
            facts,
            checklist=unit.decide(CLOSING_CHECKLIST, on=asked.last_day),
            answers=answers_of(unit, asked, checks),
        )
    event = unit.granted(rule_on_period(request, facts))
    period = Period.parse(event.period)
    if period.is_year:
        event = evolve(event, closing_entry=_carry_to_net_assets(unit, period))
    store.save_period(unit, facts.seen(period), event.state)
    keep_month_end(unit, period.last_day)
    unit.record(event)
    return event


def _carry_to_net_assets(unit: UnitOfWork, year: Period) -> UUID | None:
    through = date(year.year, 12, 31)
    balances = balance_store.sum_postings(unit, through=through).accounts
    draft = closing_draft(year, balances, store.load_chart(unit))
    return None if draft is None else post_draft(unit, draft).id


def _moves(step: PeriodStep) -> Callable[[UnitOfWork, MovePeriod], PeriodMoved]:
    return partial(_move_period, step)


OPEN_BOOKS: Final = Command("ledger.open_books", OpenBooks, BooksOpened, _open_books, zh="建账")
REVERSE_ENTRY: Final = Command(
    "ledger.reverse_entry", ReverseEntry, EntryReversed, _reverse_entry, zh="冲销凭证"
)
BEGIN_CLOSING: Final = Command(
    "ledger.begin_closing", MovePeriod, PeriodMoved, _moves(PeriodStep.BEGIN_CLOSING), zh="开始结账"
)


def closing_by(checks: Sequence[ClosingCheck]) -> Command[MovePeriod, PeriodMoved]:
    """Make the command that closes a period after asking these checks (结账命令)."""
    return Command(
        "ledger.close_period", MovePeriod, PeriodMoved, partial(_close_period, checks), zh="结账"
    )


CLOSE_PERIOD: Final = closing_by(BOOKS_CHECKS)
ASK_REOPENING: Final = Command(
    "ledger.ask_reopening",
    MovePeriod,
    PeriodMoved,
    _moves(PeriodStep.ASK_REOPENING),
    zh="申请反结账",
)
REOPEN_PERIOD: Final = Command(
    "ledger.reopen_period", MovePeriod, PeriodMoved, _moves(PeriodStep.REOPEN), zh="批准反结账"
)
REFUSE_REOPENING: Final = Command(
    "ledger.refuse_reopening",
    MovePeriod,
    PeriodMoved,
    _moves(PeriodStep.REFUSE_REOPENING),
    zh="驳回反结账",
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (
    OPEN_BOOKS,
    POST_ENTRY,
    POST_ENTRIES,
    REVERSE_ENTRY,
    BEGIN_CLOSING,
    CLOSE_PERIOD,
    ASK_REOPENING,
    REOPEN_PERIOD,
    REFUSE_REOPENING,
)


def commands_with(checks: Sequence[ClosingCheck]) -> tuple[AnyCommand, ...]:
    """Give the commands of the books, closing a period after all the checks of the room (账簿命令)."""
    closing = closing_by(checks)
    return tuple(closing if command is CLOSE_PERIOD else command for command in COMMANDS)


class Books:
    """The desk of the books: what is written in them (账簿记账台)."""

    def __init__(self, unit: UnitOfWork, checks: Sequence[ClosingCheck] = BOOKS_CHECKS) -> None:
        """Work in one unit; the room says what is checked before a period is closed."""
        self._unit = unit
        self._closing = closing_by(checks)
        self.reports = BooksReports(unit, checks)

    def open_books(self, request: OpenBooks, *, key: str) -> BooksOpened:
        """Begin the books with the chart of the place (建账)."""
        return self._unit.run(OPEN_BOOKS, request, key=key)

    def post_entry(self, draft: Draft, *, key: str) -> Entry:
        """Write an entry by hand (记账)."""
        return self._unit.run(POST_ENTRY, draft, key=key)

    def post_entries(self, request: PostEntries, *, key: str) -> BatchSummary:
        """Write entries by hand together, all of them or none; a summary comes back (批量记账).

        Best by some thousands at once: a request is held in memory, and one event tells of all of it.
        """
        return self._unit.run(POST_ENTRIES, request, key=key)

    def reverse_entry(self, request: ReverseEntry, *, key: str) -> EntryReversed:
        """Undo an entry, as somebody else than who booked it (冲销凭证)."""
        return self._unit.run(REVERSE_ENTRY, request, key=key)

    def begin_closing(self, request: MovePeriod, *, key: str) -> PeriodMoved:
        """Let a period take only adjusting entries from now on (开始结账)."""
        return self._unit.run(BEGIN_CLOSING, request, key=key)

    def close_period(self, request: MovePeriod, *, key: str) -> PeriodMoved:
        """Close a month or a year for good (结账)."""
        return self._unit.run(self._closing, request, key=key)

    def ask_reopening(self, request: MovePeriod, *, key: str) -> PeriodMoved:
        """Ask, with a reason, for a closed period to be reopened (申请反结账)."""
        return self._unit.run(ASK_REOPENING, request, key=key)

    def reopen_period(self, request: MovePeriod, *, key: str) -> PeriodMoved:
        """Reopen a period at somebody else's request (批准反结账)."""
        return self._unit.run(REOPEN_PERIOD, request, key=key)

    def refuse_reopening(self, request: MovePeriod, *, key: str) -> PeriodMoved:
        """Leave a period closed (驳回反结账)."""
        return self._unit.run(REFUSE_REOPENING, request, key=key)


class BooksReports:
    """What the books say; nothing here writes (账簿报表)."""

    def __init__(self, unit: UnitOfWork, checks: Sequence[ClosingCheck] = BOOKS_CHECKS) -> None:
        """Read in one unit."""
        self._unit = unit
        self._checks = checks

    def chart(self) -> Chart:
        """Give the accounts and funds of the books (会计科目表)."""
        return store.load_chart(self._unit)

    def trial_balance(self) -> TrialBalance:
        """Give the kept balances as debits and credits (试算平衡表)."""
        return balance_store.load_trial_balance(self._unit)

    def balances_at(self, day: date) -> tuple[AccountBalance, ...]:
        """Give the balances at the end of a day, added up from the postings (某日余额)."""
        return balance_store.sum_postings(self._unit, through=day).accounts

    def dwelling_balances(self, account: str | None = None) -> tuple[DwellingBalance, ...]:
        """Give what every dwelling owes or has paid ahead (住户余额)."""
        return balance_store.list_dwelling_balances(self._unit, account)

    def statement(self, dwelling_id: UUID) -> tuple[StatementLine, ...]:
        """Give the postings of one dwelling with a running balance (住户对账单)."""
        return statement_of(balance_store.list_dwelling_postings(self._unit, dwelling_id))

    def monthly_flows(self, span: Span) -> tuple[MonthlyFlow, ...]:
        """Give income and spending by month, fund and account (月度收支)."""
        return flows_of(balance_store.list_daily_flows(self._unit, span))

    def entries(self, span: Span | None = None) -> tuple[Entry, ...]:
        """Give the entries, all or those of a span (凭证)."""
        return store.list_entries(self._unit, span)

    def without_documents(self, span: Span | None = None) -> tuple[Entry, ...]:
        """Give the entries that should rest on a document and name none (缺原始凭证的凭证)."""
        return without_documents(store.list_entries(self._unit, span))

    def period_balances(self, period: Period) -> PeriodBalances:
        """Give what a period was opened with, what moved, and what it was closed with (期间余额表)."""
        before = period.span.start - timedelta(1)
        return period_balances_of(
            period,
            balance_store.sum_postings(self._unit, through=before).accounts,
            balance_store.sum_turnovers(self._unit, period.span.start, period.last_day),
        )

    def pending(self) -> tuple[PendingBalance, ...]:
        """Give what accounts hold, posted, beside what pending entries take from them (待过账余额)."""
        return balance_store.list_pending_balances(self._unit)

    def closing_checklist(self, period: Period) -> tuple[CheckAnswer, ...]:
        """Ask everything that is checked before a period is closed (结账清单)."""
        return answers_of(self._unit, period, self._checks)

    def verify(self, *, walk_chain: bool = True) -> tuple[Finding, ...]:
        """Add everything up again, hold it against the record, and name whatever does not agree (核对账簿).

        Without `walk_chain` the digests of the record are taken as right; whoever walks the record
        by other means need not do it twice.
        """
        return (
            *findings_of(
                kept_accounts=balance_store.list_account_balances(self._unit),
                kept_dwellings=balance_store.list_dwelling_balances(self._unit),
                summed=balance_store.sum_postings(self._unit),
                numbers=balance_store.list_numbers(self._unit),
                unbalanced=balance_store.list_unbalanced(self._unit),
                month_ends=list_kept_month_ends(self._unit),
            ),
            *findings_of_record(self._unit, walk_chain=walk_chain),
        )
