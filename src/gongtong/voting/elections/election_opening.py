"""Whether an election may be opened, and the rules that it keeps to its end (开启选举)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from attrs import frozen

from gongtong.core.heads import HeadRules
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.voting.elections.ballots import Contest
from gongtong.voting.readings import ChannelPriority, PartsCovered, SeatOrder, SpoiltBallots
from gongtong.voting.sources import ELECTION_PRACTICE, HEADS_BY_LAW, NOTICE
from gongtong.voting.thresholds import DecisionRule
from gongtong.voting.weights import Weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongtong.voting.electorates import Electorate

MAX_TITLE_LENGTH = 200
MAX_NAME_LENGTH = 100


@frozen(kw_only=True)
class OpenElection:
    """The request to open an election that was announced (开启选举请求).

    Whoever owns on the day `electorate_on` may vote. `channel_priority` is the rule that the notice
    announced; it must be the one that the place has adopted.
    """

    title: str
    contest: Contest
    channel_priority: ChannelPriority
    electorate_on: date


@frozen(kw_only=True)
class CountingRules:
    """Everything that decides how an election is counted, fixed when it opens (计票规则)."""

    decision_rule: DecisionRule
    channel_priority: ChannelPriority
    parts_covered: PartsCovered
    spoilt_ballots: SpoiltBallots
    seat_order: SeatOrder
    head_rules: HeadRules


@frozen
class OpeningFacts:
    """What the place knows when it rules on an opening (开启依据)."""

    election_id: UUID
    electorate: Electorate
    rules: CountingRules


@frozen(kw_only=True)
class ElectionOpened:
    """An election was opened with its electorate and its rules (选举已开启)."""

    election_id: UUID
    title: str
    contest: Contest
    electorate_on: date
    electorate: Weight
    electorate_digest: bytes
    rules: CountingRules


def rule_on_opening(
    request: OpenElection, facts: OpeningFacts
) -> Granted[ElectionOpened] | Refused:
    """Rule on an opening: form, period, electorate, then the announced rule (开启选举裁定).

    Fewer candidates than seats are no ground of refusal: the seats that nobody gets stay open.
    """
    reasons = (
        *_reasons_of_form(request),
        *_reasons_of_period(request),
        *_reasons_of_electorate(facts.electorate),
        *_reasons_of_priority(request, facts.rules),
    )
    if reasons:
        return Refused(reasons)
    return Granted(
        ElectionOpened(
            election_id=facts.election_id,
            title=request.title.strip(),
            contest=request.contest,
            electorate_on=request.electorate_on,
            electorate=facts.electorate.weight,
            electorate_digest=facts.electorate.digest(),
            rules=facts.rules,
        )
    )


def _reasons_of_form(request: OpenElection) -> Iterator[Reason]:
    contest = request.contest
    if not 1 <= len(request.title.strip()) <= MAX_TITLE_LENGTH:
        yield Reason(
            "voting.title_missing_or_too_long",
            f"选举名称应为1至{MAX_TITLE_LENGTH}字",
            f"the title has 1 to {MAX_TITLE_LENGTH} characters",
            ELECTION_PRACTICE,
        )
    if contest.seats < 1:
        yield Reason(
            "voting.no_seats",
            f"应选{contest.seats}人，至少应选1人",
            f"{contest.seats} seats are to be filled; at least 1 is needed",
            ELECTION_PRACTICE,
            (("seats", str(contest.seats)),),
        )
    if not contest.candidates:
        yield Reason(
            "voting.no_candidates", "没有候选人", "there is no candidate", ELECTION_PRACTICE
        )
    for name, times in Counter(contest.candidates).items():
        if times > 1:
            yield Reason(
                "voting.candidate_twice",
                f"候选人{name}列出{times}次",
                f"the candidate {name} is listed {times} times",
                ELECTION_PRACTICE,
                (("candidate", name),),
            )
        if name != name.strip() or not 1 <= len(name) <= MAX_NAME_LENGTH or "|" in name:
            yield Reason(
                "voting.candidate_name_unusable",
                f"候选人姓名“{name}”无法写入选票",
                f"the name {name!r} cannot be written on a ballot",
                ELECTION_PRACTICE,
                (("candidate", name),),
            )


def _reasons_of_period(request: OpenElection) -> Iterator[Reason]:
    period = request.contest.period
    if period.closes_at <= period.opens_at:
        yield Reason(
            "voting.period_ends_before_it_starts",
            "投票截止时间不晚于开始时间",
            "the voting period does not end after it starts",
            NOTICE,
        )


def _reasons_of_electorate(electorate: Electorate) -> Iterator[Reason]:
    if not electorate.voters:
        yield Reason(
            "voting.no_voters",
            f"{electorate.on}的名册中没有业主",
            f"nobody owned anything on {electorate.on}",
            HEADS_BY_LAW,
            (("on", electorate.on.isoformat()),),
        )


def _reasons_of_priority(request: OpenElection, rules: CountingRules) -> Iterator[Reason]:
    announced, adopted = request.channel_priority, rules.channel_priority
    if announced is not adopted:
        yield Reason(
            "voting.announced_rule_differs",
            f"公告的重复投票规则是“{announced.zh}”，本小区已通过的规则是“{adopted.zh}”",
            f"the notice announces {announced}, but this place has adopted {adopted}",
            NOTICE,
            (("announced", announced.value), ("adopted", adopted.value)),
        )
