"""Before the first ballot: the announcement, the roll, objections to it, the opening (表决准备)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gongtong.core.periods import local_day
from gongtong.core.rulings import Granted, Reason, Refused, Ruling
from gongtong.voting.elections.ballots import local_minute
from gongtong.voting.franchise.objections import rule_on_posting
from gongtong.voting.polls.methods_named import reasons_of_methods
from gongtong.voting.polls.moving import (
    MoveFacts,
    reasons_of_days,
    reasons_of_step,
    reasons_of_waiting,
)
from gongtong.voting.polls.poll_roll import (
    PollRoll,
    reasons_of_lines,
)
from gongtong.voting.polls.poll_rules import PollRules, Secrecy
from gongtong.voting.polls.poll_states import PollStep
from gongtong.voting.polls.questions import Motion
from gongtong.voting.polls.requests import (
    AnnouncePoll,
    DeliveriesNoted,
    NoteDeliveries,
    OpenPoll,
    PollAnnounced,
    PollOpened,
    PollRollPosted,
    PostPollRoll,
)
from gongtong.voting.polls.roll_objections import roll_facts
from gongtong.voting.polls.sources import (
    BALLOT_SECRECY,
    FIFTEEN_DAYS,
    POLL_NOTICE,
    POLL_PRACTICE,
)
from gongtong.voting.readings import FollowingBallots, PartsCovered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gongtong.voting.counting.counting_method import CountingMethod


def rule_on_announcement(
    request: AnnouncePoll,
    facts: MoveFacts,
    rules: PollRules,
    methods: Mapping[str, CountingMethod],
) -> Ruling[PollAnnounced]:
    """Rule on an announcement: early enough, with methods that can count what is asked (公告裁定).

    Nothing is asked that the rules do not have.
    """
    poll = facts.poll
    reasons = [
        *reasons_of_step(facts, PollStep.ANNOUNCE),
        *reasons_of_methods(poll.questions, methods),
        *reasons_of_days(
            facts.today,
            local_day(poll.period.opens_at),
            rules.notice_days,
            code="voting.announced_late",
            source=FIFTEEN_DAYS,
        ),
    ]
    follows = any(isinstance(one, Motion) and one.may_follow for one in poll.questions)
    if follows and rules.ballots.following is FollowingBallots.NOT_ALLOWED:
        reasons.append(
            Reason(
                "voting.following_not_adopted",
                "本小区规则不设从众选项",
                "the rules of this place do not let a ballot follow",
                POLL_NOTICE,
            )
        )
    named_only = rules.parts_covered is PartsCovered.NAMED_PARTS_ONLY
    if poll.secrecy is Secrecy.SECRET and poll.counts_area and named_only:
        reasons.append(
            Reason(
                "voting.secret_ballot_names_no_part",
                "无记名选票不能只代表所写的房屋",
                "a secret ballot names no part, so it cannot speak for named parts only",
                BALLOT_SECRECY,
            )
        )
    return Refused(tuple(reasons)) if reasons else Granted(PollAnnounced(request.poll_id, rules))


def rule_on_roll(request: PostPollRoll, facts: MoveFacts, roll: PollRoll) -> Ruling[PollRollPosted]:
    """Rule on posting a roll: somebody is on it, and it stands long enough before the vote (公示名册裁定)."""
    poll = facts.poll
    reasons = [*reasons_of_step(facts, PollStep.POST_ROLL), *reasons_of_lines(roll)]
    objections_until = facts.today
    if poll.rules is not None:
        opens_on, known = local_day(poll.period.opens_at), roll_facts(facts, roll)
        match rule_on_posting(facts.today, opens_on, known):
            case Refused(late):
                reasons.extend(late)
            case Granted(posted):
                objections_until = posted.objections_until
        reasons.extend(_reasons_of_weights(facts, roll))
    if reasons:
        return Refused(tuple(reasons))
    return Granted(
        PollRollPosted(
            poll_id=request.poll_id,
            lines=len(roll.lines),
            everyone=roll.weight,
            digest=roll.digest(),
            objections_until=objections_until,
        )
    )


def _reasons_of_weights(facts: MoveFacts, roll: PollRoll) -> Iterator[Reason]:
    """A secret ballot that weighs as nobody else's does names its voter."""
    poll = facts.poll
    if poll.secrecy is not Secrecy.SECRET or not poll.counts_area:
        return
    least = poll.required_rules().smallest_cell
    weights = Counter(weight.area_cm2 for weight in roll.weights().values())
    exposed = sum(people for people in weights.values() if people < least)
    if exposed:
        yield Reason(
            "voting.weight_names_voter",
            f"{exposed}名表决人的面积与他人不同或相同者不足{least}人，无记名选票会暴露其身份",
            f"{exposed} voters weigh as fewer than {least} do: their weight would name them",
            BALLOT_SECRECY,
            (("exposed", str(exposed)), ("least", str(least))),
        )


def rule_on_poll_opening(request: OpenPoll, facts: MoveFacts, roll: PollRoll) -> Ruling[PollOpened]:
    """Rule on the opening: in the period, after the posting, with a settled and unchanged roll (开始投票裁定)."""
    poll, posted = facts.poll, facts.poll.last(PollStep.POST_ROLL)
    reasons = [
        *reasons_of_step(facts, PollStep.OPEN),
        *reasons_of_waiting(facts),
        *_reasons_of_moment(facts),
    ]
    if poll.rules is not None and posted is not None:
        stands = rule_on_posting(local_day(posted.at), facts.today, roll_facts(facts, roll))
        reasons.extend(stands.reasons if isinstance(stands, Refused) else ())
        reasons.extend(_reasons_of_weights(facts, roll))
    if poll.roll_digest is not None and roll.digest() != poll.roll_digest:
        reasons.append(
            Reason(
                "voting.roll_changed",
                "名册与公示时的摘要不符",
                "the roll no longer has the digest it had",
                POLL_PRACTICE,
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    return Granted(PollOpened(request.poll_id, roll.digest(), roll.weight))


def _reasons_of_moment(facts: MoveFacts) -> Iterator[Reason]:
    period = facts.poll.period
    if not period.contains(facts.now):
        opens_at, closes_at = local_minute(period.opens_at), local_minute(period.closes_at)
        yield Reason(
            "voting.outside_voting_period",
            f"投票期间为{opens_at}至{closes_at}，此时不能开始",
            f"the vote runs from {opens_at} to {closes_at}; it cannot open now",
            POLL_NOTICE,
        )


def rule_on_deliveries(
    request: NoteDeliveries,
    facts: MoveFacts,
    *,
    unknown: tuple[str, ...],
    delivered: tuple[str, ...],
) -> Ruling[DeliveriesNoted]:
    """Rule on deliveries: each to a line of the roll, each once (送达登记裁定)."""
    reasons = [*reasons_of_step(facts, PollStep.NOTE_DELIVERIES)]
    twice = [label for label, times in Counter(request.labels).items() if times > 1]
    for code, labels, zh, en in (
        ("voting.not_on_roll", unknown, "不在名册中", "not on the roll"),
        ("voting.delivered_already", (*delivered, *twice), "已登记送达", "delivered already"),
    ):
        reasons.extend(
            Reason(code, f"{label}：{zh}", f"{label}: {en}", POLL_PRACTICE, (("label", label),))
            for label in labels
        )
    if not request.labels:
        reasons.append(
            Reason("voting.no_delivery", "没有送达记录", "nothing was delivered", POLL_PRACTICE)
        )
    if reasons:
        return Refused(tuple(reasons))
    return Granted(DeliveriesNoted(request.poll_id, request.labels, request.channel))
