"""Statements that a person names on the command line: payment apps' and banks' (账单文件)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gongtong.cli.session import option_unusable
from gongtong.core.errors import InputError
from gongtong.core.tabular import problem_at
from gongtong.ledger.exchange.bank_bills import bill_of
from gongtong.ledger.exchange.banks.assembling import read_bank_file
from gongtong.ledger.exchange.banks.camt import read_camt
from gongtong.ledger.exchange.banks.mapping_file import read_bank_mapping
from gongtong.ledger.exchange.banks.ofx import read_ofx
from gongtong.ledger.exchange.banks.shipped import list_bank_mappings, load_bank_mapping
from gongtong.ledger.exchange.bills_detection import read_bill
from gongtong.ledger.exchange.journal_files.beancount import read_beancount
from gongtong.ledger.exchange.journal_files.hledger import read_hledger
from gongtong.ledger.exchange.tolerance import Tolerated
from gongtong.ledger.importing.account_mapping import read_account_mapping
from gongtong.ledger.importing.journal_import import ImportJournal

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from gongtong.core.errors import InputProblem
    from gongtong.ledger.exchange.bank_statements import BankStatement
    from gongtong.ledger.exchange.banks.assembling import BankReading
    from gongtong.ledger.exchange.banks.mapping import BankMapping
    from gongtong.ledger.exchange.bills import Bill

_OFX: tuple[bytes, ...] = (b"OFXHEADER", b"<?OFX", b"<OFX>")
_CAMT = b"camt.053"
_HEAD = 4096
_JOURNALS = frozenset({".journal", ".hledger", ".ledger", ".beancount"})


def read_bills(options: argparse.Namespace) -> tuple[Bill, ...]:
    """Read the transactions of a file, whatever kind it is; a bank's may hold several statements (读取账单).

    Raises `InputError` with every problem of the file.
    """
    content = _content(options.file)
    if options.mapping is None and not _is_of_a_bank(content):
        bill = _bill_of_an_app(content, options)
        _warn(bill.warnings)
        return (bill,)
    return tuple(bill_of(statement) for statement in _statements(content, options))


def _bill_of_an_app(content: bytes, options: argparse.Namespace) -> Bill:
    try:
        return read_bill(
            content, file=options.file.name, sheet=options.sheet, allow=_allowed(options)
        )
    except InputError as error:
        if any(problem.code == "unknown_statement" for problem in error.problems):
            raise option_unusable(
                "--mapping",
                en=f"{options.file.name} is no statement of WeChat or Alipay, no OFX and no camt.053",
                zh=f"{options.file.name}不是微信、支付宝账单，也不是OFX或camt.053",
                remedy=f"for a bank's table name one of {_known()}, or a TOML file of your own",
            ) from error
        raise


def names_a_journal(path: Path) -> bool:
    """Say whether a file is the journal of another bookkeeping program, by the end of its name (是否外来账簿)."""
    return path.suffix.lower() in _JOURNALS


def read_journal(options: argparse.Namespace) -> ImportJournal:
    """Read a journal of hledger or beancount, and what its accounts are here (读取外来账簿).

    Raises `InputError` with every problem of the journal or of the mapping.
    """
    content, file = _content(options.file), options.file.name
    reader = read_beancount if options.file.suffix.lower() == ".beancount" else read_hledger
    if options.mapping is None:
        raise option_unusable(
            "--mapping",
            en="a journal is taken over by a mapping of its accounts, and none was named",
            zh="导入外来账簿须指定科目映射",
            remedy="write a TOML file that says what each of its accounts is here",
        )
    mapping = Path(options.mapping)
    return ImportJournal(
        reader(content, file=file), read_account_mapping(_content(mapping), file=mapping.name)
    )


def read_statements(options: argparse.Namespace) -> tuple[BankStatement, ...]:
    """Read a bank's statements: OFX, camt.053, or a table by a mapping (读取对账单).

    Raises `InputError` with every problem of the file.
    """
    return _statements(_content(options.file), options)


def _statements(content: bytes, options: argparse.Namespace) -> tuple[BankStatement, ...]:
    reading = _reading(content, options)
    _warn(reading.warnings)
    return reading.statements


def _reading(content: bytes, options: argparse.Namespace) -> BankReading:
    file, allow = options.file.name, _allowed(options)
    account = options.account or "1002"
    head = content[:_HEAD]
    if any(mark in head.upper() for mark in _OFX):
        return read_ofx(content, file=file, account=account, allow=allow)
    if _CAMT in head:
        return read_camt(content, file=file, account=account, allow=allow)
    mapping = _mapping(options.mapping)
    return read_bank_file(content, file=file, mapping=mapping, account=account, allow=allow)


def _is_of_a_bank(content: bytes) -> bool:
    head = content[:_HEAD]
    return _CAMT in head or any(mark in head.upper() for mark in _OFX)


def _mapping(named: str | None) -> BankMapping:
    if named is None:
        raise option_unusable(
            "--mapping",
            en="a table of a bank is read by a mapping, and none was named",
            zh="银行表格须指定映射",
            remedy=f"name one of {_known()}, or a TOML file of your own",
        )
    if named in list_bank_mappings():
        return load_bank_mapping(named)
    if not Path(named).is_file():
        raise option_unusable(
            "--mapping",
            en=f"{named!r} is neither a mapping that comes along nor a file",
            zh=f"没有名为{named}的映射或文件",
            remedy=f"name one of {_known()}, or a TOML file of your own",
        )
    return read_bank_mapping(Path(named).read_bytes(), file=Path(named).name)


def _known() -> str:
    return ", ".join(list_bank_mappings())


def _allowed(options: argparse.Namespace) -> tuple[Tolerated, ...]:
    return tuple(Tolerated(code) for code in options.allow)


def _warn(problems: Iterable[InputProblem]) -> None:
    for problem in problems:
        print(f"放行 let pass: {problem}", file=sys.stderr)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            [
                problem_at(
                    str(path),
                    code="file_unreadable",
                    en=f"the file cannot be read: {error.strerror or error}",
                    zh="文件无法读取",
                    remedy="give the path of the statement as it was exported",
                )
            ]
        ) from error
