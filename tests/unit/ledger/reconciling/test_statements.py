"""Lines of statements told apart (银行对账单保管)."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from gongtong.ledger.books.chart import BANK
from gongtong.ledger.exchange.bank_statements import BankLine, BankStatement
from gongtong.ledger.reconciling.statements import (
    KeptStatement,
    ReconcileStatement,
    identities_of,
    opening_of,
    transactions_of,
)

MARCH_1 = date(2025, 3, 1)
LINE = BankLine(2, MARCH_1, 30_000, counterparty="王芳", reference="T1")
STATEMENT = BankStatement(
    account=BANK,
    bank_account="****1234",
    currency="CNY",
    from_day=MARCH_1,
    through_day=date(2025, 3, 31),
    file="三月.csv",
    digest="0" * 64,
    lines=(LINE, BankLine(3, MARCH_1, -5_000)),
)


def test_a_reference_tells_a_line_from_others_whatever_else_the_file_says() -> None:
    """Another file of the same bank may name the payer otherwise, or stand in another order."""
    same = evolve(LINE, line=9, counterparty="王＊", text="转账")
    assert identities_of([LINE]) == identities_of([same])
    assert identities_of([LINE]) != identities_of([evolve(LINE, booked_on=date(2025, 3, 2))])


def test_without_a_reference_everything_said_tells_lines_apart() -> None:
    """Two lines that say the same on one day are two lines, counted in their order."""
    bare = evolve(LINE, reference="")
    first, second = identities_of([bare, evolve(bare, line=3)])
    assert first.endswith("#1")
    assert second.endswith("#2")
    assert identities_of([evolve(bare, text="退款")]) != identities_of([bare])
    assert identities_of([evolve(bare, amount_fen=30_001)]) != identities_of([bare])


def test_an_import_books_a_line_under_the_bank_s_number_or_what_the_line_says() -> None:
    """The names under which lines are booked tell equal lines apart and say nothing of the account."""
    bare = evolve(LINE, reference="")
    numbered, first, second = transactions_of(
        evolve(STATEMENT, lines=(LINE, bare, evolve(bare, line=4)))
    )
    assert numbered == "T1"
    assert second == f"{first}#2"
    assert ":" not in first


def test_the_opening_balance_comes_from_the_file_or_from_a_person() -> None:
    """Stated, or reckoned back from the closing or from a line's balance, or given with it."""
    assert opening_of(ReconcileStatement(evolve(STATEMENT, opening_fen=7))) == 7
    assert opening_of(ReconcileStatement(evolve(STATEMENT, closing_fen=25_007))) == 7
    second = evolve(STATEMENT.lines[1], balance_fen=25_007)
    assert opening_of(ReconcileStatement(evolve(STATEMENT, lines=(LINE, second)))) == 7
    assert opening_of(ReconcileStatement(STATEMENT, opening_fen=7)) == 7
    assert opening_of(ReconcileStatement(STATEMENT)) is None


def test_a_statement_fetched_on_its_last_day_does_not_cover_it() -> None:
    """The bank may book more that day; a statement fetched later has all of it."""
    day = date(2025, 3, 31)
    kept = KeptStatement("****1234", "CNY", MARCH_1, day, kept_on=day)
    assert not kept.covers(day)
    assert kept.covers(date(2025, 3, 30))
    assert evolve(kept, kept_on=date(2025, 4, 1)).covers(day)
    assert not kept.covers(date(2025, 2, 28))
