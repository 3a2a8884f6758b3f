"""A poll in the database: from the draft to the published result, counted again from what is kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.codec import canonical, to_json
from gongtong.core.errors import ConcurrentChangeError, RefusedError, UnknownReferenceError
from gongtong.core.house_rule_adoption import AdoptHouseRule
from gongtong.core.periods import Span
from gongtong.testing.examples import polls as example
from gongtong.testing.examples.people import CHAIR, HOMES, MANDATE, SINCE, SUPERVISOR
from gongtong.testing.stage import NOW
from gongtong.voting.elections.ballots import VotingPeriod
from gongtong.voting.owners_votes import OwnerChoice
from gongtong.voting.polls.answers import Choice, MotionAnswer, Picked
from gongtong.voting.polls.commitments import is_included
from gongtong.voting.polls.policies import NOTICE_DAYS
from gongtong.voting.polls.poll_count import result_digest
from gongtong.voting.polls.poll_on_file import LinkKind, PollLink
from gongtong.voting.polls.poll_roll import LineCorrection, ObjectedTo
from gongtong.voting.polls.poll_rules import Secrecy
from gongtong.voting.polls.poll_states import PollState, PollStep
from gongtong.voting.polls.question_outcomes import MethodOutcome, MotionOutcome, PollResult
from gongtong.voting.polls.requests import (
    AnnouncePoll,
    AnnulPoll,
    CastBallot,
    CastingChannel,
    CertifyPoll,
    ClosePoll,
    CountPoll,
    ExtendPoll,
    NoteDeliveries,
    ObjectInPoll,
    OpenPoll,
    PublishPoll,
    SettlePollObjection,
)
from gongtong.voting.polls.store import move_poll
from gongtong.voting.weights import Weight

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

LABELS = example.LABELS
MISSING = UUID(int=7)


def cast(place: Stage, poll_id: UUID, number: int, *answers: Any, **other: Any) -> bytes:
    """Cast one ballot in a transaction of its own and give its receipt."""
    now = other.pop("now", example.VOTING)
    vote = example.vote_of(number, *answers, **other)
    with place.work(CHAIR, now=now) as work:
        receipt = work.voting.polls.box.cast_ballot(
            CastBallot(poll_id, vote), key=f"{vote.secret.hex()}"
        )
    return receipt.commitment


def motion(result: PollResult) -> MotionOutcome:
    first = result.questions[0]
    assert isinstance(first, MotionOutcome)
    return first


def test_a_poll_goes_from_the_draft_to_the_published_result(place: Stage) -> None:
    """Announced, posted, opened, cast, closed, counted, certified and published, each step on file."""
    poll_id = example.certified(place)
    with place.work(CHAIR, now=example.SETTLED) as work:
        published = work.voting.polls.publish(PublishPoll(poll_id), key="publish")
    with place.work(now=example.SETTLED) as work:
        poll = work.voting.polls.reports.poll(poll_id)
        result = work.voting.polls.reports.result(poll_id)
        assert work.broken_event() is None
    assert poll.state is PollState.PUBLISHED
    assert [move.step for move in poll.moves] == [
        PollStep.ANNOUNCE,
        PollStep.POST_ROLL,
        PollStep.OPEN,
        PollStep.CLOSE,
        PollStep.COUNT,
        PollStep.CERTIFY,
        PollStep.PUBLISH,
    ]
    assert published.until == (example.SETTLED + timedelta(days=7)).date()
    assert motion(result).votes.approving == Weight(3, 2_550_000)
    assert motion(result).passed
    place_of_chargers = result.questions[1]
    assert isinstance(place_of_chargers, MethodOutcome)
    assert place_of_chargers.count.elected == ("东门",)
    assert result_digest(to_json(result)) == published.result_digest


def test_a_recount_from_the_stored_ballots_gives_the_same_bytes(place: Stage) -> None:
    """Whenever it is asked, on both engines, before and after certification."""
    poll_id = example.counted(place)
    with place.work(now=example.AFTER) as work:
        reports = work.voting.polls.reports
        assert reports.recount(poll_id) == reports.result(poll_id)
        assert to_json(reports.result(poll_id)) == reports.poll(poll_id).result
        assert reports.has_same_recount(poll_id)


def test_every_receipt_is_proven_under_the_published_root(place: Stage) -> None:
    """The voter's digest, a path, and the root of the close; nothing else is needed."""
    poll_id = example.opened(place)
    receipts = [cast(place, poll_id, number) for number in range(3)]
    with place.work(CHAIR, now=example.AFTER) as work:
        root = work.voting.polls.close(ClosePoll(poll_id), key="close").root
    with place.work(now=example.AFTER) as work:
        box = work.voting.polls.box
        assert all(is_included(box.prove(poll_id, receipt), root) for receipt in receipts)
        assert box.commitments(poll_id) == tuple(sorted(receipts))
        with pytest.raises(UnknownReferenceError, match="ballot"):
            box.prove(poll_id, bytes(32))


def test_proofs_are_given_after_the_close_alone(place: Stage) -> None:
    """Before it the list of digests would tell who adds which and when."""
    poll_id = example.voted(place)
    with place.work(now=example.VOTING) as work, pytest.raises(UnknownReferenceError, match="root"):
        work.voting.polls.box.commitments(poll_id)


def test_what_owners_chose_is_told_after_the_close_alone(place: Stage) -> None:
    """While the vote runs it is an error; afterwards the weights stand under each choice."""
    poll_id = example.voted(place)
    with place.work(now=example.VOTING) as work, pytest.raises(UnknownReferenceError, match="root"):
        work.voting.polls.reports.choices(poll_id, 1)
    with place.work(CHAIR, now=example.AFTER) as work:
        work.voting.polls.close(ClosePoll(poll_id), key="close")
        choices = work.voting.polls.reports.choices(poll_id, 1)
    found = {choice: len(weights) for choice, weights in choices.by_choice().items() if weights}
    assert found == {OwnerChoice.FOR: 3, OwnerChoice.NOT_REACHED: 1}


def test_a_changed_vote_replaces_the_first(place: Stage) -> None:
    """Where votes may be changed, both ballots are kept and the last counts."""
    poll_id = example.opened(place)
    against = MotionAnswer((Choice.AGAINST,)), Picked(("西门",))
    cast(place, poll_id, 0)
    cast(place, poll_id, 0, *against, drawn="second", now=example.VOTING + timedelta(hours=1))
    with place.work(CHAIR, now=example.AFTER) as work:
        work.voting.polls.close(ClosePoll(poll_id), key="close")
        work.voting.polls.count(CountPoll(poll_id=poll_id), key="count")
        result = work.voting.polls.reports.result(poll_id)
    assert (result.ballots, result.voters) == (2, 1)
    assert motion(result).votes.opposing.heads == 1
    assert motion(result).votes.approving.heads == 0


def test_a_spoilt_paper_is_kept_and_a_spoilt_ballot_online_is_refused(place: Stage) -> None:
    """Who votes online can mend it; a paper is what it is."""
    poll_id = example.opened(place)
    both = MotionAnswer((Choice.FOR, Choice.AGAINST)), Picked(())
    with pytest.raises(RefusedError) as caught:
        cast(place, poll_id, 0, *both)
    assert caught.value.codes == ("voting.several_choices",)
    cast(place, poll_id, 0, *both, channel=CastingChannel.PAPER)
    with place.work(CHAIR, now=example.AFTER) as work:
        work.voting.polls.close(ClosePoll(poll_id), key="close")
        work.voting.polls.count(CountPoll(poll_id=poll_id), key="count")
        result = work.voting.polls.reports.result(poll_id)
    assert motion(result).spoilt == 1
    assert motion(result).votes.spoilt == Weight(1, 800_000)


def test_a_ballot_needs_a_secret_of_its_own(place: Stage) -> None:
    """The same secret and the same answers would be one digest for two ballots."""
    poll_id = example.opened(place)
    cast(place, poll_id, 0)
    vote = evolve(example.vote_of(0), label=LABELS[1])
    with pytest.raises(RefusedError) as caught, place.work(now=example.VOTING) as work:
        work.voting.polls.box.cast_ballot(CastBallot(poll_id, vote), key="again")
    assert caught.value.codes == ("voting.secret_used_before",)


def test_silent_owners_are_those_to_whom_a_ballot_was_delivered(place: Stage) -> None:
    """Delivered and not returned: who voted, and who was never reached, is not silent."""
    poll_id = example.opened(place)
    with place.work(CHAIR, now=example.VOTING) as work:
        request = NoteDeliveries(poll_id, LABELS[:2], CastingChannel.DOOR_TO_DOOR)
        work.voting.polls.box.note_deliveries(request, key="deliver")
    with pytest.raises(RefusedError) as caught, place.work(CHAIR, now=example.VOTING) as work:
        work.voting.polls.box.note_deliveries(request, key="deliver again")
    assert caught.value.codes == ("voting.delivered_already",) * 2
    cast(place, poll_id, 0)
    with place.work(CHAIR, now=example.AFTER) as work:
        work.voting.polls.close(ClosePoll(poll_id), key="close")
        work.voting.polls.count(CountPoll(poll_id=poll_id), key="count")
        result = work.voting.polls.reports.result(poll_id)
    assert result.silent == Weight(1, 800_000)


def test_an_objection_to_the_roll_is_settled_before_the_opening(place: Stage) -> None:
    """It keeps the poll from opening; upheld, it corrects the line and the digest."""
    poll_id, objection_id = example.objected(place)
    with pytest.raises(RefusedError) as caught, place.work(CHAIR, now=example.OPENS_AT) as work:
        work.voting.polls.open(OpenPoll(poll_id), key="open")
    assert caught.value.codes == ("voting.objections_waiting",)
    with place.work(CHAIR) as work:
        reports = work.voting.polls.reports
        line = next(one for one in reports.roll(poll_id).lines if one.label == LABELS[1])
        before = reports.poll(poll_id).roll_digest
        settled = work.voting.polls.settle(
            SettlePollObjection(
                poll_id=poll_id,
                objection_id=objection_id,
                is_upheld=True,
                ruling="经核对产权证，异议成立",
                correction=LineCorrection(line.label, line.voter_id, 810_000),
            ),
            key="settle",
        )
    with place.work(CHAIR, now=example.OPENS_AT) as work:
        opened = work.voting.polls.open(OpenPoll(poll_id), key="open")
        (kept,) = work.voting.polls.reports.objections(poll_id)
    assert settled.roll_digest == opened.roll_digest != before
    assert opened.everyone.area_cm2 == 3_510_000
    assert (kept.about, kept.is_upheld, kept.settled_by) == (ObjectedTo.ROLL, True, CHAIR)
    assert (kept.label, kept.ruling_due_on, kept.is_late) == (LABELS[1], date(2025, 6, 12), False)


def test_a_late_objection_is_refused_and_a_late_ruling_is_marked(place: Stage) -> None:
    """Five days to object and two to rule, until a place decides; a late ruling still opens the way."""
    poll_id, objection_id = example.objected(place)
    with pytest.raises(RefusedError) as caught, place.work(now=NOW + timedelta(days=6)) as work:
        work.voting.polls.object(ObjectInPoll(poll_id, "陈静", "漏列"), key="late")
    assert caught.value.codes == ("objection_too_late",)
    with place.work(CHAIR, now=NOW + timedelta(days=3)) as work:
        request = SettlePollObjection(
            poll_id=poll_id, objection_id=objection_id, is_upheld=False, ruling="面积无误"
        )
        assert work.voting.polls.settle(request, key="settle").is_late
    with place.work(CHAIR, now=example.OPENS_AT) as work:
        work.voting.polls.open(OpenPoll(poll_id), key="open")
        (kept,) = work.voting.polls.reports.objections(poll_id)
    assert (kept.is_upheld, kept.is_late) == (False, True)


def test_an_upheld_objection_to_the_count_bars_certification(place: Stage) -> None:
    """The way out is to annul the poll or to repeat it."""
    poll_id = example.counted(place)
    with place.work(now=example.AFTER) as work:
        raised = work.voting.polls.object(ObjectInPoll(poll_id, "陈静", "漏计一票"), key="object")
    with place.work(CHAIR, now=example.AFTER) as work:
        work.voting.polls.settle(
            SettlePollObjection(
                poll_id=poll_id,
                objection_id=raised.objection_id,
                is_upheld=True,
                ruling="确有遗漏",
            ),
            key="settle",
        )
    with pytest.raises(RefusedError) as caught, place.work(SUPERVISOR, now=example.SETTLED) as work:
        work.voting.polls.certify(CertifyPoll(poll_id), key="certify")
    assert caught.value.codes == ("voting.count_objection_upheld",)


def test_a_result_is_certified_after_the_days_for_objections_by_the_supervisor(
    place: Stage,
) -> None:
    """On the sixth day it is too early, on the seventh it is not; the chair may not."""
    poll_id = example.counted(place)
    for person, days, codes in (
        (SUPERVISOR, 6, ("voting.objections_still_open",)),
        (CHAIR, 7, ("voting.office_required",)),
    ):
        now = example.AFTER + timedelta(days=days)
        with pytest.raises(RefusedError) as caught, place.work(person, now=now) as work:
            work.voting.polls.certify(CertifyPoll(poll_id), key="certify")
        assert caught.value.codes == codes
    with place.work(SUPERVISOR, now=example.AFTER + timedelta(days=7)) as work:
        work.voting.polls.certify(CertifyPoll(poll_id), key="certify")


def test_the_rules_of_the_announcement_hold_to_the_end(place: Stage) -> None:
    """A house rule that is adopted while the vote runs does not touch it."""
    poll_id = example.announced(place)
    rule = AdoptHouseRule("later", NOTICE_DAYS.name, "30", Span(SINCE), MANDATE)
    with place.work(CHAIR, now=NOW + timedelta(days=1)) as work:
        work.registry.adopt_house_rule(rule, key="later")
        assert work.unit.decide(NOTICE_DAYS) == 30
        assert work.voting.polls.reports.poll(poll_id).required_rules().notice_days == 15


def test_a_vote_is_extended_as_often_as_the_rule_has_it(place: Stage) -> None:
    """Once by default; the second time is refused, and ballots are taken until the new end."""
    poll_id = example.opened(place)
    later = example.CLOSES_AT + timedelta(days=2)
    with place.work(CHAIR, now=example.VOTING) as work:
        work.voting.polls.extend(ExtendPoll(poll_id, later, "参与面积不足"), key="extend")
    request = ExtendPoll(poll_id, later + timedelta(days=2), "仍不足")
    with pytest.raises(RefusedError) as caught, place.work(CHAIR, now=example.AFTER) as work:
        work.voting.polls.extend(request, key="again")
    assert caught.value.codes == ("voting.extended_too_often",)
    cast(place, poll_id, 0, now=later)
    with pytest.raises(RefusedError) as late:
        cast(place, poll_id, 1, now=later + timedelta(seconds=1))
    assert late.value.codes == ("voting.outside_voting_period",)


def test_a_run_off_follows_a_count_and_a_repetition_follows_an_annulled_poll(place: Stage) -> None:
    """Both polls name each other; the repeated one is at its end."""
    poll_id = example.counted(place)
    period = VotingPeriod(
        example.OPENS_AT + timedelta(days=60), example.CLOSES_AT + timedelta(days=60)
    )

    def following(kind: LinkKind) -> Any:
        return example.draft_of(period=period, follows=PollLink(poll_id, kind))

    with pytest.raises(RefusedError) as caught, place.work(CHAIR, now=example.AFTER) as work:
        work.voting.polls.draft(following(LinkKind.REPEAT), key="too early")
    assert caught.value.codes == ("voting.wrong_poll_state",)
    with place.work(CHAIR, now=example.AFTER) as work:
        second = work.voting.polls.draft(following(LinkKind.RUN_OFF), key="run-off").poll_id
        assert work.voting.polls.reports.poll(second).follows == PollLink(poll_id, LinkKind.RUN_OFF)
        assert work.voting.polls.reports.poll(poll_id).state is PollState.COUNTED
    with place.work(CHAIR, now=example.AFTER) as work:
        work.voting.polls.annul(AnnulPoll(poll_id, "名册有重大遗漏", MANDATE), key="annul")
    with place.work(CHAIR, now=example.AFTER) as work:
        work.voting.polls.draft(following(LinkKind.REPEAT), key="repeat")
        poll = work.voting.polls.reports.poll(poll_id)
        assert poll.state is PollState.REPEATED
        assert poll.moves[-2].decision == MANDATE
        assert len(work.voting.polls.reports.polls()) == 3


def test_a_method_that_nobody_knows_is_not_announced(place: Stage) -> None:
    """A poll names its method before it opens, and it must be there."""
    strange = evolve(example.PLACES, counting=evolve(example.PLACES.counting, method="by-magic"))
    poll_id = example.drafted(place, example.draft_of(questions=(strange,)))
    with pytest.raises(RefusedError) as caught, place.work(CHAIR) as work:
        work.voting.polls.announce(AnnouncePoll(poll_id), key="announce")
    assert caught.value.codes == ("voting.method_unknown",)


def test_an_outdated_version_is_not_overwritten(place: Stage) -> None:
    """Whoever read the poll before somebody else moved it is told to read again."""
    poll_id = example.drafted(place)
    with place.work(CHAIR) as work:
        seen = evolve(work.voting.polls.reports.poll(poll_id), version=7)
        with pytest.raises(ConcurrentChangeError):
            move_poll(work.unit, seen, PollStep.ANNOUNCE)


def test_the_event_of_a_ballot_does_not_tell_what_it_says(place: Stage) -> None:
    """The record binds an open ballot by its digest; no one who reads it along learns the tendency."""
    poll_id = example.opened(place)
    receipt = cast(place, poll_id, 0)
    with place.work(now=example.VOTING) as work:
        event = work.pending_events(consumer="test")[-1]
    body: Any = event.body
    assert (event.kind, body["commitment"]) == ("voting.BallotTaken", receipt.hex())
    text = canonical(event.body).decode()
    assert "for" not in body.values()
    assert "东门" not in text


def test_a_roll_can_be_given_where_residents_vote(place: Stage) -> None:
    """Nobody of the register is needed: the roll that is posted says who votes."""
    from_register = example.posted(place)
    with place.work() as work:
        lines = work.voting.polls.reports.roll(from_register).lines
    assert [line.label for line in lines] == [str(home.label) for home in HOMES]
    assert len({line.voter_id for line in lines}) == 4


def test_an_unknown_poll_is_an_error_of_its_own(place: Stage) -> None:
    """Also for a ballot: a wrong reference is no refusal."""
    example.prepare(place)
    vote = CastBallot(MISSING, example.vote_of(0))
    with place.work(now=example.VOTING) as work:
        with pytest.raises(UnknownReferenceError, match="poll"):
            work.voting.polls.reports.poll(MISSING)
        with pytest.raises(UnknownReferenceError, match="poll"):
            work.voting.polls.box.cast_ballot(vote, key="cast")


def test_a_secret_poll_with_weights_that_name_their_voter_is_not_posted(place: Stage) -> None:
    """Two homes of 80 and two of 95 m²: with at least five alike, no weight may stand on a ballot."""
    draft = evolve(example.draft_of(Secrecy.SECRET), questions=(example.MOTION,))
    with pytest.raises(RefusedError) as caught:
        example.posted(place, draft)
    assert caught.value.codes == ("voting.weight_names_voter",)
