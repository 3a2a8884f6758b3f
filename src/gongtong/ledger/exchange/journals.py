"""The books as plain-text journals that other programs check (账簿导出).

An entry is written as one transaction for each of its funds, so that the other program checks each
fund by itself. Every account is declared, every balance is asserted at the end, and the same books
give the same bytes.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from attrs import field, frozen

from gongtong.core.money import plain_yuan
from gongtong.core.places import DwellingLabel
from gongtong.ledger.books.accounts import Account, AccountKind, Fund
from gongtong.ledger.books.entries import Entry, Posting

CURRENCY: Final = "CNY"

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
    """What is written out: the chart, the entries and what the dwellings are called (账簿导出内容)."""

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
    narration: str
    documents: tuple[str, ...]
    lines: tuple[_Line, ...]


def journal_account(books: BooksExport, posting: Posting) -> str:
    """Name the account of a posting in ASCII, such as ``Assets:1122-Receivable:Sanitation:B1:U1:R101`` (导出科目名)."""
    accounts = {account.code: account for account in books.accounts}
    return _account_name(books, accounts[posting.account], posting)


def write_beancount(books: BooksExport) -> str:
    """Write the books for beancount (导出为 beancount)."""
    transactions = _transactions(books)
    held = _held(transactions)
    parts = [
        f'option "title" {_quoted(books.title)}',
        f'option "operating_currency" "{CURRENCY}"',
        f'option "inferred_tolerance_default" "{CURRENCY}:0"',
    ]
    if transactions:
        opened = transactions[0].day
        parts.append(f"{opened} commodity {CURRENCY}")
        parts.extend(f"{opened} open {account} {CURRENCY}" for account in held)
    parts.extend(_beancount_transaction(transaction) for transaction in transactions)
    if transactions:
        morrow = transactions[-1].day + timedelta(days=1)
        parts.extend(
            f"{morrow} balance {account} {plain_yuan(amount)} ~ 0 {CURRENCY}"
            for account, amount in held.items()
        )
    return "\n".join(parts) + "\n"


def write_hledger(books: BooksExport) -> str:
    """Write the books for hledger (导出为 hledger)."""
    transactions = _transactions(books)
    held = _held(transactions)
    parts = [f"; {_plain(books.title)}", f"commodity 1000.00 {CURRENCY}"]
    parts.extend(f"account {account}" for account in held)
    parts.extend(_hledger_transaction(transaction) for transaction in transactions)
    if transactions:
        parts.append(f"\n{transactions[-1].day} * balances")
        parts.extend(
            f"    {account}  0.00 {CURRENCY} = {plain_yuan(amount)} {CURRENCY}"
            for account, amount in held.items()
        )
    return "\n".join(parts) + "\n"


def _transactions(books: BooksExport) -> tuple[_Transaction, ...]:
    accounts = {account.code: account for account in books.accounts}
    ordered = sorted(
        books.entries, key=lambda entry: (entry.effective_on, entry.year, entry.number)
    )
    return tuple(
        _Transaction(
            day=entry.effective_on,
            voucher=entry.label,
            kind=entry.kind.value,
            fund=fund,
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


def _held(transactions: Iterable[_Transaction]) -> dict[str, int]:
    held: dict[str, int] = defaultdict(int)
    for transaction in transactions:
        for line in transaction.lines:
            held[line.account] += line.amount_fen
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
        lines.append(f"  {line.account}  {plain_yuan(line.amount_fen)} {CURRENCY}")
        if _plain(line.memo):
            lines.append(f"    memo: {_quoted(line.memo)}")
    return "\n".join(lines)


def _hledger_transaction(transaction: _Transaction) -> str:
    head = f"{transaction.day} * ({transaction.voucher}) {_remark(transaction.narration)}"
    lines = [f"\n{head}  ; kind:{transaction.kind}, fund:{transaction.fund}"]
    lines += [f"    ; document: {_remark(name)}" for name in transaction.documents]
    for line in transaction.lines:
        memo = f"  ; {_remark(line.memo)}" if _plain(line.memo) else ""
        lines.append(f"    {line.account}  {plain_yuan(line.amount_fen)} {CURRENCY}{memo}")
    return "\n".join(lines)


def _remark(text: str) -> str:
    # these signs mean something to hledger inside a line; their full-width twins do not
    return _plain(text).replace(";", "；").replace("|", "｜")
