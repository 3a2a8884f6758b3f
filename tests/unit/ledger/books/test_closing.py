"""Closing and reopening: who may, in which order, and the entry that closes a year."""

from datetime import date
from itertools import product

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.books.balances.folding import AccountBalance
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.books.checklist import SUSPENSE_EMPTY, CheckAnswer, ClosingChecklist
from gongtong.ledger.books.closing import (
    MovePeriod,
    PeriodFacts,
    PeriodMoved,
    closing_draft,
    period_asked,
    rule_on_period,
)
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.periods import (
    TRANSITIONS,
    KeptPeriod,
    Period,
    PeriodState,
    PeriodStep,
)

CLOSE = PeriodFacts(
    step=PeriodStep.CLOSE,
    opened_on=date(2025, 1, 1),
    today=date(2025, 4, 1),
    actor="bookkeeper",
    held=(Office.KEEPER_OF_BOOKS,),
)


def kept(
    *closed: str, state: PeriodState = PeriodState.CLOSED, by: str = ""
) -> dict[Period, KeptPeriod]:
    periods = [Period.parse(label) for label in closed]
    return {period: KeptPeriod(period, state, by, 1) for period in periods}


def codes(label: str, facts: PeriodFacts, reason: str = "") -> list[str]:
    ruling = rule_on_period(MovePeriod(label, reason), facts)
    return list(ruling.codes) if isinstance(ruling, Refused) else []


@pytest.mark.parametrize("label", ["", "2025-00", "2025-13", "2025-1", "25", "2025-01-01", "0000"])
def test_a_label_that_is_no_period_is_refused_in_words(label: str) -> None:
    """The refusal names the label; nothing is guessed."""
    assert codes(label, CLOSE) == ["ledger.period_unknown"]


@pytest.mark.parametrize(("state", "step"), list(product(PeriodState, PeriodStep)))
def test_a_step_is_in_the_table_or_refused(state: PeriodState, step: PeriodStep) -> None:
    """All twenty pairs of a state and a step: six lead on, fourteen are refused for the state."""
    facts = evolve(
        CLOSE,
        step=step,
        held=(Office.KEEPER_OF_BOOKS, Office.CHAIR),
        kept=kept("2025-01", state=state, by="somebody else"),
    )
    expected = [] if (state, step) in TRANSITIONS else ["ledger.period_step_impossible"]
    assert codes("2025-01", facts, "漏记") == expected
    assert len(TRANSITIONS) == 6


def test_closing_a_month_gives_its_new_state() -> None:
    """The event names the period, the step, the state and who did it."""
    ruling = rule_on_period(MovePeriod("2025-01"), CLOSE)
    assert ruling == Granted(
        PeriodMoved("2025-01", PeriodStep.CLOSE, PeriodState.CLOSED, "bookkeeper")
    )


@pytest.mark.parametrize(
    ("today", "refused"),
    [(date(2025, 1, 30), True), (date(2025, 1, 31), True), (date(2025, 2, 1), False)],
)
def test_a_month_is_closed_when_it_is_over(today: date, refused: bool) -> None:
    """On its last day it is not over; on the day after it is."""
    expected = ["ledger.period_not_over"] if refused else []
    assert codes("2025-01", evolve(CLOSE, today=today)) == expected


def test_months_are_closed_in_order() -> None:
    """March waits for January and February; closing has begun is not closed."""
    facts = evolve(CLOSE, kept=kept("2025-02", state=PeriodState.CLOSING))
    ruling = rule_on_period(MovePeriod("2025-03"), facts)
    assert isinstance(ruling, Refused)
    assert ruling.codes == ("ledger.earlier_period_open",)
    assert ruling.reasons[0].params == (("period", "2025-03"), ("pending", "2025-01, 2025-02"))
    assert codes("2025-03", evolve(CLOSE, kept=kept("2025-01", "2025-02"))) == []


def test_a_year_is_closed_after_its_months_and_the_years_before() -> None:
    """Books opened in November 2024: 2024 first, then the twelve months of 2025, then 2025."""
    facts = evolve(CLOSE, opened_on=date(2024, 11, 15), today=date(2026, 1, 5))
    assert codes("2024", facts) == ["ledger.earlier_period_open"]
    assert codes("2024", evolve(facts, kept=kept("2024-11", "2024-12"))) == []
    months = tuple(str(month) for month in Period(2025).months)
    assert codes("2025", evolve(facts, kept=kept(*months))) == ["ledger.earlier_period_open"]
    assert codes("2025", evolve(facts, kept=kept(*months, "2024"))) == []


@pytest.mark.parametrize(("label", "refused"), [("2024-12", True), ("2025-01", False)])
def test_a_period_before_the_books_is_not_closed(label: str, refused: bool) -> None:
    """The month in which the books were opened is the first."""
    assert codes(label, CLOSE) == (["ledger.before_the_books"] if refused else [])


@pytest.mark.parametrize("step", [PeriodStep.BEGIN_CLOSING, PeriodStep.CLOSE])
def test_the_cashier_closes_nothing(step: PeriodStep) -> None:
    """会计法35: closing the books is keeping them."""
    facts = evolve(CLOSE, step=step, held=(Office.KEEPER_OF_MONEY,))
    ruling = rule_on_period(MovePeriod("2025-01"), facts)
    assert isinstance(ruling, Refused)
    assert ruling.codes == ("ledger.office_required", "segregation_of_duties")
    assert ruling.reasons[1].source.title == "会计法"


def test_a_reopening_is_asked_for_with_a_reason() -> None:
    """Blank is no reason."""
    facts = evolve(CLOSE, step=PeriodStep.ASK_REOPENING, kept=kept("2025-01"))
    assert codes("2025-01", facts, " ") == ["ledger.reopening_without_reason"]
    assert codes("2025-01", facts, "漏记一笔") == []


def test_whoever_asked_does_not_grant() -> None:
    """The chair who asked as bookkeeper does not grant his own reopening; a supervisor does."""
    asked = kept("2025-01", state=PeriodState.REOPENING, by="chair")
    facts = evolve(CLOSE, step=PeriodStep.REOPEN, actor="chair", held=(Office.CHAIR,), kept=asked)
    assert codes("2025-01", facts) == ["ledger.reopened_by_same_person"]
    assert codes("2025-01", evolve(facts, actor="other", held=(Office.SUPERVISOR,))) == []


def test_a_month_of_a_closed_year_waits_for_the_year() -> None:
    """First the year is reopened, then its month."""
    facts = evolve(CLOSE, step=PeriodStep.ASK_REOPENING, kept=kept("2025-01", "2025"))
    assert codes("2025-01", facts, "漏记") == ["ledger.year_closed"]
    assert codes("2025", facts, "漏记") == []


def test_the_closing_entry_empties_income_and_expense_fund_by_fund() -> None:
    """Two funds, one with a surplus of 200.00, one with a deficit of 0.05."""
    balances = (
        AccountBalance("1012.wechat", "sanitation", 20000),
        AccountBalance("4301", "sanitation", -30000),
        AccountBalance("5101", "sanitation", 10000),
        AccountBalance("5109", "parking", 5),
    )
    assert closing_draft(Period(2025), balances, DEFAULT_CHART) == Draft(
        EntryKind.CLOSING,
        date(2025, 12, 31),
        "结转2025年度收支",
        (
            Posting("4301", "sanitation", 30000),
            Posting("5101", "sanitation", -10000),
            Posting("5109", "parking", -5),
            Posting("3101", "sanitation", -20000),
            Posting("3101", "parking", 5),
        ),
    )


def test_a_year_that_broke_even_carries_nothing_over() -> None:
    """Income and expense of the same amount are emptied against each other."""
    even = (AccountBalance("4301", "f", -7), AccountBalance("5101", "f", 7))
    draft = closing_draft(Period(2025), even, DEFAULT_CHART)
    assert draft is not None
    assert draft.postings == (Posting("4301", "f", 7), Posting("5101", "f", -7))


def test_a_year_without_income_and_expense_needs_no_closing_entry() -> None:
    """Nothing to carry, no entry."""
    assert closing_draft(Period(2025), (AccountBalance("1001", "f", 5),), DEFAULT_CHART) is None


def test_a_kept_period_that_nobody_touched_is_open() -> None:
    """Version 0 says that there is no row yet."""
    assert CLOSE.seen(Period(2030, 1)) == KeptPeriod(Period(2030, 1), PeriodState.OPEN, "", 0)


def test_the_checklist_bars_a_closing_alone() -> None:
    """A check that the place chose bars closing; beginning to close asks for none."""
    failed = CheckAnswer(SUSPENSE_EMPTY, "还有1元", "1 yuan is left")
    facts = evolve(
        CLOSE,
        checklist=ClosingChecklist(("suspense_empty",), ("books_agree",)),
        answers=(failed,),
    )
    assert codes("2025-01", facts) == ["ledger.closing_check_failed"]
    assert codes("2025-01", evolve(facts, step=PeriodStep.BEGIN_CLOSING)) == []
    months = kept(*(f"2025-{month:02}" for month in range(1, 13)))
    year = evolve(facts, today=date(2026, 1, 1), kept=months)
    assert codes("2025", year) == [
        "ledger.closing_check_failed",
        "ledger.closing_check_unanswered",
    ]


def test_what_was_checked_is_kept_with_the_closing() -> None:
    """Also the answers that bar nothing stand in the event."""
    failed = CheckAnswer(SUSPENSE_EMPTY, "还有1元", "1 yuan is left")
    ruling = rule_on_period(MovePeriod("2025-01"), evolve(CLOSE, answers=(failed,)))
    assert isinstance(ruling, Granted)
    assert ruling.event.checks == (failed,)


def test_a_label_is_read_or_not() -> None:
    """What no calendar has names no period."""
    assert period_asked(MovePeriod("2025-03")) == Period(2025, 3)
    assert period_asked(MovePeriod("2025-13")) is None
