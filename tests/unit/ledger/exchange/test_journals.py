"""The books written for beancount and hledger, checked by both programs."""

import json
import shutil
import subprocess
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from beancount import loader
from hypothesis import given, settings
from hypothesis import strategies as st

from gongtong.core.errors import UnknownReferenceError
from gongtong.core.places import DwellingLabel
from gongtong.ledger.books.accounts import Fund
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.books.entries import DocumentRef, Entry, EntryKind, Posting
from gongtong.ledger.exchange.journals import (
    BooksExport,
    journal_account,
    plain_amount,
    write_beancount,
    write_hledger,
)

DWELLING = UUID("018f0000-0000-7000-8000-000000000101")
STRANGER = UUID("018f0000-0000-7000-8000-000000000999")
BOOKED_AT = datetime(2025, 3, 31, 4, 0, tzinfo=UTC)


def entry(number: int, day: date, narration: str, *postings: Posting) -> Entry:
    return Entry(
        id=UUID(int=number),
        year=day.year,
        number=number,
        kind=EntryKind.MANUAL,
        effective_on=day,
        booked_at=BOOKED_AT,
        booked_by="bookkeeper",
        narration=narration,
        postings=postings,
    )


def books(*entries: Entry) -> BooksExport:
    return BooksExport(
        title="丝绸宿舍 2025",
        accounts=DEFAULT_CHART.accounts,
        funds=(*DEFAULT_CHART.funds, Fund("common-income", "公共收益", "Common income")),
        entries=entries,
        dwellings={DWELLING: DwellingLabel(1, 1, 101)},
    )


YEAR = books(
    entry(
        1,
        date(2025, 1, 1),
        "计提2025年卫生服务费",
        Posting("1122", "sanitation", 30000, DWELLING),
        Posting("1122", "sanitation", 30000, STRANGER),
        Posting("4301", "sanitation", -60000),
    ),
    entry(
        2,
        date(2025, 1, 6),
        '收"卫生费"; 1栋\\1单元|101\n室',
        Posting("1012.wechat", "sanitation", 30000, memo='备注 "a"; b'),
        Posting("1122", "sanitation", -30000, DWELLING),
    ),
    entry(
        3,
        date(2025, 2, 6),
        "两项资金一张凭证",
        Posting("5101", "sanitation", 43280),
        Posting("1012.wechat", "sanitation", -43280),
        Posting("1001", "common-income", 1),
        Posting("4901", "common-income", -1),
    ),
)

BALANCES = {
    "Assets:1001-Cash:Common-Income": "0.01",
    "Assets:1012-Wechat-WeChat-Wallet:Sanitation": "-132.80",
    "Assets:1122-Receivable:Sanitation:B1:U1:R101": "0.00",
    f"Assets:1122-Receivable:Sanitation:D{STRANGER.hex}": "300.00",
    "Expenses:5101-Cleaning:Sanitation": "432.80",
    "Income:4301-Sanitation-Fees:Sanitation": "-600.00",
    "Income:4901-Other-Income:Common-Income": "-0.01",
}


def beancount_balances(text: str) -> dict[str, str]:
    """Load a text with beancount, refuse any error, and add its postings up."""
    entries, errors, _ = loader.load_string(text)
    assert errors == []
    held: dict[str, Decimal] = {}
    for directive in entries:
        for posting in getattr(directive, "postings", ()):
            held[posting.account] = held.get(posting.account, Decimal(0)) + posting.units.number
    return {account: f"{amount:.2f}" for account, amount in held.items()}


def test_beancount_reads_the_books_and_finds_our_balances() -> None:
    """Beancount loads the export without an error and computes the balances we hold."""
    assert beancount_balances(write_beancount(YEAR)) == BALANCES


def test_an_account_is_named_in_ascii_down_to_the_room() -> None:
    """The receivable of 1-1-101 has a name that every plain-text program accepts."""
    posting = Posting("1122", "sanitation", 30000, DWELLING)
    name = journal_account(YEAR, posting)
    assert name == "Assets:1122-Receivable:Sanitation:B1:U1:R101"


def test_each_fund_is_a_transaction_of_its_own() -> None:
    """An entry over two funds is written twice, so that each fund is checked by itself."""
    text = write_beancount(YEAR)
    assert text.count("^2025-0003") == 2
    assert text.count("#common-income") == 1


def test_the_same_books_give_the_same_bytes() -> None:
    """The order in which entries are handed over changes nothing."""
    turned = books(*reversed(YEAR.entries))
    assert write_beancount(turned) == write_beancount(YEAR)
    assert write_hledger(turned) == write_hledger(YEAR)


def test_documents_are_named_with_their_digest() -> None:
    """What an entry rests on is found again from the export."""
    document = DocumentRef("发票.pdf", "ab" * 32)
    first = YEAR.entries[0]
    documented = Entry(
        id=first.id,
        year=first.year,
        number=first.number,
        kind=first.kind,
        effective_on=first.effective_on,
        booked_at=first.booked_at,
        booked_by=first.booked_by,
        narration=first.narration,
        postings=first.postings,
        documents=(document,),
    )
    assert f'document1: "发票.pdf sha256:{"ab" * 32}"' in write_beancount(books(documented))
    assert f"; document: 发票.pdf sha256:{'ab' * 32}" in write_hledger(books(documented))


def test_amounts_are_in_the_currency_of_the_fund() -> None:
    """Yen have no decimals and dollars two; each currency is declared once, and a fen of none is lost."""
    abroad = BooksExport(
        "友城",
        DEFAULT_CHART.accounts,
        (Fund("yen", "日元", "Yen", currency="JPY"), Fund("dollars", "美元", "D", currency="USD")),
        (
            entry(
                1,
                date(2025, 1, 1),
                "捐赠",
                Posting("1001", "yen", 500),
                Posting("4307", "yen", -500),
                Posting("1002", "dollars", 501),
                Posting("4307", "dollars", -501),
            ),
        ),
    )
    for text in (write_beancount(abroad), write_hledger(abroad)):
        assert "Assets:1001-Cash:Yen  500 JPY" in text
        assert "Assets:1002-Bank:Dollars  5.01 USD" in text
        assert "CNY" not in text
    assert "commodity 1000. JPY\ncommodity 1000.00 USD\n" in write_hledger(abroad)
    assert 'option "inferred_tolerance_default" "JPY:0"' in write_beancount(abroad)


def test_a_fund_that_is_not_listed_is_named() -> None:
    """Its currency would be a guess."""
    line = Posting("1001", "unknown", 1), Posting("4901", "unknown", -1)
    with pytest.raises(UnknownReferenceError, match="unknown"):
        write_beancount(books(entry(1, date(2025, 1, 1), "账", *line)))


@pytest.mark.parametrize(
    ("minor", "currency", "written"),
    [
        (-5, "CNY", "-0.05 CNY"),
        (10**15, "CNY", "10000000000000.00 CNY"),
        (0, "JPY", "0 JPY"),
        (-1, "KWD", "-0.001 KWD"),
    ],
)
def test_an_amount_has_the_decimals_of_its_currency(
    minor: int, currency: str, written: str
) -> None:
    """Minor units are fen for yuan, yen for yen and fils for dinar."""
    assert plain_amount(minor, currency) == written


def test_empty_books_are_a_valid_journal() -> None:
    """Books without an entry are written and read without an error."""
    assert beancount_balances(write_beancount(books())) == {}


@given(narration=st.text(), memo=st.text())
@settings(max_examples=60, deadline=None)
def test_any_narration_survives_beancount(narration: str, memo: str) -> None:
    """Whatever a resident writes into a bill, the export stays readable and exact."""
    noted = entry(
        1,
        date(2025, 1, 1),
        narration,
        Posting("1001", "sanitation", 1, memo=memo),
        Posting("4901", "sanitation", -1),
    )
    assert beancount_balances(write_beancount(books(noted))) == {
        "Assets:1001-Cash:Sanitation": "0.01",
        "Income:4901-Other-Income:Sanitation": "-0.01",
    }


def hledger(journal: Path, *arguments: str) -> str:
    program = shutil.which("hledger")
    assert program is not None
    run = subprocess.run(  # noqa: S603  # a fixed program with fixed arguments
        [program, "-f", str(journal), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.mark.needs_hledger
def test_hledger_checks_the_books_strictly_and_finds_our_balances(tmp_path: Path) -> None:
    """Hledger accepts every declaration and assertion, and computes the balances we hold."""
    journal = tmp_path / "ledger.journal"
    journal.write_text(write_hledger(YEAR), encoding="utf-8")
    hledger(journal, "check", "--strict", "ordereddates")
    balances = json.loads(hledger(journal, "balance", "--flat", "--empty", "-O", "json"))
    found = {
        row[0]: str(sum((amount_of(held) for held in row[3]), Decimal("0.00")))
        for row in balances[0]
    }
    assert found == BALANCES


def amount_of(held: dict[str, dict[str, int]]) -> Decimal:
    quantity = held["aquantity"]
    return (
        Decimal(quantity["decimalMantissa"])
        .scaleb(-quantity["decimalPlaces"])
        .quantize(Decimal("0.01"))
    )


@pytest.mark.needs_hledger
@given(narrations=st.lists(st.tuples(st.text(), st.text()), min_size=30, max_size=30))
@settings(max_examples=5, deadline=None)
def test_any_narration_survives_hledger(
    narrations: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever a resident writes into a bill, hledger reads the export and its assertions hold."""
    journal = tmp_path_factory.mktemp("journal") / "ledger.journal"
    noted = [
        entry(
            number,
            date(2025, 1, 1),
            narration,
            Posting("1001", "sanitation", 1, memo=memo),
            Posting("4901", "sanitation", -1),
        )
        for number, (narration, memo) in enumerate(narrations, start=1)
    ]
    journal.write_text(write_hledger(books(*noted)), encoding="utf-8")
    hledger(journal, "check", "--strict")
