"""Polls in and out of the database (表决活动存取)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

import sqlalchemy as sa
from attrs import evolve, frozen

from gongtong.core.codec import JsonValue, canonical, from_json, parse, to_json
from gongtong.core.errors import ConcurrentChangeError, UnknownReferenceError
from gongtong.core.offices import Mandate
from gongtong.voting.elections.ballots import VotingPeriod
from gongtong.voting.franchise.proxies import HolderRole
from gongtong.voting.polls.mandates import PollMandate, ToldAnswer
from gongtong.voting.polls.poll_on_file import PollLink, PollMove, PollOnFile
from gongtong.voting.polls.poll_roll import LineCorrection, PollObjection, PollRoll, RollLine
from gongtong.voting.polls.poll_rules import PollRules
from gongtong.voting.polls.poll_states import TRANSITIONS, PollState, PollStep
from gongtong.voting.polls.questions import Question
from gongtong.voting.polls.tables import PollTables

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.voting.polls.requests import CountPoll, DeliveriesNoted, PollDrafted


@frozen
class _Questions:
    questions: tuple[Question, ...]


@frozen
class _Ties:
    seed: str
    order: tuple[str, ...]
    decision: str


@frozen
class _Said:
    roles: tuple[HolderRole, ...]
    instructions: tuple[ToldAnswer, ...]


@lru_cache(maxsize=256)
def questions_of(text: str) -> tuple[Question, ...]:
    """Read the questions of a poll from their text, once for each text (读取问题).

    By the text itself, so that two databases never share what they do not both hold.
    """
    return from_json({"questions": parse(text)}, _Questions).questions


def _questions(data: JsonValue) -> tuple[Question, ...]:
    return questions_of(canonical(data).decode())


def load_poll(unit: UnitOfWork, poll_id: UUID) -> PollOnFile:
    """Load one poll; raises `UnknownReferenceError` (读取表决活动)."""
    poll = unit.tables(PollTables).poll
    row = unit.connection.execute(
        sa.select(poll).where(poll.c.place_id == unit.place_id, poll.c.poll_id == poll_id)
    ).one_or_none()
    if row is None:
        raise UnknownReferenceError("poll", poll_id)
    return evolve(_on_file(row), moves=_list_moves(unit, poll_id))


def list_polls(unit: UnitOfWork) -> tuple[PollOnFile, ...]:
    """List the polls of the place, the latest period last (表决活动清单)."""
    poll = unit.tables(PollTables).poll
    rows = unit.connection.execute(
        sa.select(poll)
        .where(poll.c.place_id == unit.place_id)
        .order_by(poll.c.opens_at, poll.c.poll_id)
    ).all()
    return tuple(evolve(_on_file(row), moves=_list_moves(unit, row.poll_id)) for row in rows)


def _on_file(row: sa.Row[tuple[object, ...]]) -> PollOnFile:
    ties = _Ties("", (), "") if row.ties is None else from_json(row.ties, _Ties)
    return PollOnFile(
        id=row.poll_id,
        title=row.title,
        questions=_questions(row.questions),
        secrecy=row.secrecy,
        period=VotingPeriod(row.opens_at, row.closes_at),
        electorate_on=row.electorate_on,
        body=row.body,
        state=row.state,
        version=row.version,
        follows=None if row.follows_id is None else PollLink(row.follows_id, row.follows_kind),
        rules=None if row.rules is None else from_json(row.rules, PollRules),
        roll_digest=row.roll_digest,
        root=row.root,
        result=row.result,
        tie_seed=ties.seed,
        tie_order=ties.order,
        tie_decision=ties.decision,
    )


def _list_moves(unit: UnitOfWork, poll_id: UUID) -> tuple[PollMove, ...]:
    move = unit.tables(PollTables).move
    rows = unit.connection.execute(
        sa.select(move)
        .where(move.c.place_id == unit.place_id, move.c.poll_id == poll_id)
        .order_by(move.c.number)
    )
    return tuple(
        PollMove(
            number=row.number,
            step=row.step,
            state=row.state,
            at=row.moved_at,
            actor=row.moved_by,
            reason=row.reason,
            decision=None if row.decision is None else from_json(row.decision, Mandate),
        )
        for row in rows
    )


def insert_poll(unit: UnitOfWork, event: PollDrafted) -> None:
    """Keep a new draft (保存草案)."""
    poll = unit.tables(PollTables).poll
    unit.connection.execute(
        poll.insert().values(
            place_id=unit.place_id,
            poll_id=event.poll_id,
            title=event.title,
            questions=to_json(event.questions),
            secrecy=event.secrecy,
            opens_at=event.period.opens_at,
            closes_at=event.period.closes_at,
            electorate_on=event.electorate_on,
            body=event.body,
            state=PollState.DRAFT,
            follows_id=None if event.follows is None else event.follows.poll_id,
            follows_kind=None if event.follows is None else event.follows.kind,
            version=1,
        )
    )


def move_poll(
    unit: UnitOfWork,
    poll: PollOnFile,
    step: PollStep,
    *,
    reason: str = "",
    decision: Mandate | None = None,
    **changes: object,
) -> None:
    """Take a step: the new state, what changes with it, and the line that says so (推进).

    Raises `ConcurrentChangeError` where somebody else has changed the poll meanwhile.
    """
    state = TRANSITIONS[poll.state, step]
    _update(unit, poll, state=state, **changes)
    unit.connection.execute(
        unit.tables(PollTables)
        .move.insert()
        .values(
            place_id=unit.place_id,
            poll_id=poll.id,
            number=len(poll.moves) + 1,
            step=step,
            state=state,
            moved_at=unit.now,
            moved_by=unit.actor.id,
            reason=reason,
            decision=None if decision is None else to_json(decision),
        )
    )


def _update(unit: UnitOfWork, poll: PollOnFile, **changes: object) -> None:
    table = unit.tables(PollTables).poll
    changed = unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == unit.place_id,
            table.c.poll_id == poll.id,
            table.c.version == poll.version,
        )
        .values(version=poll.version + 1, **changes)
    )
    if changed.rowcount != 1:
        raise ConcurrentChangeError("poll", poll.id)


def ties_given(request: CountPoll) -> JsonValue:
    """Write down what a count was given to break ties (并列处理依据)."""
    return to_json(_Ties(request.tie_seed, request.tie_order, request.tie_decision))


def load_roll(unit: UnitOfWork, poll_id: UUID) -> PollRoll:
    """Load the roll of a poll; empty before it is posted (读取名册)."""
    roll = unit.tables(PollTables).roll
    rows = unit.connection.execute(
        sa.select(roll.c.label, roll.c.voter_id, roll.c.area_cm2).where(
            roll.c.place_id == unit.place_id, roll.c.poll_id == poll_id
        )
    )
    return PollRoll([RollLine(*row) for row in rows])


def save_roll(unit: UnitOfWork, poll_id: UUID, roll: PollRoll) -> None:
    """Keep the roll that is posted (保存名册)."""
    unit.connection.execute(
        unit.tables(PollTables).roll.insert(), [_roll_row(unit, poll_id, one) for one in roll.lines]
    )


def correct_roll(unit: UnitOfWork, poll: PollOnFile, correction: LineCorrection) -> None:
    """Put in, change or strike one line (更正名册)."""
    roll = unit.tables(PollTables).roll
    unit.connection.execute(
        roll.delete().where(
            roll.c.place_id == unit.place_id,
            roll.c.poll_id == poll.id,
            roll.c.label == correction.label,
        )
    )
    for line in correction.as_it_is_to_stand():
        unit.connection.execute(roll.insert().values(_roll_row(unit, poll.id, line)))


def _roll_row(unit: UnitOfWork, poll_id: UUID, line: RollLine) -> dict[str, object]:
    return {
        "place_id": unit.place_id,
        "poll_id": poll_id,
        "label": line.label,
        "voter_id": line.voter_id,
        "area_cm2": line.area_cm2,
    }


def list_objections(unit: UnitOfWork, poll_id: UUID) -> tuple[PollObjection, ...]:
    """List the objections of a poll as they came (异议清单)."""
    table = unit.tables(PollTables).objection
    rows = unit.connection.execute(
        sa.select(table)
        .where(table.c.place_id == unit.place_id, table.c.poll_id == poll_id)
        .order_by(table.c.raised_at, table.c.objection_id)
    )
    return tuple(
        PollObjection(
            id=row.objection_id,
            about=row.about,
            raised_at=row.raised_at,
            raised_by=row.raised_by,
            grounds=row.grounds,
            label=row.label,
            ruling_due_on=row.ruling_due_on,
            settled_at=row.settled_at,
            settled_by=row.settled_by,
            is_upheld=row.is_upheld,
            ruling=row.ruling,
            correction=None
            if row.correction is None
            else from_json(row.correction, LineCorrection),
            is_late=row.is_late,
        )
        for row in rows
    )


def insert_objection(unit: UnitOfWork, poll_id: UUID, objection: PollObjection) -> None:
    """Keep an objection (保存异议)."""
    unit.connection.execute(
        unit.tables(PollTables)
        .objection.insert()
        .values(
            place_id=unit.place_id,
            poll_id=poll_id,
            objection_id=objection.id,
            about=objection.about,
            raised_at=objection.raised_at,
            raised_by=objection.raised_by,
            grounds=objection.grounds,
            label=objection.label,
            ruling_due_on=objection.ruling_due_on,
            settled_by="",
            ruling="",
            is_late=False,
        )
    )


def save_ruling(unit: UnitOfWork, poll_id: UUID, objection: PollObjection) -> None:
    """Keep what was ruled on an objection, once (保存处理决定)."""
    table = unit.tables(PollTables).objection
    correction = objection.correction
    changed = unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == unit.place_id,
            table.c.poll_id == poll_id,
            table.c.objection_id == objection.id,
            table.c.settled_at.is_(None),
        )
        .values(
            settled_at=objection.settled_at,
            settled_by=objection.settled_by,
            is_upheld=objection.is_upheld,
            ruling=objection.ruling,
            correction=None if correction is None else to_json(correction),
            is_late=objection.is_late,
        )
    )
    if changed.rowcount != 1:
        raise ConcurrentChangeError("objection", objection.id)


def list_delivered(unit: UnitOfWork, poll_id: UUID) -> frozenset[str]:
    """Give the labels to which ballots were delivered (已送达)."""
    table = unit.tables(PollTables).delivery
    rows = unit.connection.execute(
        sa.select(table.c.label).where(
            table.c.place_id == unit.place_id, table.c.poll_id == poll_id
        )
    )
    return frozenset(rows.scalars())


def insert_deliveries(unit: UnitOfWork, event: DeliveriesNoted) -> None:
    """Keep deliveries (保存送达)."""
    unit.connection.execute(
        unit.tables(PollTables).delivery.insert(),
        [
            {
                "place_id": unit.place_id,
                "poll_id": event.poll_id,
                "label": label,
                "channel": event.channel,
                "delivered_at": unit.now,
                "noted_by": unit.actor.id,
            }
            for label in event.labels
        ],
    )


def list_mandates(unit: UnitOfWork, poll_id: UUID) -> tuple[PollMandate, ...]:
    """List the mandates of a poll as they came, also those that were revoked (委托清单)."""
    table = unit.tables(PollTables).mandate
    rows = unit.connection.execute(
        sa.select(table)
        .where(table.c.place_id == unit.place_id, table.c.poll_id == poll_id)
        .order_by(table.c.recorded_at, table.c.mandate_id)
    )
    return tuple(_mandate(row) for row in rows)


def _mandate(row: sa.Row[tuple[object, ...]]) -> PollMandate:
    said = from_json({"roles": row.roles, "instructions": row.instructions}, _Said)
    return PollMandate(
        id=row.mandate_id,
        label=row.label,
        voter_id=row.voter_id,
        holder=row.holder,
        holder_id=row.holder_id,
        form=row.form,
        capacity=row.capacity,
        roles=said.roles,
        instructions=said.instructions,
        recorded_at=row.recorded_at,
        revoked_at=row.revoked_at,
    )
