"""Move ten thousand cases ten steps each: the rule alone, and in SQLite beside a bare insert of the same rows; and two people at once on PostgreSQL."""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from attrs import evolve

from gongtong.community import Gongtong
from gongtong.core.errors import ConcurrentChangeError
from gongtong.core.machines.definition import GuardRow, Machine, StateRow, TransitionRow
from gongtong.core.rulings import Granted
from gongtong.core.storage.engines import sqlite_engine
from gongtong.mediation.cases.case_states import CaseEvent
from gongtong.mediation.cases.cases import CaseSource
from gongtong.mediation.cases.opening import OpenCase
from gongtong.mediation.moving.facts import CaseWish
from gongtong.mediation.moving.guards import GUARDS
from gongtong.mediation.moving.moves import MoveCase, moved, rule_on_move
from gongtong.mediation.sources import HOUSE_MEDIATION
from gongtong.testing.case_facts import ALL_IN_ORDER
from gongtong.testing.databases import open_engine
from gongtong.testing.postgres import open_postgres
from gongtong.testing.stage import Stage, build

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = 10_000
STEPS = 10
WRITTEN = 1_000
STRETCHES = 10
ROUNDS = 1_000


def ten_steps() -> Machine:
    """Ten steps in a row, each with a guard."""
    guard = (GuardRow("reason_given", HOUSE_MEDIATION),)
    states = [StateRow(f"s{n}", f"第{n}步", no_clock_because="测量") for n in range(STEPS)]
    end = StateRow(f"s{STEPS}", "终", no_clock_because="终点", is_final=True)
    steps = [TransitionRow(f"s{n}", "go", f"s{n + 1}", "前进", guard) for n in range(STEPS)]
    return Machine("ten", 1, "十步", "s0", (*states, end), tuple(steps))


def pure() -> None:
    """Take every step by the rule, with the audit event and the case as it stands afterwards."""
    machine, wish = ten_steps(), CaseWish("理由")
    times = []
    for _ in range(3):
        begun = perf_counter()
        for number in range(CASES):
            case = evolve(ALL_IN_ORDER.case, state="s0", number=str(number))
            for _ in range(STEPS):
                facts = evolve(ALL_IN_ORDER, case=case)
                request = MoveCase(case.number, "go", case.version, wish)
                told = rule_on_move(request, machine, facts, guards=GUARDS)
                if not isinstance(told, Granted):
                    raise TypeError(told)
                case = moved(case, told.event, machine, facts)
        times.append((perf_counter() - begun) / (CASES * STEPS) * 1e6)
    print(f"a transition by the rule: {statistics.median(times):.1f} µs ({CASES} cases x {STEPS})")


def open_cases(stage: Stage, count: int) -> None:
    """Put so many disputes on file."""
    for number in range(count):
        request = OpenCase(
            f"c{number}",
            "neighbours",
            "渗水",
            CaseSource.APPLICATION,
            "doorstep",
            description="渗水",
        )
        stage.run("mediation.open_case", request, key=f"open/{number}")


def timed(title: str, call: Callable[[int], None]) -> float:
    """Call for each number in ten stretches, print the median time of one, and give it."""
    each = []
    for first in range(0, WRITTEN, WRITTEN // STRETCHES):
        begun = perf_counter()
        for number in range(first, first + WRITTEN // STRETCHES):
            call(number)
        each.append((perf_counter() - begun) / (WRITTEN // STRETCHES) * 1e6)
    middle = statistics.median(each)
    print(f"{title:<52} {middle:10.0f} µs each ({min(each):.0f} to {max(each):.0f})")
    return middle


def in_sqlite() -> None:
    """Move cases one transaction each, and insert the rows that this wrote once more, bare."""
    with tempfile.TemporaryDirectory() as folder:
        stage = build(Gongtong(), sqlite_engine(Path(folder) / "court.db"))
        open_cases(stage, WRITTEN)
        before = rows_of(stage.engine)

        def move(number: int) -> None:
            request = MoveCase(f"c{number}", CaseEvent.OPEN_EX_OFFICIO, 1, CaseWish("理由"))
            stage.run("mediation.move_case", request, key=f"move/{number}")

        ours = timed("a transition, one transaction each, SQLite", move)
        written = {
            table: [row for row in rows if row not in before[table]]
            for table, rows in rows_of(stage.engine).items()
        }
        bare = bare_insert(Path(folder) / "bare.db", written)
        print(f"{'ratio to the bare insert of the same rows':<52} {ours / bare:10.1f}")


def rows_of(engine: sa.Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Read every row of every table."""
    with engine.connect() as connection:
        names = sa.inspect(connection).get_table_names()
        return {
            name: [tuple(row) for row in connection.execute(sa.text(f'SELECT * FROM "{name}"'))]  # noqa: S608 - the names are those of our own tables
            for name in names
        }


def bare_insert(path: Path, written: dict[str, list[tuple[Any, ...]]]) -> float:
    """Insert the rows that a transition writes, one transaction for each transition."""
    engine = sqlite_engine(path)
    kept = {table: rows for table, rows in written.items() if rows}
    with engine.begin() as connection:
        for table, rows in kept.items():
            columns = ", ".join(f"c{n}" for n in range(len(rows[0])))
            connection.exec_driver_sql(f'CREATE TABLE "{table}" ({columns})')

    def insert(number: int) -> None:
        with engine.begin() as connection:
            for table, rows in kept.items():
                share = rows[number * len(rows) // WRITTEN : (number + 1) * len(rows) // WRITTEN]
                for row in share:
                    marks = ", ".join("?" * len(row))
                    insertion = f'INSERT INTO "{table}" VALUES ({marks})'  # noqa: S608 - as above
                    connection.exec_driver_sql(insertion, row)

    each = timed("the same rows, bare, one transaction each, SQLite", insert)
    engine.dispose()
    return each


def two_at_once() -> None:
    """Let two people move the same case at the same time on PostgreSQL, a thousand times."""
    server = open_postgres()
    try:
        stage = build(Gongtong(), open_engine(server.url(server.create_database())))
        open_cases(stage, ROUNDS)
        together = threading.Barrier(2)

        def act(who: str) -> list[bool]:
            won = []
            for number in range(ROUNDS):
                request = MoveCase(f"c{number}", CaseEvent.OPEN_EX_OFFICIO, 1, CaseWish(who))
                together.wait()
                try:
                    stage.run("mediation.move_case", request, key=f"{who}/{number}", actor=who)
                    won.append(True)
                except ConcurrentChangeError:
                    won.append(False)
            return won

        with ThreadPoolExecutor(2) as threads:
            first, second = threads.map(act, ("u-first", "u-second"))
        pairs = list(zip(first, second, strict=True))
        with stage.work() as work:
            versions = {case.version for case in work.mediation.cases.cases()}
            broken = work.broken_event()
        print(
            f"{ROUNDS} rounds of two on PostgreSQL: one won in {sum(a != b for a, b in pairs)}, "
            f"first {sum(first)}, second {sum(second)}; versions {versions}, broken event {broken}"
        )
    finally:
        server.stop()


def main() -> None:
    """Measure."""
    pure()
    in_sqlite()
    if "--no-postgres" not in sys.argv:
        two_at_once()


if __name__ == "__main__":
    main()
