"""Statements of one bank as another project keeps them, made anonymous: read by the mappings that come along.

The files are those of the examples of double-entry-generator. Their balances are blanked out or those of other
lines, and the sums at the foot are invented.
"""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from gongtong.core.errors import InputError
from gongtong.ledger.exchange.banks.assembling import BankReading, read_bank_file
from gongtong.ledger.exchange.banks.shipped import load_bank_mapping
from gongtong.ledger.exchange.tolerance import Tolerated

BILLS: Final = Path(__file__).parents[3] / "shared" / "ground-truth" / "ledger" / "bills"
FILES: Final = {
    "icbc-credit": "icbc_credit_example-icbc-credit-records.csv",
    "icbc-debit-v1": "icbc_debit-v1_example-icbc-debit-v1-records.csv",
    "icbc-debit-v2": "icbc_debit-v2_example-icbc-debit-v2-records.csv",
}


def read(name: str, *allow: Tolerated) -> BankReading:
    if not BILLS.is_dir():
        pytest.skip(f"the example statements are not here: {BILLS}")
    content = (BILLS / FILES[name]).read_bytes()
    return read_bank_file(content, file=FILES[name], mapping=load_bank_mapping(name), allow=allow)


def faults(name: str) -> Counter[str]:
    with pytest.raises(InputError) as caught:
        read(name)
    return Counter(problem.code for problem in caught.value.problems)


@pytest.mark.parametrize("name", ["icbc-debit-v1", "icbc-debit-v2"])
def test_debit_cards_are_read_when_blank_balances_may_pass(name: str) -> None:
    """Both layouts list the same eleven transactions."""
    assert faults(name) == {"bad_balance": 11, "totals_differ": 2}
    reading = read(name, Tolerated.UNREAD_BALANCES, Tolerated.FALSE_TOTALS)
    assert len(reading.warnings) == 13
    (statement,) = reading.statements
    assert statement.bank_account == "1234****9876"
    assert (statement.from_day, statement.through_day) == (date(2023, 2, 8), date(2023, 5, 2))
    assert [line.amount_fen for line in statement.lines] == [
        104,
        -2_400,
        3_000,
        -123_456,
        34_158,
        -50_000,
        123_456,
        -123_456,
        123_456,
        -123_456,
        -1_340,
    ]
    assert statement.lines[-3].counterparty == "李四"
    assert statement.lines[-3].text == "他行汇入"


def test_a_credit_card_is_read_when_broken_balances_may_pass() -> None:
    """Money back on the card is in, spending is out; balances and foot are told to be false."""
    assert faults("icbc-credit") == {"balance_differs": 5, "totals_differ": 2}
    reading = read("icbc-credit", Tolerated.BROKEN_BALANCES, Tolerated.FALSE_TOTALS)
    (statement,) = reading.statements
    assert statement.bank_account == "1234****5678"
    came = [line for line in statement.lines if line.amount_fen > 0]
    assert [(line.amount_fen, line.balance_fen, line.line) for line in came] == [
        (462_101, -197_163, 13)
    ]
    assert sum(line.amount_fen for line in statement.lines if line.amount_fen < 0) == -36_313
    assert all(line.value_on == line.booked_on for line in statement.lines)
