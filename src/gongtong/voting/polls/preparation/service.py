"""Before the first ballot, and one more day for the last: from the draft to the vote (表决准备服务).

What is answered at the announcement holds to the end of the poll.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from gongtong.core.codec import to_json
from gongtong.core.commands import AnyCommand, Command
from gongtong.core.errors import NoProvisionError, UnknownReferenceError
from gongtong.core.heads import count_heads
from gongtong.core.periods import local_day
from gongtong.core.registry.service import decide_head_rules
from gongtong.core.registry.store import load_register
from gongtong.voting.counting.counting_method import CountingMethod
from gongtong.voting.electorates import Electorate
from gongtong.voting.franchise.policies import BODY, ROLL_CALENDAR, VOTE_CHANGES
from gongtong.voting.methods.policies import COUNTING_METHOD, METHOD_NAME
from gongtong.voting.owners_votes import BallotRules
from gongtong.voting.policies import (
    CHANNEL_PRIORITY,
    DECISION_RULE,
    FOLLOWING_BALLOTS,
    MATTER,
    PARTS_COVERED,
    SEAT_ORDER,
    SILENCE_CONDITIONS,
    SILENT_BALLOTS,
    SPOILT_BALLOTS,
)
from gongtong.voting.polls import moving, preparing, roll_objections, store
from gongtong.voting.polls.box.service import offices_held
from gongtong.voting.polls.policies import (
    EXTENSION,
    NOTICE_DAYS,
    POLL_DAYS,
    POLL_DUTIES,
    SMALLEST_CELL,
)
from gongtong.voting.polls.poll_roll import PollObjection, PollRoll
from gongtong.voting.polls.poll_rules import ElectionRule, MotionRule, PollRules
from gongtong.voting.polls.poll_states import PollStep
from gongtong.voting.polls.questions import ElectQuestion, Motion, OwnersQuestion
from gongtong.voting.polls.requests import (
    AnnouncePoll,
    DraftPoll,
    ExtendPoll,
    ObjectInPoll,
    OpenPoll,
    PollAnnounced,
    PollDrafted,
    PollExtended,
    PollObjectionRaised,
    PollObjectionSettled,
    PollOpened,
    PollRollPosted,
    PostPollRoll,
    SettlePollObjection,
)
from gongtong.voting.polls.withdrawing import PollWithdrawn, WithdrawPoll, rule_on_withdrawal
from gongtong.voting.readings import SilentBallots

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.voting.polls.poll_on_file import PollOnFile
    from gongtong.voting.silence import SilenceConditions


def methods_of(unit: UnitOfWork, poll: PollOnFile) -> Mapping[str, CountingMethod]:
    """Find the counting methods that a poll names, as they stand on the day it opens (计票方法).

    A name under which nothing counts is left out.
    """
    on, found = local_day(poll.period.opens_at), dict[str, CountingMethod]()
    for question in poll.questions:
        if not isinstance(question, OwnersQuestion):
            name = question.counting.method
            with suppress(NoProvisionError):
                found[name] = unit.decide(COUNTING_METHOD, on=on, facts={METHOD_NAME.name: name})
    return found


def facts_of(unit: UnitOfWork, poll: PollOnFile) -> moving.MoveFacts:
    """Read what a rule about the next step must know (推进依据)."""
    return moving.MoveFacts(
        poll=poll,
        held=offices_held(unit),
        duties=unit.decide(POLL_DUTIES),
        now=unit.now,
        objections=store.list_objections(unit, poll.id),
    )


def _draft(unit: UnitOfWork, request: DraftPoll) -> PollDrafted:
    earlier = None
    if request.follows is not None:
        earlier = facts_of(unit, store.load_poll(unit, request.follows.poll_id))
    event = unit.granted(moving.rule_on_draft(request, unit.new_id(), earlier))
    store.insert_poll(unit, event)
    unit.record(event)
    if request.follows is not None and earlier is not None:
        store.move_poll(unit, earlier.poll, request.follows.kind.step, reason=event.title)
        unit.record(moving.followed(earlier.poll, event.poll_id, request.follows.kind))
    return event


def _announce(unit: UnitOfWork, request: AnnouncePoll) -> PollAnnounced:
    poll = store.load_poll(unit, request.poll_id)
    facts = facts_of(unit, poll)
    unit.refuse_if(tuple(moving.reasons_of_step(facts, PollStep.ANNOUNCE)))
    rules, methods = _rules_for(unit, poll, request), methods_of(unit, poll)
    ruling = preparing.rule_on_announcement(request, facts, rules, methods)
    event = unit.granted(ruling)
    store.move_poll(unit, poll, PollStep.ANNOUNCE, rules=to_json(event.rules))
    unit.record(event)
    return event


def _rules_for(unit: UnitOfWork, poll: PollOnFile, request: AnnouncePoll) -> PollRules:
    on = local_day(poll.period.opens_at)
    motions = tuple(
        MotionRule(number, unit.decide(DECISION_RULE, on=on, facts={MATTER.name: question.matter}))
        for number, question in enumerate(poll.questions, start=1)
        if isinstance(question, Motion)
    )
    elections = tuple(
        ElectionRule(
            number,
            unit.decide(DECISION_RULE, on=on, facts={MATTER.name: question.matter}),
            unit.decide(SEAT_ORDER, on=on),
        )
        for number, question in enumerate(poll.questions, start=1)
        if isinstance(question, ElectQuestion)
    )
    ballots = BallotRules(
        spoilt=unit.decide(SPOILT_BALLOTS, on=on),
        silent=unit.decide(SILENT_BALLOTS, on=on),
        following=unit.decide(FOLLOWING_BALLOTS, on=on),
    )
    return PollRules(
        notice_days=unit.decide(NOTICE_DAYS, on=on),
        days=unit.decide(POLL_DAYS, on=on),
        roll_calendar=unit.decide(ROLL_CALENDAR, on=on, facts={BODY.name: poll.body}),
        extension=unit.decide(EXTENSION, on=on),
        channel_priority=unit.decide(CHANNEL_PRIORITY, on=on),
        vote_changes=unit.decide(VOTE_CHANGES, on=on),
        parts_covered=unit.decide(PARTS_COVERED, on=on),
        ballots=ballots,
        smallest_cell=unit.decide(SMALLEST_CELL, on=on),
        silence=_conditions_of_silence(unit, poll, ballots),
        silence_facts=request.silence,
        motions=motions,
        elections=elections,
    )


def _conditions_of_silence(
    unit: UnitOfWork, poll: PollOnFile, ballots: BallotRules
) -> SilenceConditions | None:
    if ballots.silent is SilentBallots.NOT_COUNTED:
        return None
    try:
        return unit.decide(SILENCE_CONDITIONS, on=local_day(poll.period.opens_at))
    except NoProvisionError:
        # no text lets silence count here; the count then says so
        return None


def _post_roll(unit: UnitOfWork, request: PostPollRoll) -> PollRollPosted:
    poll = store.load_poll(unit, request.poll_id)
    roll = PollRoll(request.lines) if request.lines else _roll_of_owners(unit, poll)
    event = unit.granted(preparing.rule_on_roll(request, facts_of(unit, poll), roll))
    store.move_poll(unit, poll, PollStep.POST_ROLL, roll_digest=event.digest)
    store.save_roll(unit, poll.id, roll)
    unit.record(event)
    return event


def _roll_of_owners(unit: UnitOfWork, poll: PollOnFile) -> PollRoll:
    register = load_register(unit, poll.electorate_on)
    heads = count_heads(register, decide_head_rules(unit, register))
    return PollRoll.from_electorate(Electorate.from_heads(heads, on=register.on))


def _object(unit: UnitOfWork, request: ObjectInPoll) -> PollObjectionRaised:
    poll = store.load_poll(unit, request.poll_id)
    facts = facts_of(unit, poll)
    roll = store.load_roll(unit, poll.id)
    ruling = roll_objections.rule_on_poll_objection(request, facts, roll, unit.new_id())
    event = unit.granted(ruling)
    objection = PollObjection(
        id=event.objection_id,
        about=event.about,
        raised_at=unit.now,
        raised_by=event.raised_by,
        grounds=event.grounds,
        label=event.label,
        ruling_due_on=event.ruling_due_on,
    )
    store.insert_objection(unit, poll.id, objection)
    unit.record(event)
    return event


def _settle(unit: UnitOfWork, request: SettlePollObjection) -> PollObjectionSettled:
    poll = store.load_poll(unit, request.poll_id)
    facts = facts_of(unit, poll)
    objection = next((one for one in facts.objections if one.id == request.objection_id), None)
    if objection is None:
        raise UnknownReferenceError("objection", request.objection_id)
    roll = store.load_roll(unit, poll.id)
    event = unit.granted(roll_objections.rule_on_settlement(request, facts, objection, roll))
    settled = roll_objections.with_objection_settled(objection, event, facts, unit.actor.id)
    store.save_ruling(unit, poll.id, settled)
    if event.correction is not None:
        store.correct_roll(unit, poll, event.correction)
    store.move_poll(unit, poll, PollStep.SETTLE, roll_digest=event.roll_digest)
    unit.record(event)
    return event


def _open(unit: UnitOfWork, request: OpenPoll) -> PollOpened:
    poll = store.load_poll(unit, request.poll_id)
    roll = store.load_roll(unit, poll.id)
    event = unit.granted(preparing.rule_on_poll_opening(request, facts_of(unit, poll), roll))
    store.move_poll(unit, poll, PollStep.OPEN)
    unit.record(event)
    return event


def _extend(unit: UnitOfWork, request: ExtendPoll) -> PollExtended:
    poll = store.load_poll(unit, request.poll_id)
    event = unit.granted(moving.rule_on_extension(request, facts_of(unit, poll)))
    store.move_poll(unit, poll, PollStep.EXTEND, reason=event.reason, closes_at=event.closes_at)
    unit.record(event)
    return event


def _withdraw(unit: UnitOfWork, request: WithdrawPoll) -> PollWithdrawn:
    poll = store.load_poll(unit, request.poll_id)
    event = unit.granted(rule_on_withdrawal(request, facts_of(unit, poll)))
    store.move_poll(unit, poll, PollStep.WITHDRAW, reason=event.reason)
    unit.record(event)
    return event


DRAFT_POLL: Final = Command("voting.draft_poll", DraftPoll, PollDrafted, _draft, zh="拟定表决")
ANNOUNCE_POLL: Final = Command(
    "voting.announce_poll", AnnouncePoll, PollAnnounced, _announce, zh="公告表决"
)
POST_ROLL: Final = Command(
    "voting.post_poll_roll", PostPollRoll, PollRollPosted, _post_roll, zh="公示名册"
)
OBJECT: Final = Command(
    "voting.object_in_poll", ObjectInPoll, PollObjectionRaised, _object, zh="提出异议"
)
SETTLE: Final = Command(
    "voting.settle_poll_objection",
    SettlePollObjection,
    PollObjectionSettled,
    _settle,
    zh="处理异议",
)
OPEN_POLL: Final = Command("voting.open_poll", OpenPoll, PollOpened, _open, zh="开始投票")
EXTEND_POLL: Final = Command("voting.extend_poll", ExtendPoll, PollExtended, _extend, zh="延期")
WITHDRAW_POLL: Final = Command(
    "voting.withdraw_poll", WithdrawPoll, PollWithdrawn, _withdraw, zh="撤回表决"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (
    DRAFT_POLL,
    ANNOUNCE_POLL,
    POST_ROLL,
    OBJECT,
    SETTLE,
    OPEN_POLL,
    EXTEND_POLL,
    WITHDRAW_POLL,
)
