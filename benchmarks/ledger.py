"""Posting entries one by one and in batches, beside the bare drivers writing the very same rows.

On SQLite and PostgreSQL, in files on disk with the durability that the books ask for. Rates swing with
the load of a machine and ratios do not, so everything is measured in one run, three times in turn, and
medians are told. Then: from 100 thousand to a million entries, eight processes paying from one cash box,
and what reports of a million postings take. Peers run in environments of their own, see
`benchmarks/posting/peers.py`. Prints figures; asserts only that nothing was lost.

    python benchmarks/ledger.py [--n 1000] [--peers] [--skip-growth]
"""

from __future__ import annotations

import argparse
import gc
import itertools
import os
import statistics
import tempfile
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

from posting import bare, ours
from posting.durable import durable_postgres
from posting.workload import HOUSEHOLDS, Rows, drafts_of, prepare, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gongtong.ledger.books.entries import Draft

ROUNDS = 3
AT_ONCE = 5_000


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


def compare_sqlite(fresh: Callable[[], str], n: int) -> None:
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


def compare_postgres(fresh: Callable[[], str], n: int) -> None:
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


def prepared(fresh: Callable[[], str]) -> str:
    """Open books in a fresh database and leave it to be written to."""
    url = fresh()
    prepare(url).engine.dispose()
    return url


def main() -> None:
    """Measure SQLite in a file on disk, then PostgreSQL as it is when it keeps what it commits."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, default=1000)
    asked = parser.parse_args()
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    with tempfile.TemporaryDirectory() as folder:
        numbers = itertools.count()
        compare_sqlite(lambda: f"sqlite:///{Path(folder) / f'{next(numbers)}.db'}", asked.n)
    with durable_postgres() as server:
        compare_postgres(lambda: server.url(server.create_database()), asked.n)
    print(f"\nload of the machine: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
