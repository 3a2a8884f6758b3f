"""A bank's statement as a bill, so that what households paid into the account can be booked (银行收款账单)."""

import hashlib
from collections import Counter
from datetime import datetime, time
from typing import Final

from gongtong.core.errors import InputError
from gongtong.core.periods import SHANGHAI
from gongtong.core.tabular import problem_at
from gongtong.ledger.exchange.bank_statements import BankLine, BankStatement
from gongtong.ledger.exchange.bills import Bill, BillLine, Channel, Direction

KIND: Final = "银行入账"
STATUS: Final = "已入账"
_LONGEST_REFERENCE: Final = 60
_DIGITS: Final = 32


def bill_of(statement: BankStatement, *, currency: str = "CNY") -> Bill:
    """Give the transactions of a statement as a bill that can be imported (转为账单).

    A transaction is known again by the bank's own number; where the bank gives none, by account, day, time,
    amount, balance, other side and text, the second of two that are alike being the second. Statements of
    such a bank begin and end with whole days. Raises `InputError` for another currency.
    """
    if statement.currency != currency:
        raise InputError(
            [
                problem_at(
                    statement.file,
                    code="other_currency",
                    en=f"the statement is in {statement.currency}, the fund in {currency}",
                    zh=f"对账单币种为{statement.currency}，资金币种为{currency}",
                    remedy="book it in a fund of its currency",
                )
            ]
        )
    alike: Counter[str] = Counter()
    lines = tuple(_line(statement, line, alike) for line in statement.lines)
    return Bill(Channel.BANK, statement.file, statement.digest, lines)


def _line(statement: BankStatement, line: BankLine, alike: Counter[str]) -> BillLine:
    return BillLine(
        transaction_id=_transaction_id(statement, line, alike),
        at=datetime.combine(line.booked_on, line.time_of_day or time(), tzinfo=SHANGHAI),
        counterparty=line.counterparty,
        counterparty_account=line.counterparty_account,
        text=line.text,
        direction=Direction.OUT if line.amount_fen < 0 else Direction.IN,
        amount_fen=abs(line.amount_fen),
        status=STATUS,
        kind=KIND,
        file=statement.file,
        line=line.line,
    )


def _transaction_id(statement: BankStatement, line: BankLine, alike: Counter[str]) -> str:
    account = statement.bank_account or statement.account
    reference = line.reference
    if reference and len(reference) <= _LONGEST_REFERENCE and reference.isascii():
        return f"{_short(account, 8)}:{reference}"
    said = "\n".join(
        (
            account,
            line.booked_on.isoformat(),
            "" if line.time_of_day is None else line.time_of_day.isoformat(),
            str(line.amount_fen),
            "" if line.balance_fen is None else str(line.balance_fen),
            line.counterparty,
            line.counterparty_account,
            line.text,
            reference,
        )
    )
    key = _short(said, _DIGITS)
    alike[key] += 1
    return f"{_short(account, 8)}:{key}" + (f"#{alike[key]}" if alike[key] > 1 else "")


def _short(text: str, digits: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:digits]
