"""Laws of reading journals: what we write for other programs we can take over again, to the fen."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from gongtong.core.offices import Office
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.books.entries import Entry, EntryKind, Posting
from gongtong.ledger.exchange.journal_files.beancount import read_beancount
from gongtong.ledger.exchange.journal_files.hledger import read_hledger
from gongtong.ledger.exchange.journals import (
    BooksExport,
    journal_account,
    write_beancount,
    write_hledger,
)
from gongtong.ledger.importing.account_mapping import AccountMapping, AccountRule
from gongtong.ledger.importing.journal_import import ImportJournal, JournalFacts, rule_on_journal

if TYPE_CHECKING:
    from gongtong.ledger.exchange.journal_files.journal import Journal

HOMES: Final = {UUID(int=number): DwellingLabel(1, 1, 100 + number) for number in range(1, 4)}
WORDS: Final = st.sampled_from(
    ["收款", "卫生费 (1月)", 'a "b" c', "x; y | z", "= * !", "C:\\d", "〇"]
)


@st.composite
def entries(draw: st.DrawFn) -> tuple[Entry, ...]:
    """Draw a few entries that balance in each of their funds, some of them by dwelling."""
    made: list[Entry] = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        postings: list[Posting] = []
        for fund in draw(
            st.lists(st.sampled_from(DEFAULT_CHART.funds), min_size=1, max_size=2, unique=True)
        ):
            amounts = draw(
                st.lists(st.integers(-(10**12), 10**12).filter(bool), min_size=1, max_size=3)
            )
            rest = -sum(amounts)
            for fen in [*amounts, rest] if rest else [*amounts, 7, -7]:
                account = draw(st.sampled_from(DEFAULT_CHART.accounts))
                home = draw(st.sampled_from(sorted(HOMES))) if account.per_dwelling else None
                postings.append(Posting(account.code, fund.code, fen, home, draw(WORDS)))
        made.append(
            Entry(
                id=UUID(int=1000 + number),
                year=2025,
                number=number,
                kind=EntryKind.MANUAL,
                effective_on=date(2025, 1, 1) + timedelta(days=draw(st.integers(0, 40))),
                booked_at=datetime(2025, 3, 1, tzinfo=UTC),
                booked_by="u",
                narration=draw(WORDS),
                postings=tuple(postings),
            )
        )
    return tuple(made)


def taken_over(journal: Journal, books: BooksExport) -> Counter[tuple[str, str, UUID | None]]:
    """Take a journal over by a mapping of the names that the export gave, and add up what comes."""
    rules = {
        journal_account(books, one): AccountRule(
            one.account,
            one.fund,
            name=journal_account(books, one),
            building=None if one.dwelling_id is None else HOMES[one.dwelling_id].building,
            unit=None if one.dwelling_id is None else HOMES[one.dwelling_id].unit,
            room=None if one.dwelling_id is None else HOMES[one.dwelling_id].room,
        )
        for entry in books.entries
        for one in entry.postings
    }
    homes = {label: home for home, label in HOMES.items()}
    facts = JournalFacts(homes, frozenset(), (Office.KEEPER_OF_BOOKS,))
    ruling = rule_on_journal(ImportJournal(journal, AccountMapping(tuple(rules.values()))), facts)
    assert isinstance(ruling, Granted), ruling
    held: Counter[tuple[str, str, UUID | None]] = Counter()
    for _, draft in ruling.event.drafts:
        for one in draft.postings:
            held[one.account, one.fund, one.dwelling_id] += one.amount_fen
    return held


@given(entries())
@settings(max_examples=60, deadline=None)
def test_what_is_exported_can_be_taken_over_again(written: tuple[Entry, ...]) -> None:
    """In either language: the same balances for every account, fund and dwelling, and one transaction a fund."""
    books = BooksExport("社区", DEFAULT_CHART.accounts, DEFAULT_CHART.funds, written, HOMES)
    expected: Counter[tuple[str, str, UUID | None]] = Counter()
    for entry in written:
        for one in entry.postings:
            expected[one.account, one.fund, one.dwelling_id] += one.amount_fen
    first = read_hledger(write_hledger(books).encode(), file="j")
    second = read_beancount(write_beancount(books).encode(), file="b")
    parts = sum(len({one.fund for one in entry.postings}) for entry in written)
    for journal in (first, second):
        assert len(journal.transactions) == parts
        assert taken_over(journal, books) == expected
    assert [(one.day, one.code) for one in first.transactions] == [
        (one.day, one.code) for one in second.transactions
    ]
