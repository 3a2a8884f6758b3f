"""Budgets in the database: versions, lines, and what is booked against them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from gongtong.core.offices import Mandate
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.books.chart import CASH, CLEANING, REPAIRS, SANITATION
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.budgets import store
from gongtong.ledger.budgets.budget_lines import AdoptBudget, BudgetLine
from gongtong.testing.examples.books import open_books
from gongtong.testing.examples.people import BOOKKEEPER, CHAIR, MANDATE

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

CLEAN = BudgetLine(SANITATION, CLEANING, 1_200_000)
REPAIR = BudgetLine(SANITATION, REPAIRS, 300_000)
FIRST = AdoptBudget(2025, (REPAIR, CLEAN), MANDATE)


@pytest.fixture
def stage(place: Stage) -> Stage:
    """Books of 2025 with money in the cash box."""
    open_books(place)
    return place


def test_versions_are_kept_and_the_last_one_holds(stage: Stage) -> None:
    """What was adopted first can still be read; another year has nothing of it."""
    later = Mandate("居民会议决定", date(2025, 5, 20), "2025年第2号")
    with stage.work(CHAIR) as work:
        first = work.ledger.budgets.adopt_budget(FIRST, key="1").budget
        changed = AdoptBudget(2025, (evolve(CLEAN, amount_fen=1),), later)
        second = work.ledger.budgets.adopt_budget(changed, key="2").budget
    with stage.work() as work:
        assert work.ledger.budgets.budgets(2025) == (first, second)
        assert store.list_budgets(work.unit, 2025) == (first, second)
        assert work.ledger.budgets.lines(2025) == (evolve(CLEAN, amount_fen=1),)
        assert work.ledger.budgets.budgets(2026) == ()
        assert work.ledger.budgets.lines(2026) == ()
    assert (first.lines, second.mandate) == ((CLEAN, REPAIR), later)


def test_may_rules_on_a_budget_and_writes_nothing(stage: Stage) -> None:
    """The chair may adopt it, the bookkeeper may not."""
    with stage.work(CHAIR) as work:
        assert isinstance(work.ledger.budgets.may_adopt(FIRST), Granted)
    with stage.work(BOOKKEEPER) as work:
        ruling = work.ledger.budgets.may_adopt(FIRST)
        assert isinstance(ruling, Refused)
        assert ruling.codes == ("ledger.office_required",)
        assert work.ledger.budgets.budgets(2025) == ()


def test_what_is_booked_is_counted_by_year_fund_and_account(stage: Stage) -> None:
    """The day of the entry says which year it is; other accounts are not counted."""
    with stage.work(BOOKKEEPER) as work:
        for number, (on, account, fen) in enumerate(
            [
                (date(2025, 1, 1), CLEANING, 100),
                (date(2025, 5, 31), CLEANING, 20),
                (date(2025, 6, 1), REPAIRS, 7_000),
            ]
        ):
            lines = (Posting(account, SANITATION, fen), Posting(CASH, SANITATION, -fen))
            draft = Draft(EntryKind.MANUAL, on, "支出", lines)
            work.ledger.books.post_entry(draft, key=f"entry {number}")
        assert store.sum_booked(work.unit, 2025, SANITATION, CLEANING) == 120
        assert store.sum_booked(work.unit, 2025, SANITATION, REPAIRS) == 7_000
        assert store.sum_booked(work.unit, 2024, SANITATION, CLEANING) == 0
        assert store.sum_booked(work.unit, 2025, "common", CLEANING) == 0
