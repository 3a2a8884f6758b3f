"""A bank's statement as a value (银行对账单)."""

from datetime import date

from gongtong.ledger.books.chart import BANK
from gongtong.ledger.exchange.bank_statements import BankLine, BankStatement


def test_the_lines_of_a_statement_add_up_with_their_signs() -> None:
    """What came in counts up, what went out counts down."""
    lines = (BankLine(1, date(2025, 3, 1), 30_000), BankLine(2, date(2025, 3, 2), -4_501))
    statement = BankStatement(
        account=BANK,
        bank_account="****1234",
        currency="CNY",
        from_day=date(2025, 3, 1),
        through_day=date(2025, 3, 31),
        file="三月.csv",
        digest="0" * 64,
        lines=lines,
    )
    assert statement.total_fen == 25_499
    assert statement.opening_fen is None
