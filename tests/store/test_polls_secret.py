"""Secret ballots: whoever has the whole database tries to say who cast which, and cannot."""

from __future__ import annotations

import hashlib
import inspect
import itertools
import json
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

import pytest
import sqlalchemy as sa

from gongtong.core.codec import digest_of, to_json
from gongtong.core.errors import GongtongError, RefusedError
from gongtong.core.storage.tables import CoreTables
from gongtong.testing.examples import polls as example
from gongtong.testing.examples.people import CHAIR
from gongtong.testing.snapshot import list_tables
from gongtong.voting.polls.answers import Choice, MotionAnswer, Picked, answer_bytes
from gongtong.voting.polls.box.service import BallotBox
from gongtong.voting.polls.commitments import commitment_of, is_included
from gongtong.voting.polls.outcome.service import PollReports
from gongtong.voting.polls.poll_roll import RollLine
from gongtong.voting.polls.poll_rules import Secrecy
from gongtong.voting.polls.requests import (
    CastBallot,
    CastBallots,
    ClosePoll,
    CountPoll,
    OpenPoll,
    PostPollRoll,
    Vote,
)
from gongtong.voting.polls.tables import PollTables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gongtong.community import Work
    from gongtong.testing.stage import Stage

VOTERS = 60
OPTIONS = example.PLACES.options
CHOICES = tuple(OPTIONS[number % 3] for number in range(VOTERS))
Rows = dict[str, list[dict[str, Any]]]


def secret_of(number: int) -> bytes:
    return hashlib.sha256(f"drawn by {number}".encode()).digest()


def vote_of(number: int, secrecy: Secrecy = Secrecy.SECRET) -> Vote:
    picked = Picked((CHOICES[number],))
    motion = MotionAnswer((Choice.FOR,))
    answers = (picked,) if secrecy is Secrecy.SECRET else (motion, picked)
    return Vote(label=f"1-1-{number + 1}", answers=answers, secret=secret_of(number))


def voter_id(number: int) -> UUID:
    return uuid5(UUID(int=11), str(number))


def open_for_all(place: Stage, secrecy: Secrecy = Secrecy.SECRET) -> UUID:
    """Open a poll for sixty people of one weight."""
    poll_id = example.announced(place, example.draft_of(secrecy))
    lines = tuple(RollLine(f"1-1-{n + 1}", voter_id(n), 800_000) for n in range(VOTERS))
    with place.work(CHAIR) as work:
        work.voting.polls.post_roll(PostPollRoll(poll_id, lines), key="roll")
    with place.work(CHAIR, now=example.OPENS_AT) as work:
        work.voting.polls.open(OpenPoll(poll_id), key="open")
    return poll_id


def when(number: int) -> datetime:
    return example.OPENS_AT + timedelta(minutes=number + 1)


def cast_all(place: Stage, poll_id: UUID, secrecy: Secrecy = Secrecy.SECRET) -> list[bytes]:
    """Everybody casts, one after the other, each in a transaction of his own."""
    receipts = []
    for number in range(VOTERS):
        with place.work(f"u-{number}", now=when(number)) as work:
            request = CastBallot(poll_id, vote_of(number, secrecy))
            receipt = work.voting.polls.box.cast_ballot(request, key=f"cast by {number}")
            receipts.append(receipt.commitment)
    return receipts


def close(place: Stage, poll_id: UUID) -> None:
    with place.work(CHAIR, now=example.AFTER) as work:
        work.voting.polls.close(ClosePoll(poll_id), key="close")


def dump(work: Work) -> Rows:
    """Read every row of every table in the order in which the engine keeps them, with hidden columns."""
    connection = work.unit.connection
    is_postgres = connection.dialect.name == "postgresql"
    rows: Rows = {}
    for name in list_tables(connection):
        hidden = "ctid::text AS ctid, xmin::text AS xmin, t.*" if is_postgres else "*"
        if not is_postgres and has_rowid(connection, name):
            hidden = "rowid AS rowid, *"
        found = connection.exec_driver_sql(f'SELECT {hidden} FROM "{name}" AS t')  # noqa: S608 - names from the catalogue
        rows[name] = [dict(row) for row in found.mappings()]
    return rows


def has_rowid(connection: sa.Connection, name: str) -> bool:
    try:
        with connection.begin_nested():
            connection.exec_driver_sql(f'SELECT rowid FROM "{name}" LIMIT 1')  # noqa: S608 - as above
    except sa.exc.DBAPIError:
        return False
    return True


def ballots_of(rows: Rows) -> list[dict[str, Any]]:
    return rows["gt_poll_secret_ballot"]


def atoms(value: Any) -> Iterator[Any]:
    """Take a value apart: JSON text into its parts, and long text into hex digests."""
    if isinstance(value, dict):
        for item in value.values():
            yield from atoms(item)
    elif isinstance(value, list):
        for item in value:
            yield from atoms(item)
    elif isinstance(value, bytes | memoryview):
        yield bytes(value).hex()
    elif isinstance(value, str) and value[:1] in "[{":
        yield from atoms(parse(value))
    elif value is not None:
        yield str(value)


def parse(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return {"text": f"={text}"}


def linked(left: Sequence[Mapping[str, Any]], right: Sequence[Mapping[str, Any]]) -> set[Any]:
    """Give the values that stand in exactly one row on either side: each of them is a join."""

    def once(rows: Sequence[Mapping[str, Any]]) -> set[Any]:
        seen: dict[Any, set[int]] = {}
        for number, row in enumerate(rows):
            # where a row lies in its file is looked at in the order of rows
            columns = (value for column, value in row.items() if column not in {"ctid", "rowid"})
            for value in set(itertools.chain.from_iterable(atoms(v) for v in columns)):
                seen.setdefault(value, set()).add(number)
        return {value for value, where in seen.items() if len(where) == 1}

    return once(left) & once(right)


def agreement(order: Sequence[str]) -> int:
    """Count the places at which an order of ballots says what the voters said in their order."""
    return sum(one == other for one, other in zip(order, CHOICES, strict=True))


def said(row: Mapping[str, Any]) -> str:
    (answer,) = parse(row["answers"]) if isinstance(row["answers"], str) else row["answers"]
    return str(answer["names"][0])


def chance() -> int:
    """Give an agreement that blind guessing reaches about once in ten thousand times."""
    random = Random(5)  # noqa: S311 - no secret
    guesses = [agreement(random.sample(CHOICES, VOTERS)) for _ in range(10_000)]
    return max(guesses)


@pytest.fixture
def poll_id(place: Stage) -> UUID:
    """A secret poll in which sixty people voted, closed and counted."""
    poll_id = open_for_all(place)
    cast_all(place, poll_id)
    close(place, poll_id)
    with place.work(CHAIR, now=example.AFTER) as work:
        work.voting.polls.count(CountPoll(poll_id=poll_id), key="count")
    return poll_id


def test_no_value_stands_on_a_ballot_and_beside_a_voter(place: Stage, poll_id: UUID) -> None:
    """Every column of every other table is held against every column of the ballots, JSON taken apart."""
    with place.work(now=example.AFTER) as work:
        rows = dump(work)
    ballots = ballots_of(rows)
    assert len(ballots) == VOTERS
    for name, others in rows.items():
        if name != "gt_poll_secret_ballot":
            assert linked(ballots, others) == set(), name


def test_the_register_and_the_ballots_share_no_column_but_the_poll(place: Stage) -> None:
    """By definition: the only columns of one name are the place and the poll."""
    example.prepare(place)
    with place.work() as work:
        tables = work.unit.tables(PollTables)
    shared = set(tables.turnout.c.keys()) & set(tables.secret_ballot.c.keys())
    assert shared == {"place_id", "poll_id"}


def test_the_order_in_which_ballots_lie_tells_nothing(place: Stage, poll_id: UUID) -> None:
    """Read as the engine keeps them, by place in the file, by row number, by digest: no better than a guess."""
    with place.work(now=example.AFTER) as work:
        rows = ballots_of(dump(work))
        has_numbers = has_rowid(work.unit.connection, "gt_poll_secret_ballot")
    orders = {"as kept": rows}
    for column in rows[0]:
        orders[column] = sorted(rows, key=lambda row: str(row[column]))
    limit = chance()
    for name, order in orders.items():
        assert agreement([said(row) for row in order]) <= limit, name
    assert not has_numbers or place.engine.dialect.name == "postgresql"


def test_after_the_close_no_transaction_number_joins_them(place: Stage, poll_id: UUID) -> None:
    """On PostgreSQL every ballot was written anew by one transaction; no voter's row bears its number."""
    if place.engine.dialect.name == "sqlite":
        return  # SQLite keeps no such number
    with place.work(now=example.AFTER) as work:
        rows = dump(work)
    numbers = {row["xmin"] for row in ballots_of(rows)}
    assert len(numbers) == 1
    assert numbers.isdisjoint(row["xmin"] for row in rows["gt_poll_turnout"])
    assert [row["commitment"] for row in ballots_of(rows)] == sorted(
        (row["commitment"] for row in ballots_of(rows)), key=bytes
    )


def test_before_the_close_the_transaction_number_does_join_them(place: Stage) -> None:
    """What the documentation admits: on PostgreSQL, while the vote runs, the hidden number leads back."""
    if place.engine.dialect.name == "sqlite":
        return  # SQLite keeps no such number
    poll_id = open_for_all(place)
    cast_all(place, poll_id)
    with place.work(now=example.VOTING) as work:
        rows = dump(work)
    marked = {row["xmin"] for row in rows["gt_poll_turnout"]}
    assert {row["xmin"] for row in ballots_of(rows)} == marked


def test_the_stored_result_of_a_command_does_not_name_the_ballot(
    place: Stage, poll_id: UUID
) -> None:
    """Neither the key, nor the digest of the payload, nor the result, nor the event can be matched.

    Somebody with every ballot and every voter's name tries to make the digest of the payload again.
    """
    with place.work(now=example.AFTER) as work:
        rows = dump(work)
        command = work.unit.tables(CoreTables).command
        digests = set(work.unit.connection.scalars(sa.select(command.c.payload_digest)))
    text = repr([row for row in rows["gt_command"] if row["command"] == "voting.cast_ballot"])
    for row in ballots_of(rows):
        commitment, salt = bytes(row["commitment"]), bytes(row["salt"])
        assert commitment.hex() not in text
        assert salt.hex() not in text
        for number in range(VOTERS):
            guess = Vote(label=f"1-1-{number + 1}", answers=(Picked((said(row),)),), secret=salt)
            payload = to_json(CastBallot(poll_id, guess), CastBallot)
            assert digest_of(["voting.cast_ballot", payload]) not in digests


def test_the_receipt_alone_does_not_tell_what_was_voted(place: Stage) -> None:
    """It opens to no answer without the salt; a repetition gives the same receipt to the voter."""
    poll_id = open_for_all(place)
    first = cast_all(place, poll_id)
    again = cast_all(place, poll_id)
    assert first == again
    guesses = {
        commitment_of(poll_id, bytes(32), answer_bytes((Picked((name,)),))) for name in OPTIONS
    }
    assert guesses.isdisjoint(first)
    close(place, poll_id)
    with place.work(now=example.AFTER) as work:
        root = work.voting.polls.reports.poll(poll_id).root
        assert root is not None
        assert all(is_included(work.voting.polls.box.prove(poll_id, one), root) for one in first)


def test_a_secret_vote_is_cast_once(place: Stage) -> None:
    """Nobody can find the first ballot, so a second one is refused, by itself and in a batch."""
    poll_id = open_for_all(place)
    second = Vote(label="1-1-1", answers=(Picked((OPTIONS[2],)),), secret=secret_of(99))
    third = Vote(label="1-1-1", answers=(Picked((OPTIONS[2],)),), secret=secret_of(98))
    with pytest.raises(RefusedError) as both, place.work(now=when(1)) as work:
        work.voting.polls.box.cast_ballots(CastBallots(poll_id, (second, third)), key="both")
    assert both.value.codes == ("voting.voted_twice_at_once",)
    with place.work(now=when(1)) as work:
        work.voting.polls.box.cast_ballot(CastBallot(poll_id, vote_of(0)), key="first")
    with pytest.raises(RefusedError) as caught, place.work(now=when(2)) as work:
        work.voting.polls.box.cast_ballot(CastBallot(poll_id, second), key="second")
    assert caught.value.codes == ("voting.voted_already",)


def test_a_ballot_that_was_slipped_in_or_taken_out_stops_the_close(place: Stage) -> None:
    """There must be as many ballots as voters who are marked."""
    poll_id = open_for_all(place)
    cast_all(place, poll_id)
    with place.work(now=example.VOTING) as work:
        ballot = work.unit.tables(PollTables).secret_ballot
        first = work.unit.connection.scalars(sa.select(ballot.c.commitment)).first()
        work.unit.connection.execute(ballot.delete().where(ballot.c.commitment == first))
    with pytest.raises(RefusedError) as caught:
        close(place, poll_id)
    assert caught.value.codes == ("voting.ballots_and_voters_differ",)


@pytest.mark.parametrize("change", ["answers", "salt", "commitment"])
def test_a_secret_ballot_that_was_changed_is_found(
    place: Stage, poll_id: UUID, change: str
) -> None:
    """A recount opens every commitment, and the root covers every digest."""
    values: dict[str, Any] = {
        "answers": [{"form": "picked", "names": ["东门", "西门"]}],
        "salt": bytes(32),
        "commitment": bytes(32),
    }
    with place.work(now=example.AFTER) as work:
        ballot = work.unit.tables(PollTables).secret_ballot
        first = work.unit.connection.scalars(sa.select(ballot.c.commitment)).first()
        which = ballot.update().where(ballot.c.commitment == first)
        assert work.voting.polls.reports.has_same_recount(poll_id)
        work.unit.connection.execute(which.values(**{change: values[change]}))
        assert not work.voting.polls.reports.has_same_recount(poll_id)


def public_reads(desk: type) -> list[str]:
    """Name the public methods that are no commands: those without a key."""
    return [
        name
        for name, method in inspect.getmembers(desk, inspect.isfunction)
        if not name.startswith("_") and "key" not in inspect.signature(method).parameters
    ]


def everything_readable(work: Work, poll_id: UUID) -> dict[str, str]:
    """Call every public read of the desk and keep what it says, or how it refuses."""
    polls = work.voting.polls
    told: dict[str, str] = {}
    for desk in (polls.reports, polls.box):
        for name in public_reads(type(desk)):
            method = getattr(desk, name)
            asked = {"poll_id": poll_id, "commitment": bytes(32), "question": 1}
            wanted = inspect.signature(method).parameters
            try:
                told[name] = repr(method(**{key: asked[key] for key in wanted}))
            except (GongtongError, LookupError) as refusal:
                told[name] = repr(refusal)
    told["events"] = repr([event.kind for event in work.pending_events(consumer="test")])
    return told


@pytest.mark.parametrize("secrecy", list(Secrecy))
def test_nothing_that_can_be_read_tells_the_tendency_before_the_close(
    place: Stage, secrecy: Secrecy
) -> None:
    """Every public read says the same after ballots for one side as after ballots for the other."""
    names = public_reads(PollReports) + public_reads(BallotBox)
    assert {"turnout", "result", "recount", "commitments", "prove", "poll"} <= set(names)
    poll_id = open_for_all(place, secrecy)
    told: list[dict[str, str]] = []
    for side in (0, 1):
        with place.engine.connect() as connection, connection.begin() as transaction:
            for number in range(10):
                picked = Picked((OPTIONS[side],))
                motion = MotionAnswer(((Choice.FOR, Choice.AGAINST)[side],))
                answers = (picked,) if secrecy is Secrecy.SECRET else (motion, picked)
                vote = Vote(label=f"1-1-{number + 1}", answers=answers, secret=secret_of(number))
                work = place.on(connection, now=when(number))
                work.voting.polls.box.cast_ballot(CastBallot(poll_id, vote), key=f"cast {number}")
            told.append(everything_readable(place.on(connection, now=when(11)), poll_id))
            transaction.rollback()
    assert told[0] == told[1]
    assert "heads=10" in told[0]["turnout"]


def test_the_search_for_a_join_finds_one_where_there_is_one(place: Stage) -> None:
    """Control: in an open poll the same search leads from every ballot to its voter."""
    poll_id = open_for_all(place, Secrecy.OPEN)
    cast_all(place, poll_id, Secrecy.OPEN)
    with place.work(now=example.VOTING) as work:
        rows = dump(work)
    assert len(linked(rows["gt_poll_ballot"], rows["gt_event"])) >= VOTERS
