"""What a foreign journal becomes in the books, and every ground against it."""

from uuid import UUID

from attrs import evolve

from gongtong.core.offices import CASHIER_KEEPS_NO_BOOKS, Office
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.books.entries import DocumentRef, Draft, EntryKind, Posting
from gongtong.ledger.exchange.journal_files.hledger import read_hledger
from gongtong.ledger.exchange.journal_files.journal import keys_of
from gongtong.ledger.importing.account_mapping import AccountMapping, AccountRule
from gongtong.ledger.importing.journal_import import (
    IMPORT_RULES,
    ImportJournal,
    JournalFacts,
    JournalImported,
    JournalPlan,
    rule_on_journal,
)
from gongtong.ledger.sources import BOOKS_RULES

HOME = UUID(int=1)
JOURNAL = read_hledger(
    """\
2026-01-01 (7) 计收
  H1  CNY 5.00
  收入  CNY -5.00
2026-01-02
  现金  CNY 5.00  ; 现金
  H1
2026-01-03 调拨
  现金  CNY 1.00
  公共现金  CNY -1.00
  调拨  CNY -1.00
  公共调拨  CNY 1.00
""".encode(),
    file="j",
)
MAPPING = AccountMapping(
    (
        AccountRule("1122", "sanitation", pattern=r"H(?P<room>\d)", building=1, unit=1),
        AccountRule("4301", "sanitation", name="收入"),
        AccountRule("1001", "sanitation", name="现金"),
        AccountRule("1001", "common-income", name="公共现金"),
        AccountRule("3102", "sanitation", name="调拨"),
        AccountRule("3102", "common-income", name="公共调拨"),
    )
)
FACTS = JournalFacts({DwellingLabel(1, 1, 1): HOME}, frozenset(), (Office.KEEPER_OF_BOOKS,))


def plan(facts: JournalFacts = FACTS) -> JournalPlan:
    ruling = rule_on_journal(ImportJournal(JOURNAL, MAPPING), facts)
    assert isinstance(ruling, Granted), ruling
    return ruling.event


def test_each_transaction_becomes_an_entry_that_rests_on_the_file() -> None:
    """With its day, its words, its dwelling and its memo; transfers balance in each fund."""
    first, second, third = (draft for _, draft in plan().drafts)
    assert first == Draft(
        EntryKind.IMPORTED,
        JOURNAL.transactions[0].day,
        "(7) 计收",
        (
            Posting("1122", "sanitation", 500, HOME),
            Posting("4301", "sanitation", -500),
        ),
        (DocumentRef("j", JOURNAL.digest),),
    )
    assert second.narration == "接收账簿"
    assert second.postings[0].memo == "现金"
    assert [(one.fund, one.amount_fen) for one in third.postings] == [
        ("sanitation", 100),
        ("common-income", -100),
        ("sanitation", -100),
        ("common-income", 100),
    ]
    assert plan().event == JournalImported("j", JOURNAL.digest, 3, 0)


def test_what_was_taken_over_before_is_not_taken_again() -> None:
    """By what it says, whatever file it comes in."""
    known = keys_of(JOURNAL)[:2]
    again = plan(evolve(FACTS, known=frozenset(known)))
    assert [key for key, _ in again.drafts] == list(keys_of(JOURNAL)[2:])
    assert (again.event.entries, again.event.known) == (1, 2)


def test_every_ground_is_named_in_order() -> None:
    """Office, cashier, accounts, dwellings, and funds that do not balance."""
    rules = (
        *(one for one in MAPPING.rules if one.name not in {"收入", "公共调拨"}),
        AccountRule("3102", "sanitation", name="公共调拨"),
    )
    facts = JournalFacts({}, frozenset(), (Office.KEEPER_OF_MONEY,))
    ruling = rule_on_journal(ImportJournal(JOURNAL, AccountMapping(rules)), facts)
    assert isinstance(ruling, Refused)
    assert [(one.code, one.source) for one in ruling.reasons] == [
        ("ledger.office_required", BOOKS_RULES),
        ("segregation_of_duties", CASHIER_KEEPS_NO_BOOKS),
        ("ledger.journal_account_unmapped", IMPORT_RULES),
        ("ledger.dwelling_unknown", IMPORT_RULES),
        ("ledger.journal_unbalanced_in_fund", IMPORT_RULES),
    ]
    assert ruling.reasons[2].params == (("account", "收入"),)
    assert "line 7" in ruling.reasons[4].en


def test_many_accounts_that_nothing_stands_for_are_told_twenty_at_a_time() -> None:
    """A mapping is written in a few rounds, and a refusal stays readable."""
    lines = "".join(f"  a{number}  CNY 1\n" for number in range(30))
    journal = read_hledger(f"2026-01-01 x\n{lines}  b\n".encode(), file="j")
    ruling = rule_on_journal(ImportJournal(journal, AccountMapping()), FACTS)
    assert isinstance(ruling, Refused)
    assert len(ruling.reasons) == 20
