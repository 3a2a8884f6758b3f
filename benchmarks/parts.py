"""A million rankings read in parts by several processes and put together, beside one process.

Prints times and whether the counts are the same; asserts nothing.
"""

from __future__ import annotations

import os
import random
import time
from concurrent.futures import ProcessPoolExecutor
from functools import reduce
from operator import add

from gongtong.voting.counting.counting_method import CountSettings
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.methods import irv, schulze
from gongtong.voting.methods.pairwise import PairTable

NAMES = tuple("abcdefghijkl")
PART = 125_000
PARTS = 8


def ballots(seed: int) -> bytes:
    """Make the ballots of one part (一片选票)."""
    chance = random.Random(seed)  # noqa: S311 - made-up ballots need no secrecy
    order = list(range(len(NAMES)))
    rows = bytearray()
    for _ in range(PART):
        chance.shuffle(order)
        rows += bytes(order)
    return bytes(rows)


def read(rows: bytes) -> Rankings:
    """Make the profile of one part (一片读取)."""
    return Rankings.from_orders(NAMES, rows)


def compare(rows: bytes) -> PairTable:
    """Compare each with each in one part (一片比较)."""
    return PairTable.of(read(rows))


def main() -> None:
    """Count both ways (入口)."""
    with ProcessPoolExecutor() as executor:
        rows = list(executor.map(ballots, range(PARTS)))
        began = time.perf_counter()
        whole = read(b"".join(rows))
        run_off = irv.METHOD.run(whole, CountSettings())
        compared = schulze.METHOD.run(PairTable.of(whole), CountSettings())
        alone = time.perf_counter()
        profile = reduce(add, executor.map(read, rows))
        table = PairTable.together(executor.map(compare, rows))
        in_parts = irv.METHOD.run(profile, CountSettings())
        done = time.perf_counter()
    same = in_parts == run_off and schulze.METHOD.run(table, CountSettings()) == compared
    print(f"{PARTS * PART:,} rankings of {len(NAMES)}, {os.cpu_count()} processors")
    print(f"  one process       {alone - began:.2f} s")
    print(f"  {PARTS} parts in a pool  {done - alone:.2f} s, what travels included")
    print(f"  run-off round by round, and the comparisons, are the same: {same}")


if __name__ == "__main__":
    main()
