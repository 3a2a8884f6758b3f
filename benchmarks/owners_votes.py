"""A vote of a million owners: the roll once, then every count, beside a plain loop.

Prints medians; asserts only that both agree to the cm2.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable
from typing import TypeVar

from gongtong.voting.owners.bulk_votes import BulkRoll
from gongtong.voting.owners_votes import OwnerChoice, OwnersVote
from gongtong.voting.weights import Weight

T = TypeVar("T")


def timed(work: Callable[[], T], times: int) -> tuple[float, T]:
    """Give the median of how long something takes, and its last result (用时)."""
    took: list[float] = []
    results: list[T] = []
    for _ in range(times):
        start = time.perf_counter()
        results.append(work())
        took.append(time.perf_counter() - start)
    return statistics.median(took), results[-1]


def plain_loop(areas: list[int], choices: bytes) -> OwnersVote:
    """Add up owner by owner (逐户合计)."""
    heads = [0] * len(OwnerChoice)
    area_cm2 = [0] * len(OwnerChoice)
    for area, choice in zip(areas, choices, strict=True):
        heads[choice] += 1
        area_cm2[choice] += area
    return OwnersVote.from_choices(
        {choice: Weight(heads[choice], area_cm2[choice]) for choice in OwnerChoice}
    )


def main() -> None:
    """Measure and print (测量)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--owners", type=int, default=1_000_000)
    size = parser.parse_args().owners
    chance = random.Random(7)  # noqa: S311 - made-up owners, the same in every run
    areas = [chance.randrange(300_000, 2_500_000) for _ in range(size)]
    choices = bytes(chance.choices(list(OwnerChoice), k=size))
    preparing, roll = timed(lambda: BulkRoll.of(areas), 1)
    counting, vote = timed(lambda: roll.count(choices), 7)
    looping, expected = timed(lambda: plain_loop(areas, choices), 3)
    if vote != expected:
        message = "the planes and the plain loop differ"
        raise SystemExit(message)
    print(f"{size:,} owners in heads and area, exactly")
    print(f"  prepare the roll once  {preparing * 1000:8.1f} ms")
    print(f"  count a vote           {counting * 1000:8.1f} ms")
    print(f"  plain loop             {looping * 1000:8.1f} ms")


if __name__ == "__main__":
    main()
