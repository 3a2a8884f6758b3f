"""kill -9 while ballots are cast: every acknowledged ballot is there once, with its event."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

import sqlalchemy as sa

from gongtong.community import Gongtong
from gongtong.core.storage.tables import CoreTables
from gongtong.plugins.host import Host
from gongtong.testing.audit import audit
from gongtong.testing.databases import Database, EngineKind
from gongtong.testing.examples import polls as example
from gongtong.testing.examples.people import CHAIR
from gongtong.testing.kill9 import kill_loop
from gongtong.testing.stage import Stage
from gongtong.voting.polls.answers import Picked
from gongtong.voting.polls.poll_roll import RollLine
from gongtong.voting.polls.poll_rules import Secrecy
from gongtong.voting.polls.requests import CastBallot, OpenPoll, PostPollRoll, Vote
from gongtong.voting.polls.tables import PollTables

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST = 5000


@lru_cache
def app() -> Gongtong:
    return Gongtong(host=Host.of())


@lru_cache
def poll_of(engine: sa.Engine) -> UUID:
    with Stage(app(), engine).work() as work:
        (poll,) = work.voting.polls.reports.polls()
    return poll.id


def cast(engine: sa.Engine, number: int) -> None:
    """Cast the secret ballot of one voter, under a key made from the number."""
    secret = hashlib.sha256(str(number).encode()).digest()
    vote = Vote(label=f"1-1-{number}", answers=(Picked(("东门",)),), secret=secret)
    poll_id = poll_of(engine)
    with Stage(app(), engine).work(now=example.VOTING) as work:
        work.voting.polls.box.cast_ballot(CastBallot(poll_id, vote), key=f"cast/{number}")


def counted(engine: sa.Engine) -> int:
    """Count the ballots in the box."""
    with Stage(app(), engine).work() as work:
        ballot = work.unit.tables(PollTables).secret_ballot
        return work.unit.connection.scalar(sa.select(sa.func.count()).select_from(ballot)) or 0


def findings(engine: sa.Engine) -> Sequence[str]:
    """Hold ballots, marked voters, events and keys against each other, and audit the place."""
    with Stage(app(), engine).work() as work:
        unit = work.unit
        polls, core = unit.tables(PollTables), unit.tables(CoreTables)
        counts = {
            name: unit.connection.scalar(
                sa.select(sa.func.count()).select_from(table).where(*where)
            )
            for name, table, where in (
                ("ballots", polls.secret_ballot, ()),
                ("marked", polls.turnout, ()),
                ("events", core.event, (core.event.c.kind == "voting.BallotTaken",)),
                ("keys", core.command, (core.command.c.command == "voting.cast_ballot",)),
            )
        }
        differ = [] if len(set(counts.values())) == 1 else [f"they differ: {counts}"]
        return [*differ, *audit(work)]


def test_a_killed_ballot_box_loses_and_doubles_nothing(
    gongtong_new_place: Callable[[EngineKind], Database], gongtong_figures: list[str]
) -> None:
    """Six times the casting process is killed: at most its last ballot is unacknowledged."""
    database = gongtong_new_place(EngineKind.SQLITE)
    engine = database.open()
    stage = Stage(app(), engine)
    poll_id = example.announced(stage, example.draft_of(Secrecy.SECRET))
    lines = tuple(RollLine(f"1-1-{n}", uuid5(UUID(int=5), str(n)), 1) for n in range(1, MOST))
    with stage.work(CHAIR) as work:
        work.voting.polls.post_roll(PostPollRoll(poll_id, lines), key="roll")
    with stage.work(CHAIR, now=example.OPENS_AT) as work:
        work.voting.polls.open(OpenPoll(poll_id), key="open")
    engine.dispose()
    report = kill_loop(database.url, cast, count=counted, audit=findings, kills=6)
    database.drop()
    gongtong_figures.append(f"kill -9 while ballots are cast: {report}")
    assert report.findings == ()
    assert report.commits >= 6
