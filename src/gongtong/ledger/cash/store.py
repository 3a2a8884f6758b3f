"""Reading and writing the cash book, receipts and counts (出纳存取)."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from gongtong.core.codec import from_json, to_json
from gongtong.core.errors import ConcurrentChangeError, UnknownReferenceError
from gongtong.core.storage.column_types import Fen
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.books.periods import Period
from gongtong.ledger.books.tables import BooksTables
from gongtong.ledger.cash.cash_book import CashLine
from gongtong.ledger.cash.counting import CountedFigure, CountSheet, CountSignature
from gongtong.ledger.cash.receipts import Receipt, ReceiptState
from gongtong.ledger.cash.tables import CashTables


def insert_cash_line(unit: UnitOfWork, line: CashLine) -> None:
    """Write a line of the cash book (写入日记账)."""
    table = unit.tables(CashTables).cash_line
    unit.connection.execute(
        table.insert().values(
            place_id=unit.place_id,
            line_id=line.id,
            position=line.position,
            account=line.account,
            noted_on=line.on,
            amount_fen=line.amount_fen,
            counterparty=line.counterparty,
            said=line.text,
            reference=line.reference,
            voucher=line.voucher,
            spending_id=line.spending_id,
            document=None if line.document is None else to_json(line.document),
            counters=line.counters,
            reason=line.reason,
            noted_by=line.noted_by,
            noted_at=line.noted_at,
        )
    )


def load_last_position(unit: UnitOfWork) -> int:
    """Read the position of the last line; the place row is locked (读取行号)."""
    table = unit.tables(CashTables).cash_line
    last: int | None = unit.connection.scalar(
        sa.select(sa.func.max(table.c.position)).where(table.c.place_id == unit.place_id)
    )
    return last or 0


def load_cash_line(unit: UnitOfWork, line_id: UUID) -> CashLine:
    """Read one line (读取日记账行)."""
    table = unit.tables(CashTables).cash_line
    found = _lines_where(unit, table.c.line_id == line_id)
    if not found:
        raise UnknownReferenceError("cash line", line_id)
    return found[0]


def list_cash_lines(
    unit: UnitOfWork, account: str | None = None, *, through: date | None = None
) -> tuple[CashLine, ...]:
    """Read lines in the order in which they were written (列出日记账)."""
    table = unit.tables(CashTables).cash_line
    clauses: list[sa.ColumnElement[bool]] = []
    if account is not None:
        clauses.append(table.c.account == account)
    if through is not None:
        clauses.append(table.c.noted_on <= through)
    return _lines_where(unit, *clauses)


def load_counter_of(unit: UnitOfWork, line_id: UUID) -> UUID | None:
    """Read which line took this one back, if any (读取冲正行)."""
    table = unit.tables(CashTables).cash_line
    found: UUID | None = unit.connection.scalar(
        sa.select(table.c.line_id).where(
            table.c.place_id == unit.place_id, table.c.counters == line_id
        )
    )
    return found


def is_spending_noted(unit: UnitOfWork, spending_id: UUID) -> bool:
    """Whether a spending stands in the cash book and was not taken back (支出是否已记)."""
    table = unit.tables(CashTables).cash_line
    counter = table.alias("counter")
    query = (
        sa.select(sa.func.count())
        .select_from(
            table.outerjoin(
                counter,
                sa.and_(
                    counter.c.place_id == table.c.place_id, counter.c.counters == table.c.line_id
                ),
            )
        )
        .where(
            table.c.place_id == unit.place_id,
            table.c.spending_id == spending_id,
            counter.c.line_id.is_(None),
        )
    )
    return bool(unit.connection.scalar(query))


def sum_cash_days(unit: UnitOfWork) -> dict[str, dict[date, int]]:
    """Add up, in SQL, what each day brought to each account (按日合计)."""
    table = unit.tables(CashTables).cash_line
    rows = unit.connection.execute(
        sa.select(
            table.c.account,
            table.c.noted_on,
            sa.type_coerce(sa.func.sum(table.c.amount_fen), Fen()).label("fen"),
        )
        .where(table.c.place_id == unit.place_id)
        .group_by(table.c.account, table.c.noted_on)
    )
    totals: defaultdict[str, dict[date, int]] = defaultdict(dict)
    for row in rows:
        totals[row.account][row.noted_on] = row.fen
    return dict(totals)


def list_ledger_days(
    unit: UnitOfWork, accounts: Collection[str]
) -> tuple[tuple[str, str, date, int], ...]:
    """Add up, in SQL, what the ledger moved by account, currency and day (账面按日合计)."""
    books = unit.tables(BooksTables)
    posting, entry, fund = books.posting, books.entry, books.fund
    of_place = posting.c.place_id == unit.place_id
    same_fund = sa.and_(fund.c.place_id == posting.c.place_id, fund.c.code == posting.c.fund)
    keys = (posting.c.account, fund.c.currency, entry.c.effective_on)
    rows = unit.connection.execute(
        sa.select(*keys, sa.type_coerce(sa.func.sum(posting.c.amount_fen), Fen()))
        .select_from(posting.join(entry, books.same_entry).join(fund, same_fund))
        .where(of_place, posting.c.account.in_(sorted(accounts)))
        .group_by(*keys)
        .order_by(*keys)
    )
    return tuple((row[0], row[1], row[2], row[3]) for row in rows)


def load_last_receipt(unit: UnitOfWork, year: int) -> tuple[int, date | None]:
    """Read the last receipt's number and day in a year; the place row is locked (读取收据编号)."""
    table = unit.tables(CashTables).receipt
    row = unit.connection.execute(
        sa.select(table.c.number, table.c.received_on)
        .where(table.c.place_id == unit.place_id, table.c.year == year)
        .order_by(table.c.number.desc())
        .limit(1)
    ).one_or_none()
    return (0, None) if row is None else (row.number, row.received_on)


def insert_receipt(unit: UnitOfWork, receipt: Receipt) -> None:
    """Write a new receipt (写入收据)."""
    table = unit.tables(CashTables).receipt
    unit.connection.execute(
        table.insert().values(
            place_id=unit.place_id,
            receipt_id=receipt.id,
            year=receipt.year,
            number=receipt.number,
            dwelling_id=receipt.dwelling_id,
            payer=receipt.payer,
            amount_fen=receipt.amount_fen,
            received_on=receipt.received_on,
            said=receipt.text,
            account=receipt.account,
            fund=receipt.fund,
            printed=receipt.printed,
            digest=receipt.digest,
            cash_line_id=receipt.cash_line_id,
            issued_by=receipt.issued_by,
            issued_at=receipt.issued_at,
            state=receipt.state,
            entry_id=receipt.entry_id,
            voided_by=receipt.voided_by,
            void_reason=receipt.void_reason,
            version=receipt.version,
        )
    )


def save_receipt(unit: UnitOfWork, receipt: Receipt) -> None:
    """Write what became of a receipt, unless somebody else changed it first (更新收据)."""
    table = unit.tables(CashTables).receipt
    changed = unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == unit.place_id,
            table.c.receipt_id == receipt.id,
            table.c.version == receipt.version,
        )
        .values(
            state=receipt.state,
            entry_id=receipt.entry_id,
            voided_by=receipt.voided_by,
            void_reason=receipt.void_reason,
            version=receipt.version + 1,
        )
    )
    if changed.rowcount != 1:
        raise ConcurrentChangeError("receipt", receipt.label)


def load_receipt(unit: UnitOfWork, year: int, number: int) -> Receipt:
    """Read one receipt by its number (读取收据)."""
    table = unit.tables(CashTables).receipt
    found = _receipts_where(unit, table.c.year == year, table.c.number == number)
    if not found:
        raise UnknownReferenceError("receipt", f"{year}-{number}")
    return found[0]


def load_receipt_of_line(unit: UnitOfWork, line_id: UUID) -> Receipt | None:
    """Read the receipt that brought a line to the cash book, if one did (读取对应收据)."""
    table = unit.tables(CashTables).receipt
    return next(iter(_receipts_where(unit, table.c.cash_line_id == line_id)), None)


def list_receipts(
    unit: UnitOfWork, states: Collection[ReceiptState] = (), *, through: date | None = None
) -> tuple[Receipt, ...]:
    """Read receipts in the order of their numbers (列出收据)."""
    table = unit.tables(CashTables).receipt
    clauses: list[sa.ColumnElement[bool]] = []
    if states:
        clauses.append(table.c.state.in_(list(states)))
    if through is not None:
        clauses.append(table.c.received_on <= through)
    return _receipts_where(unit, *clauses)


def insert_signature(unit: UnitOfWork, month: Period, signature: CountSignature) -> None:
    """Write a signature under a month's count (写入盘点签字)."""
    table = unit.tables(CashTables).count_signature
    unit.connection.execute(
        table.insert().values(
            place_id=unit.place_id,
            year=month.year,
            month=month.month,
            number=signature.number,
            side=signature.side,
            figures=to_json(list(signature.figures)),
            reason=signature.reason,
            signed_by=signature.signed_by,
            signed_at=signature.signed_at,
        )
    )


def list_sheets(unit: UnitOfWork, months: Collection[Period] = ()) -> dict[Period, CountSheet]:
    """Read the counts of months, all or those asked for (读取盘点表)."""
    table = unit.tables(CashTables).count_signature
    query = sa.select(table).where(table.c.place_id == unit.place_id)
    if months:
        query = query.where(table.c.year.in_(sorted({month.year for month in months})))
    signed: defaultdict[Period, list[CountSignature]] = defaultdict(list)
    ordered = query.order_by(table.c.year, table.c.month, table.c.number)
    for row in unit.connection.execute(ordered):
        signed[Period(row.year, row.month)].append(
            CountSignature(
                number=row.number,
                side=row.side,
                figures=from_json(row.figures, tuple[CountedFigure, ...]),
                signed_by=row.signed_by,
                signed_at=row.signed_at,
                reason=row.reason,
            )
        )
    return {
        month: CountSheet(month, tuple(signatures))
        for month, signatures in signed.items()
        if not months or month in months
    }


def _lines_where(unit: UnitOfWork, *clauses: sa.ColumnElement[bool]) -> tuple[CashLine, ...]:
    table = unit.tables(CashTables).cash_line
    rows = unit.connection.execute(
        sa.select(table)
        .where(table.c.place_id == unit.place_id, *clauses)
        .order_by(table.c.position)
    )
    return tuple(_read_line(row) for row in rows)


def _read_line(row: sa.Row[Any]) -> CashLine:
    return CashLine(
        id=row.line_id,
        position=row.position,
        account=row.account,
        on=row.noted_on,
        amount_fen=row.amount_fen,
        counterparty=row.counterparty,
        text=row.said,
        reference=row.reference,
        noted_by=row.noted_by,
        noted_at=row.noted_at,
        voucher=row.voucher,
        spending_id=row.spending_id,
        document=None if row.document is None else from_json(row.document, DocumentRef),
        counters=row.counters,
        reason=row.reason,
    )


def _receipts_where(unit: UnitOfWork, *clauses: sa.ColumnElement[bool]) -> tuple[Receipt, ...]:
    table = unit.tables(CashTables).receipt
    rows = unit.connection.execute(
        sa.select(table)
        .where(table.c.place_id == unit.place_id, *clauses)
        .order_by(table.c.year, table.c.number)
    )
    return tuple(
        Receipt(
            id=row.receipt_id,
            year=row.year,
            number=row.number,
            dwelling_id=row.dwelling_id,
            payer=row.payer,
            amount_fen=row.amount_fen,
            received_on=row.received_on,
            text=row.said,
            account=row.account,
            fund=row.fund,
            printed=row.printed,
            digest=row.digest,
            cash_line_id=row.cash_line_id,
            issued_by=row.issued_by,
            issued_at=row.issued_at,
            state=row.state,
            entry_id=row.entry_id,
            voided_by=row.voided_by,
            void_reason=row.void_reason,
            version=row.version,
        )
        for row in rows
    )
