"""Elections in and out of the database (选举存取)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from uuid import UUID

import sqlalchemy as sa

from gongtong.core.codec import from_json, to_json
from gongtong.core.errors import ConcurrentChangeError, UnknownReferenceError
from gongtong.core.places import DwellingLabel
from gongtong.voting.elections.ballot_receipt import ReceivedFile
from gongtong.voting.elections.ballots import Ballot, BallotReference, Contest
from gongtong.voting.elections.committee_elections import ElectionResult
from gongtong.voting.elections.election_on_file import ElectionOnFile
from gongtong.voting.elections.election_opening import CountingRules
from gongtong.voting.elections.election_states import ElectionState
from gongtong.voting.electorates import Electorate, Part, Voter
from gongtong.voting.tables import VotingTables

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.voting.elections.ballot_receipt import BallotsReceived, ReceiveBallots
    from gongtong.voting.elections.election_count import ElectionCounted
    from gongtong.voting.elections.election_opening import ElectionOpened


def load_election(unit: UnitOfWork, election_id: UUID) -> ElectionOnFile:
    """Load one election; raises `UnknownReferenceError` (读取选举)."""
    election = unit.tables(VotingTables).election
    row = unit.connection.execute(
        sa.select(election).where(
            election.c.place_id == unit.place_id, election.c.election_id == election_id
        )
    ).one_or_none()
    if row is None:
        raise UnknownReferenceError("election", election_id)
    return _on_file(row)


def list_elections(unit: UnitOfWork) -> tuple[ElectionOnFile, ...]:
    """List the elections of the place, the latest opened last (选举清单)."""
    election = unit.tables(VotingTables).election
    rows = unit.connection.execute(
        sa.select(election)
        .where(election.c.place_id == unit.place_id)
        .order_by(election.c.opened_at, election.c.election_id)
    )
    return tuple(_on_file(row) for row in rows)


def _on_file(row: sa.Row[tuple[object, ...]]) -> ElectionOnFile:
    return ElectionOnFile(
        id=row.election_id,
        title=row.title,
        contest=from_json(row.contest, Contest),
        rules=from_json(row.rules, CountingRules),
        electorate_on=row.electorate_on,
        electorate_digest=row.electorate_digest,
        state=row.state,
        result=None if row.result is None else from_json(row.result, ElectionResult),
        counted_at=row.counted_at,
        version=row.version,
    )


def load_electorate(unit: UnitOfWork, election: ElectionOnFile) -> Electorate:
    """Load the electorate as it was fixed at the opening (读取选民名册)."""
    part = unit.tables(VotingTables).electorate_part
    rows = unit.connection.execute(
        sa.select(part.c.voter_id, part.c.building, part.c.unit, part.c.room, part.c.area_cm2)
        .where(part.c.place_id == unit.place_id, part.c.election_id == election.id)
        .order_by(part.c.building, part.c.unit, part.c.room)
    )
    parts: defaultdict[UUID, list[Part]] = defaultdict(list)
    for voter_id, building, entrance, room, area_cm2 in rows:
        parts[voter_id].append(Part(DwellingLabel(building, entrance, room), area_cm2))
    voters = [Voter(voter_id, own) for voter_id, own in parts.items()]
    return Electorate(election.electorate_on, voters)


def list_ballot_files(unit: UnitOfWork, election_id: UUID) -> tuple[ReceivedFile, ...]:
    """List the files of ballots that came in (已接收选票文件)."""
    kept = unit.tables(VotingTables).ballot_file
    rows = unit.connection.execute(
        sa.select(kept.c.file, kept.c.channel, kept.c.digest)
        .where(kept.c.place_id == unit.place_id, kept.c.election_id == election_id)
        .order_by(kept.c.channel, kept.c.file)
    )
    return tuple(ReceivedFile(*row) for row in rows)


def list_ballots(unit: UnitOfWork, election_id: UUID) -> tuple[Ballot, ...]:
    """List every ballot that came in, by channel, file and line (选票清单)."""
    tables = unit.tables(VotingTables)
    ballot, kept = tables.ballot, tables.ballot_file
    rows = unit.connection.execute(
        sa.select(ballot, kept.c.channel, kept.c.file)
        .join(
            kept,
            sa.and_(
                kept.c.place_id == ballot.c.place_id,
                kept.c.election_id == ballot.c.election_id,
                kept.c.digest == ballot.c.file_digest,
            ),
        )
        .where(ballot.c.place_id == unit.place_id, ballot.c.election_id == election_id)
        .order_by(kept.c.channel, kept.c.file, ballot.c.line)
    )
    return tuple(
        Ballot(
            DwellingLabel(row.building, row.unit, row.room),
            row.cast_at,
            tuple(row.choices),
            reference=BallotReference(row.channel, row.file, row.line),
        )
        for row in rows
    )


def save_opened_election(unit: UnitOfWork, event: ElectionOpened, electorate: Electorate) -> None:
    """Save an election with the electorate that is fixed for it (保存选举)."""
    tables = unit.tables(VotingTables)
    unit.connection.execute(
        tables.election.insert().values(
            place_id=unit.place_id,
            election_id=event.election_id,
            title=event.title,
            contest=to_json(event.contest),
            rules=to_json(event.rules),
            electorate_on=event.electorate_on,
            electorate_digest=event.electorate_digest,
            opened_at=unit.now,
            state=ElectionState.OPEN,
            version=1,
        )
    )
    unit.connection.execute(
        tables.electorate_part.insert(),
        [
            {
                "place_id": unit.place_id,
                "election_id": event.election_id,
                **_label(part.label),
                "voter_id": voter.id,
                "area_cm2": part.area_cm2,
            }
            for voter in electorate.voters
            for part in voter.parts
        ],
    )


def save_received_ballots(
    unit: UnitOfWork, request: ReceiveBallots, event: BallotsReceived
) -> None:
    """Save a file of ballots, every line as it came (保存选票)."""
    tables = unit.tables(VotingTables)
    of_election = {"place_id": unit.place_id, "election_id": event.election_id}
    unit.connection.execute(
        tables.ballot_file.insert().values(
            **of_election,
            digest=event.digest,
            channel=event.channel,
            file=event.file,
            received_at=unit.now,
            received_by=unit.actor.id,
        )
    )
    rows = [
        {
            **of_election,
            "file_digest": event.digest,
            "line": ballot.reference.line,
            **_label(ballot.dwelling),
            "cast_at": ballot.cast_at,
            "choices": list(ballot.choices),
        }
        for ballot in request.sheet.ballots
    ]
    if rows:
        unit.connection.execute(tables.ballot.insert(), rows)


def save_counted_election(unit: UnitOfWork, event: ElectionCounted, *, seen: int) -> None:
    """Save the outcome, unless somebody changed the election meanwhile (保存选举结果)."""
    election = unit.tables(VotingTables).election
    changed = unit.connection.execute(
        election.update()
        .where(
            election.c.place_id == unit.place_id,
            election.c.election_id == event.election_id,
            election.c.version == seen,
        )
        .values(
            state=ElectionState.COUNTED,
            result=to_json(event.result),
            counted_at=unit.now,
            version=seen + 1,
        )
    )
    if changed.rowcount != 1:
        raise ConcurrentChangeError("election", event.election_id)


def _label(label: DwellingLabel) -> dict[str, int]:
    return {"building": label.building, "unit": label.unit, "room": label.room}
