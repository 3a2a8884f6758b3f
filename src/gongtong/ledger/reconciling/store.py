"""Reading the books that are compared; keeping statements, matches and words (对账存取)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from gongtong.core.codec import from_json
from gongtong.core.errors import ConcurrentChangeError, UnknownReferenceError
from gongtong.core.periods import local_day
from gongtong.core.storage.column_types import Fen
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.tables import BooksTables
from gongtong.ledger.cash.store import list_cash_lines
from gongtong.ledger.exchange.bank_statements import BankStatement
from gongtong.ledger.reconciling.items import Explanation
from gongtong.ledger.reconciling.matches import Against, BookSide, Match
from gongtong.ledger.reconciling.pairing import BookLine, plain_reference, reference_in
from gongtong.ledger.reconciling.statements import KeptLine, KeptStatement
from gongtong.ledger.reconciling.tables import ReconcilingTables


def list_ledger_lines(unit: UnitOfWork, account: str) -> tuple[BookLine, ...]:
    """Read the ledger of a money account, one line for each entry and memo (读取账面账行).

    What one receipt brought to several funds is one line, as it is in the other book. What moves between
    funds within the account is none.
    """
    books = unit.tables(BooksTables)
    posting, entry = books.posting, books.entry
    fen = sa.type_coerce(sa.func.sum(posting.c.amount_fen), Fen()).label("fen")
    first = sa.func.min(posting.c.line).label("first")
    keys = (
        entry.c.entry_id,
        entry.c.effective_on,
        entry.c.reverses,
        entry.c.narration,
        posting.c.memo,
    )
    rows = unit.connection.execute(
        sa.select(*keys, first, fen)
        .select_from(posting.join(entry, books.same_entry))
        .where(posting.c.place_id == unit.place_id, posting.c.account == account)
        .group_by(*keys)
        .having(sa.func.sum(posting.c.amount_fen) != 0)
        .order_by(entry.c.effective_on, entry.c.entry_id, first)
    )
    return tuple(
        BookLine(
            id=f"{row.entry_id}/{row.first}",
            day=row.effective_on,
            amount_fen=row.fen,
            reference=reference_in(row.memo),
            text=row.narration,
            cancels=None if row.reverses is None else f"{row.reverses}/{row.first}",
        )
        for row in rows
    )


def list_other_lines(unit: UnitOfWork, account: str, against: Against) -> tuple[BookLine, ...]:
    """Read the book that the ledger is compared with (读取对方账行)."""
    if against is Against.CASH_BOOK:
        return tuple(
            BookLine(
                id=str(line.id),
                day=line.on,
                amount_fen=line.amount_fen,
                reference=plain_reference(line.reference),
                text=f"{line.counterparty} {line.text}".strip(),
                cancels=None if line.counters is None else str(line.counters),
            )
            for line in list_cash_lines(unit, account)
        )
    return tuple(
        BookLine(
            id=str(line.id),
            day=line.booked_on,
            amount_fen=line.amount_fen,
            reference=plain_reference(line.transaction),
            text=f"{line.counterparty} {line.text}".strip(),
        )
        for line in list_statement_lines(unit, account)
    )


def list_kept_statements(unit: UnitOfWork, account: str) -> tuple[KeptStatement, ...]:
    """Read which statements of an account are kept, in the order of their days (列出对账单)."""
    table = unit.tables(ReconcilingTables).statement
    rows = unit.connection.execute(
        sa.select(table)
        .where(table.c.place_id == unit.place_id, table.c.account == account)
        .order_by(table.c.from_day, table.c.through_day, table.c.kept_at)
    )
    return tuple(
        KeptStatement(
            row.bank_account,
            row.currency,
            row.from_day,
            row.through_day,
            local_day(row.kept_at),
            row.opening_fen,
        )
        for row in rows
    )


def list_statement_lines(
    unit: UnitOfWork, account: str, *, days: tuple[date, date] | None = None
) -> tuple[KeptLine, ...]:
    """Read kept lines by day, all or those from one day through another (列出对账单行)."""
    table = unit.tables(ReconcilingTables).statement_line
    query = sa.select(table).where(table.c.place_id == unit.place_id, table.c.account == account)
    if days is not None:
        query = query.where(table.c.booked_on.between(*days))
    rows = unit.connection.execute(query.order_by(table.c.booked_on, table.c.line, table.c.line_id))
    return tuple(
        KeptLine(
            id=row.line_id,
            identity=row.identity,
            booked_on=row.booked_on,
            amount_fen=row.amount_fen,
            counterparty=row.counterparty,
            counterparty_account=row.counterparty_account,
            text=row.said,
            reference=row.reference,
            file=row.file,
            line=row.line,
            transaction=row.transaction_id,
            is_opening=row.is_opening,
        )
        for row in rows
    )


def sum_statement_lines(unit: UnitOfWork, account: str, before: date) -> int:
    """Add up, in SQL, the kept lines before a day (对账单余额)."""
    table = unit.tables(ReconcilingTables).statement_line
    total: int | None = unit.connection.scalar(
        sa.select(sa.type_coerce(sa.func.sum(table.c.amount_fen), Fen())).where(
            table.c.place_id == unit.place_id,
            table.c.account == account,
            table.c.booked_on < before,
        )
    )
    return total or 0


def insert_statement(
    unit: UnitOfWork,
    statement_id: UUID,
    statement: BankStatement,
    lines: Sequence[KeptLine],
    *,
    opening_fen: int | None,
) -> None:
    """Write a statement with the lines that are new (写入对账单)."""
    tables = unit.tables(ReconcilingTables)
    unit.connection.execute(
        tables.statement.insert().values(
            place_id=unit.place_id,
            statement_id=statement_id,
            account=statement.account,
            bank_account=statement.bank_account,
            currency=statement.currency,
            from_day=statement.from_day,
            through_day=statement.through_day,
            opening_fen=opening_fen,
            closing_fen=statement.closing_fen,
            file=statement.file,
            digest=statement.digest,
            kept_by=unit.actor.id,
            kept_at=unit.now,
        )
    )
    rows = [
        {
            "place_id": unit.place_id,
            "line_id": line.id,
            "statement_id": statement_id,
            "account": statement.account,
            "identity": line.identity,
            "booked_on": line.booked_on,
            "amount_fen": line.amount_fen,
            "counterparty": line.counterparty,
            "counterparty_account": line.counterparty_account,
            "said": line.text,
            "reference": line.reference,
            "file": line.file,
            "line": line.line,
            "transaction_id": line.transaction,
            "is_opening": line.is_opening,
        }
        for line in lines
    ]
    if rows:
        unit.connection.execute(tables.statement_line.insert(), rows)


def list_matches(unit: UnitOfWork, account: str, against: Against) -> tuple[Match, ...]:
    """Read matches in the order in which they were made, those taken apart too (列出勾对)."""
    table = unit.tables(ReconcilingTables).book_match
    return _matches_where(unit, table.c.account == account, table.c.against == against)


def load_match(unit: UnitOfWork, match_id: UUID) -> Match:
    """Read one match (读取勾对)."""
    table = unit.tables(ReconcilingTables).book_match
    found = _matches_where(unit, table.c.match_id == match_id)
    if not found:
        raise UnknownReferenceError("match", match_id)
    return found[0]


def insert_matches(unit: UnitOfWork, matches: Iterable[Match]) -> None:
    """Write matches; a line that is matched already makes the database refuse (写入勾对)."""
    tables = unit.tables(ReconcilingTables)
    kept = tuple(matches)
    if not kept:
        return
    unit.connection.execute(
        tables.book_match.insert(),
        [
            {
                "place_id": unit.place_id,
                "match_id": match.id,
                "account": match.account,
                "against": match.against,
                "paired_by": match.by,
                "other_lines": list(match.other),
                "ledger_lines": list(match.ledger),
                "reason": match.reason,
                "made_by": match.made_by,
                "made_at": match.made_at,
                "undone_by": "",
                "undone_at": None,
                "undone_because": "",
            }
            for match in kept
        ],
    )
    unit.connection.execute(
        tables.book_match_line.insert(),
        [
            {
                "place_id": unit.place_id,
                "against": match.against,
                "side": side,
                "line_id": line,
                "match_id": match.id,
            }
            for match in kept
            for side, lines in ((BookSide.OTHER, match.other), (BookSide.LEDGER, match.ledger))
            for line in lines
        ],
    )


def undo_match(unit: UnitOfWork, match: Match) -> None:
    """Write that a match was taken apart, unless somebody else did before (取消勾对)."""
    tables = unit.tables(ReconcilingTables)
    head, line = tables.book_match, tables.book_match_line
    changed = unit.connection.execute(
        head.update()
        .where(
            head.c.place_id == unit.place_id,
            head.c.match_id == match.id,
            head.c.undone_at.is_(None),
        )
        .values(
            undone_by=match.undone_by,
            undone_at=match.undone_at,
            undone_because=match.undone_because,
        )
    )
    if changed.rowcount != 1:
        raise ConcurrentChangeError("match", match.id)
    unit.connection.execute(
        line.delete().where(line.c.place_id == unit.place_id, line.c.match_id == match.id)
    )


def list_words(unit: UnitOfWork, account: str, against: Against) -> tuple[Explanation, ...]:
    """Read what was said about lines that stand in one book alone, the last word last (列出说明)."""
    table = unit.tables(ReconcilingTables).item_word
    rows = unit.connection.execute(
        sa.select(table)
        .where(
            table.c.place_id == unit.place_id,
            table.c.account == account,
            table.c.against == against,
        )
        .order_by(table.c.said_at, table.c.word_id)
    )
    return tuple(
        Explanation(row.against, row.side, row.line_id, row.reason, row.said_by, row.said_at)
        for row in rows
    )


def insert_word(unit: UnitOfWork, word_id: UUID, account: str, said: Explanation) -> None:
    """Write what was said about a line (写入说明)."""
    table = unit.tables(ReconcilingTables).item_word
    unit.connection.execute(
        table.insert().values(
            place_id=unit.place_id,
            word_id=word_id,
            account=account,
            against=said.against,
            side=said.side,
            line_id=said.line,
            reason=said.reason,
            said_by=said.said_by,
            said_at=said.said_at,
        )
    )


def _matches_where(unit: UnitOfWork, *clauses: sa.ColumnElement[bool]) -> tuple[Match, ...]:
    table = unit.tables(ReconcilingTables).book_match
    rows = unit.connection.execute(
        sa.select(table)
        .where(table.c.place_id == unit.place_id, *clauses)
        .order_by(table.c.made_at, table.c.match_id)
    )
    return tuple(_read_match(row) for row in rows)


def _read_match(row: sa.Row[Any]) -> Match:
    return Match(
        id=row.match_id,
        account=row.account,
        against=row.against,
        by=row.paired_by,
        other=from_json(row.other_lines, tuple[str, ...]),
        ledger=from_json(row.ledger_lines, tuple[str, ...]),
        made_by=row.made_by,
        made_at=row.made_at,
        reason=row.reason,
        undone_by=row.undone_by,
        undone_at=row.undone_at,
        undone_because=row.undone_because,
    )
