"""After the last ballot: close, count, certify, publish, or annul; and what can be read (表决结果服务).

What is counted can be counted again at any time from what is kept, and comes out the same to the
byte. Nothing here tells how a vote goes before it is closed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from attrs import evolve, frozen

from gongtong.core.codec import JsonValue, from_json, to_json
from gongtong.core.commands import AnyCommand, Command
from gongtong.core.errors import CodecError, UnknownReferenceError
from gongtong.voting.counting.counting_method import UncountableError
from gongtong.voting.owners.quorum_watch import QuorumWatch, watch_quorum
from gongtong.voting.polls import moving, store
from gongtong.voting.polls.box import store as box_store
from gongtong.voting.polls.box.service import count_unrecorded, load_kept
from gongtong.voting.polls.breakdowns import published_cells
from gongtong.voting.polls.owner_choices import OwnersChoices, choices_in
from gongtong.voting.polls.poll_count import count_kept, is_same_result, result_digest
from gongtong.voting.polls.poll_rules import Secrecy
from gongtong.voting.polls.poll_states import PollState, PollStep
from gongtong.voting.polls.preparation.service import facts_of, methods_of
from gongtong.voting.polls.question_outcomes import PollResult
from gongtong.voting.polls.requests import (
    AnnulPoll,
    CertifyPoll,
    ClosePoll,
    CountPoll,
    PollAnnulled,
    PollCertified,
    PollClosed,
    PollCounted,
    PollPublished,
    PublishPoll,
)
from gongtong.voting.weights import Weight, total

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.voting.polls.poll_on_file import PollOnFile
    from gongtong.voting.polls.poll_roll import PollObjection, PollRoll
    from gongtong.voting.polls.small_groups import Cell


def _close(unit: UnitOfWork, request: ClosePoll) -> PollClosed:
    poll = store.load_poll(unit, request.poll_id)
    kept = load_kept(unit, poll)
    summary = evolve(kept.summary(), unrecorded=count_unrecorded(unit, kept))
    event = unit.granted(moving.rule_on_close(request, facts_of(unit, poll), summary))
    store.move_poll(unit, poll, PollStep.CLOSE, root=event.root)
    if poll.secrecy is Secrecy.SECRET:
        box_store.shuffle_secret(unit, poll.id)
    unit.record(event)
    return event


def _count(unit: UnitOfWork, request: CountPoll) -> PollCounted:
    poll = store.load_poll(unit, request.poll_id)
    kept = load_kept(unit, poll)
    unit.granted(moving.rule_on_poll_count(request, facts_of(unit, poll), kept.summary()))
    result = to_json(count_kept(kept.with_ties(request), methods_of(unit, poll)))
    event = moving.counted_event(request, len(kept.commitments), result_digest(result))
    store.move_poll(unit, poll, PollStep.COUNT, result=result, ties=store.ties_given(request))
    unit.record(event)
    return event


def recount(unit: UnitOfWork, poll: PollOnFile) -> PollResult:
    """Count once more from every ballot that is kept, and write nothing (重新计票)."""
    return count_kept(load_kept(unit, poll), methods_of(unit, poll))


def _certify(unit: UnitOfWork, request: CertifyPoll) -> PollCertified:
    poll = store.load_poll(unit, request.poll_id)
    facts = facts_of(unit, poll)
    unit.refuse_if(tuple(moving.reasons_of_step(facts, PollStep.CERTIFY)))
    ruling = moving.rule_on_certification(
        request,
        facts,
        result_digest(poll.result),
        recount_agrees=is_same_result(poll.result, to_json(recount(unit, poll))),
    )
    event = unit.granted(ruling)
    store.move_poll(unit, poll, PollStep.CERTIFY)
    unit.record(event)
    return event


def _publish(unit: UnitOfWork, request: PublishPoll) -> PollPublished:
    poll = store.load_poll(unit, request.poll_id)
    digest = result_digest(poll.result)
    event = unit.granted(moving.rule_on_publication(request, facts_of(unit, poll), digest))
    store.move_poll(unit, poll, PollStep.PUBLISH)
    unit.record(event)
    return event


def _annul(unit: UnitOfWork, request: AnnulPoll) -> PollAnnulled:
    poll = store.load_poll(unit, request.poll_id)
    event = unit.granted(moving.rule_on_annulment(request, facts_of(unit, poll)))
    store.move_poll(unit, poll, PollStep.ANNUL, reason=event.reason, decision=event.decision)
    unit.record(event)
    return event


CLOSE_POLL: Final = Command("voting.close_poll", ClosePoll, PollClosed, _close, zh="截止投票")
COUNT_POLL: Final = Command("voting.count_poll", CountPoll, PollCounted, _count, zh="计票")
CERTIFY_POLL: Final = Command(
    "voting.certify_poll", CertifyPoll, PollCertified, _certify, zh="确认结果"
)
PUBLISH_POLL: Final = Command(
    "voting.publish_poll", PublishPoll, PollPublished, _publish, zh="公布结果"
)
ANNUL_POLL: Final = Command("voting.annul_poll", AnnulPoll, PollAnnulled, _annul, zh="作废")
COMMANDS: Final[tuple[AnyCommand, ...]] = (
    CLOSE_POLL,
    COUNT_POLL,
    CERTIFY_POLL,
    PUBLISH_POLL,
    ANNUL_POLL,
)


@frozen
class Turnout:
    """Everybody, and those who have voted so far; nothing of what they said (投票进度)."""

    everyone: Weight
    voted: Weight


class PollReports:
    """What can be read of polls, at any stage (表决查询台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Open the desk on a unit of work."""
        self._unit = unit

    def poll(self, poll_id: UUID) -> PollOnFile:
        """Give a poll as it is kept; raises `UnknownReferenceError` (查询表决活动)."""
        return store.load_poll(self._unit, poll_id)

    def polls(self) -> tuple[PollOnFile, ...]:
        """List the polls of the place (表决活动清单)."""
        return store.list_polls(self._unit)

    def roll(self, poll_id: UUID) -> PollRoll:
        """Give the roll as it was posted and corrected (表决名册)."""
        return store.load_roll(self._unit, poll_id)

    def objections(self, poll_id: UUID) -> tuple[PollObjection, ...]:
        """List the objections and what was ruled on them (异议清单)."""
        return store.list_objections(self._unit, poll_id)

    def turnout(self, poll_id: UUID) -> Turnout:
        """Say how many have voted, with their area: the distance to the quorum, no tendency (投票进度)."""
        weights = self.roll(poll_id).weights()
        voted = box_store.list_voted(self._unit, poll_id)
        return Turnout(total(weights.values()), total(weights[one] for one in voted))

    def quorum(self, poll_id: UUID, question: int) -> QuorumWatch:
        """Say how far a motion or an election is from its quorum, and nothing of how it goes (参与进度).

        Raises `LookupError` for a question that is neither.
        """
        rules, turnout = self.poll(poll_id).required_rules(), self.turnout(poll_id)
        return watch_quorum(
            rules.rule_of(question),
            rules.ballots,
            everyone=turnout.everyone,
            returned=turnout.voted,
        )

    def result(self, poll_id: UUID) -> PollResult:
        """Give the recorded result; raises `UnknownReferenceError` before the count (表决结果).

        It is preliminary until the poll is certified. `core.codec.to_json` writes it to the JSON that
        is kept and whose digest is recorded.
        """
        return from_json(self._recorded(poll_id), PollResult)

    def _recorded(self, poll_id: UUID) -> JsonValue:
        result = self.poll(poll_id).result
        if result is None:
            raise UnknownReferenceError("count of poll", poll_id)
        return result

    def recount(self, poll_id: UUID) -> PollResult:
        """Count once more from every ballot that is kept, and write nothing (重新计票).

        Raises `UnknownReferenceError` before the count.
        """
        self._recorded(poll_id)
        return recount(self._unit, self.poll(poll_id))

    def choices(self, poll_id: UUID, question: int) -> OwnersChoices:
        """Say what owners chose on a motion, never before the close: to tell how close it was (表决意见).

        Totals, and in an open poll the weights under each choice. Raises `UnknownReferenceError`
        before the close, and `LookupError` for a question that is no motion.
        """
        poll = self.poll(poll_id)
        if poll.root is None:
            raise UnknownReferenceError("root of poll", poll_id)
        return choices_in(load_kept(self._unit, poll), question)

    def published_cells(self, poll_id: UUID, question: int) -> tuple[Cell, ...]:
        """Give the figures by group of a published poll, no group under the k of its rules (分组结果).

        Raises `UnknownReferenceError` before the result is published.
        """
        poll = self.poll(poll_id)
        if poll.state is not PollState.PUBLISHED:
            raise UnknownReferenceError("published result of poll", poll_id)
        return published_cells(load_kept(self._unit, poll), question)

    def has_same_root(self, poll_id: UUID) -> bool:
        """Say whether the ballots are those of the record and of the root of the close (根摘要是否一致).

        Raises `UnknownReferenceError` before the close.
        """
        poll = self.poll(poll_id)
        if poll.root is None:
            raise UnknownReferenceError("root of poll", poll_id)
        try:
            kept = load_kept(self._unit, poll)
        except CodecError:
            return False
        is_as_recorded = not count_unrecorded(self._unit, kept)
        return kept.root == poll.root and is_as_recorded and not kept.changed_ballots()

    def has_same_recount(self, poll_id: UUID) -> bool:
        """Say whether a recount gives the recorded result to the byte (重新计票是否一致).

        Where ballots were changed so that they cannot be counted any more, it does not.
        """
        try:
            return is_same_result(self._recorded(poll_id), to_json(self.recount(poll_id)))
        except (CodecError, UncountableError, KeyError):
            return False
