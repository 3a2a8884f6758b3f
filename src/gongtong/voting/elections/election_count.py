"""Whether an election may be counted, and its outcome from the ballots kept (选举计票裁定)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from attrs import frozen

from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.voting.elections.ballots import Contest, local_minute
from gongtong.voting.elections.committee_elections import ElectionResult, count_committee_election
from gongtong.voting.elections.election_opening import CountingRules
from gongtong.voting.elections.election_states import ElectionState, ElectionStep, reasons_of_state
from gongtong.voting.elections.merging import merge_ballots
from gongtong.voting.sources import CIVIL_CODE_1259, ELECTION_PRACTICE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongtong.voting.elections.ballots import Ballot
    from gongtong.voting.electorates import Electorate


@frozen
class CountElection:
    """The request to count an election (计票请求)."""

    election_id: UUID


@frozen(kw_only=True)
class CountFacts:
    """Everything kept of an election, and the moment of the count (计票依据)."""

    state: ElectionState
    contest: Contest
    rules: CountingRules
    electorate: Electorate
    electorate_digest: bytes
    ballots: tuple[Ballot, ...]
    now: datetime


@frozen
class ElectionCounted:
    """An election was counted (选举已计票)."""

    election_id: UUID
    result: ElectionResult


def rule_on_count(request: CountElection, facts: CountFacts) -> Granted[ElectionCounted] | Refused:
    """Rule on a count: the state, the end of the period, then the electorate kept (计票裁定)."""
    reasons = (
        *reasons_of_state(facts.state, ElectionStep.COUNT),
        *_reasons_of_time(facts),
        *_reasons_of_electorate(facts),
    )
    if reasons:
        return Refused(reasons)
    return Granted(ElectionCounted(request.election_id, count_from(facts)))


def count_from(facts: CountFacts) -> ElectionResult:
    """Count what is kept, by the rules that the election began with (由存档计票)."""
    rules = facts.rules
    merged = merge_ballots(
        facts.ballots,
        facts.electorate,
        facts.contest,
        priority=rules.channel_priority,
        parts=rules.parts_covered,
    )
    return count_committee_election(
        facts.electorate,
        merged,
        facts.contest,
        rule=rules.decision_rule,
        spoilt=rules.spoilt_ballots,
        seat_order=rules.seat_order,
    )


def _reasons_of_time(facts: CountFacts) -> Iterator[Reason]:
    closes_at = facts.contest.period.closes_at
    if facts.now <= closes_at:
        yield Reason(
            "voting.still_open",
            f"投票至{local_minute(closes_at)}截止，尚不能计票",
            f"ballots are taken until {local_minute(closes_at)}; it is too early to count",
            CIVIL_CODE_1259,
            (("closes_at", local_minute(closes_at)),),
        )


def _reasons_of_electorate(facts: CountFacts) -> Iterator[Reason]:
    if facts.electorate.digest() != facts.electorate_digest:
        yield Reason(
            "voting.electorate_changed",
            "选民名册与开启选举时的摘要不符，名册在开启后被改动",
            "the electorate no longer has the digest it had when the election opened",
            ELECTION_PRACTICE,
        )
