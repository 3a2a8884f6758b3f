"""Writing entries, one or very many, with few statements; the lane of the commands that post (过账存取).

On PostgreSQL two functions of the database do it: one locks the place and then reads, one writes everything.
On SQLite the same is a handful of statements in a savepoint. What a place's books stand on, such as accounts
and closed periods, is kept with the connection under the digest at which the record of the place stood when it
was read: whoever changes it by a command moves the record, and a change that is taken back takes it back.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Final, TypeAlias
from uuid import UUID

import sqlalchemy as sa
from attrs import evolve, frozen
from typing_extensions import override

from gongtong.core.codec import canonical, instant_text, to_json
from gongtong.core.storage.lanes import (
    DirectLane,
    Ending,
    Found,
    InPlace,
    WrongGuessError,
    as_sqlalchemy_would,
    direct_cursor,
    found_of,
    is_sqlite,
    run_direct,
    savepoint,
    speaks_directly,
    write_ending,
)
from gongtong.core.storage.names import Names
from gongtong.core.storage.record import Head
from gongtong.core.storage.running import MOST_IN_ROW
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.balances.folding import fold
from gongtong.ledger.books.balances.store import add_to_balances
from gongtong.ledger.books.entries import Draft
from gongtong.ledger.books.posting.batches import BatchPosted
from gongtong.ledger.books.posting.texts import draft_text
from gongtong.ledger.books.rows import entry_row, posting_row
from gongtong.ledger.books.tables import BooksTables

UNTOUCHING: Final = ("ledger.EntriesPosted", "ledger.BatchPosted", "ledger.EntryReversed")
"""Events that leave accounts, funds, periods, offices and house rules as they were (不动依据的事件)."""

_FOUND: Final = """
SELECT p.event_count, p.head, p.code, p.name_zh, p.area, p.name_en, c.command, c.payload_digest, c.result,
(SELECT group_concat(v.year || ':' || v.last_number) FROM {prefix}voucher_counter v WHERE v.place_id = p.place_id)
FROM {prefix}place p
LEFT JOIN {prefix}command c ON c.place_id = p.place_id AND c.command_key = ?
WHERE p.place_id = ?"""
_STILL_HOLDS: Final = """
SELECT EXISTS (SELECT 1 FROM {prefix}event WHERE place_id = ? AND sequence = ? AND digest = ?)
AND NOT EXISTS (SELECT 1 FROM {prefix}event WHERE place_id = ? AND sequence > ? AND kind NOT IN (?, ?, ?))"""
_FOUND_IN_ONE: Final = "SELECT * FROM {schema}{prefix}begin_posting(?, ?, ?, ?, ?)"
_COUNTERS: Final = (
    "SELECT year, last_number FROM {schema}{prefix}voucher_counter WHERE place_id = ?"
)
_WRITTEN_IN_ONE: Final = """
SELECT {schema}{prefix}write_entries(?, ?, ?::INTEGER, ?::INTEGER[], ?, ?, ?::INTEGER[], ?::INTEGER[], ?::JSON)"""
_ENDED_IN_ONE: Final = """
SELECT {schema}{prefix}end_posting(?, ?, ?::INTEGER, ?::INTEGER[], ?, ?, ?::INTEGER[], ?::INTEGER[],
?, ?::BIGINT, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_ENTRY: Final = """
INSERT INTO {prefix}entry
(place_id, entry_id, year, number, kind, effective_on, booked_at, booked_by, narration, documents, reverses)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_POSTING: Final = """
INSERT INTO {prefix}posting (place_id, entry_id, line, account, fund, dwelling_id, amount_fen, memo)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
_COUNTER: Final = """
INSERT INTO {prefix}voucher_counter (place_id, year, last_number) VALUES (?, ?, ?)
ON CONFLICT (place_id, year) DO UPDATE SET last_number = excluded.last_number"""
_BALANCE: Final = """
INSERT INTO {prefix}balance (place_id, account, fund, amount_fen) VALUES (?, ?, ?, ?)
ON CONFLICT (place_id, account, fund) DO UPDATE SET amount_fen = amount_fen + excluded.amount_fen"""
_DWELLING: Final = """
INSERT INTO {prefix}dwelling_balance (place_id, dwelling_id, account, fund, amount_fen) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (place_id, dwelling_id, account, fund) DO UPDATE SET amount_fen = amount_fen + excluded.amount_fen"""
Run: TypeAlias = Callable[[str, Any], Any]
_TAIL: Final = MOST_IN_ROW - 1
_STEM_DIGITS: Final = 26
_FARTHEST: Final = 1000
_KNOWN: Final = "gongtong.books"


@frozen
class Known:
    """What was read of a place when its record stood at this head (已知依据).

    `alone` is whether nobody else worked in the place between the last two commands of the connection.
    """

    found: Found
    alone: bool = False

    @property
    def head(self) -> Head:
        """Where the record stood (链头)."""
        return self.found.head


def _all_known(unit: InPlace) -> dict[tuple[Names, UUID], Known]:
    # it goes when the connection goes, and no other thread has the connection
    known: dict[tuple[Names, UUID], Known] = unit.connection.info.setdefault(_KNOWN, {})
    return known


def _known(unit: InPlace) -> Known | None:
    return _all_known(unit).get((unit.schema.names, unit.place_id))


def _know(unit: InPlace, known: Known) -> None:
    _all_known(unit)[unit.schema.names, unit.place_id] = known


def _forget_being_alone(unit: InPlace) -> None:
    known = _known(unit)
    if known is not None:
        _know(unit, evolve(known, alone=False))


@frozen
class PostingLane(DirectLane):
    """The way of a command that posts and does nothing else (过账通道)."""

    @override
    def guess(self, unit: InPlace) -> Found | None:
        """On PostgreSQL spare the call that locks and reads, while nobody else works in the place (猜测开场)."""
        known = _known(unit)
        if known is None or not known.alone or is_sqlite(unit.connection):
            return None
        return evolve(known.found, is_guess=True)

    @override
    def begin(self, unit: InPlace, key: str) -> Found:
        """Lock the place and read all that posting has to know of it (开场)."""
        known = _known(unit)
        found = (_begin_on_sqlite if is_sqlite(unit.connection) else _begin_in_one)(
            unit, key, known
        )
        if found.first is None:
            _know(unit, Known(found, alone=known is not None and found.head == known.head))
        return found

    @override
    def undoing(self, unit: InPlace) -> AbstractContextManager[object]:
        """Nothing is written before the end, and the end takes back what is its own (失败撤销)."""
        return nullcontext()

    @override
    def end(self, unit: InPlace, ending: Ending) -> None:
        """Write entries, events, head and result (收尾)."""
        if is_sqlite(unit.connection):
            with direct_cursor(unit) as run, savepoint(unit, run):
                _write_rows(unit, ending.running.left, run)
                write_ending(unit, ending, run)
        else:
            _end_in_one(unit, ending)
        known, last = _known(unit), ending.events[-1]
        if known is not None:
            taken = {run.year: run.last for run in ending.running.left.numbers}
            head, numbers = Head(last.sequence, last.digest), known.found.briefing | taken
            _know(unit, evolve(known, found=evolve(known.found, head=head, briefing=numbers)))


POSTING_LANE: Final = PostingLane()


def load_last_numbers(unit: UnitOfWork) -> dict[int, int]:
    """Read the last voucher number of each year; the place row is locked (读取凭证号)."""
    noted: dict[int, int] | None = unit.running.briefing
    if noted is not None:
        return noted
    counter = unit.tables(BooksTables).voucher_counter
    if speaks_directly(unit.connection):
        at = unit.place_id.bytes if is_sqlite(unit.connection) else unit.place_id
        rows: Any = run_direct(unit, _COUNTERS, (at,))
    else:
        rows = unit.connection.execute(
            sa.select(counter.c.year, counter.c.last_number).where(
                counter.c.place_id == unit.place_id
            )
        )
    return {row[0]: row[1] for row in rows}


def save_batch(unit: UnitOfWork, batch: BatchPosted) -> None:
    """Write entries with their postings, numbers and kept balances, now or with the end of the command (写入凭证)."""
    if unit.running.briefing is not None:
        unit.running.left = batch
    elif not speaks_directly(unit.connection):
        _write_with_core(unit, batch)
    elif is_sqlite(unit.connection):
        with direct_cursor(unit) as run:
            _write_rows(unit, batch, run)
    else:
        drafts = ",".join(map(draft_text, batch.drafts))
        run_direct(unit, _WRITTEN_IN_ONE, (*_parts_of(unit, batch), f"[{drafts}]"))


def _begin_on_sqlite(unit: InPlace, key: str, known: Known | None) -> Found:
    place = unit.place_id.bytes
    with direct_cursor(unit) as run:
        row: Any = run(_FOUND, (key, place)).fetchone()
    used: Sequence[Any] = () if row is None else row[6:9]
    found = found_of(unit, row, used)
    numbers = [part.split(":") for part in (row[9] or "").split(",") if part] if row else []
    memory: dict[str, Any] | None = {}
    if known is not None and _still_holds(unit, known.head, found.head):
        memory = known.found.memory
    briefing = {int(year): int(number) for year, number in numbers}
    return Found(found.head, found.place, found.first, memory, briefing)


def _still_holds(unit: InPlace, seen: Head, now: Head) -> bool:
    if seen == now:
        return True
    if not 0 < now.event_count - seen.event_count <= _FARTHEST:
        return False
    place, count = unit.place_id.bytes, seen.event_count
    asked = (place, count, seen.digest, place, count, *UNTOUCHING)
    return bool(run_direct(unit, _STILL_HOLDS, asked).scalar())


def _begin_in_one(unit: InPlace, key: str, known: Known | None) -> Found:
    seen = Head(0, b"") if known is None else known.head
    asked = (unit.place_id, key, seen.event_count, seen.digest, list(UNTOUCHING))
    with direct_cursor(unit) as run:
        row: Any = run(_FOUND_IN_ONE, asked).fetchone()
    briefing = dict(zip(row[10] or (), row[11] or (), strict=True))
    memory = known.found.memory if known is not None and row[9] else {}
    return found_of(unit, row, row[6:9], memory=memory, briefing=briefing)


def _write_rows(unit: InPlace, batch: BatchPosted, run: Run) -> None:
    place, booked_at = unit.place_id.bytes, instant_text(batch.booked_at)
    entries: list[tuple[Any, ...]] = []
    postings: list[tuple[Any, ...]] = []
    held: dict[tuple[str, str], int] = defaultdict(int)
    owed: dict[tuple[bytes, str, str], int] = defaultdict(int)
    following = {one.year: one.first for one in batch.numbers}
    for number, draft in enumerate(batch.drafts, batch.first_id.int):
        entry_id, year = number.to_bytes(16), draft.effective_on.year
        entries.append(
            (
                place,
                entry_id,
                year,
                following[year],
                draft.kind.value,
                draft.effective_on.isoformat(),
                booked_at,
                batch.booked_by,
                draft.narration,
                _documents(draft),
                None if draft.reverses is None else draft.reverses.bytes,
            )
        )
        following[year] += 1
        for line, one in enumerate(draft.postings, 1):
            home = None if one.dwelling_id is None else one.dwelling_id.bytes
            account, fund, fen = one.account, one.fund, one.amount_fen
            postings.append((place, entry_id, line, account, fund, home, fen, one.memo))
            held[account, fund] += fen
            if home is not None:
                owed[home, account, fund] += fen
    run(_ENTRY, entries)
    run(_POSTING, postings)
    run(_COUNTER, [(place, one.year, one.last) for one in batch.numbers])
    run(_BALANCE, [(place, *key, fen) for key, fen in held.items()])
    if owed:
        run(_DWELLING, [(place, *key, fen) for key, fen in owed.items()])


def _documents(draft: Draft) -> str | None:
    return canonical(to_json(list(draft.documents))).decode() if draft.documents else None


def _parts_of(unit: InPlace, batch: BatchPosted) -> tuple[Any, ...]:
    first = batch.first_id
    return (
        unit.place_id,
        first.hex[:_STEM_DIGITS],
        (first.int & _TAIL) - 1,
        _array(stamp.number for stamp in batch.stamps)
        if len(batch.numbers) > 1
        else _array(range(batch.numbers[0].first, batch.numbers[0].last + 1)),
        batch.booked_at,
        batch.booked_by,
        _array(run.year for run in batch.numbers),
        _array(run.last for run in batch.numbers),
    )


def _array(numbers: Any) -> str:
    return f"{{{','.join(map(str, numbers))}}}"


def _end_in_one(unit: InPlace, ending: Ending) -> None:
    running, (event,) = ending.running, ending.events
    part = "drafts" if event.kind.endswith("BatchPosted") else "entries"
    asked = (
        *_parts_of(unit, running.left),
        part,
        ending.head.event_count,
        event.kind,
        event.body,
        running.key,
        event.provisions,
        event.previous,
        event.digest,
        running.command,
        ending.asked,
        ending.result,
    )
    with direct_cursor(unit) as run:
        failure: str | None = run(_ENDED_IN_ONE, asked).fetchone()[0]
    if failure is None:
        return
    if running.is_guess:
        _forget_being_alone(unit)
        raise WrongGuessError(failure)
    raise _as_the_driver_would(unit.connection, *failure.split(" ", 1))


def _as_the_driver_would(connection: sa.Connection, state: str, message: str) -> Exception:
    """Make the error that the driver would have raised, had the function not caught it."""
    driver: Any = connection.dialect.loaded_dbapi
    try:
        kind = driver.errors.lookup(state)
    except KeyError:
        kind = driver.DatabaseError
    return as_sqlalchemy_would(connection, _ENDED_IN_ONE, kind(message))


def _write_with_core(unit: UnitOfWork, batch: BatchPosted) -> None:
    tables, place_id, entries = unit.tables(BooksTables), unit.place_id, batch.entries
    execute = unit.connection.execute
    execute(tables.entry.insert(), [entry_row(place_id, entry) for entry in entries])
    execute(
        tables.posting.insert(),
        [
            posting_row(place_id, entry.id, line, posting)
            for entry in entries
            for line, posting in enumerate(entry.postings, start=1)
        ],
    )
    counter = tables.voucher_counter
    for run in batch.numbers:
        at = (counter.c.place_id == place_id, counter.c.year == run.year)
        counted = execute(counter.update().where(*at).values(last_number=run.last))
        if counted.rowcount != 1:
            execute(counter.insert().values(place_id=place_id, year=run.year, last_number=run.last))
    add_to_balances(unit, fold(entries))
