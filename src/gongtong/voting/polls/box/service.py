"""Taking ballots, and proving that they were taken (投票服务).

What is recorded of a secret ballot is who voted, never what or under which digest: the receipt is
made from what the voter sent, here or on the voter's own device, and is stored with nobody's name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.errors import UnknownReferenceError
from gongtong.core.offices import Office
from gongtong.core.periods import local_day
from gongtong.core.registry.store import load_office_holders
from gongtong.voting.franchise.policies import BODY, MAY_TAKE_BALLOT, MAY_VOTE_BY_PROXY
from gongtong.voting.polls import store
from gongtong.voting.polls.box import store as box_store
from gongtong.voting.polls.casting import CastingFacts, rule_on_casting
from gongtong.voting.polls.commitments import SECRET_BYTES, InclusionProof, prove_inclusion
from gongtong.voting.polls.moving import MoveFacts
from gongtong.voting.polls.policies import POLL_DUTIES
from gongtong.voting.polls.poll_count import KeptPoll
from gongtong.voting.polls.poll_rules import PollDuties, Secrecy
from gongtong.voting.polls.preparing import rule_on_deliveries
from gongtong.voting.polls.questions import OwnersQuestion
from gongtong.voting.polls.requests import (
    BallotsTaken,
    BallotTaken,
    CastBallot,
    CastBallots,
    CastingChannel,
    DeliveriesNoted,
    NoteDeliveries,
    Receipt,
)

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.voting.polls.poll_on_file import PollOnFile


def _take(unit: UnitOfWork, request: CastBallots) -> BallotsTaken:
    sound = [vote for vote in request.votes if len(vote.secret) == SECRET_BYTES]
    known = box_store.load_known(
        unit,
        request.poll_id,
        [vote.label for vote in request.votes],
        [vote.commitment(request.poll_id) for vote in sound],
    )
    by_hand = any(vote.channel is not CastingChannel.ONLINE for vote in request.votes)
    on, for_others = local_day(known.box.period.opens_at), any(vote.by for vote in request.votes)
    body = {BODY.name: known.box.body}
    facts = CastingFacts(
        box=known.box,
        lines=known.lines,
        marked=known.marked,
        used=known.used,
        now=unit.now,
        held=offices_held(unit) if by_hand else (),
        duties=unit.decide(POLL_DUTIES) if by_hand else PollDuties(()),
        guards=unit.guards(MAY_TAKE_BALLOT, on=on),
        mandates=store.list_mandates(unit, request.poll_id) if for_others else (),
        proxy_guards=unit.guards(MAY_VOTE_BY_PROXY, on=on, facts=body) if for_others else (),
    )
    taken = unit.granted(rule_on_casting(request, facts))
    if known.box.secrecy is Secrecy.SECRET:
        counts_area = any(isinstance(one, OwnersQuestion) for one in known.box.questions)
        voters = [ballot.voter_id for ballot in taken.ballots]
        areas = box_store.load_areas(unit, request.poll_id, voters) if counts_area else {}
        box_store.insert_secret(unit, request.votes, taken, areas)
    else:
        box_store.insert_named(unit, request.votes, taken)
    for ballot in taken.ballots:
        unit.record(ballot)
    return taken


def offices_held(unit: UnitOfWork) -> tuple[Office, ...]:
    """Give the offices that the actor holds today (当前职务)."""
    return load_office_holders(unit).offices_of(unit.actor.id, unit.today)


def _cast_ballot(unit: UnitOfWork, request: CastBallot) -> BallotTaken:
    (taken,) = _take(unit, CastBallots(request.poll_id, (request.vote,))).ballots
    return taken


def _cast_ballots(unit: UnitOfWork, request: CastBallots) -> BallotsTaken:
    return _take(unit, request)


def _note_deliveries(unit: UnitOfWork, request: NoteDeliveries) -> DeliveriesNoted:
    poll = store.load_poll(unit, request.poll_id)
    facts = MoveFacts(
        poll=poll, held=offices_held(unit), duties=unit.decide(POLL_DUTIES), now=unit.now
    )
    on_roll = {line.label for line in store.load_roll(unit, poll.id).lines}
    delivered = store.list_delivered(unit, poll.id)
    ruling = rule_on_deliveries(
        request,
        facts,
        unknown=tuple(sorted(set(request.labels) - on_roll)),
        delivered=tuple(sorted(set(request.labels) & delivered)),
    )
    event = unit.granted(ruling)
    store.insert_deliveries(unit, event)
    unit.record(event)
    return event


def load_kept(unit: UnitOfWork, poll: PollOnFile) -> KeptPoll:
    """Load everything that is kept of a poll and decides its result (读取计票存档)."""
    return KeptPoll(
        poll=poll,
        roll=store.load_roll(unit, poll.id),
        named=box_store.list_named(unit, poll.id),
        secret=box_store.list_secret(unit, poll.id),
        marked=box_store.list_marked(unit, poll.id),
        delivered=store.list_delivered(unit, poll.id),
    )


def count_unrecorded(unit: UnitOfWork, kept: KeptPoll) -> int:
    """Count what the record and the box do not both have: digests, or in secret voters (与记录不符数)."""
    bodies = box_store.list_recorded(unit, kept.poll.id)
    if kept.poll.secrecy is Secrecy.SECRET:
        stored = {str(voter_id) for voter_id in kept.marked}
        recorded = {str(body["voter_id"]) for body in bodies if isinstance(body, dict)}
    else:
        stored = {digest.hex() for digest in kept.commitments}
        recorded = {str(body["commitment"]) for body in bodies if isinstance(body, dict)}
    return len(stored ^ recorded)


CAST_BALLOT: Final = Command("voting.cast_ballot", CastBallot, BallotTaken, _cast_ballot, zh="投票")
CAST_BALLOTS: Final = Command(
    "voting.cast_ballots", CastBallots, BallotsTaken, _cast_ballots, zh="批量投票"
)
NOTE_DELIVERIES: Final = Command(
    "voting.note_deliveries", NoteDeliveries, DeliveriesNoted, _note_deliveries, zh="登记送达"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (CAST_BALLOT, CAST_BALLOTS, NOTE_DELIVERIES)


class BallotBox:
    """Where ballots are handed in, and receipts are checked (投票箱台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Open the desk on a unit of work."""
        self._unit = unit

    def cast_ballot(self, request: CastBallot, *, key: str) -> Receipt:
        """Take one ballot and give its receipt (投票).

        The receipt is computed from the request, so a repetition gives it again; for a secret poll it
        is stored nowhere with the voter.
        """
        taken = self._unit.run(CAST_BALLOT, request, key=key)
        return Receipt(request.poll_id, request.vote.commitment(request.poll_id), taken)

    def cast_ballots(self, request: CastBallots, *, key: str) -> tuple[Receipt, ...]:
        """Take the ballots of one counter, all or none, and give a receipt for each (批量投票)."""
        taken = self._unit.run(CAST_BALLOTS, request, key=key)
        return tuple(
            Receipt(request.poll_id, vote.commitment(request.poll_id), ballot)
            for vote, ballot in zip(request.votes, taken.ballots, strict=True)
        )

    def note_deliveries(self, request: NoteDeliveries, *, key: str) -> DeliveriesNoted:
        """Note to whom ballots were delivered (登记送达)."""
        return self._unit.run(NOTE_DELIVERIES, request, key=key)

    def commitments(self, poll_id: UUID) -> tuple[bytes, ...]:
        """List the digests under the published root, sorted; raises before the close (承诺值清单).

        `UnknownReferenceError` before the close: the list would tell who adds which digest when.
        """
        poll = store.load_poll(self._unit, poll_id)
        if poll.root is None:
            raise UnknownReferenceError("root of poll", poll_id)
        return box_store.list_commitments(self._unit, poll_id)

    def prove(self, poll_id: UUID, commitment: bytes) -> InclusionProof:
        """Prove that a ballot is under the published root; raises where it is not (出具收录证明).

        `UnknownReferenceError` for a receipt that is not under the root, and before the close.
        """
        proof = prove_inclusion(self.commitments(poll_id), commitment)
        if proof is None:
            raise UnknownReferenceError("ballot", commitment.hex())
        return proof
