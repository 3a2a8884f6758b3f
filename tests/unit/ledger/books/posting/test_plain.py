"""The quick look: what it takes from the facts. Its verdicts are held by the laws of posting."""

from datetime import date

from gongtong.ledger.books.chart import DEFAULT_CHART, FUND_TRANSFERS
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.entry_rules import EntryFacts
from gongtong.ledger.books.periods import Period, PeriodState
from gongtong.ledger.books.posting.plain import are_plainly_right, plain_books

FACTS = EntryFacts(
    opened_on=date(2025, 1, 1),
    accounts={account.code: account for account in DEFAULT_CHART.accounts},
    funds=frozenset({"sanitation", "deposits"}),
    periods={Period(2025, 2): PeriodState.CLOSING, Period(2024): PeriodState.CLOSED},
    closed_accounts={"1221": date(2025, 5, 1)},
    closed_funds={"deposits": date(2025, 1, 1)},
)
TODAY = date(2025, 6, 10)


def test_what_is_closed_or_rare_is_left_to_the_rule() -> None:
    """Closed accounts and funds, the account of transfers, and every month that is not open."""
    books = plain_books(FACTS)
    assert {"1221", FUND_TRANSFERS}.isdisjoint(books.per_dwelling)
    assert books.per_dwelling["1122"]
    assert not books.per_dwelling["4301"]
    assert books.funds == {"sanitation"}
    assert books.shut == {(2025, 2), (2024, 0)}
    assert books.guarded == {"1001"}


def test_an_everyday_entry_is_seen_to_be_right() -> None:
    """One that is out by a fen is not."""
    books = plain_books(FACTS)
    for fen, right in ((99, False), (100, True), (101, False)):
        lines = (Posting("1012.wechat", "sanitation", fen), Posting("4301", "sanitation", -100))
        draft = Draft(EntryKind.MANUAL, TODAY, "摘要", lines)
        assert are_plainly_right((draft,), books, FACTS, TODAY) is right
