"""Statements put together from the lines of a bank's file, and checked against themselves (对账单汇集)."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, time
from itertools import pairwise
from typing import Final

from attrs import frozen

from gongtong.core.errors import InputProblem
from gongtong.core.money import format_yuan
from gongtong.core.periods import Span
from gongtong.core.records import Source
from gongtong.core.tabular import problem_at
from gongtong.ledger.books.chart import BANK
from gongtong.ledger.exchange.bank_statements import BankLine, BankStatement
from gongtong.ledger.exchange.banks.cells import read_amount
from gongtong.ledger.exchange.banks.delimited import BankFile, ReadLine, open_bank_file
from gongtong.ledger.exchange.banks.mapping import BankMapping, LineOrder
from gongtong.ledger.exchange.tolerance import Tolerated, let_pass

_CHUNK: Final = 1 << 16
_SHOWN: Final = 4
_LONG: Final = 2 * _SHOWN


@frozen
class BankReading:
    """What a bank's file gave: a statement for each account and currency, and what was let pass (银行明细读取结果)."""

    statements: tuple[BankStatement, ...]
    warnings: tuple[InputProblem, ...] = ()


def read_bank_file(
    source: Source,
    *,
    file: str,
    mapping: BankMapping,
    account: str = BANK,
    span: Span | None = None,
    allow: Collection[Tolerated] = (),
) -> BankReading:
    """Read a bank's CSV or XLSX by a mapping, one statement for each currency (读取银行明细).

    `account` is the code in the chart whose statement it is. The statement covers `span`, or from its first
    day to its last. Raises `InputError` with every problem except those of the kinds in `allow`.
    """
    opened = open_bank_file(source, file=file, mapping=mapping)
    lines: dict[str, list[BankLine]] = defaultdict(list)
    problems: list[InputProblem] = []
    missed = False
    for one in opened.lines:
        if isinstance(one, ReadLine):
            lines[one.currency].append(one.line)
        else:
            problems.append(one)
            missed = missed or one.code != Tolerated.UNREAD_BALANCES
    if not missed:
        read = [line for group in lines.values() for line in group]
        problems.extend(_differing_totals(opened, read, file))
    ordered = {currency: oldest_first(group, mapping.order) for currency, group in lines.items()}
    for group in ordered.values():
        problems.extend(broken_balances(group, file))
        problems.extend(_outside(group, span, file))
    if not (missed or ordered or span):
        problems.append(_empty(file))
    warnings = let_pass(problems, allow)
    digest = digest_of(source)
    statements = tuple(
        statement_of(
            group,
            account=account,
            bank_account=mask_account(opened.bank_account),
            currency=currency,
            span=span,
            source=(file, digest),
        )
        for currency, group in (ordered or {mapping.currency: ()}).items()
    )
    return BankReading(statements, warnings)


def statement_of(
    lines: Sequence[BankLine],
    *,
    account: str,
    bank_account: str,
    currency: str,
    span: Span | None,
    source: tuple[str, str],
) -> BankStatement:
    """Make a statement of lines that stand oldest first; `source` is the file and its digest (汇成对账单)."""
    days = _days(lines, span)
    opening = closing = None
    if lines and (first := lines[0].balance_fen) is not None:
        opening = first - lines[0].amount_fen
    if lines:
        closing = lines[-1].balance_fen
    file, digest = source
    return BankStatement(
        account=account,
        bank_account=bank_account,
        currency=currency,
        from_day=days[0],
        through_day=days[1],
        file=file,
        digest=digest,
        lines=tuple(lines),
        opening_fen=opening,
        closing_fen=closing,
    )


def _days(lines: Sequence[BankLine], span: Span | None) -> tuple[date, date]:
    """Give the days that are covered: those said, or else those of the lines, which are then not empty."""
    days = [line.booked_on for line in lines]
    if span is None:
        return min(days), max(days)
    return span.start, span.last_day or max(days, default=span.start)


def _outside(lines: Sequence[BankLine], span: Span | None, file: str) -> Iterator[InputProblem]:
    for line in lines:
        if span is not None and not span.contains(line.booked_on):
            yield problem_at(
                file,
                line=line.line,
                code="outside_span",
                en=f"{line.booked_on} does not lie in {span.start} to {span.last_day or 'now'}",
                zh=f"{line.booked_on}不在{span}之内",
                remedy="give the span that the file covers",
            )


def digest_of(source: Source) -> str:
    """Give the SHA-256 of a file, read in pieces (文件摘要)."""
    if isinstance(source, bytes):
        return hashlib.sha256(source).hexdigest()
    source.seek(0)
    digest = hashlib.sha256()
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def mask_account(number: str) -> str:
    """Keep the first and last four signs of an account number (账号脱敏).

    >>> mask_account("6222021234567890123"), mask_account("1234****9876"), mask_account("3167")
    ('6222****0123', '1234****9876', '3167')
    """
    if len(number) <= _LONG or "*" in number:
        return number
    return f"{number[:_SHOWN]}****{number[-_SHOWN:]}"


def oldest_first(lines: Sequence[BankLine], order: LineOrder) -> tuple[BankLine, ...]:
    """Bring lines into the order in which they were booked; within a day the file's order tells (按时间排序)."""
    is_reversed = order is LineOrder.NEWEST_FIRST
    if order is LineOrder.BY_DATE and len(lines) > 1:
        is_reversed = _when(lines[0]) > _when(lines[-1]) or (
            _when(lines[0]) == _when(lines[-1]) and _follows(lines[::-1]) and not _follows(lines)
        )
    return tuple(sorted(lines[::-1] if is_reversed else lines, key=_when))


def _when(line: BankLine) -> tuple[date, time]:
    return line.booked_on, line.time_of_day or time()


def _follows(lines: Sequence[BankLine]) -> bool:
    return all(_breaks(before, after) is None for before, after in pairwise(lines))


def _breaks(before: BankLine, after: BankLine) -> int | None:
    """Give the balance that would follow, when another one is stated."""
    if before.balance_fen is None or after.balance_fen is None:
        return None
    expected = before.balance_fen + after.amount_fen
    return None if expected == after.balance_fen else expected


def broken_balances(lines: Sequence[BankLine], file: str) -> Iterator[InputProblem]:
    """Name each line whose balance does not follow from the line before (核对余额)."""
    for before, after in pairwise(lines):
        expected = _breaks(before, after)
        if expected is not None and after.balance_fen is not None:
            yield problem_at(
                file,
                line=after.line,
                code=Tolerated.BROKEN_BALANCES,
                en=f"the balance is {format_yuan(after.balance_fen)}; after line {before.line} it would be "
                f"{format_yuan(expected)}: a line is missing, changed or out of order",
                zh=f"余额为{format_yuan(after.balance_fen)}，按第{before.line}行推算应为{format_yuan(expected)}",
                remedy="export the file again; if its order is at fault, write order in the mapping",
            )


def _differing_totals(
    opened: BankFile, lines: Sequence[BankLine], file: str
) -> Iterator[InputProblem]:
    """Compare the sums at the foot with those of the lines, column by column."""
    mapping = opened.mapping
    if not mapping.footer_totals:
        return
    found = {
        mapping.columns.money_in: sum(line.amount_fen for line in lines if line.amount_fen > 0),
        mapping.columns.money_out: -sum(line.amount_fen for line in lines if line.amount_fen < 0),
        mapping.columns.amount: sum(line.amount_fen for line in lines),
    }
    for number, cells in opened.remarks:
        said = dict(zip(opened.header, cells, strict=False))
        for column, fen in _stated(said, mapping).items():
            if abs(fen) != abs(found[column]):
                yield problem_at(
                    file,
                    line=number,
                    column=column,
                    code=Tolerated.FALSE_TOTALS,
                    en=f"the foot says {format_yuan(fen)}, the lines give {format_yuan(found[column])}",
                    zh=f"合计写明{format_yuan(fen)}，明细却是{format_yuan(found[column])}",
                    remedy="export the file again and use it as it comes",
                )


def _stated(cells: Mapping[str, str], mapping: BankMapping) -> dict[str, int]:
    columns = (mapping.columns.money_in, mapping.columns.money_out, mapping.columns.amount)
    stated: dict[str, int] = {}
    for column in filter(None, columns):
        try:
            fen = read_amount(cells.get(column, ""), mapping.amounts)
        except ValueError:
            continue
        if fen is not None:
            stated[column] = fen
    return stated


def _empty(file: str) -> InputProblem:
    return problem_at(
        file,
        code="no_lines",
        en="the file lists no transaction, and nothing says which days it covers",
        zh="文件没有明细, 也没有写明起止日期",
        remedy="give the span of days, if there really was no transaction",
    )
