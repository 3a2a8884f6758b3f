"""The bank test: many threads move money while others add it up (银行测试).

Money may neither appear nor vanish: every report of two statements must find the same total, and at the
end every account must hold what its committed transfers add up to. On a SQLite engine as SQLAlchemy makes
it by default this test creates money without a single error; `preflight` refuses such an engine.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from random import Random
from typing import TYPE_CHECKING, TypeAlias

from attrs import define, field, frozen
from typing_extensions import override

from gongtong.core.storage.engines import snapshot
from gongtong.core.storage.retrying import Done, retrying

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import sqlalchemy as sa

_TALLY_SHARE = 0.3

Transfer: TypeAlias = "Callable[[sa.Connection, Random, str], Mapping[str, int]]"
"""Moves money at random under a key, and says how much each account gained or lost (转账)."""
Tally: TypeAlias = "Callable[[sa.Connection], Mapping[str, int]]"
"""Reads what each account holds, in at least two statements (报表)."""


@frozen
class BankReport:
    """What many threads did, and what they saw (银行测试报告)."""

    commits: int
    attempts: int
    reads: int
    wrong_reads: int
    seconds: float
    expected: Mapping[str, int]
    found: Mapping[str, int]

    @property
    def is_sound(self) -> bool:
        """Whether every report was right and no update was lost (是否无误)."""
        return self.wrong_reads == 0 and self.expected == self.found

    @override
    def __str__(self) -> str:
        """Give the figures on one line."""
        return (
            f"{self.commits} commits ({self.commits / self.seconds:.0f}/s), "
            f"{self.attempts - self.commits} retries, {self.reads} reports, {self.wrong_reads} wrong; "
            f"{sum(self.expected.values())} fen expected, {sum(self.found.values())} found"
        )


@define
class _Teller:
    """One thread's work and what came of it."""

    moved: Counter[str] = field(factory=Counter)
    commits: int = 0
    attempts: int = 0
    reads: int = 0
    wrong_reads: int = 0
    error: BaseException | None = None

    def note(self, done: Done[Mapping[str, int]]) -> None:
        """Count a transfer that was committed."""
        self.moved.update(dict(done.value))
        self.commits += 1
        self.attempts += done.attempts


def run_bank(
    engine: sa.Engine,
    transfer: Transfer,
    tally: Tally,
    *,
    threads: int = 8,
    operations: int = 30,
    seed: int = 1,
) -> BankReport:
    """Let threads transfer and tally at once, and compare the books with what they did (银行测试).

    Raises what a thread raised, if any did.
    """
    with snapshot(engine) as connection:
        opening = Counter(dict(tally(connection)))
    tellers = [_Teller() for _ in range(threads)]
    total = sum(opening.values())

    def work(number: int) -> None:
        teller, random = tellers[number], Random(f"{seed}/{number}")  # noqa: S311 - no secret
        try:
            for turn in range(operations):
                if random.random() < _TALLY_SHARE:
                    teller.reads += 1
                    with snapshot(engine) as connection:
                        teller.wrong_reads += sum(tally(connection).values()) != total
                else:
                    key = f"bank/{number}/{turn}"
                    teller.note(_transfer_once(engine, transfer, random, key))
        except BaseException as error:  # noqa: BLE001 - handed to the caller's thread
            teller.error = error

    began = time.monotonic()
    _run_together(work, threads)
    seconds = time.monotonic() - began
    for teller in tellers:
        if teller.error is not None:
            raise teller.error
    with snapshot(engine) as connection:
        found = dict(tally(connection))
    for teller in tellers:
        opening.update(teller.moved)
    return BankReport(
        commits=sum(teller.commits for teller in tellers),
        attempts=sum(teller.attempts for teller in tellers),
        reads=sum(teller.reads for teller in tellers),
        wrong_reads=sum(teller.wrong_reads for teller in tellers),
        seconds=seconds,
        expected=dict(opening),
        found=found,
    )


def _transfer_once(
    engine: sa.Engine, transfer: Transfer, random: Random, key: str
) -> Done[Mapping[str, int]]:
    state = random.getstate()

    def attempt(connection: sa.Connection) -> Mapping[str, int]:
        random.setstate(state)  # a retry must give the same command
        return transfer(connection, random, key)

    return retrying(engine, attempt, key=key, attempts=50)


def _run_together(work: Callable[[int], None], threads: int) -> None:
    gate = threading.Barrier(threads)

    def start(number: int) -> None:
        gate.wait()
        work(number)

    workers = [threading.Thread(target=start, args=(number,)) for number in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
