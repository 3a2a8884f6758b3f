"""A payment app's bill as the statement of its wallet (钱包对账单)."""

from collections.abc import Iterator, Mapping
from typing import Final

from gongtong.core.errors import InputError, InputProblem
from gongtong.core.periods import Span, local_day
from gongtong.core.tabular import problem_at
from gongtong.ledger.exchange.bank_statements import BankLine, BankStatement
from gongtong.ledger.exchange.bills import Bill, BillLine, Direction

NOTHING_SAID: Final[Mapping[str, int]] = {}


def wallet_statement(
    bill: Bill,
    *,
    account: str,
    days: Span,
    neutral_fen: Mapping[str, int] = NOTHING_SAID,
    opening_fen: int | None = None,
    closing_fen: int | None = None,
) -> BankStatement:
    """Make the statement of a wallet from the bill of its app (转为钱包对账单).

    `days` are those that the bill covers. Transactions under which no money moved are left out. An app
    calls some neither income nor spending, such as what was withdrawn to a bank: `neutral_fen` says by
    transaction what each took from the wallet (negative), brought to it (positive), or neither (0).
    Raises `InputError` for a neutral transaction of which nothing was said, for a day outside the days
    covered, each with its line, and for days without an end.
    """
    problems = [*_problems(bill, days, neutral_fen)]
    last_day = days.last_day
    if problems or last_day is None:
        raise InputError(problems)
    return BankStatement(
        account=account,
        bank_account=bill.channel.zh,
        currency="CNY",
        from_day=days.start,
        through_day=last_day,
        file=bill.file,
        digest=bill.digest,
        lines=_lines(bill, neutral_fen),
        opening_fen=opening_fen,
        closing_fen=closing_fen,
    )


def _problems(bill: Bill, days: Span, neutral_fen: Mapping[str, int]) -> Iterator[InputProblem]:
    if days.last_day is None:
        yield problem_at(
            bill.file,
            code="days_without_end",
            en="the days that the bill covers have no end",
            zh="账单期间没有截止日",
            remedy="give the last day that the bill covers",
        )
    for line in _settled(bill):
        if line.direction is Direction.NEUTRAL and line.transaction_id not in neutral_fen:
            yield problem_at(
                bill.file,
                line=line.line,
                code="neutral_unknown",
                en=f"the app says neither income nor spending of {line.transaction_id}",
                zh=f"交易{line.transaction_id}不计收支，方向不明",
                remedy="say what it took from the wallet or brought to it",
            )
        if not days.contains(local_day(line.at)):
            yield problem_at(
                bill.file,
                line=line.line,
                code="outside_days",
                en=f"{local_day(line.at)} does not lie in {days}",
                zh=f"{local_day(line.at)}不在{days}之内",
                remedy="give the days that the bill covers",
            )


def _settled(bill: Bill) -> list[BillLine]:
    """Give the transactions under which money moved, the oldest first."""
    settled = (line for line in bill.lines if line.is_settled)
    return sorted(settled, key=lambda line: (line.at, line.line))


def _lines(bill: Bill, neutral_fen: Mapping[str, int]) -> tuple[BankLine, ...]:
    moved = [(line, _moved_fen(line, neutral_fen)) for line in _settled(bill)]
    return tuple(
        BankLine(
            line=line.line,
            booked_on=local_day(line.at),
            amount_fen=fen,
            counterparty=line.counterparty,
            counterparty_account=line.counterparty_account,
            text=line.text,
            reference=line.transaction_id,
        )
        for line, fen in moved
        if fen
    )


def _moved_fen(line: BillLine, neutral_fen: Mapping[str, int]) -> int:
    match line.direction:
        case Direction.IN:
            return line.amount_fen
        case Direction.OUT:
            return -line.amount_fen
        case Direction.NEUTRAL:
            return neutral_fen[line.transaction_id]
