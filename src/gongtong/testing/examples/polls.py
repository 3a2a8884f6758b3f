"""Examples of the commands of a poll (表决活动命令示例)."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from attrs import evolve

from gongtong.core.codec import canonical, to_json
from gongtong.core.house_rule_adoption import AdoptHouseRule
from gongtong.core.periods import SHANGHAI, Span
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.people import CHAIR, HOMES, MANDATE, SINCE, SUPERVISOR, take_office
from gongtong.testing.examples.voting import adopt_voting_rules
from gongtong.testing.stage import NOW
from gongtong.voting.elections.ballots import VotingPeriod
from gongtong.voting.franchise.changes import VoteChanges
from gongtong.voting.franchise.policies import VOTE_CHANGES
from gongtong.voting.franchise.proxies import MandateForm
from gongtong.voting.policies import FOLLOWING_BALLOTS, SILENT_BALLOTS
from gongtong.voting.polls.answers import Answer, Choice, MotionAnswer, Picked
from gongtong.voting.polls.mandates import AppointProxy, RevokeProxy, ToldAnswer
from gongtong.voting.polls.poll_on_file import LinkKind, PollLink
from gongtong.voting.polls.poll_roll import LineCorrection
from gongtong.voting.polls.poll_rules import Secrecy
from gongtong.voting.polls.questions import Counting, Motion, PickQuestion
from gongtong.voting.polls.requests import (
    AnnouncePoll,
    AnnulPoll,
    CastBallot,
    CastBallots,
    CastingChannel,
    CertifyPoll,
    ClosePoll,
    CountPoll,
    DraftPoll,
    ExtendPoll,
    NoteDeliveries,
    ObjectInPoll,
    OpenPoll,
    PostPollRoll,
    PublishPoll,
    SettlePollObjection,
    Vote,
)
from gongtong.voting.readings import FollowingBallots, SilentBallots
from gongtong.voting.thresholds import Matter

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

OPENS_AT: Final = datetime(2025, 6, 25, 9, 0, tzinfo=SHANGHAI)
"""Fifteen days after tests act: the earliest moment that the notice allows (开始时刻)."""
CLOSES_AT: Final = datetime(2025, 6, 30, 18, 0, tzinfo=SHANGHAI)
"""When the example's vote ends (截止时刻)."""
VOTING: Final = OPENS_AT + timedelta(hours=1)
"""A moment at which ballots come in (投票时刻)."""
AFTER: Final = CLOSES_AT + timedelta(hours=1)
"""When the vote is over (截止后)."""
SETTLED: Final = AFTER + timedelta(days=8)
"""When the days for objections are over (异议期满)."""
_LATER: Final = CLOSES_AT + timedelta(days=3)

MOTION: Final = Motion(title="解聘现物业服务企业", matter=Matter.HIRE_OR_DISMISS_MANAGER)
"""A motion on which owners decide (示例议案)."""
PLACES: Final = PickQuestion(
    title="充电桩设在哪里",
    options=("东门", "西门", "地下车库"),
    most=1,
    counting=Counting("plurality"),
)
"""A question that a counting method decides (示例选择题)."""
_RULES: Final = (
    (VOTE_CHANGES, VoteChanges.ANY),
    (SILENT_BALLOTS, SilentBallots.NOT_COUNTED),
    (FOLLOWING_BALLOTS, FollowingBallots.NOT_ALLOWED),
)
LABELS: Final = tuple(str(home.label) for home in HOMES)
"""The lines of the roll (名册标签)."""


def draft_of(secrecy: Secrecy = Secrecy.OPEN, **other: Any) -> DraftPoll:
    """Draft the example's poll: open with a motion, secret without one (表决草案)."""
    questions = (MOTION, PLACES) if secrecy is Secrecy.OPEN else (PLACES,)
    draft = DraftPoll(
        title="2025年业主大会书面表决",
        questions=questions,
        secrecy=secrecy,
        period=VotingPeriod(OPENS_AT, CLOSES_AT),
        electorate_on=date(2025, 6, 1),
    )
    return evolve(draft, **other)


def vote_of(number: int, *answers: Answer, drawn: str = "", **other: Any) -> Vote:
    """Fill in a ballot for one of the homes (填写选票).

    The secret is made from `drawn` and the number, so that every run makes the same; a voter's is random.
    """
    said = answers or (MotionAnswer((Choice.FOR,)), Picked(("东门",)))
    secret = hashlib.sha256(f"{drawn}/{number}".encode()).digest()
    return Vote(label=LABELS[number], answers=said, secret=secret, **other)


def prepare(stage: Stage) -> None:
    """Enter the register, put people into office, and decide what the law leaves to the place (准备)."""
    adopt_voting_rules(stage)
    take_office(stage)
    with stage.work(CHAIR) as work:
        for point, answer in _RULES:
            text = canonical(to_json(answer)).decode()
            rule = AdoptHouseRule(
                f"test-court.{point.name}", point.name, text, Span(SINCE, None), MANDATE
            )
            work.registry.adopt_house_rule(rule, key=f"stage/{point.name}")


def drafted(stage: Stage, draft: DraftPoll | None = None) -> UUID:
    """Prepare the place and draft a poll (拟定)."""
    prepare(stage)
    with stage.work(CHAIR) as work:
        return work.voting.polls.draft(draft or draft_of(), key="stage/draft").poll_id


def announced(stage: Stage, draft: DraftPoll | None = None) -> UUID:
    """Go on to the announcement (公告)."""
    poll_id = drafted(stage, draft)
    with stage.work(CHAIR) as work:
        work.voting.polls.announce(AnnouncePoll(poll_id), key="stage/announce")
    return poll_id


def posted(stage: Stage, draft: DraftPoll | None = None) -> UUID:
    """Go on to the posting of the roll (公示名册)."""
    poll_id = announced(stage, draft)
    with stage.work(CHAIR) as work:
        work.voting.polls.post_roll(PostPollRoll(poll_id), key="stage/roll")
    return poll_id


def opened(stage: Stage, draft: DraftPoll | None = None) -> UUID:
    """Go on to the opening (开始投票)."""
    poll_id = posted(stage, draft)
    with stage.work(CHAIR, now=OPENS_AT) as work:
        work.voting.polls.open(OpenPoll(poll_id), key="stage/open")
    return poll_id


def voted(stage: Stage, draft: DraftPoll | None = None) -> UUID:
    """Go on until three of four homes have voted (已投票)."""
    poll_id = opened(stage, draft)
    is_secret = draft is not None and draft.secrecy is Secrecy.SECRET
    for number in range(3):
        said = (Picked(("西门",)),) if is_secret else ()
        with stage.work(now=VOTING) as work:
            ballot = CastBallot(poll_id, vote_of(number, *said))
            work.voting.polls.box.cast_ballot(ballot, key=f"stage/cast/{number}")
    return poll_id


def closed(stage: Stage, draft: DraftPoll | None = None) -> UUID:
    """Go on to the close (截止)."""
    poll_id = voted(stage, draft)
    with stage.work(CHAIR, now=AFTER) as work:
        work.voting.polls.close(ClosePoll(poll_id), key="stage/close")
    return poll_id


def counted(stage: Stage, draft: DraftPoll | None = None) -> UUID:
    """Go on to the count (计票)."""
    poll_id = closed(stage, draft)
    with stage.work(CHAIR, now=AFTER) as work:
        work.voting.polls.count(CountPoll(poll_id=poll_id), key="stage/count")
    return poll_id


def certified(stage: Stage) -> UUID:
    """Go on to the certification (确认)."""
    poll_id = counted(stage)
    with stage.work(SUPERVISOR, now=SETTLED) as work:
        work.voting.polls.certify(CertifyPoll(poll_id), key="stage/certify")
    return poll_id


def objected(stage: Stage) -> tuple[UUID, UUID]:
    """Post the roll and let somebody object to it (提出异议)."""
    poll_id = posted(stage)
    request = ObjectInPoll(poll_id, "李伟", "面积应为81平方米", LABELS[1])
    with stage.work() as work:
        event = work.voting.polls.object(request, key="stage/object")
    return poll_id, event.objection_id


def mandate_of(poll_id: UUID, **other: Any) -> AppointProxy:
    """Fill in a mandate of the first home's owner to the second's, with an instruction (委托书)."""
    mandate = AppointProxy(
        poll_id=poll_id,
        label=LABELS[0],
        holder="李伟",
        holder_label=LABELS[1],
        form=MandateForm.WRITTEN,
        instructions=(ToldAnswer(1, MotionAnswer((Choice.FOR,))),),
    )
    return evolve(mandate, **other)


def _revocation(stage: Stage) -> RevokeProxy:
    poll_id = opened(stage)
    with stage.work(CHAIR, now=VOTING) as work:
        event = work.voting.polls.proxies.appoint(mandate_of(poll_id), key="stage/mandate")
    return RevokeProxy(poll_id, event.mandate_id)


def _by_proxy(stage: Stage) -> CastBallot:
    request = _revocation(stage)
    return CastBallot(request.poll_id, vote_of(0, by="李伟"))


def _draft(stage: Stage) -> DraftPoll:
    prepare(stage)
    return draft_of()


def _repeat(stage: Stage) -> DraftPoll:
    poll_id = counted(stage)
    with stage.work(CHAIR, now=AFTER) as work:
        request = AnnulPoll(poll_id, "名册有重大遗漏", MANDATE)
        work.voting.polls.annul(request, key="stage/annul")
    period = VotingPeriod(OPENS_AT + timedelta(days=60), CLOSES_AT + timedelta(days=60))
    return draft_of(period=period, follows=PollLink(poll_id, LinkKind.REPEAT))


def _settlement(stage: Stage) -> SettlePollObjection:
    poll_id, objection_id = objected(stage)
    with stage.work() as work:
        (line,) = (
            one for one in work.voting.polls.reports.roll(poll_id).lines if one.label == LABELS[1]
        )
    return SettlePollObjection(
        poll_id=poll_id,
        objection_id=objection_id,
        is_upheld=True,
        ruling="经核对产权证，异议成立",
        correction=LineCorrection(line.label, line.voter_id, 810_000),
    )


def _batch(stage: Stage) -> CastBallots:
    poll_id = opened(stage)
    paper: dict[str, Any] = {"channel": CastingChannel.PAPER, "cast_at": OPENS_AT}
    return CastBallots(poll_id, tuple(vote_of(number, **paper) for number in range(4)))


EXAMPLES: Final = (
    CommandExample(
        "voting.draft_poll",
        _draft,
        refused=lambda request: evolve(request, title=""),
        actor=CHAIR,
    ),
    CommandExample(
        "voting.draft_poll",
        _repeat,
        refused=lambda request: evolve(request, questions=()),
        actor=CHAIR,
        now=AFTER,
        title="repeat",
    ),
    CommandExample(
        "voting.announce_poll",
        lambda stage: AnnouncePoll(drafted(stage)),
        altered=lambda request: evolve(request, poll_id=UUID(int=7)),
        actor=CHAIR,
    ),
    CommandExample(
        "voting.post_poll_roll",
        lambda stage: PostPollRoll(announced(stage)),
        altered=lambda request: evolve(request, poll_id=UUID(int=7)),
        actor=CHAIR,
    ),
    CommandExample(
        "voting.object_in_poll",
        lambda stage: ObjectInPoll(posted(stage), "李伟", "面积应为81平方米", LABELS[1]),
        refused=lambda request: evolve(request, grounds=" "),
    ),
    CommandExample(
        "voting.settle_poll_objection",
        _settlement,
        refused=lambda request: evolve(request, correction=None),
        actor=CHAIR,
        now=NOW + timedelta(days=1),
    ),
    CommandExample(
        "voting.open_poll",
        lambda stage: OpenPoll(posted(stage)),
        altered=lambda request: evolve(request, poll_id=UUID(int=7)),
        actor=CHAIR,
        now=OPENS_AT,
    ),
    CommandExample(
        "voting.appoint_proxy",
        lambda stage: mandate_of(posted(stage)),
        refused=lambda request: evolve(request, form=MandateForm.ORAL),
        actor=CHAIR,
        now=NOW + timedelta(days=1),
    ),
    CommandExample(
        "voting.revoke_proxy",
        _revocation,
        altered=lambda request: evolve(request, poll_id=UUID(int=7)),
        actor=CHAIR,
        now=VOTING,
    ),
    CommandExample(
        "voting.note_deliveries",
        lambda stage: NoteDeliveries(opened(stage), LABELS, CastingChannel.DOOR_TO_DOOR),
        refused=lambda request: evolve(request, labels=("9-9-909",)),
        actor=CHAIR,
        now=VOTING,
    ),
    CommandExample(
        "voting.cast_ballot",
        lambda stage: CastBallot(opened(stage), vote_of(0)),
        refused=lambda request: evolve(request, vote=evolve(request.vote, answers=())),
        now=VOTING,
    ),
    CommandExample(
        "voting.cast_ballot",
        lambda stage: CastBallot(
            opened(stage, draft_of(Secrecy.SECRET)), vote_of(0, Picked(("西门",)))
        ),
        refused=lambda request: evolve(request, vote=evolve(request.vote, label="9-9-909")),
        now=VOTING,
        title="secret",
    ),
    CommandExample(
        "voting.cast_ballot",
        _by_proxy,
        refused=lambda request: evolve(request, vote=evolve(request.vote, by="陈静")),
        now=VOTING,
        title="by-proxy",
    ),
    CommandExample(
        "voting.cast_ballots",
        _batch,
        refused=lambda request: evolve(request, votes=()),
        actor=CHAIR,
        now=VOTING,
    ),
    CommandExample(
        "voting.extend_poll",
        lambda stage: ExtendPoll(voted(stage), _LATER, "参与面积不足"),
        refused=lambda request: evolve(request, reason=""),
        actor=CHAIR,
        now=VOTING,
    ),
    CommandExample(
        "voting.close_poll",
        lambda stage: ClosePoll(voted(stage, draft_of(Secrecy.SECRET))),
        altered=lambda request: evolve(request, poll_id=UUID(int=7)),
        actor=CHAIR,
        now=AFTER,
    ),
    CommandExample(
        "voting.count_poll",
        lambda stage: CountPoll(poll_id=closed(stage)),
        refused=lambda request: evolve(request, tie_seed="2025068 03 11 17"),
        actor=CHAIR,
        now=AFTER,
    ),
    CommandExample(
        "voting.certify_poll",
        lambda stage: CertifyPoll(counted(stage)),
        altered=lambda request: evolve(request, poll_id=UUID(int=7)),
        actor=SUPERVISOR,
        now=SETTLED,
    ),
    CommandExample(
        "voting.publish_poll",
        lambda stage: PublishPoll(certified(stage)),
        altered=lambda request: evolve(request, poll_id=UUID(int=7)),
        actor=CHAIR,
        now=SETTLED,
    ),
    CommandExample(
        "voting.annul_poll",
        lambda stage: AnnulPoll(counted(stage), "名册有重大遗漏", MANDATE),
        refused=lambda request: evolve(request, reason=""),
        actor=CHAIR,
        now=SETTLED,
    ),
)
