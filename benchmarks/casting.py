"""How many ballots a second a poll takes from eight clients, one of them killed and started again.

Every ballot has its receipt and its event. Afterwards every acknowledged ballot must be there once, under
the receipt that its voter holds; the commit rate of transactions that do nothing, and that write one
row, is printed beside it, for nothing can be faster than the disk.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import sys
import tempfile
from multiprocessing.connection import wait
from pathlib import Path
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

import sqlalchemy as sa

from gongtong.community import Gongtong
from gongtong.core.storage.retrying import retrying
from gongtong.core.storage.tables import CoreTables
from gongtong.plugins.host import Host
from gongtong.testing.databases import open_engine
from gongtong.testing.examples import polls as example
from gongtong.testing.examples.people import CHAIR
from gongtong.testing.postgres import open_postgres
from gongtong.testing.stage import Stage, build
from gongtong.voting.polls.answers import Choice, MotionAnswer, Picked
from gongtong.voting.polls.poll_roll import RollLine
from gongtong.voting.polls.poll_rules import Secrecy
from gongtong.voting.polls.requests import CastBallot, CastBallots, OpenPoll, PostPollRoll, Vote
from gongtong.voting.polls.tables import PollTables

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection

CLIENTS = 8
VOTERS = 6000
APP = Gongtong(host=Host.of())
FORK: Any = multiprocessing.get_context("fork")
NAMESPACE = UUID(int=3)
ONE_ROW = "UPDATE tick SET n = n + 1"


def secret_of(number: int) -> bytes:
    """A voter draws this at random; here every run draws the same, to ask for it again."""
    return hashlib.sha256(f"voter/{number}".encode()).digest()


def vote_of(number: int, secrecy: Secrecy) -> Vote:
    """Fill in the ballot of one voter."""
    where = Picked((("东门", "西门", "地下车库")[number % 3],))
    motion = MotionAnswer((Choice.FOR if number % 2 else Choice.AGAINST,))
    answers = (where,) if secrecy is Secrecy.SECRET else (motion, where)
    return Vote(label=f"1-1-{number + 1}", answers=answers, secret=secret_of(number))


def open_poll(url: str, secrecy: Secrecy) -> UUID:
    """Found the place and open a poll with many voters."""
    engine = open_engine(url)
    stage = build(APP, engine)
    poll_id = example.announced(stage, example.draft_of(secrecy))
    lines = tuple(
        RollLine(f"1-1-{n + 1}", uuid5(NAMESPACE, str(n)), 800_000) for n in range(VOTERS)
    )
    with stage.work(CHAIR) as work:
        work.voting.polls.post_roll(PostPollRoll(poll_id, lines), key="bench/roll")
    with stage.work(CHAIR, now=example.OPENS_AT) as work:
        work.voting.polls.open(OpenPoll(poll_id), key="bench/open")
    with engine.begin() as connection:
        # a server in use does so by itself
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()
    return poll_id


class Client:
    """One client: it casts what it was given and acknowledges every receipt."""

    def __init__(self, url: str, poll_id: UUID, secrecy: Secrecy, batch: int) -> None:
        """Take the poll, and how many ballots go in one command."""
        self.url, self.poll_id, self.secrecy, self.batch = url, poll_id, secrecy, batch

    def run(
        self, numbers: Sequence[int], ready: Connection, start: Any, sender: Connection
    ) -> None:
        """Cast every ballot under a key of its own, and say which receipts were given."""
        engine = open_engine(self.url)
        with engine.begin() as connection:
            connection.execute(sa.select(1))
        ready.send("ready")
        start.wait()
        for first in range(0, len(numbers), self.batch):
            some = numbers[first : first + self.batch]
            done = retrying(engine, self._casting(some), key=f"cast/{some[0]}", attempts=50)
            sender.send(
                [(number, receipt) for number, receipt in zip(some, done.value, strict=True)]
            )
        engine.dispose()
        sender.close()

    def _casting(self, some: Sequence[int]) -> Callable[[sa.Connection], list[bytes]]:
        votes = tuple(vote_of(number, self.secrecy) for number in some)

        def cast(connection: sa.Connection) -> list[bytes]:
            work = Stage(APP, connection.engine).on(connection, f"u-{some[0]}", now=example.VOTING)
            box, key = work.voting.polls.box, f"cast/{some[0]}"
            if self.batch == 1:
                return [box.cast_ballot(CastBallot(self.poll_id, votes[0]), key=key).commitment]
            receipts = box.cast_ballots(CastBallots(self.poll_id, votes), key=key)
            return [receipt.commitment for receipt in receipts]

        return cast


def measure(url: str, *, secrecy: Secrecy, batch: int, ballots: int) -> str:
    """Cast ballots from eight clients, kill one on the way, and look for every receipt."""
    poll_id = open_poll(url, secrecy)
    client, start = Client(url, poll_id, secrecy, batch), FORK.Event()
    receipts: dict[int, bytes] = {}
    shares = [list(range(n, ballots, CLIENTS)) for n in range(CLIENTS)]
    running = dict(_start(client, share, start) for share in shares)
    for _, ready in running.values():
        ready.recv()
    first = next(iter(running))
    begun = perf_counter()
    start.set()
    while running:
        for receiver in wait(list(running)):
            given = _next(receiver)
            receipts.update(given or {})
            if given is None:
                running.pop(receiver)[0].join()
            elif receiver is first and len(receipts) > ballots // 3:
                process, _ = running.pop(receiver)
                os.kill(process.pid, signal.SIGKILL)
                process.join()
                while (left := _next(receiver)) is not None:
                    receipts.update(left)
                # it is given everything again, what it has cast before too
                running.update([_start(client, shares[0], start)])
    seconds = perf_counter() - begun
    return f"{ballots / seconds:6.0f} ballots a second; {_audit(url, poll_id, receipts, ballots)}"


def _next(receiver: Any) -> dict[int, bytes] | None:
    """Take the next receipts of a client, or nothing when it has ended."""
    try:
        given: dict[int, bytes] = dict(receiver.recv())
    except (EOFError, OSError):
        return None
    return given


def _start(client: Client, share: list[int], start: Any) -> tuple[Any, tuple[Any, Any]]:
    ready, is_ready = FORK.Pipe(duplex=False)
    receiver, sender = FORK.Pipe(duplex=False)
    process = FORK.Process(target=client.run, args=(share, is_ready, start, sender))
    process.start()
    sender.close()
    is_ready.close()
    return receiver, (process, ready)


def _audit(url: str, poll_id: UUID, receipts: dict[int, bytes], ballots: int) -> str:
    engine = open_engine(url)
    with Stage(APP, engine).work(now=example.VOTING) as work:
        unit = work.unit
        event = unit.tables(CoreTables).event
        taken = sa.select(sa.func.count()).where(event.c.kind == "voting.BallotTaken")
        events = unit.connection.scalar(taken)
        polls = unit.tables(PollTables)
        kept = {
            digest
            for table in (polls.ballot, polls.secret_ballot)
            for digest in unit.connection.scalars(sa.select(table.c.commitment))
        }
        voters = work.voting.polls.reports.turnout(poll_id).voted.heads
        broken = work.broken_event()
    engine.dispose()
    lost = len(set(receipts.values()) - kept)
    if (lost, len(kept), events, voters, broken) != (0, ballots, ballots, ballots, None):
        sys.exit(f"lost {lost}, kept {len(kept)}, events {events}, voters {voters}, break {broken}")
    return (
        f"{len(receipts)} receipts, {len(kept)} ballots, {events} events, none lost, none doubled"
    )


def commits(url: str, statement: str | None) -> float:
    """Commit transactions from eight clients for a second, empty ones or with one row each."""
    with FORK.Pool(CLIENTS, initializer=_wait_until, initargs=(perf_counter() + 0.5,)) as pool:
        done = pool.starmap(_commit, [(url, statement)] * CLIENTS, chunksize=1)
    return float(sum(done))


def _wait_until(moment: float) -> None:
    sleep(max(0.0, moment - perf_counter()))


def _commit(url: str, statement: str | None) -> float:
    engine = open_engine(url)
    count, begun = 0, perf_counter()
    while perf_counter() - begun < 1:
        with engine.begin() as connection:
            if statement is not None:
                connection.exec_driver_sql(statement)
        count += 1
    engine.dispose()
    return count / (perf_counter() - begun)


def tell(name: str, fresh: Callable[[], str], ballots: int) -> None:
    """Print the figures of one engine."""
    url = fresh()
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE tick (n INTEGER)")
        connection.exec_driver_sql("INSERT INTO tick VALUES (0)")
    engine.dispose()
    print(f"{name}, {CLIENTS} clients on {os.cpu_count()} processors")
    print(f"  empty transactions      {commits(url, None):6.0f} commits a second")
    print(f"  one row each            {commits(url, ONE_ROW):6.0f} commits a second")
    for label, secrecy, batch, many in (
        ("open, one by one   ", Secrecy.OPEN, 1, ballots),
        ("secret, one by one ", Secrecy.SECRET, 1, ballots),
        ("open, 20 at once   ", Secrecy.OPEN, 20, 3 * ballots),
    ):
        print(f"  {label}     {measure(fresh(), secrecy=secrecy, batch=batch, ballots=many)}")


def main() -> None:
    """Measure SQLite in a file on disk, then PostgreSQL with its usual settings."""
    with tempfile.TemporaryDirectory() as folder:
        names = iter(range(99))
        tell("SQLite", lambda: f"sqlite:///{Path(folder) / f'{next(names)}.db'}", 1000)
    server = open_postgres()
    try:
        tell("PostgreSQL", lambda: server.url(server.create_database()), 1500)
    finally:
        server.stop()


if __name__ == "__main__":
    main()
