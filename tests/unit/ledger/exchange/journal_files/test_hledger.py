"""hledger's journals: what is understood is read, everything else is refused by its line."""

import pytest

from gongtong.core.errors import InputError
from gongtong.ledger.exchange.journal_files.hledger import read_hledger
from gongtong.ledger.exchange.journal_files.journal import Journal

JOURNAL = """\
; a comment
# another
account 资产:现金  ; type:A
commodity 1000.00 CNY
  format 1000.00 CNY

2026/01/02 * (17) 收款 王芳  ; key: k1
    ; of the whole
    资产:现金    CNY 300.00  ; 现金
    ! 应收:1 号    CNY -200.00
    应收:2

2026-01-01 期初
\t资产:现金\t¥50
\t权益\t-¥50 = -¥50.00
"""


def read(text: str) -> Journal:
    return read_hledger(text.encode(), file="j")


def told(text: str) -> list[tuple[int | None, str]]:
    with pytest.raises(InputError) as caught:
        read(text)
    assert all(one.remedy and one.message_zh for one in caught.value.problems)
    return [(one.line, one.code) for one in caught.value.problems]


def test_plain_transactions_are_read() -> None:
    """In the order of their days; status, code, comments, a name with a blank, an amount left out."""
    first, second = read(JOURNAL).transactions
    assert (first.line, first.narration, first.code) == (13, "期初", "")
    assert (second.line, second.narration, second.code) == (7, "收款 王芳", "17")
    assert [(one.line, one.account, one.amount_fen, one.memo) for one in second.postings] == [
        (9, "资产:现金", 30_000, "现金"),
        (10, "应收:1 号", -20_000, ""),
        (11, "应收:2", -10_000, ""),
    ]


def test_lines_of_nothing_move_nothing() -> None:
    """Programs write them to assert balances; a transaction of nothing else is passed over."""
    text = "2026-01-01 a\n  A  CNY 5\n  B  CNY -5\n  C  CNY 0\n\n2026-01-02 b\n  A  CNY 0 = CNY 5\n  B  = CNY -5\n"
    assert [len(one.postings) for one in read(text).transactions] == [2]


@pytest.mark.parametrize(
    "line",
    [
        "include other.journal",
        "alias a = b",
        "~ monthly",
        "= expenses",
        "P 2026-01-01 USD CNY 7",
        "D 1000.00 CNY",
        "2026-01-01=2026-01-02 two days",
        "2026-02-30 no day",
        "  indented",
    ],
)
def test_what_is_not_understood_is_refused_by_its_line(line: str) -> None:
    """Files that are included, prices, rules, second days."""
    assert told(f"; first\n\n{line}\n") == [(3, "not_understood")]


@pytest.mark.parametrize(
    "posting",
    [
        "(A)  CNY 5",
        "[A]  CNY 5",
        "A  USD 5",
        "A  5",
        "A  CNY 5 @ USD 1",
        "A  CNY 5 {USD 1}",
        "A  CNY 0.005",
        "A  CNY 5 == CNY 5",
    ],
)
def test_a_posting_that_is_not_understood_is_refused_by_its_line(posting: str) -> None:
    """Virtual ones, costs, other currencies, half a fen, totals."""
    found = told(f"2026-01-01 a\n    {posting}\n    B  CNY -5\n")
    assert found[0][0] in {1, 2}
    assert found[0][1] in {"not_understood", "unbalanced"}


def test_every_line_is_told_at_once() -> None:
    """With what does not balance, and an assertion that fails only when all else is right."""
    text = "2026-01-01 a\n  A  5\n\nfoo\n\n2026-01-02 b\n  A  CNY 5\n  B  CNY -4\n"
    assert told(text) == [(2, "not_understood"), (4, "not_understood"), (6, "unbalanced")]
    assert told(JOURNAL.replace("-¥50.00", "-¥50.01")) == [(15, "assertion_fails")]
    assert told("2026-01-01 a\n  A\n  B\n") == [(1, "not_understood")]


def test_bytes_that_are_no_text_are_refused() -> None:
    """A journal is UTF-8."""
    with pytest.raises(InputError, match="wrong_encoding"):
        read_hledger(b"\xff\xfe\x00", file="j")


def test_a_single_blank_belongs_to_the_name_of_an_account() -> None:
    """As hledger has it: the amount is then left out, and no account of that name is mapped."""
    (one,) = read("2026-01-01 a\n  A CNY 5\n  B  CNY -5\n").transactions
    assert [(line.account, line.amount_fen) for line in one.postings] == [
        ("A CNY 5", 500),
        ("B", -500),
    ]


def test_a_blank_line_ends_a_transaction() -> None:
    """What is indented after it belongs to nothing."""
    text = "2026-01-01 a\n  A  CNY 5\n  B  CNY -5\n\n  C  CNY 5\n"
    assert told(text) == [(5, "not_understood")]
