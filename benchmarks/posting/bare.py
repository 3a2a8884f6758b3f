"""The limits: the bare drivers, and SQLAlchemy Core, writing the very rows that the library writes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import psycopg
import sqlalchemy as sa

from gongtong.core.storage.tables import CoreTables
from gongtong.ledger.books.tables import BooksTables
from gongtong.testing.databases import open_engine
from gongtong.testing.stage import PLACE
from posting.workload import APP, NOW, Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

TABLES = {
    "entry": "place_id, entry_id, year, number, kind, effective_on, booked_at, booked_by, narration, documents, reverses",
    "posting": "place_id, entry_id, line, account, fund, dwelling_id, amount_fen, memo",
    "event": "place_id, sequence, kind, body, actor, recorded_at, command_key, provisions, previous, digest",
    "command": "place_id, command_key, command, payload_digest, result, recorded_at",
}
HELD = "UPDATE gt_balance SET amount_fen = amount_fen + ? WHERE place_id = ? AND account = ? AND fund = ?"
OWED = (
    "UPDATE gt_dwelling_balance SET amount_fen = amount_fen + ?"
    " WHERE place_id = ? AND dwelling_id = ? AND account = ? AND fund = ?"
)
COUNTED = "UPDATE gt_voucher_counter SET last_number = ? WHERE place_id = ? AND year = 2025"
MOVED = "UPDATE gt_place SET event_count = ?, head = ? WHERE place_id = ?"


def insert(table: str, mark: str = "?") -> str:
    """Write an INSERT of a whole row."""
    columns = TABLES[table]
    marks = ", ".join([mark] * (columns.count(",") + 1))
    return f"INSERT INTO gt_{table} ({columns}) VALUES ({marks})"  # noqa: S608 - names from above


ENTRY, POSTING, EVENT, RESULT = (
    insert(table) for table in ("entry", "posting", "event", "command")
)


def write_sqlite(url: str, synchronous: str, commits: Sequence[Rows]) -> None:
    """Write with the module sqlite3, one transaction for each set of rows."""
    path = str(sa.make_url(url).database)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        run, many = connection.execute, connection.executemany
        run("PRAGMA journal_mode=WAL")
        run(f"PRAGMA synchronous={synchronous}")
        run("PRAGMA foreign_keys=ON")
        for rows in commits:
            run("BEGIN IMMEDIATE")
            many(ENTRY, rows.entries)
            many(POSTING, rows.postings)
            run(COUNTED, (rows.last_number, PLACE.id.bytes))
            many(HELD, rows.held)
            many(OWED, rows.owed)
            run(EVENT, rows.event)
            run(MOVED, rows.head)
            run(RESULT, rows.result)
            run("COMMIT")


ONE_CALL = """
CREATE FUNCTION bare_post(
    p_place UUID, p_entry UUID, p_number INTEGER, p_day DATE, p_now TIMESTAMPTZ, p_actor TEXT, p_narration TEXT,
    p_accounts TEXT[], p_funds TEXT[], p_dwellings UUID[], p_amounts BIGINT[],
    p_sequence BIGINT, p_body TEXT, p_digest BYTEA, p_key TEXT, p_result TEXT
) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO gt_entry VALUES (p_place, p_entry, 2025, p_number, 'manual', p_day, p_now, p_actor, p_narration, NULL, NULL);
    INSERT INTO gt_posting
        SELECT p_place, p_entry, n, p_accounts[n], p_funds[n], p_dwellings[n], p_amounts[n], '' FROM generate_series(1, 2) n;
    UPDATE gt_voucher_counter SET last_number = p_number WHERE place_id = p_place AND year = 2025;
    FOR n IN 1 .. 2 LOOP
        UPDATE gt_balance SET amount_fen = amount_fen + p_amounts[n]
            WHERE place_id = p_place AND account = p_accounts[n] AND fund = p_funds[n];
    END LOOP;
    UPDATE gt_dwelling_balance SET amount_fen = amount_fen + p_amounts[2]
        WHERE place_id = p_place AND dwelling_id = p_dwellings[2] AND account = p_accounts[2] AND fund = p_funds[2];
    INSERT INTO gt_event VALUES
        (p_place, p_sequence, 'ledger.EntriesPosted', p_body, p_actor, p_now, p_key, '[]', p_digest, p_digest);
    UPDATE gt_place SET event_count = p_sequence, head = p_digest WHERE place_id = p_place;
    INSERT INTO gt_command VALUES (p_place, p_key, 'ledger.post_entry', p_digest, p_result, p_now);
END $$"""
CALL = "SELECT bare_post(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"


def _connect(url: str) -> psycopg.Connection[Any]:
    parsed = sa.make_url(url).set(drivername="postgresql")
    return psycopg.connect(parsed.render_as_string(hide_password=False), autocommit=True)


def call_postgres(url: str, commits: Sequence[Rows]) -> None:
    """Write each set of rows by one call of a PL/pgSQL function that does nothing but write."""
    calls = []
    for rows in commits:
        (entry,), lines = rows.entries, rows.postings
        columns = [[line[at] for line in lines] for at in (3, 4, 5, 6)]
        calls.append((*entry[:2], entry[3], entry[5], NOW, *entry[7:9], *columns,
                      rows.event[1], rows.event[3], rows.event[9], rows.event[6], rows.result[4]))  # fmt: skip
    with _connect(url) as connection:
        for call in calls:
            connection.execute(CALL, call)


def prepare_call(url: str) -> None:
    """Make the function, before the clock runs."""
    with _connect(url) as connection:
        connection.execute(ONE_CALL)


def copy_postgres(url: str, commits: Sequence[Rows]) -> None:
    """Write each set of rows by COPY, and the balances by UPDATE."""
    with _connect(url) as connection:
        for rows in commits:
            with connection.transaction(), connection.cursor() as cursor:
                for table, values in (
                    ("entry", rows.entries),
                    ("posting", rows.postings),
                    ("event", [rows.event]),
                    ("command", [rows.result]),
                ):
                    with cursor.copy(f"COPY gt_{table} ({TABLES[table]}) FROM STDIN") as copy:
                        for row in values:
                            copy.write_row(row)
                cursor.execute(COUNTED.replace("?", "%s"), (rows.last_number, PLACE.id))
                cursor.executemany(HELD.replace("?", "%s"), rows.held)
                cursor.executemany(OWED.replace("?", "%s"), rows.owed)
                cursor.execute(MOVED.replace("?", "%s"), rows.head)


def write_core(url: str, commits: Sequence[Rows]) -> None:
    """Write with SQLAlchemy Core, as an application would that has no library."""
    core, books = APP.schema.tables(CoreTables), APP.schema.tables(BooksTables)
    engine = open_engine(url)
    plain = sa.MetaData()

    def bare(table: sa.Table) -> sa.Table:
        return sa.Table(table.name, plain, autoload_with=engine)

    entry, posting = bare(books.entry), bare(books.posting)
    event, command = bare(core.event), bare(core.command)
    for_sqlite = engine.dialect.name == "sqlite"
    mark = "?" if for_sqlite else "%s"
    with engine.connect() as connection:
        for rows in commits:
            with connection.begin():
                for table, values in (
                    (entry, rows.entries),
                    (posting, rows.postings),
                    (event, [rows.event]),
                    (command, [rows.result]),
                ):
                    names = TABLES[table.name.removeprefix("gt_")].split(", ")
                    connection.execute(
                        table.insert(), [dict(zip(names, row, strict=True)) for row in values]
                    )
                place = PLACE.id.bytes if for_sqlite else PLACE.id
                run = connection.exec_driver_sql
                run(COUNTED.replace("?", mark), (rows.last_number, place))
                run(HELD.replace("?", mark), rows.held)
                run(OWED.replace("?", mark), rows.owed)
                run(MOVED.replace("?", mark), rows.head)
    engine.dispose()
