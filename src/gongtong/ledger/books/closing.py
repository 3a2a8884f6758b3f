"""Closing and reopening periods, and the entry that closes a year (结账)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from attrs import field, frozen

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.ledger.books.accounts import Chart
from gongtong.ledger.books.balances.folding import AccountBalance
from gongtong.ledger.books.checklist import CheckAnswer, ClosingChecklist, reasons_of_checklist
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.periods import TRANSITIONS, KeptPeriod, Period, PeriodState, PeriodStep
from gongtong.ledger.duties import reasons_against_cashier, reasons_of_office
from gongtong.ledger.sources import PERIOD_RULES

_KEEPERS: Final = frozenset({Office.KEEPER_OF_BOOKS})
_OVERSEERS: Final = frozenset({Office.CHAIR, Office.SUPERVISOR})
_ENTITLED: Final[Mapping[PeriodStep, tuple[frozenset[Office], str, str]]] = {
    PeriodStep.BEGIN_CLOSING: (_KEEPERS, "开始结账", "begin closing a period"),
    PeriodStep.CLOSE: (_KEEPERS, "结账", "close a period"),
    PeriodStep.ASK_REOPENING: (_KEEPERS, "申请反结账", "ask for a period to be reopened"),
    PeriodStep.REOPEN: (_OVERSEERS, "批准反结账", "reopen a period"),
    PeriodStep.REFUSE_REOPENING: (_OVERSEERS, "驳回反结账", "leave a period closed"),
}


@frozen
class MovePeriod:
    """A request to close or reopen a month or year, such as ``2025-03`` or ``2025`` (期间申请)."""

    period: str
    reason: str = ""


@frozen
class PeriodMoved:
    """A period of the books changed its state (期间状态已变更).

    ``closing_entry`` is the entry that carried a year's income and expense to the net assets;
    ``checks`` says what was found before a period was closed.
    """

    period: str
    step: PeriodStep
    state: PeriodState
    by: str
    reason: str = ""
    closing_entry: UUID | None = None
    checks: tuple[CheckAnswer, ...] = ()


@frozen
class PeriodFacts:
    """What the books know when they rule on a period (期间依据).

    ``checklist`` and ``answers`` are those of a closing; other steps ask for none.
    """

    step: PeriodStep
    opened_on: date
    today: date
    actor: str
    held: Collection[Office]
    kept: Mapping[Period, KeptPeriod] = field(factory=dict)
    checklist: ClosingChecklist = field(factory=ClosingChecklist)
    answers: tuple[CheckAnswer, ...] = ()

    def state_of(self, period: Period) -> PeriodState:
        """The state of a period; nobody has touched those that are not kept (期间状态)."""
        return self.seen(period).state

    def seen(self, period: Period) -> KeptPeriod:
        """The period as it is kept (期间记录)."""
        return self.kept.get(period, KeptPeriod(period))


def period_asked(request: MovePeriod) -> Period | None:
    """Give the period that a request names, or nothing where no calendar has it (所指期间)."""
    try:
        return Period.parse(request.period)
    except ValueError:
        return None


def rule_on_period(request: MovePeriod, facts: PeriodFacts) -> Granted[PeriodMoved] | Refused:
    """Let a period move to its next state, or name every ground against it (期间审核).

    Grounds, in this order: no such period, the office, the cashier, the state it is in, periods that
    come first, the two people, the checklist.
    """
    try:
        period = Period.parse(request.period)
    except ValueError as error:
        return Refused((_not_a_period(request.period, str(error)),))
    entitled, zh, en = _ENTITLED[facts.step]
    state = TRANSITIONS.get((facts.state_of(period), facts.step))
    reasons = (
        *reasons_of_office(facts.held, entitled, PERIOD_RULES, act=(zh, en)),
        *reasons_against_cashier(facts.held, act=(zh, en)),
        *_reasons_of_state(period, facts, state),
        *_reasons_of_order(period, facts),
        *_reasons_of_reopening(request, period, facts),
        *_reasons_of_checks(period, facts),
    )
    if state is None or reasons:
        return Refused(reasons)
    return Granted(
        PeriodMoved(
            str(period),
            facts.step,
            state,
            facts.actor,
            request.reason.strip(),
            checks=facts.answers,
        )
    )


def closing_draft(period: Period, balances: Iterable[AccountBalance], chart: Chart) -> Draft | None:
    """Carry a year's income and expense to the net assets of each fund; nothing to carry, no draft (年末结转)."""
    nominal = {account.code for account in chart.accounts if account.kind.is_nominal}
    postings: list[Posting] = []
    carried: dict[str, int] = {}
    for held in balances:
        if held.account in nominal and held.amount_fen:
            postings.append(Posting(held.account, held.fund, -held.amount_fen))
            carried[held.fund] = carried.get(held.fund, 0) + held.amount_fen
    postings.extend(
        Posting(chart.net_assets.code, fund, amount) for fund, amount in carried.items() if amount
    )
    if not postings:
        return None
    return Draft(
        EntryKind.CLOSING, date(period.year, 12, 31), f"结转{period.year}年度收支", tuple(postings)
    )


def _not_a_period(label: str, fault: str) -> Reason:
    return Reason(
        "ledger.period_unknown",
        f"“{label}”不是会计期间，应写作2025或2025-03",
        fault,
        PERIOD_RULES,
        (("period", label),),
    )


def _reasons_of_state(
    period: Period, facts: PeriodFacts, state: PeriodState | None
) -> Iterator[Reason]:
    now = facts.state_of(period)
    if state is None:
        yield Reason(
            "ledger.period_step_impossible",
            f"会计期间{period}当前状态不允许此操作",
            f"period {period} is {now.value}; it cannot {facts.step.value.replace('_', ' ')}",
            PERIOD_RULES,
            (("period", str(period)), ("state", now.value)),
        )
    last = period.span.last_day
    if facts.step is PeriodStep.CLOSE and last is not None and facts.today <= last:
        yield Reason(
            "ledger.period_not_over",
            f"会计期间{period}尚未结束，{last}之后才能结账",
            f"period {period} is not over: it can be closed after {last}",
            PERIOD_RULES,
            (("period", str(period)), ("last_day", str(last))),
        )
    if last is not None and last < facts.opened_on:
        yield Reason(
            "ledger.before_the_books",
            f"会计期间{period}早于建账日{facts.opened_on}",
            f"period {period} is before the books were opened on {facts.opened_on}",
            PERIOD_RULES,
            (("period", str(period)), ("opened_on", str(facts.opened_on))),
        )


def _reasons_of_order(period: Period, facts: PeriodFacts) -> Iterator[Reason]:
    if facts.step is not PeriodStep.CLOSE:
        return
    first = Period.month_of(facts.opened_on)
    if period.is_year:
        before = [month for month in period.months if month >= first]
        before += [Period(year) for year in range(first.year, period.year)]
    else:
        before = [month for month in Period(period.year).months if first <= month < period]
    pending = [one for one in before if facts.state_of(one) is not PeriodState.CLOSED]
    if pending:
        listed = ", ".join(str(one) for one in pending)
        yield Reason(
            "ledger.earlier_period_open",
            f"须先结账：{listed}",
            f"these periods are closed first: {listed}",
            PERIOD_RULES,
            (("period", str(period)), ("pending", listed)),
        )


def _reasons_of_checks(period: Period, facts: PeriodFacts) -> Iterator[Reason]:
    if facts.step is PeriodStep.CLOSE:
        barring = facts.checklist.bars(is_year=period.is_year)
        yield from reasons_of_checklist(barring, facts.answers)


def _reasons_of_reopening(
    request: MovePeriod, period: Period, facts: PeriodFacts
) -> Iterator[Reason]:
    at = (("period", str(period)),)
    if facts.step is PeriodStep.ASK_REOPENING and not request.reason.strip():
        yield Reason(
            "ledger.reopening_without_reason",
            "反结账须写明原因",
            "a request to reopen a period states its reason",
            PERIOD_RULES,
            at,
        )
    if facts.step is PeriodStep.REOPEN and facts.actor == facts.seen(period).changed_by:
        yield Reason(
            "ledger.reopened_by_same_person",
            "申请反结账的人不能自己批准",
            "whoever asked for the reopening may not grant it",
            PERIOD_RULES,
            at,
        )
    year = Period(period.year)
    if (
        facts.step is PeriodStep.ASK_REOPENING
        and not period.is_year
        and facts.state_of(year) is not PeriodState.OPEN
    ):
        yield Reason(
            "ledger.year_closed",
            f"{year}年度已结账，须先对年度反结账",
            f"year {year} is closed; reopen it first",
            PERIOD_RULES,
            at,
        )
