"""Ballots in and out of the database, quickly and apart from their voters (选票存取).

A ballot comes in with one question to the database and one row for it; the roll is never loaded for
it, nor the rules of the poll.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.codec import JsonValue, from_json, to_json
from gongtong.core.errors import UnknownReferenceError
from gongtong.core.storage.record import one_or_many
from gongtong.core.storage.tables import CoreTables
from gongtong.voting.elections.ballots import VotingPeriod
from gongtong.voting.polls.answers import Answer, in_one_way
from gongtong.voting.polls.casting import OpenBallotBox
from gongtong.voting.polls.commitments import salt_of
from gongtong.voting.polls.poll_roll import RollLine
from gongtong.voting.polls.settling import NamedBallot, SecretBallot
from gongtong.voting.polls.store import questions_of
from gongtong.voting.polls.tables import PollTables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.voting.polls.requests import BallotsTaken, BallotTaken, Vote


BALLOT_TAKEN: Final = "voting.BallotTaken"


@frozen
class _Answers:
    answers: tuple[Answer, ...]


@frozen
class WhatIsKnown:
    """What the database knows of the ballots that come in (来票情况)."""

    box: OpenBallotBox
    lines: Mapping[str, RollLine]
    marked: frozenset[UUID]
    used: frozenset[bytes]


def load_known(
    unit: UnitOfWork, poll_id: UUID, labels: Sequence[str], commitments: Sequence[bytes]
) -> WhatIsKnown:
    """Ask for the poll, the lines of the roll, who has voted and which secrets were used (读取投票依据).

    Raises `UnknownReferenceError` for a poll that the place does not have.
    """
    is_single = len(labels) == len(commitments) == 1
    rows = unit.connection.execute(
        _known_query(unit.tables(PollTables), is_single=is_single),
        {
            "place": unit.place_id,
            "poll": poll_id,
            "labels": labels[0] if is_single else list(labels),
            "commitments": commitments[0] if is_single else list(commitments),
        },
    ).all()
    if not rows:
        raise UnknownReferenceError("poll", poll_id)
    first = rows[0]
    box = OpenBallotBox(
        poll_id=poll_id,
        state=first.state,
        secrecy=first.secrecy,
        body=first.body,
        period=VotingPeriod(first.opens_at, first.closes_at),
        questions=questions_of(first.questions),
    )
    return WhatIsKnown(
        box,
        {
            row.label: RollLine(row.label, row.voter_id, row.area_cm2)
            for row in rows
            if row.label is not None
        },
        frozenset(row.marked for row in rows if row.marked is not None),
        frozenset(row.used for row in rows if row.used is not None),
    )


@lru_cache(maxsize=32)
def _known_query(tables: PollTables, *, is_single: bool) -> sa.Select[tuple[object, ...]]:
    """Write the question once for each set of tables: writing it costs more than asking it."""
    poll, roll, turnout = tables.poll, tables.roll, tables.turnout
    used = _used_before(tables, is_single=is_single)
    on_roll = sa.and_(*_same(roll, poll), _is_in(roll.c.label, "labels", is_single=is_single))
    marked = sa.and_(*_same(turnout, roll), turnout.c.voter_id == roll.c.voter_id)
    return (
        sa.select(
            poll.c.state,
            poll.c.secrecy,
            poll.c.body,
            poll.c.opens_at,
            poll.c.closes_at,
            sa.type_coerce(poll.c.questions, sa.Text).label("questions"),
            roll.c.label,
            roll.c.voter_id,
            roll.c.area_cm2,
            turnout.c.voter_id.label("marked"),
            used.c.used,
        )
        .select_from(poll)
        .outerjoin(roll, on_roll)
        .outerjoin(turnout, marked)
        .outerjoin(used, sa.true())
        .where(*_of_the_poll(poll))
    )


def _same(one: sa.Table, other: sa.Table) -> tuple[sa.ColumnElement[bool], ...]:
    return one.c.place_id == other.c.place_id, one.c.poll_id == other.c.poll_id


def _of_the_poll(table: sa.Table) -> tuple[sa.ColumnElement[bool], ...]:
    place: sa.BindParameter[UUID] = sa.bindparam("place")
    poll: sa.BindParameter[UUID] = sa.bindparam("poll")
    return table.c.place_id == place, table.c.poll_id == poll


def _is_in(column: sa.Column[Any], name: str, *, is_single: bool) -> sa.ColumnElement[bool]:
    """Compare with one value, which is quicker to write than a list, or with each of several."""
    if is_single:
        return column == sa.bindparam(name)
    return column.in_(sa.bindparam(name, expanding=True))


def _used_before(tables: PollTables, *, is_single: bool) -> sa.Subquery:
    found = (
        sa.select(table.c.commitment.label("used")).where(
            *_of_the_poll(table),
            _is_in(table.c.commitment, "commitments", is_single=is_single),
        )
        for table in (tables.ballot, tables.secret_ballot)
    )
    return sa.union_all(*found).subquery()


@lru_cache(maxsize=16)
def _inserts(tables: PollTables) -> tuple[sa.Insert, sa.Insert, sa.Insert]:
    return tables.ballot.insert(), tables.turnout.insert(), tables.secret_ballot.insert()


def load_areas(unit: UnitOfWork, poll_id: UUID, voter_ids: Sequence[UUID]) -> Mapping[UUID, int]:
    """Add up the area of voters, for secret ballots that are weighed by it (表决人面积)."""
    roll = unit.tables(PollTables).roll
    rows = unit.connection.execute(
        sa.select(roll.c.voter_id, sa.func.sum(roll.c.area_cm2))
        .where(
            roll.c.place_id == unit.place_id,
            roll.c.poll_id == poll_id,
            roll.c.voter_id.in_(voter_ids),
        )
        .group_by(roll.c.voter_id)
    )
    return {voter_id: int(area) for voter_id, area in rows}


def insert_named(unit: UnitOfWork, votes: Sequence[Vote], taken: BallotsTaken) -> None:
    """Keep ballots of an open poll, each with its line of the roll (保存记名选票)."""
    into_ballots, _, _ = _inserts(unit.tables(PollTables))
    rows = [
        {
            "place_id": unit.place_id,
            "poll_id": ballot.poll_id,
            "commitment": ballot.commitment,
            "label": ballot.label,
            "channel": ballot.channel,
            "cast_at": ballot.cast_at,
            "cast_by": ballot.by,
            "salt": salt_of(ballot.poll_id, vote.secret),
            "answers": _written(vote),
        }
        for vote, ballot in zip(votes, taken.ballots, strict=True)
    ]
    unit.connection.execute(into_ballots, one_or_many(rows))


def insert_secret(
    unit: UnitOfWork, votes: Sequence[Vote], taken: BallotsTaken, areas: Mapping[UUID, int]
) -> None:
    """Mark who voted, and put the ballots into the other table, in the order of their digests (保存无记名选票)."""
    _, into_turnout, into_secret = _inserts(unit.tables(PollTables))
    marks = [
        {
            "place_id": unit.place_id,
            "poll_id": ballot.poll_id,
            "voter_id": ballot.voter_id,
            "channel": ballot.channel,
            "cast_at": ballot.cast_at,
            "cast_by": ballot.by,
        }
        for ballot in taken.ballots
    ]
    unit.connection.execute(into_turnout, one_or_many(marks))
    pairs: list[tuple[bytes, Vote, BallotTaken]] = sorted(
        (
            (vote.commitment(one.poll_id), vote, one)
            for vote, one in zip(votes, taken.ballots, strict=True)
        ),
        key=lambda pair: pair[0],
    )
    rows = [
        {
            "place_id": unit.place_id,
            "poll_id": ballot.poll_id,
            "commitment": digest,
            "salt": salt_of(ballot.poll_id, vote.secret),
            "answers": _written(vote),
            "area_cm2": areas.get(ballot.voter_id),
        }
        for digest, vote, ballot in pairs
    ]
    unit.connection.execute(into_secret, one_or_many(rows))


def _written(vote: Vote) -> JsonValue:
    return to_json([in_one_way(answer) for answer in vote.answers])


def _read(data: JsonValue) -> tuple[Answer, ...]:
    return from_json({"answers": data}, _Answers).answers


def list_named(unit: UnitOfWork, poll_id: UUID) -> tuple[NamedBallot, ...]:
    """List the ballots of an open poll by their digests (记名选票清单)."""
    ballot = unit.tables(PollTables).ballot
    rows = unit.connection.execute(
        sa.select(ballot)
        .where(ballot.c.place_id == unit.place_id, ballot.c.poll_id == poll_id)
        .order_by(ballot.c.commitment)
    )
    return tuple(
        NamedBallot(
            commitment=row.commitment,
            label=row.label,
            channel=row.channel,
            cast_at=row.cast_at,
            salt=row.salt,
            answers=_read(row.answers),
        )
        for row in rows
    )


def list_secret(unit: UnitOfWork, poll_id: UUID) -> tuple[SecretBallot, ...]:
    """List the ballots of a secret poll by their digests (无记名选票清单)."""
    ballot = unit.tables(PollTables).secret_ballot
    rows = unit.connection.execute(
        sa.select(ballot)
        .where(ballot.c.place_id == unit.place_id, ballot.c.poll_id == poll_id)
        .order_by(ballot.c.commitment)
    )
    return tuple(
        SecretBallot(
            commitment=row.commitment,
            salt=row.salt,
            answers=_read(row.answers),
            area_cm2=row.area_cm2,
        )
        for row in rows
    )


def list_commitments(unit: UnitOfWork, poll_id: UUID) -> tuple[bytes, ...]:
    """List the digests of all ballots of a poll, sorted (承诺值清单)."""
    tables = unit.tables(PollTables)
    found = [
        digest
        for table in (tables.ballot, tables.secret_ballot)
        for digest in unit.connection.execute(
            sa.select(table.c.commitment).where(
                table.c.place_id == unit.place_id, table.c.poll_id == poll_id
            )
        ).scalars()
    ]
    return tuple(sorted(found))


def list_marked(unit: UnitOfWork, poll_id: UUID) -> frozenset[UUID]:
    """Give who has voted in a secret poll (已投票登记)."""
    turnout = unit.tables(PollTables).turnout
    rows = unit.connection.execute(
        sa.select(turnout.c.voter_id).where(
            turnout.c.place_id == unit.place_id, turnout.c.poll_id == poll_id
        )
    )
    return frozenset(rows.scalars())


def list_recorded(unit: UnitOfWork, poll_id: UUID) -> tuple[JsonValue, ...]:
    """Give the events of all ballots of a poll, from the record of the place (选票事件)."""
    event = unit.tables(CoreTables).event
    rows = unit.connection.execute(
        sa.select(event.c.body)
        .where(event.c.place_id == unit.place_id, event.c.kind == BALLOT_TAKEN)
        .order_by(event.c.sequence)
    ).scalars()
    return tuple(body for body in rows if _is_of(body, poll_id))


def _is_of(body: JsonValue, poll_id: UUID) -> bool:
    return isinstance(body, dict) and body.get("poll_id") == str(poll_id)


def list_voted(unit: UnitOfWork, poll_id: UUID) -> frozenset[UUID]:
    """Give who has voted, in an open poll or a secret one (已投票的表决人)."""
    tables = unit.tables(PollTables)
    ballot, roll = tables.ballot, tables.roll
    rows = unit.connection.execute(
        sa.select(roll.c.voter_id)
        .distinct()
        .join(
            ballot,
            sa.and_(
                ballot.c.place_id == roll.c.place_id,
                ballot.c.poll_id == roll.c.poll_id,
                ballot.c.label == roll.c.label,
            ),
        )
        .where(roll.c.place_id == unit.place_id, roll.c.poll_id == poll_id)
    )
    return frozenset(rows.scalars()) | list_marked(unit, poll_id)


def shuffle_secret(unit: UnitOfWork, poll_id: UUID) -> None:
    """Write the secret ballots anew, all at once and in the order of their digests (重排无记名选票).

    On PostgreSQL each row bears the number of its transaction and its place in the file, and while
    ballots come in both are shared with, or follow, the mark of the voter. Afterwards all rows have
    one number, and their order is that of the digests.
    """
    ballot = unit.tables(PollTables).secret_ballot
    mine = (ballot.c.place_id == unit.place_id, ballot.c.poll_id == poll_id)
    rows = unit.connection.execute(
        sa.select(ballot).where(*mine).order_by(ballot.c.commitment)
    ).mappings()
    kept = [dict(row) for row in rows]
    if kept:
        unit.connection.execute(ballot.delete().where(*mine))
        unit.connection.execute(ballot.insert(), kept)
