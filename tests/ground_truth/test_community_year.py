"""A year of a community, kept by another program: taken over, our balances are those that hledger gives.

The journal has a thousand receipts, charges for 338 households, spending, transfers of half the common income between
funds each quarter, and a reversal. hledger's balances of all 346 accounts were worked out from the same journal.
"""

from __future__ import annotations

import csv
import json
import re
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from gongtong.community import Gongtong
from gongtong.core.places import DwellingLabel
from gongtong.core.register import DwellingStatus
from gongtong.core.register_changes import ImportRegister
from gongtong.core.register_lines import SheetDwelling
from gongtong.core.storage.engines import sqlite_engine
from gongtong.ledger.books.bookkeeping import OpenBooks
from gongtong.ledger.books.entries import EntryKind
from gongtong.ledger.exchange.journal_files.beancount import read_beancount
from gongtong.ledger.exchange.journal_files.hledger import read_hledger
from gongtong.ledger.importing.account_mapping import read_account_mapping
from gongtong.ledger.importing.journal_import import ImportJournal
from gongtong.plugins.host import Host
from gongtong.testing.examples.people import BOOKKEEPER, CHAIR, take_office
from gongtong.testing.stage import Stage, build

if TYPE_CHECKING:
    from gongtong.ledger.exchange.journal_files.journal import Journal

LEDGER: Final = Path(__file__).parents[3] / "shared" / "ground-truth" / "ledger"
NOW: Final = datetime(2027, 1, 4, 1, 0, tzinfo=UTC)
MAPPING: Final = r"""
[[account]]
pattern = 'Assets:Receivable:H(?P<room>\d{3})'
account = "1122"
fund = "sanitation"
building = 1
unit = 1

[[account]]
name = "Assets:Bank:Fees"
account = "1002"
fund = "sanitation"

[[account]]
name = "Assets:Bank:Common"
account = "1002"
fund = "common-income"

[[account]]
name = "Assets:Bank:Maintenance"
account = "1002"
fund = "maintenance"

[[account]]
name = "Income:SanitationFee"
account = "4301"
fund = "sanitation"

[[account]]
name = "Income:Parking"
account = "4303"
fund = "common-income"

[[account]]
name = "Expenses:Cleaning"
account = "5101"
fund = "sanitation"

[[account]]
name = "Equity:Fund:Common"
account = "3102"
fund = "common-income"

[[account]]
name = "Equity:Fund:Maintenance"
account = "3102"
fund = "maintenance"
"""
OURS: Final = {
    "Assets:Bank:Fees": ("1002", "sanitation"),
    "Assets:Bank:Common": ("1002", "common-income"),
    "Assets:Bank:Maintenance": ("1002", "maintenance"),
    "Income:SanitationFee": ("4301", "sanitation"),
    "Income:Parking": ("4303", "common-income"),
    "Expenses:Cleaning": ("5101", "sanitation"),
    "Equity:Fund:Common": ("3102", "common-income"),
    "Equity:Fund:Maintenance": ("3102", "maintenance"),
}


def content(name: str) -> bytes:
    if not LEDGER.is_dir():
        pytest.skip(f"the community year is not here: {LEDGER}")
    return (LEDGER / name).read_bytes()


def fen(text: str) -> int:
    """Read an amount as hledger writes it: CNY -300.00, or 0."""
    if text == "0":
        return 0
    match = re.fullmatch(r"CNY (-?)(\d+)\.(\d\d)", text)
    assert match is not None, text
    return int(f"{match[1]}{match[2]}{match[3]}")


def read(name: str) -> Journal:
    reader = read_beancount if name.endswith(".beancount") else read_hledger
    return reader(content(name), file=name)


def rows() -> tuple[SheetDwelling, ...]:
    return tuple(
        SheetDwelling(
            DwellingLabel(1, 1, number),
            (f"住户{number}",),
            f"1380000{number:04}",
            DwellingStatus.OWNER_OCCUPIED,
            800_000,
        )
        for number in range(1, 339)
    )


@pytest.fixture(scope="module")
def community(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """A place with 338 dwellings and open books, into which the year was taken over."""
    journal = read("community.journal")
    path = tmp_path_factory.mktemp("community") / "community.db"
    stage = build(Gongtong(host=Host.of()), sqlite_engine(path))
    take_office(stage)
    with stage.work(CHAIR, now=NOW) as work:
        work.registry.import_register(ImportRegister(date(2026, 1, 1), rows()), key="register")
    with stage.work(BOOKKEEPER, now=NOW) as work:
        work.ledger.books.open_books(OpenBooks(date(2026, 1, 1)), key="books")
        mapping = read_account_mapping(MAPPING.encode(), file="mapping.toml")
        request = ImportJournal(journal, mapping)
        imported = work.ledger.importing.import_journal(request, key="year")
    assert (imported.entries, imported.known) == (1_367, 0)
    return stage


def balances_on(stage: Stage, day: date) -> dict[str, int]:
    """Our balances at the end of a day, by the names that the journal has for our accounts."""
    with stage.work(BOOKKEEPER, now=NOW) as work:
        found = work.ledger.books.reports.balances_at(day)
    held = {(one.account, one.fund): one.amount_fen for one in found}
    told = {name: held.pop(ours, 0) for name, ours in OURS.items()}
    told["Assets:Receivable"] = held.pop(("1122", "sanitation"), 0)
    assert not any(held.values())
    return told


def test_both_languages_say_the_same() -> None:
    """The journal of hledger and that of beancount hold the same year; both assert nothing that is false."""
    first, second = read("community.journal"), read("community.beancount")
    assert [
        (one.day, one.narration, [(line.account, line.amount_fen) for line in one.postings])
        for one in first.transactions
    ] == [
        (one.day, one.narration, [(line.account, line.amount_fen) for line in one.postings])
        for one in second.transactions
    ]
    assert len(first.accounts) == 346


def test_our_balances_are_those_of_hledger_for_every_account(community: Stage) -> None:
    """Eight accounts of the place and what each of 338 households owes or has paid ahead."""
    expected = {
        name: fen(said) for name, said in json.loads(content("community.hledger.json")).items()
    }
    assert len(expected) == 346
    ours = balances_on(community, date(2026, 12, 31))
    receivable = ours.pop("Assets:Receivable")
    with community.work(BOOKKEEPER, now=NOW) as work:
        register = work.registry.register(work.unit.today)
        held = {
            one.dwelling_id: one.amount_fen
            for one in work.ledger.books.reports.dwelling_balances("1122")
        }
        findings = work.ledger.books.reports.verify()
    for dwelling in register.dwellings:
        ours[f"Assets:Receivable:H{dwelling.label.room:03}"] = held.get(dwelling.id, 0)
    assert ours == expected
    assert receivable == sum(held.values())
    assert findings == ()


def test_our_months_are_those_of_hledger(community: Stage) -> None:
    """What moved in each month, summed where hledger sums: the three bank accounts, and all households."""
    table = list(csv.reader(content("community.monthly.csv").decode().splitlines()))
    expected = {row[0]: [fen(cell) for cell in row[1:]] for row in table[1:]}
    ends = [date(2025, 12, 31)]
    ends += [
        date(2026 + month // 12, month % 12 + 1, 1) - timedelta(days=1) for month in range(1, 13)
    ]
    held = [balances_on(community, day) for day in ends]
    ours: dict[str, list[int]] = {}
    for name in expected:
        sums = [sum(fen for known, fen in one.items() if known.startswith(name)) for one in held]
        ours[name] = [after - before for before, after in pairwise(sums)]
    assert ours == expected


def test_the_same_year_in_the_other_language_changes_nothing(community: Stage) -> None:
    """Every transaction is known by what it says; only the codes differ, of which these have none."""
    mapping = read_account_mapping(MAPPING.encode(), file="mapping.toml")
    request = ImportJournal(read("community.beancount"), mapping)
    with community.work(BOOKKEEPER, now=NOW) as work:
        again = work.ledger.importing.import_journal(request, key="again")
        entries = work.ledger.books.reports.entries()
    assert (again.entries, again.known) == (0, 1_367)
    assert len(entries) == 1_367
    assert {entry.kind for entry in entries} == {EntryKind.IMPORTED}
    assert [entry.number for entry in entries] == list(range(1, 1_368))
    assert all(entry.documents for entry in entries)
