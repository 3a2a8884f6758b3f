"""kill -9 in a loop: what was acknowledged is there, and nothing is there by halves (强行终止测试).

A child process commits commands and acknowledges each commit; at a random moment it is killed. At
most one commit may be there that nobody acknowledged: the one whose acknowledgement was cut off.
"""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import time
from collections.abc import Callable
from contextlib import closing
from random import Random
from typing import TYPE_CHECKING, TypeAlias

import sqlalchemy as sa
from attrs import frozen
from typing_extensions import override

from gongtong.testing.databases import open_engine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection

    from gongtong.testing.postgres import LocalPostgres

Step: TypeAlias = Callable[[sa.Engine, int], None]
"""Commits the command of this number, under a key made from the number; importable by name (一步)."""

_LONGEST_LIFE_SECONDS = 0.25
_PRELOADED = ("gongtong.community", "gongtong.testing.databases")


@frozen
class KillReport:
    """What survived the kills (强行终止报告)."""

    kills: int
    commits: int
    unacknowledged: int
    findings: tuple[str, ...]

    @override
    def __str__(self) -> str:
        """Give the figures on one line."""
        return (
            f"{self.kills} kills, {self.commits} commits survived, "
            f"{self.unacknowledged} of them unacknowledged, {len(self.findings)} findings"
        )


def kill_loop(
    url: str,
    step: Step,
    *,
    count: Callable[[sa.Engine], int],
    audit: Callable[[sa.Engine], Sequence[str]],
    kills: int = 8,
    server: LocalPostgres | None = None,
    seed: int = 1,
) -> KillReport:
    """Kill a committing child again and again, the server too if one is given (循环强杀).

    `count` says how many steps are committed; they are numbered from one without a gap. `audit`
    says what is wrong.
    """
    random = Random(seed)  # noqa: S311 - no secret
    findings: list[str] = []
    unacknowledged = survived = 0
    for number in range(kills):
        acknowledged = _live_and_die(
            url, step, start=survived, life=random.uniform(0, _LONGEST_LIFE_SECONDS), server=server
        )
        engine = open_engine(url)
        try:
            survived = count(engine)
            findings += [f"kill {number + 1}: {finding}" for finding in audit(engine)]
        finally:
            engine.dispose()
        if survived not in (acknowledged, acknowledged + 1):
            findings.append(f"kill {number + 1}: {acknowledged} acknowledged, {survived} found")
        unacknowledged += survived - acknowledged
    return KillReport(kills, survived, unacknowledged, tuple(findings))


def _live_and_die(
    url: str, step: Step, *, start: int, life: float, server: LocalPostgres | None
) -> int:
    """Give the number of the last step that the child acknowledged before it was killed."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(_PRELOADED))
    receiver, sender = context.Pipe(duplex=False)
    with closing(receiver):
        with closing(sender):
            child = context.Process(target=_commit_forever, args=(url, step, start, sender))
            child.start()
        acknowledged = _read(receiver)
        try:
            last = next(acknowledged, None)
            time.sleep(life)
            if server is not None:
                server.kill9()
        finally:
            child.kill()
            child.join()
        if last is None:
            raise RuntimeError("the child ended before its first commit; its error is on stderr")
        for number in acknowledged:
            last = number
    if server is not None:
        server.start()
    return last


def _read(receiver: Connection) -> Iterator[int]:
    with contextlib.suppress(EOFError):
        while True:
            yield receiver.recv()


def _commit_forever(url: str, step: Step, start: int, sender: Connection) -> None:
    """Commit and acknowledge, in a process of its own, until it is killed (不断提交)."""
    engine = open_engine(url)
    for number in itertools.count(start + 1):
        try:
            step(engine, number)
        except sa.exc.DBAPIError:
            if number == start + 1:
                raise
            return  # the server was killed first
        sender.send(number)
