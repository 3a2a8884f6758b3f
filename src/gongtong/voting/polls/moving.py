"""Whether a poll may go on to its next state, with every ground at once (表决活动推进).

Each rule names its grounds in one order: the state, the office, then what belongs to the step.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from attrs import field, frozen

from gongtong.core.offices import Office
from gongtong.core.periods import local_day
from gongtong.core.rulings import Granted, Reason, Refused, Ruling, Source
from gongtong.voting.counting.traces import TieBreak
from gongtong.voting.elections.ballots import local_minute
from gongtong.voting.polls.poll_on_file import LinkKind, PollLink, PollOnFile
from gongtong.voting.polls.poll_roll import ObjectedTo, PollObjection
from gongtong.voting.polls.poll_rules import PollDuties, Secrecy
from gongtong.voting.polls.poll_states import PollStep, reasons_of_state
from gongtong.voting.polls.question_review import reasons_of_questions
from gongtong.voting.polls.questions import MAX_TITLE_LENGTH, ties_named
from gongtong.voting.polls.requests import (
    AnnulPoll,
    CertifyPoll,
    ClosePoll,
    CountPoll,
    DraftPoll,
    ExtendPoll,
    PollAnnulled,
    PollCertified,
    PollClosed,
    PollCounted,
    PollDrafted,
    PollExtended,
    PollFollowed,
    PollPublished,
    PublishPoll,
)
from gongtong.voting.polls.sources import (
    BALLOT_SECRECY,
    FIRST_DAY_NOT_COUNTED,
    PERIODS_INCLUDE,
    POLL_NOTICE,
    POLL_PRACTICE,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


@frozen(kw_only=True)
class MoveFacts:
    """What is known of a poll, of who acts, and of the moment (推进依据)."""

    poll: PollOnFile
    held: tuple[Office, ...]
    duties: PollDuties
    now: datetime
    objections: tuple[PollObjection, ...] = field(default=())

    @property
    def today(self) -> date:
        """The day of the moment where the people live (今天)."""
        return local_day(self.now)


def reasons_of_step(facts: MoveFacts, step: PollStep) -> Iterator[Reason]:
    """Say why this person cannot take this step now, by state and office (步骤审查)."""
    yield from reasons_of_state(facts.poll.state, step)
    yield from reasons_of_duty(facts.held, facts.duties, step)


def reasons_of_duty(
    held: tuple[Office, ...], duties: PollDuties, step: PollStep
) -> Iterator[Reason]:
    """Refuse who holds none of the offices that the step needs, where it needs any (职务审查)."""
    needed = duties.offices_for(step)
    if needed and not set(needed) & set(held):
        yield Reason(
            "voting.office_required",
            f"{step.zh}须由{'、'.join(office.zh for office in needed)}办理",
            f"to {step.replace('_', ' ')} takes the office of {' or '.join(needed)}",
            duties.source,
            (("offices", ",".join(needed)),),
        )


def reasons_of_days(
    start: date, until: date, needed: int, *, code: str, source: Source
) -> Iterator[Reason]:
    """Refuse where fewer days lie between; the first day does not count, the last is enough (期限审查)."""
    given = (until - start).days
    if given < needed:
        yield Reason(
            code,
            f"{start}起至{until}为{given}天，应满{needed}天",
            f"{given} days from {start} to {until}, {needed} are needed",
            source,
            (("given", str(given)), ("needed", str(needed))),
        )


def reasons_unsaid(text: str, code: str, zh: str, en: str) -> Iterator[Reason]:
    """Refuse what must be said and is not (未说明)."""
    if not text.strip():
        yield Reason(code, zh, en, POLL_PRACTICE)


def rule_on_draft(
    request: DraftPoll, poll_id: UUID, earlier: MoveFacts | None
) -> Ruling[PollDrafted]:
    """Rule on a draft: title, questions, period, and the poll that it follows (拟定裁定)."""
    title = request.title.strip()
    reasons = [*reasons_of_questions(request.questions)]
    if not 1 <= len(title) <= MAX_TITLE_LENGTH:
        zh, en = f"应为1至{MAX_TITLE_LENGTH}字", f"1 to {MAX_TITLE_LENGTH} characters"
        reasons.append(
            Reason("voting.poll_title", f"表决名称{zh}", f"the title has {en}", POLL_PRACTICE)
        )
    if request.period.closes_at <= request.period.opens_at:
        reasons.append(
            Reason(
                "voting.period_ends_before_it_starts",
                "投票截止时间不晚于开始时间",
                "the voting period does not end after it starts",
                POLL_NOTICE,
            )
        )
    if request.follows is not None and earlier is not None:
        reasons.extend(reasons_of_step(earlier, request.follows.kind.step))
    if reasons:
        return Refused(tuple(reasons))
    event = PollDrafted(
        poll_id=poll_id,
        title=title,
        questions=request.questions,
        secrecy=request.secrecy,
        period=request.period,
        electorate_on=request.electorate_on,
        follows=request.follows,
        body=request.body,
    )
    return Granted(event)


def followed(earlier: PollOnFile, by: UUID, kind: LinkKind) -> PollFollowed:
    """Say in the record of the earlier poll that another one follows (后续表决)."""
    return PollFollowed(earlier.id, PollLink(by, kind))


def rule_on_extension(request: ExtendPoll, facts: MoveFacts) -> Ruling[PollExtended]:
    """Rule on an extension: in time, later than before, as often and as long as the rule has it (延期裁定)."""
    reasons = [
        *reasons_of_step(facts, PollStep.EXTEND),
        *reasons_unsaid(
            request.reason, "voting.reason_unsaid", "未说明延期理由", "no reason is given"
        ),
        *_reasons_of_extension(request, facts),
    ]
    if reasons:
        return Refused(tuple(reasons))
    return Granted(PollExtended(request.poll_id, request.closes_at, request.reason.strip()))


def _reasons_of_extension(request: ExtendPoll, facts: MoveFacts) -> Iterator[Reason]:
    before = facts.poll.period.closes_at
    if facts.now > before:
        yield Reason(
            "voting.already_over",
            f"投票已于{local_minute(before)}届满，不能再延期",
            f"the vote ended at {local_minute(before)}; it cannot be extended any more",
            PERIODS_INCLUDE,
        )
    if request.closes_at <= before:
        yield Reason(
            "voting.not_later",
            f"新的截止时间应晚于{local_minute(before)}",
            f"the new end is not later than {local_minute(before)}",
            POLL_NOTICE,
        )
    if facts.poll.rules is None:
        return
    rule, times = facts.poll.rules.extension, facts.poll.times(PollStep.EXTEND)
    if times >= rule.most_times:
        yield Reason(
            "voting.extended_too_often",
            f"已延期{times}次，最多{rule.most_times}次",
            f"extended {times} times already, at most {rule.most_times} are allowed",
            POLL_NOTICE,
            (("times", str(times)), ("most", str(rule.most_times))),
        )
    if request.closes_at > before + timedelta(days=rule.longest_days):
        yield Reason(
            "voting.extended_too_long",
            f"一次最多延长{rule.longest_days}天",
            f"at most {rule.longest_days} days at a time",
            POLL_NOTICE,
            (("most", str(rule.longest_days)),),
        )


@frozen
class KeptBallots:
    """What is kept of the ballots when a poll is closed or counted (在存选票).

    `voters` are those whom the register of a secret poll marks; in an open poll the ballots name
    their voters themselves. `changed` counts the ballots that no longer fit their commitment,
    `unrecorded` those that the record and the box do not both have.
    """

    ballots: int
    voters: int
    root: bytes
    roll_digest: bytes
    changed: int = 0
    unrecorded: int = 0


def rule_on_close(request: ClosePoll, facts: MoveFacts, kept: KeptBallots) -> Ruling[PollClosed]:
    """Rule on the close: after the end, with as many secret ballots as voters marked (截止裁定)."""
    reasons = [*reasons_of_step(facts, PollStep.CLOSE)]
    closes_at = facts.poll.period.closes_at
    if facts.now <= closes_at:
        reasons.append(
            Reason(
                "voting.still_open",
                f"投票至{local_minute(closes_at)}截止，尚未届满",
                f"ballots are taken until {local_minute(closes_at)}",
                PERIODS_INCLUDE,
                (("closes_at", local_minute(closes_at)),),
            )
        )
    if facts.poll.secrecy is Secrecy.SECRET and kept.ballots != kept.voters:
        reasons.append(
            Reason(
                "voting.ballots_and_voters_differ",
                f"选票{kept.ballots}张，登记投票{kept.voters}人，不一致",
                f"{kept.ballots} ballots, but {kept.voters} voters are marked",
                BALLOT_SECRECY,
                (("ballots", str(kept.ballots)), ("voters", str(kept.voters))),
            )
        )
    if kept.unrecorded:
        reasons.append(
            Reason(
                "voting.ballots_not_as_recorded",
                f"有{kept.unrecorded}张选票与投票记录不符",
                f"{kept.unrecorded} ballots are in the record or in the box, but not in both",
                POLL_PRACTICE,
                (("unrecorded", str(kept.unrecorded)),),
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    return Granted(PollClosed(request.poll_id, kept.ballots, kept.voters, kept.root))


def reasons_to_distrust(poll: PollOnFile, kept: KeptBallots) -> Iterator[Reason]:
    """Say what was changed since it was fixed: the roll, the ballots (完整性审查)."""
    if poll.roll_digest is not None and kept.roll_digest != poll.roll_digest:
        yield Reason(
            "voting.roll_changed",
            "名册与公示时的摘要不符",
            "the roll no longer has the digest it had",
            POLL_PRACTICE,
        )
    if kept.changed or (poll.root is not None and kept.root != poll.root):
        yield Reason(
            "voting.ballots_changed",
            "选票与投出时的承诺值或截止时公布的根摘要不符",
            "the ballots are no longer those that were cast and put under the root",
            POLL_PRACTICE,
        )


def rule_on_poll_count(
    request: CountPoll, facts: MoveFacts, kept: KeptBallots
) -> Ruling[CountPoll]:
    """Rule on a count: what is kept is what was closed, and ties can be broken as named (计票裁定)."""
    reasons = [
        *reasons_of_step(facts, PollStep.COUNT),
        *reasons_to_distrust(facts.poll, kept),
        *_reasons_of_ties(request, facts.poll),
    ]
    return Refused(tuple(reasons)) if reasons else Granted(request)


def _reasons_of_ties(request: CountPoll, poll: PollOnFile) -> Iterator[Reason]:
    named = {naming.ties for one in poll.questions if (naming := ties_named(one)) is not None}
    if TieBreak.LOT in named and not request.tie_seed.strip():
        yield Reason(
            "voting.seed_missing",
            "抽签须填写公开开奖号码",
            "the lot needs the numbers of the draw that was named",
            POLL_NOTICE,
        )
    if TieBreak.LOT not in named and request.tie_seed:
        yield Reason(
            "voting.lot_not_named", "公告没有抽签规则", "no lot was named before", POLL_NOTICE
        )
    if TieBreak.DECIDED in named and not (request.tie_order and request.tie_decision.strip()):
        yield Reason(
            "voting.tie_decision_missing",
            "并列由决定处理，须填写顺序和决定出处",
            "ties are decided by hand: the order and its decision are needed",
            POLL_NOTICE,
        )
    if TieBreak.DECIDED not in named and request.tie_order:
        yield Reason(
            "voting.hand_not_named",
            "公告没有以决定处理并列的规则",
            "no decision by hand was named before",
            POLL_NOTICE,
        )


def counted_event(request: CountPoll, ballots: int, digest: bytes) -> PollCounted:
    """Say that a poll was counted (计票事件)."""
    return PollCounted(request.poll_id, ballots, digest)


def rule_on_certification(
    request: CertifyPoll, facts: MoveFacts, digest: bytes, *, recount_agrees: bool
) -> Ruling[PollCertified]:
    """Rule on certification: the days for objections, the objections, and a recount (确认裁定)."""
    poll, counted = facts.poll, facts.poll.last(PollStep.COUNT)
    reasons = [*reasons_of_step(facts, PollStep.CERTIFY), *_reasons_of_objections(facts)]
    if poll.rules is not None and counted is not None:
        reasons.extend(
            reasons_of_days(
                local_day(counted.at),
                facts.today,
                poll.rules.days.objections,
                code="voting.objections_still_open",
                source=FIRST_DAY_NOT_COUNTED,
            )
        )
    if counted is not None and not recount_agrees:
        reasons.append(
            Reason(
                "voting.recount_differs",
                "重新计票与记录的结果不一致",
                "a recount differs from the recorded result",
                POLL_PRACTICE,
            )
        )
    return Refused(tuple(reasons)) if reasons else Granted(PollCertified(request.poll_id, digest))


def reasons_of_waiting(facts: MoveFacts) -> Iterator[Reason]:
    """Refuse while an objection waits for its ruling (异议未处理)."""
    waiting = sum(one.is_upheld is None for one in facts.objections)
    if waiting:
        yield Reason(
            "voting.objections_waiting",
            f"有{waiting}项异议尚未处理",
            f"{waiting} objections wait for their ruling",
            POLL_PRACTICE,
            (("waiting", str(waiting)),),
        )


def _reasons_of_objections(facts: MoveFacts) -> Iterator[Reason]:
    yield from reasons_of_waiting(facts)
    upheld = sum(one.about is ObjectedTo.COUNT and bool(one.is_upheld) for one in facts.objections)
    if upheld:
        yield Reason(
            "voting.count_objection_upheld",
            f"对计票的{upheld}项异议成立，结果不能确认，应作废或重新表决",
            f"{upheld} objections to the count were upheld: annul the poll or repeat it",
            POLL_PRACTICE,
            (("upheld", str(upheld)),),
        )


def rule_on_publication(
    request: PublishPoll, facts: MoveFacts, digest: bytes
) -> Ruling[PollPublished]:
    """Rule on publication, and say until when the result stays posted (公布裁定)."""
    reasons = [*reasons_of_step(facts, PollStep.PUBLISH)]
    if reasons:
        return Refused(tuple(reasons))
    days = facts.poll.required_rules().days.publication
    return Granted(PollPublished(request.poll_id, digest, facts.today + timedelta(days=days)))


def rule_on_annulment(request: AnnulPoll, facts: MoveFacts) -> Ruling[PollAnnulled]:
    """Rule on annulment: from the opening on, with a reason and a decision (作废裁定)."""
    reasons = [
        *reasons_of_step(facts, PollStep.ANNUL),
        *reasons_unsaid(
            request.reason, "voting.reason_unsaid", "未说明作废理由", "no reason is given"
        ),
    ]
    if reasons:
        return Refused(tuple(reasons))
    return Granted(PollAnnulled(request.poll_id, request.reason.strip(), request.decision))
