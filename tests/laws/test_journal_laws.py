"""Exported journals, read by other programs, give our balances per account, fund and month end."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from calendar import monthrange
from collections import defaultdict
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from beancount import loader
from hypothesis import given, settings
from hypothesis import strategies as st

from gongtong.core.places import DwellingLabel
from gongtong.ledger.books.accounts import Fund
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.books.entries import Entry, EntryKind, Posting
from gongtong.ledger.exchange.journals import (
    BooksExport,
    decimals_of,
    journal_account,
    write_beancount,
    write_hledger,
)
from gongtong.ledger.reports.as_of import AsOf
from gongtong.ledger.reports.folds import fold_as_of

if TYPE_CHECKING:
    from pathlib import Path

FUNDS = (
    *DEFAULT_CHART.funds,
    Fund("gift", "捐赠", "Gift", currency="USD"),
    Fund("sister-city", "友城", "Sister city", currency="JPY"),
)
CURRENCIES = {fund.code: fund.currency for fund in FUNDS}
HOMES = [UUID(int=number) for number in range(1, 5)]
LABELS = {home: DwellingLabel(1, 1, 100 + place) for place, home in enumerate(HOMES[:3])}
MONTH_ENDS = [date(2025, month, monthrange(2025, month)[1]) for month in range(1, 13)]
BOOKED = datetime(2025, 12, 31, tzinfo=UTC)
Balances = dict[tuple[str, date], Decimal]


@st.composite
def postings(draw: st.DrawFn) -> tuple[Posting, ...]:
    """Draw balanced lines in one or two funds, up to ten trillion yuan each."""
    made: list[Posting] = []
    funds = st.lists(st.sampled_from(FUNDS), min_size=1, max_size=2, unique=True)
    for fund in draw(funds):
        amounts = draw(
            st.lists(
                st.one_of(st.integers(-(10**6), 10**6), st.integers(-(10**15), 10**15)).filter(
                    bool
                ),
                min_size=1,
                max_size=4,
            )
        )
        for amount in amounts:
            account = draw(st.sampled_from(DEFAULT_CHART.accounts))
            home = draw(st.sampled_from(HOMES)) if account.per_dwelling else None
            made.append(Posting(account.code, fund.code, amount, home))
        rest = sum(amounts)
        made += [Posting("2241", fund.code, -rest)] if rest else []
    return tuple(made)


@st.composite
def books(draw: st.DrawFn, *, most: int) -> BooksExport:
    """Draw books of a year, in any order of days."""
    drawn = draw(
        st.lists(
            st.tuples(st.dates(date(2025, 1, 1), date(2025, 12, 31)), postings()),
            min_size=1,
            max_size=most,
        )
    )
    entries = tuple(
        Entry(UUID(int=n), 2025, n, EntryKind.MANUAL, day, BOOKED, "keeper", f"第{n}笔", lines)
        for n, (day, lines) in enumerate(drawn, start=1)
    )
    return BooksExport("试验", DEFAULT_CHART.accounts, FUNDS, entries, LABELS)


def ours(export: BooksExport) -> Balances:
    """Add up what we export under the name it goes out by, at every month end."""
    found: Balances = {}
    for day in MONTH_ENDS:
        balances = fold_as_of(export.entries, AsOf(day))
        held: defaultdict[str, Decimal] = defaultdict(Decimal)
        by_dwelling: defaultdict[tuple[str, str], int] = defaultdict(int)
        for one in balances.dwellings:
            line = Posting(one.account, one.fund, one.amount_fen, one.dwelling_id)
            held[journal_account(export, line)] += scaled(one.amount_fen, one.fund)
            by_dwelling[one.account, one.fund] += one.amount_fen
        for whole in balances.accounts:
            if (whole.account, whole.fund) in by_dwelling:
                assert whole.amount_fen == by_dwelling[whole.account, whole.fund]
                continue
            line = Posting(whole.account, whole.fund, whole.amount_fen)
            held[journal_account(export, line)] += scaled(whole.amount_fen, whole.fund)
        found |= {(name, day): amount for name, amount in held.items() if amount}
    return found


def scaled(minor: int, fund: str) -> Decimal:
    return Decimal(minor).scaleb(-decimals_of(CURRENCIES[fund]))


def of_beancount(text: str) -> Balances:
    directives, errors, _ = loader.load_string(text)
    assert errors == []
    found: Balances = {}
    for day in MONTH_ENDS:
        held: defaultdict[str, Decimal] = defaultdict(Decimal)
        for directive in directives:
            if directive.date <= day:
                for posting in getattr(directive, "postings", ()):
                    held[posting.account] += posting.units.number
        found |= {(name, day): amount for name, amount in held.items() if amount}
    return found


def of_hledger(journal: Path) -> Balances:
    """Ask hledger once: historical balances at the end of each month."""
    program = shutil.which("hledger")
    assert program is not None
    arguments = ["bal", "--flat", "-E", "-H", "-M", "-b", "2025-01-01", "-e", "2026-01-01", "-N"]
    run = subprocess.run(  # noqa: S603 - a program of the system, on a file of ours
        [program, "-f", str(journal), *arguments, "-O", "csv", "--layout", "bare"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
        check=False,
    )
    assert run.returncode == 0, run.stderr
    heading, *rows = csv.reader(io.StringIO(run.stdout))
    assert heading[:2] == ["account", "commodity"]
    assert len(heading) == 2 + len(MONTH_ENDS)
    found: Balances = {}
    for name, _, *amounts in rows:
        for day, amount in zip(MONTH_ENDS, amounts, strict=True):
            if Decimal(amount):
                found[name, day] = Decimal(amount)
    return found


@given(export=books(most=12))
@settings(max_examples=15, deadline=None)
def test_beancount_comes_to_our_balances_at_every_month_end(export: BooksExport) -> None:
    """Every account of every fund, by dwelling, at twelve month ends, in the fund's currency."""
    assert of_beancount(write_beancount(export)) == ours(export)


@pytest.mark.needs_hledger
@given(export=books(most=40))
@settings(max_examples=4, deadline=None)
def test_hledger_comes_to_our_balances_at_every_month_end(
    export: BooksExport, tmp_path_factory: Any
) -> None:
    """The same, by the program that refuses every imbalance that was tried on it."""
    journal: Path = tmp_path_factory.mktemp("journal") / "books.journal"
    journal.write_text(write_hledger(export), encoding="utf-8")
    assert of_hledger(journal) == ours(export)
