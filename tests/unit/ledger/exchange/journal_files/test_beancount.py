"""beancount's journals: what is understood is read, everything else is refused by its line."""

import pytest

from gongtong.core.errors import InputError
from gongtong.ledger.exchange.journal_files.beancount import read_beancount
from gongtong.ledger.exchange.journal_files.journal import Journal

JOURNAL = """\
option "title" "社区; 2026"
; a comment
* a heading
2026-01-01 open Assets:Cash CNY
2026-01-01 commodity CNY

2026-01-02 * "王芳" "收款 \\"现金\\"" #sanitation ^2026-0001  ; key
  kind: "receipt"
  Assets:Cash  300.00 CNY
    memo: "现金"
  ! Assets:Receivable:H001  -300.00 CNY
2026-01-03 txn "清洁"
  Expenses:Cleaning  5 CNY
  Assets:Cash
2026-01-03 balance Assets  0.00 CNY
2026-01-04 balance Assets:Cash  295.10 ~ 0.10 CNY
"""


def read(text: str) -> Journal:
    return read_beancount(text.encode(), file="j")


def told(text: str) -> list[tuple[int | None, str]]:
    with pytest.raises(InputError) as caught:
        read(text)
    return [(one.line, one.code) for one in caught.value.problems]


def test_plain_transactions_are_read() -> None:
    """Texts, tags, links, metadata, an amount left out, assertions with everything below."""
    first, second = read(JOURNAL).transactions
    assert (first.line, first.narration, first.code) == (7, '王芳 收款 "现金"', "2026-0001")
    assert [(one.account, one.amount_fen, one.memo) for one in first.postings] == [
        ("Assets:Cash", 30_000, "现金"),
        ("Assets:Receivable:H001", -30_000, ""),
    ]
    assert [one.amount_fen for one in second.postings] == [500, -500]


def test_assertions_must_hold() -> None:
    """Within their tolerance, at the beginning of their day."""
    assert told(JOURNAL.replace("295.10 ~", "295.11 ~")) == [(16, "assertion_fails")]
    assert told(JOURNAL.replace("Assets  0.00", "Assets  0.01")) == [(15, "assertion_fails")]


@pytest.mark.parametrize(
    "line",
    [
        'include "other.beancount"',
        'plugin "beancount.plugins.auto"',
        "2026-01-01 pad Assets:Cash Equity:Opening",
        "2026-01-01 price USD 7 CNY",
        '2026-01-01 note Assets:Cash "x"',
        '2026-02-30 * "no day"',
        '2026-01-01 * "a" "b" "c"',
        "pushtag #x",
    ],
)
def test_what_is_not_understood_is_refused_by_its_line(line: str) -> None:
    """Prices, pads, plugins, included files."""
    assert told(f"; first\n\n{line}\n") == [(3, "not_understood")]


@pytest.mark.parametrize(
    "posting",
    ["Assets:Cash  5 USD", "Assets:Cash  5 CNY {1 USD}", "Assets:Cash  0.005 CNY", "cash  5 CNY"],
)
def test_a_posting_that_is_not_understood_is_refused_by_its_line(posting: str) -> None:
    """Other currencies, costs, half a fen, a name that beancount has not."""
    assert told(f'2026-01-01 * "a"\n  {posting}\n  Equity:X  -5 CNY\n') == [(2, "not_understood")]


def test_what_does_not_balance_is_refused() -> None:
    """With the line of the transaction."""
    text = '2026-01-01 * "a"\n  Assets:Cash  5 CNY\n  Equity:X  -4 CNY\n'
    assert told(text) == [(1, "unbalanced")]
