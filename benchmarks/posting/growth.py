"""From a hundred thousand entries to a million: time, and the memory of the client."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

from posting import ours
from posting.workload import drafts_of

BATCH = 5_000
FEW, MANY = 100_000, 1_000_000


def resident_mb() -> int:
    """Give what this process holds in memory now, on Linux."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 // 2**20


def grow(url: str, few: int = FEW, many: int = MANY) -> str:
    """Post batch after batch into one place, and tell what the first part took and what all of it."""
    drafts = drafts_of(BATCH)
    seconds, held = {}, {}
    begun = perf_counter()
    for number in range(many // BATCH):
        ours.post_batches(url, [drafts], first=number)
        done = (number + 1) * BATCH
        if done in (few, many):
            seconds[done], held[done] = perf_counter() - begun, resident_mb()
    return (
        f"{few:,} entries in {seconds[few]:.1f} s, {many:,} in {seconds[many]:.1f} s:"
        f" {seconds[many] / seconds[few]:.1f} times the time for {many // few} times the entries"
        f" (target at most 11); {held[few]} MB held after the first, {held[many]} MB after the last"
    )
