"""Which statements are kept (对账单审核)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.books.chart import BANK, CLEANING, DEFAULT_CHART
from gongtong.ledger.exchange.bank_statements import BankLine, BankStatement
from gongtong.ledger.reconciling.keeping import KeepingPlan, rule_on_statement
from gongtong.ledger.reconciling.statements import (
    KeptLine,
    KeptStatement,
    ReconcileStatement,
    StatementFacts,
    identities_of,
)

LINES = (
    BankLine(2, date(2025, 3, 5), 30_000, reference="T1", balance_fen=31_000),
    BankLine(3, date(2025, 3, 9), -5_000, reference="T2", balance_fen=26_000),
)
MARCH = BankStatement(
    account=BANK,
    bank_account="****1234",
    currency="CNY",
    from_day=date(2025, 3, 1),
    through_day=date(2025, 3, 31),
    file="三月.csv",
    digest="0" * 64,
    lines=LINES,
    opening_fen=1_000,
    closing_fen=26_000,
)
ACCOUNTS = {account.code: account for account in DEFAULT_CHART.accounts}
NOTHING_KEPT = StatementFacts(
    held=(Office.KEEPER_OF_BOOKS,),
    today=date(2025, 5, 1),
    account=ACCOUNTS[BANK],
    currencies={"CNY"},
)
MARCH_KEPT = evolve(
    NOTHING_KEPT,
    kept=(
        KeptStatement(
            "****1234", "CNY", MARCH.from_day, MARCH.through_day, date(2025, 4, 1), 1_000
        ),
    ),
)
APRIL = evolve(
    MARCH,
    from_day=date(2025, 4, 1),
    through_day=date(2025, 4, 30),
    lines=(BankLine(2, date(2025, 4, 2), 100, reference="T3"),),
    opening_fen=26_000,
    closing_fen=26_100,
)


def kept_lines(*lines: BankLine) -> tuple[KeptLine, ...]:
    return tuple(
        KeptLine(
            UUID(int=number),
            identity,
            line.booked_on,
            line.amount_fen,
            line.counterparty,
            line.counterparty_account,
            line.text,
            line.reference,
            "三月.csv",
            line.line,
        )
        for number, (identity, line) in enumerate(
            zip(identities_of(lines), lines, strict=True), start=1
        )
    )


def codes(statement: BankStatement, facts: StatementFacts) -> tuple[str, ...]:
    ruling = rule_on_statement(ReconcileStatement(statement), facts)
    return ruling.codes if isinstance(ruling, Refused) else ()


def plan_of(statement: BankStatement, facts: StatementFacts) -> KeepingPlan:
    ruling = rule_on_statement(ReconcileStatement(statement), facts)
    assert isinstance(ruling, Granted)
    return ruling.event


def test_the_first_statement_brings_its_opening_balance_as_a_line() -> None:
    """So that the lines of an account always come to its balance."""
    plan = plan_of(MARCH, NOTHING_KEPT)
    assert plan.opening == (date(2025, 2, 28), 1_000)
    assert plan.ids_needed == 3
    lines = plan.kept_lines("三月.csv", [UUID(int=n) for n in (1, 2, 3)])
    assert [line.amount_fen for line in lines] == [1_000, 30_000, -5_000]
    assert [line.is_opening for line in lines] == [True, False, False]


def test_the_same_statement_again_brings_nothing() -> None:
    """Every line is known, whatever the file is called."""
    facts = evolve(MARCH_KEPT, within=kept_lines(*LINES), before_fen=1_000)
    plan = plan_of(evolve(MARCH, file="又一份.csv"), facts)
    assert (plan.lines, plan.known, plan.opening) == ((), 2, None)


def test_the_same_statement_shifted_by_a_day_is_refused_with_every_line() -> None:
    """Four lines contradict: two that were not there before and two that are not there now."""
    facts = evolve(MARCH_KEPT, within=kept_lines(*LINES), before_fen=1_000)
    shifted = tuple(evolve(line, booked_on=date(2025, 3, line.booked_on.day + 1)) for line in LINES)
    assert codes(evolve(MARCH, lines=shifted), facts) == (
        "ledger.line_added",
        "ledger.line_added",
        "ledger.line_left_out",
        "ledger.line_left_out",
    )


def test_a_line_with_another_amount_is_named() -> None:
    """The same reference on the same day is the same line; its amount does not change."""
    facts = evolve(MARCH_KEPT, within=kept_lines(*LINES), before_fen=1_000)
    changed = (
        evolve(LINES[0], amount_fen=30_001, balance_fen=31_001),
        evolve(LINES[1], balance_fen=26_001),
    )
    assert codes(evolve(MARCH, lines=changed, closing_fen=26_001), facts) == (
        "ledger.line_changed",
    )


def test_a_statement_overlaps_where_both_say_the_same() -> None:
    """One that begins in the middle of March and reaches into April brings what is new."""
    facts = evolve(MARCH_KEPT, within=kept_lines(LINES[1]), before_fen=31_000)
    longer = evolve(
        APRIL,
        from_day=date(2025, 3, 6),
        lines=(LINES[1], *APRIL.lines),
        opening_fen=31_000,
    )
    plan = plan_of(longer, facts)
    assert [line.reference for _, _, line in plan.lines] == ["T3"]
    assert plan.known == 1


def test_days_without_a_statement_are_a_gap_unless_the_balance_carries_over() -> None:
    """A quiet fortnight is none; one after which money is missing is named with its days."""
    late = evolve(APRIL, from_day=date(2025, 4, 2))
    assert codes(late, evolve(MARCH_KEPT, before_fen=26_000)) == ()
    assert codes(late, evolve(MARCH_KEPT, before_fen=25_999)) == ("ledger.statement_gap",)
    unknown = evolve(late, opening_fen=None, closing_fen=None)
    assert codes(unknown, evolve(MARCH_KEPT, before_fen=26_000)) == ("ledger.statement_gap",)


@pytest.mark.parametrize(
    ("before_fen", "code"), [(26_000, ()), (26_001, ("ledger.opening_differs",))]
)
def test_the_next_statement_opens_with_what_the_last_one_left(
    before_fen: int, code: tuple[str, ...]
) -> None:
    """To the fen."""
    assert codes(APRIL, evolve(MARCH_KEPT, before_fen=before_fen)) == code


def test_statements_come_in_the_order_of_their_days() -> None:
    """Before the first one there is nothing to join to."""
    february = evolve(
        MARCH, from_day=date(2025, 2, 1), through_day=date(2025, 2, 28), lines=(), closing_fen=1_000
    )
    assert codes(february, MARCH_KEPT) == ("ledger.before_first_statement",)


def test_what_fills_a_gap_must_not_move_what_came_after() -> None:
    """April moved nothing by the statement of May; an April that moves is a contradiction."""
    may = KeptStatement(
        "****1234", "CNY", date(2025, 5, 1), date(2025, 5, 1), date(2025, 5, 1), 26_000
    )
    facts = evolve(MARCH_KEPT, kept=(*MARCH_KEPT.kept, may), before_fen=26_000)
    assert codes(APRIL, facts) == ("ledger.closing_contradicts",)
    moved = evolve(facts, kept=(*MARCH_KEPT.kept, evolve(may, opening_fen=26_100)))
    assert codes(APRIL, moved) == ()
    quiet = evolve(APRIL, lines=(), closing_fen=26_000)
    assert codes(quiet, facts) == ()


def test_a_statement_agrees_with_itself() -> None:
    """Balances run from line to line, and opening and lines come to the closing balance."""
    wrong = (LINES[0], evolve(LINES[1], balance_fen=26_001))
    assert codes(evolve(MARCH, lines=wrong), NOTHING_KEPT) == ("ledger.balance_does_not_run",)
    assert codes(evolve(MARCH, closing_fen=26_001), NOTHING_KEPT) == ("ledger.closing_differs",)


def test_the_first_statement_says_what_was_there_before() -> None:
    """Where the file does not, whoever brings it does."""
    bare = evolve(
        MARCH,
        opening_fen=None,
        closing_fen=None,
        lines=tuple(evolve(line, balance_fen=None) for line in LINES),
    )
    assert codes(bare, NOTHING_KEPT) == ("ledger.opening_unknown",)
    given = rule_on_statement(ReconcileStatement(bare, opening_fen=0), NOTHING_KEPT)
    assert isinstance(given, Granted)
    assert given.event.opening is None


def test_every_ground_against_a_statement_is_named() -> None:
    """Who brings it, the account, the currency, the days and the lines, in their order."""
    facts = evolve(NOTHING_KEPT, held=(Office.KEEPER_OF_MONEY,), account=ACCOUNTS[CLEANING])
    bad = evolve(
        MARCH,
        currency="USD",
        through_day=date(2025, 5, 2),
        lines=(BankLine(2, date(2025, 5, 3), 0),),
        closing_fen=1_000,
    )
    assert codes(bad, facts) == (
        "ledger.office_required",
        "segregation_of_duties",
        "ledger.not_a_money_account",
        "ledger.statement_currency",
        "ledger.statement_days",
        "ledger.line_outside_statement",
        "ledger.line_of_nothing",
    )


@pytest.mark.parametrize(
    ("day", "good"),
    [
        (date(2025, 2, 28), False),
        (date(2025, 3, 1), True),
        (date(2025, 3, 31), True),
        (date(2025, 4, 1), False),
    ],
)
def test_lines_lie_from_the_first_day_through_the_last(day: date, *, good: bool) -> None:
    """Both ends are within; a day before and a day after are not."""
    statement = evolve(MARCH, lines=(BankLine(2, day, 5),), closing_fen=1_005)
    expected = () if good else ("ledger.line_outside_statement",)
    assert codes(statement, NOTHING_KEPT) == expected


@pytest.mark.parametrize(
    ("from_day", "through_day", "good"),
    [
        (date(2025, 3, 5), date(2025, 3, 5), True),
        (date(2025, 3, 6), date(2025, 3, 5), False),
        (date(2025, 3, 5), date(2025, 5, 1), True),
        (date(2025, 3, 5), date(2025, 5, 2), False),
    ],
)
def test_a_statement_covers_a_day_at_least_and_none_to_come(
    from_day: date, through_day: date, *, good: bool
) -> None:
    """One day is enough, today is the last that can be covered, and no span runs backwards."""
    statement = evolve(
        MARCH, from_day=from_day, through_day=through_day, lines=(), closing_fen=1_000
    )
    expected = () if good else ("ledger.statement_days",)
    assert codes(statement, NOTHING_KEPT) == expected


def test_another_bank_account_is_another_account() -> None:
    """Statements of two accounts of a bank are not mixed under one code."""
    facts = evolve(MARCH_KEPT, before_fen=26_000)
    assert codes(evolve(APRIL, bank_account="****9999"), facts) == ("ledger.other_bank_account",)
