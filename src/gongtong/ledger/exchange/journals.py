"""The books as plain-text journals that other programs check (账簿导出).

An entry is written as one transaction for each of its funds, so that the other program checks each
fund by itself. Amounts are in the currency of the fund. Every account is declared, every balance
is asserted at the end, and the same books give the same bytes.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from attrs import field, frozen

from gongtong.core.errors import UnknownReferenceError
from gongtong.core.places import DwellingLabel
from gongtong.ledger.books.accounts import Account, AccountKind, Fund
from gongtong.ledger.books.entries import Entry, Posting

CURRENCY: Final = "CNY"
"""The currency of books that hold nothing yet (默认币种)."""

_OF_NO_DECIMALS: Final = frozenset(
    [
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    ]
)
_OF_THREE_DECIMALS: Final = frozenset(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"])
_ROOTS: Final[Mapping[AccountKind, str]] = {
    AccountKind.ASSET: "Assets",
    AccountKind.LIABILITY: "Liabilities",
    AccountKind.NET_ASSETS: "Equity",
    AccountKind.INCOME: "Income",
    AccountKind.EXPENSE: "Expenses",
}
_NOT_IN_A_NAME: Final = re.compile(r"[^0-9A-Za-z]+", re.ASCII)


@frozen
class BooksExport:
    """What is written out: the chart, the entries and what the dwellings are called (账簿导出内容).

    An entry in a fund that is not listed raises `UnknownReferenceError` when it is written.
    """

    title: str
    accounts: tuple[Account, ...]
    funds: tuple[Fund, ...]
    entries: tuple[Entry, ...]
    dwellings: Mapping[UUID, DwellingLabel] = field(factory=dict)


@frozen
class _Line:
    account: str
    amount_fen: int
    memo: str


@frozen
class _Transaction:
    day: date
    voucher: str
    kind: str
    fund: str
    currency: str
    narration: str
    documents: tuple[str, ...]
    lines: tuple[_Line, ...]


def journal_account(books: BooksExport, posting: Posting) -> str:
    """Name the account of a posting in ASCII, such as ``Assets:1122-Receivable:Sanitation:B1:U1:R101`` (导出科目名)."""
    accounts = {account.code: account for account in books.accounts}
    return _account_name(books, accounts[posting.account], posting)


def decimals_of(currency: str) -> int:
    """Say how many decimals the minor unit of a currency is (币种小数位).

    Source: ISO 4217.

    >>> decimals_of("CNY"), decimals_of("JPY"), decimals_of("KWD")
    (2, 0, 3)
    """
    if currency in _OF_NO_DECIMALS:
        return 0
    return 3 if currency in _OF_THREE_DECIMALS else 2


def plain_amount(minor_units: int, currency: str) -> str:
    """Write minor units of a currency with its decimals and its code (金额写法).

    >>> plain_amount(-186050, "CNY"), plain_amount(500, "JPY"), plain_amount(5, "KWD")
    ('-1860.50 CNY', '500 JPY', '0.005 KWD')
    """
    decimals = decimals_of(currency)
    whole, part = divmod(abs(minor_units), 10**decimals)
    written = f"{whole}.{part:0{decimals}d}" if decimals else str(whole)
    return f"{'-' if minor_units < 0 else ''}{written} {currency}"


def write_beancount(books: BooksExport) -> str:
    """Write the books for beancount (导出为 beancount)."""
    transactions = _transactions(books)
    held = _held(transactions)
    currencies = _currencies(transactions)
    parts = [f'option "title" {_quoted(books.title)}']
    parts += [f'option "operating_currency" "{currency}"' for currency in currencies]
    parts += [f'option "inferred_tolerance_default" "{currency}:0"' for currency in currencies]
    if transactions:
        opened = transactions[0].day
        parts += [f"{opened} commodity {currency}" for currency in currencies]
        parts.extend(f"{opened} open {account} {currency}" for account, currency in held)
    parts.extend(_beancount_transaction(transaction) for transaction in transactions)
    if transactions:
        morrow = transactions[-1].day + timedelta(days=1)
        parts.extend(
            f"{morrow} balance {account} {_tolerating_nothing(amount, currency)}"
            for (account, currency), amount in held.items()
        )
    return "\n".join(parts) + "\n"


def write_hledger(books: BooksExport) -> str:
    """Write the books for hledger (导出为 hledger)."""
    transactions = _transactions(books)
    held = _held(transactions)
    parts = [f"; {_plain(books.title)}"]
    parts += [_hledger_commodity(currency) for currency in _currencies(transactions)]
    parts.extend(f"account {account}" for account, _ in held)
    parts.extend(_hledger_transaction(transaction) for transaction in transactions)
    if transactions:
        parts.append(f"\n{transactions[-1].day} * balances")
        parts.extend(
            f"    {account}  {plain_amount(0, currency)} = {plain_amount(amount, currency)}"
            for (account, currency), amount in held.items()
        )
    return "\n".join(parts) + "\n"


def _currencies(transactions: Iterable[_Transaction]) -> tuple[str, ...]:
    return tuple(sorted({transaction.currency for transaction in transactions})) or (CURRENCY,)


def _tolerating_nothing(amount: int, currency: str) -> str:
    number, _, code = plain_amount(amount, currency).partition(" ")
    return f"{number} ~ 0 {code}"


def _hledger_commodity(currency: str) -> str:
    return f"commodity 1000.{'0' * decimals_of(currency)} {currency}"


def _transactions(books: BooksExport) -> tuple[_Transaction, ...]:
    accounts = {account.code: account for account in books.accounts}
    currencies = {fund.code: fund.currency for fund in books.funds}
    ordered = sorted(
        books.entries, key=lambda entry: (entry.effective_on, entry.year, entry.number)
    )
    return tuple(
        _Transaction(
            day=entry.effective_on,
            voucher=entry.label,
            kind=entry.kind.value,
            fund=fund,
            currency=_known(currencies, fund),
            narration=entry.narration,
            documents=tuple(
                f"{document.name} sha256:{document.digest}" for document in entry.documents
            ),
            lines=tuple(
                _Line(
                    _account_name(books, accounts[posting.account], posting),
                    posting.amount_fen,
                    posting.memo,
                )
                for posting in postings
            ),
        )
        for entry in ordered
        for fund, postings in _by_fund(entry.postings)
    )


def _by_fund(postings: Iterable[Posting]) -> Iterator[tuple[str, list[Posting]]]:
    found: dict[str, list[Posting]] = defaultdict(list)
    for posting in postings:
        found[posting.fund].append(posting)
    return iter(found.items())


def _known(currencies: Mapping[str, str], fund: str) -> str:
    if fund not in currencies:
        raise UnknownReferenceError("fund", fund)
    return currencies[fund]


def _held(transactions: Iterable[_Transaction]) -> dict[tuple[str, str], int]:
    held: dict[tuple[str, str], int] = defaultdict(int)
    for transaction in transactions:
        for line in transaction.lines:
            held[line.account, transaction.currency] += line.amount_fen
    return dict(sorted(held.items()))


def _account_name(books: BooksExport, account: Account, posting: Posting) -> str:
    parts = [_ROOTS[account.kind], _part(f"{account.code} {account.en}"), _part(posting.fund)]
    if posting.dwelling_id is not None:
        label = books.dwellings.get(posting.dwelling_id)
        parts += (
            [f"D{posting.dwelling_id.hex}"]
            if label is None
            else [f"B{label.building}", f"U{label.unit}", f"R{label.room}"]
        )
    return ":".join(parts)


def _part(text: str) -> str:
    return "-".join(word[:1].upper() + word[1:] for word in _NOT_IN_A_NAME.split(text) if word)


def _plain(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _quoted(text: str) -> str:
    return '"' + _plain(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _beancount_transaction(transaction: _Transaction) -> str:
    head = f"{transaction.day} * {_quoted(transaction.narration)} #{transaction.fund} ^{transaction.voucher}"
    lines = [f"\n{head}", f'  kind: "{transaction.kind}"']
    lines += [
        f"  document{n}: {_quoted(name)}" for n, name in enumerate(transaction.documents, start=1)
    ]
    for line in transaction.lines:
        lines.append(f"  {line.account}  {plain_amount(line.amount_fen, transaction.currency)}")
        if _plain(line.memo):
            lines.append(f"    memo: {_quoted(line.memo)}")
    return "\n".join(lines)


def _hledger_transaction(transaction: _Transaction) -> str:
    head = f"{transaction.day} * ({transaction.voucher}) {_remark(transaction.narration)}"
    lines = [f"\n{head}  ; kind:{transaction.kind}, fund:{transaction.fund}"]
    lines += [f"    ; document: {_remark(name)}" for name in transaction.documents]
    for line in transaction.lines:
        memo = f"  ; {_remark(line.memo)}" if _plain(line.memo) else ""
        amount = plain_amount(line.amount_fen, transaction.currency)
        lines.append(f"    {line.account}  {amount}{memo}")
    return "\n".join(lines)


def _remark(text: str) -> str:
    # these signs mean something to hledger inside a line; their full-width twins do not
    return _plain(text).replace(";", "；").replace("|", "｜")
