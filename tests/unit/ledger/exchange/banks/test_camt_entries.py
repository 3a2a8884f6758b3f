"""What an entry says: who, how much, when, and of which transactions it is made."""

from datetime import date, time

import pytest

from gongtong.core.errors import InputProblem
from gongtong.ledger.exchange.bank_statements import BankLine
from gongtong.ledger.exchange.banks.camt_entries import EntryReader, Node, read_moment


def leaf(tag: str, text: str, **attributes: str) -> Node:
    return Node(tag, 7, attributes, [text])


def branch(tag: str, *children: Node) -> Node:
    return Node(tag, 7, {}, [], list(children))


def money(text: str, currency: str = "CNY") -> Node:
    return leaf("Amt", text, Ccy=currency)


def entry(*more: Node, amount: str = "300.00", way: str = "CRDT", status: str = "BOOK") -> Node:
    return branch(
        "Ntry",
        money(amount),
        leaf("CdtDbtInd", way),
        leaf("Sts", status),
        branch("BookgDt", leaf("Dt", "2025-01-04")),
        leaf("AcctSvcrRef", "R1"),
        *more,
    )


def detail(amount: str | None, *more: Node, currency: str = "CNY") -> Node:
    amounts = (
        () if amount is None else (branch("AmtDtls", branch("TxAmt", money(amount, currency))),)
    )
    return branch("TxDtls", *amounts, *more)


def read(node: Node) -> list[BankLine | InputProblem]:
    return list(EntryReader("b.xml").lines(node))


def codes(node: Node) -> list[str]:
    return [one.code for one in read(node) if isinstance(one, InputProblem)]


def amounts(node: Node) -> list[tuple[int, str]]:
    return [(one.amount_fen, one.reference) for one in read(node) if isinstance(one, BankLine)]


def test_the_sign_is_that_of_the_entry() -> None:
    """Amounts carry none of their own."""
    assert amounts(entry()) == [(30_000, "R1")]
    assert amounts(entry(way="DBIT")) == [(-30_000, "R1")]
    assert codes(entry(way="C")) == ["unknown_direction"]
    assert codes(entry(amount="-300.00")) == ["bad_amount"]


def test_an_entry_is_divided_where_its_transactions_add_up() -> None:
    """Each household that paid in a batch has a line of its own."""
    batch = branch("NtryDtls", detail("100.00"), detail("200.00", leaf("AcctSvcrRef", "X")))
    assert amounts(entry(batch)) == [(10_000, "R1/1"), (20_000, "X")]


@pytest.mark.parametrize(
    "details",
    [
        (detail("100.00"), detail("199.99")),
        (detail("100.00"), detail(None)),
        (detail("100.00"), detail("200.00", currency="HKD")),
        (detail("300.00"),),
    ],
)
def test_an_entry_stays_whole_where_they_do_not(details: tuple[Node, ...]) -> None:
    """One fen less, an amount that is not stated, another currency, or a single one."""
    assert amounts(entry(branch("NtryDtls", *details))) == [(30_000, "R1")]


def test_what_is_not_booked_is_no_line() -> None:
    """A pending entry is told as such."""
    assert codes(entry(status="PDNG")) == ["entry_not_booked"]
    assert codes(branch("Ntry")) == ["entry_not_booked"]


def test_every_fault_of_an_entry_is_told() -> None:
    """Amount, direction and day."""
    bare = branch("Ntry", leaf("Sts", "BOOK"), branch("ValDt", leaf("Dt", "x")))
    assert codes(bare) == ["bad_date", "amount_missing", "unknown_direction", "bad_date"]
    assert codes(entry(amount="300.005")) == ["bad_amount"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2025-01-04", (date(2025, 1, 4), None)),
        ("2025-01-04T17:00:00Z", (date(2025, 1, 5), time(1, 0))),
        ("2025-01-04T17:00:00", (date(2025, 1, 4), time(17, 0))),
        ("2025-01-04T17:00:00.123+08:00", (date(2025, 1, 4), time(17, 0))),
    ],
)
def test_a_moment_with_a_zone_is_told_in_chinese_time(
    text: str, told: tuple[date, time | None]
) -> None:
    """One without stands as it is."""
    assert read_moment(text) == told


@pytest.mark.parametrize(
    "text", ["", "x", "2025-02-29", "2025-01-04T25:00:00", "9999-12-31T23:59:59Z"]
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    """Also a day that our calendar cannot reach."""
    with pytest.raises(ValueError, match=r".*"):
        read_moment(text)
