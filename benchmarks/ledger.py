"""Posting entries one by one and in batches, beside the bare drivers writing the very same rows.

On SQLite and PostgreSQL, in files on disk with the durability that the books ask for. Rates swing with
the load of a machine and ratios do not, so everything is measured in one run, three times in turn, and
medians are told. Then: eight processes paying from one cash box, from 100 thousand to a million entries,
and what reports of a million postings take. Peers run in environments of their own, below the directory
that `--peers` names. Prints figures; asserts only that nothing was lost.

    python benchmarks/ledger.py [--n 1000] [--quick] [--peers DIRECTORY]
"""

from __future__ import annotations

import argparse
import gc
import itertools
import json
import os
import statistics
import subprocess
import tempfile
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

from posting import bare, growth, ours, reading
from posting.durable import durable_postgres
from posting.workload import HOUSEHOLDS, Rows, drafts_of, prepare, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gongtong.ledger.books.entries import Draft

ROUNDS = 3
AT_ONCE = 5_000
PEERS = Path(__file__).parent / "posting"


class Figures:
    """Seconds and CPU seconds of each way of writing, and how many entries it wrote."""

    def __init__(self, title: str) -> None:
        """Begin a table."""
        self.title = title
        self.seconds: dict[str, list[float]] = {}
        self.cpu: dict[str, list[float]] = {}
        self.entries: dict[str, int] = {}

    def measure(self, name: str, entries: int, deed: Callable[..., None], *given: Any) -> None:
        """Do it once, with the clock running."""
        gc.collect()
        begun, burnt = perf_counter(), process_time()
        deed(*given)
        self.seconds.setdefault(name, []).append(perf_counter() - begun)
        self.cpu.setdefault(name, []).append(process_time() - burnt)
        self.entries[name] = entries

    def rate(self, name: str) -> float:
        """Give the median of entries a second."""
        return self.entries[name] / statistics.median(self.seconds[name])

    def tell(self, limits: dict[str, tuple[str, float]]) -> None:
        """Print every way, with its share of its limit and the target where there is one."""
        print(
            f"\n{self.title}: entries a second, median of {ROUNDS} (per CPU second of the client)"
        )
        for name in self.seconds:
            per_cpu = self.entries[name] / statistics.median(self.cpu[name])
            line = f"  {name:42} {self.rate(name):9,.0f}  ({per_cpu:9,.0f})"
            if name in limits:
                limit, target = limits[name]
                share = self.rate(name) / self.rate(limit)
                line += f"   {share:.2f} of {limit}; target {target:.2f}"
            print(line)


def split(drafts: Sequence[Draft], size: int) -> list[Sequence[Draft]]:
    """Cut drafts into batches."""
    return [drafts[at : at + size] for at in range(0, len(drafts), size)]


def ready(batches: Sequence[Sequence[Draft]], *, for_sqlite: bool) -> list[Rows]:
    """Make the rows of every commit, as the library would write them behind the first batch."""
    number = HOUSEHOLDS
    found = []
    for sequence, batch in enumerate(batches, 1000):
        found.append(
            rows_of(
                batch, number=number, sequence=sequence, key=f"b/{sequence}", for_sqlite=for_sqlite
            )
        )
        number += len(batch)
    return found


def compare_sqlite(fresh: Callable[[], str], n: int) -> float:
    """Measure every way of writing on SQLite."""
    drafts, many = drafts_of(n), drafts_of(10 * n)
    batches = split(many, AT_ONCE)
    rows, bulk = (ready(each, for_sqlite=True) for each in (split(drafts, 1), batches))
    single, batch = Figures("SQLite, one commit each"), Figures("SQLite, in batches")
    for _ in range(ROUNDS):
        single.measure("sqlite3, NORMAL", n, bare.write_sqlite, prepared(fresh), "NORMAL", rows)
        single.measure("sqlite3, FULL", n, bare.write_sqlite, prepared(fresh), "FULL", rows)
        single.measure("SQLAlchemy Core, FULL", n, bare.write_core, prepared(fresh), rows)
        url = prepared(fresh)
        single.measure("gongtong post_entry, FULL", n, ours.post_each, url, drafts)
        ours.check(url, HOUSEHOLDS + n)
        batch.measure("sqlite3, FULL", 10 * n, bare.write_sqlite, prepared(fresh), "FULL", bulk)
        batch.measure("SQLAlchemy Core, FULL", 10 * n, bare.write_core, prepared(fresh), bulk)
        url = prepared(fresh)
        batch.measure("gongtong post_entries, FULL", 10 * n, ours.post_batches, url, batches)
        ours.check(url, HOUSEHOLDS + 10 * n)
    single.tell({"gongtong post_entry, FULL": ("sqlite3, FULL", 0.40)})
    batch.tell({"gongtong post_entries, FULL": ("sqlite3, FULL", 0.45)})
    return batch.rate("gongtong post_entries, FULL")


def compare_postgres(fresh: Callable[[], str], n: int) -> float:
    """Measure every way of writing on PostgreSQL."""
    drafts, many = drafts_of(n), drafts_of(10 * n)
    batches = split(many, AT_ONCE)
    rows, bulk = (ready(each, for_sqlite=False) for each in (split(drafts, 1), batches))
    single, batch = Figures("PostgreSQL, one commit each"), Figures("PostgreSQL, in batches")
    for _ in range(ROUNDS):
        url = prepared(fresh)
        bare.prepare_call(url)
        single.measure("psycopg, one PL/pgSQL call", n, bare.call_postgres, url, rows)
        single.measure("SQLAlchemy Core", n, bare.write_core, prepared(fresh), rows)
        url = prepared(fresh)
        single.measure("gongtong post_entry", n, ours.post_each, url, drafts)
        ours.check(url, HOUSEHOLDS + n)
        batch.measure("psycopg, COPY", 10 * n, bare.copy_postgres, prepared(fresh), bulk)
        batch.measure("SQLAlchemy Core", 10 * n, bare.write_core, prepared(fresh), bulk)
        url = prepared(fresh)
        batch.measure("gongtong post_entries", 10 * n, ours.post_batches, url, batches)
        ours.check(url, HOUSEHOLDS + 10 * n)
    single.tell({"gongtong post_entry": ("psycopg, one PL/pgSQL call", 0.60)})
    batch.tell({"gongtong post_entries": ("psycopg, COPY", 0.50)})
    return batch.rate("gongtong post_entries")


def prepared(fresh: Callable[[], str]) -> str:
    """Open books in a fresh database and leave it to be written to."""
    url = fresh()
    prepare(url).engine.dispose()
    return url


def compare_peers(folder: Path, environments: Path, n: int, rates: dict[str, float]) -> None:
    """Let each peer post batches of two sizes, and say how to make an environment that is missing."""
    with durable_postgres() as server:
        for many in (n, 10 * n):
            print(f"\nPeers, {many:,} receipts in one batch, beside gongtong post_entries above:")
            url = server.url(server.create_database()).replace("postgresql+psycopg", "postgresql")
            for name, engine, given, target in (
                ("piecash", "SQLite", str(folder / f"piecash-{many}.gnucash"), 15),
                ("a-ledger", "SQLite", str(folder / f"a-ledger-{many}.db"), 15),
                ("hordak", "PostgreSQL", url, 3),
            ):
                told = _rate_of(environments / name / "bin" / "python", name, given, many)
                if isinstance(told, float):
                    times = rates[engine] / told
                    told = f"{told:9,.0f} a second on {engine}; gongtong {times:.1f} times as many"
                print(f"  {name:12} {told} (target {target})", flush=True)


def _rate_of(python: Path, name: str, database: str, many: int) -> float | str:
    """Give a peer's entries a second, or why there is no figure."""
    if not python.exists():
        needs = " ".join((PEERS / f"{name}.txt").read_text(encoding="utf-8").split())
        return f"absent; python -m venv {python.parents[1]} && {python.parent}/pip install {needs}"
    done = subprocess.run(
        [str(python), str(PEERS / "one_peer.py"), name, database, str(many)],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"]},
    )
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["?"])[-1]
    seconds: float = json.loads(done.stdout.splitlines()[-1])["seconds"]
    return many / seconds


def main() -> None:
    """Measure SQLite in files on disk, then PostgreSQL as it is when it keeps what it commits."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, default=1000)
    parser.add_argument("--quick", action="store_true", help="without a million of anything")
    parser.add_argument("--peers", type=Path, help="where each peer has an environment")
    asked = parser.parse_args()
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    rates: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder, numbers = Path(name), itertools.count()

        def on_disk() -> str:
            return f"sqlite:///{folder / f'{next(numbers)}.db'}"

        rates["SQLite"] = compare_sqlite(on_disk, asked.n)
        if not asked.quick:
            print(f"\nSQLite: {growth.grow(prepared(on_disk))}", flush=True)
            for line in reading.read_large(on_disk(), 1_000_000):
                print(f"SQLite, a million postings: {line}", flush=True)
        with durable_postgres() as server:

            def on_server() -> str:
                return server.url(server.create_database())

            rates["PostgreSQL"] = compare_postgres(on_server, asked.n)
            told = ours.pay_at_once(prepared(on_server), asked.n // 8, asked.n // 2)
            print(f"\nPostgreSQL, {ours.PROCESSES} processes: {told}", flush=True)
            if not asked.quick:
                print(f"PostgreSQL: {growth.grow(prepared(on_server), 20_000, 200_000)}")
                for line in reading.read_large(on_server(), 1_000_000):
                    print(f"PostgreSQL, a million postings: {line}", flush=True)
        if asked.peers is not None:
            compare_peers(folder, asked.peers, asked.n, rates)
    print(f"\nload of the machine: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
