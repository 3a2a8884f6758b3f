"""Whether a ballot is taken: in time, from somebody on the roll, and once where it is secret (投票裁定).

A voter who votes online can mend a mistake, so a spoilt ballot is refused there with every fault. A
paper is what it is: it is taken and kept, and what becomes of it is the place's rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from attrs import evolve, field, frozen

from gongtong.core.offices import Office
from gongtong.core.periods import local_day
from gongtong.core.rulings import Granted, Reason, Refused, Ruling
from gongtong.voting.elections.ballots import VotingPeriod, local_minute
from gongtong.voting.franchise.bases import VotingBody
from gongtong.voting.franchise.intake import (
    IntakeFacts,
    IntakeGuard,
    TakeBallot,
    rule_on_intake,
)
from gongtong.voting.franchise.proxies import ProxyGuard
from gongtong.voting.polls.commitments import SECRET_BYTES
from gongtong.voting.polls.mandates import PollMandate
from gongtong.voting.polls.mandating import reasons_of_caster
from gongtong.voting.polls.moving import reasons_of_duty
from gongtong.voting.polls.poll_roll import RollLine
from gongtong.voting.polls.poll_rules import PollDuties, Secrecy
from gongtong.voting.polls.poll_states import PollState, PollStep, reasons_of_state
from gongtong.voting.polls.questions import Question, faults_of_ballot
from gongtong.voting.polls.requests import (
    MOST_BALLOTS_AT_ONCE,
    BallotsTaken,
    BallotTaken,
    CastBallots,
    CastingChannel,
    Vote,
)
from gongtong.voting.polls.sources import BALLOT_SECRECY, POLL_NOTICE, POLL_PRACTICE

if TYPE_CHECKING:
    from collections.abc import Iterator


@frozen(kw_only=True)
class OpenBallotBox:
    """What must be known of a poll to take a ballot: its state and what it asks (投票箱)."""

    poll_id: UUID
    state: PollState
    secrecy: Secrecy
    period: VotingPeriod
    questions: tuple[Question, ...]
    body: VotingBody = VotingBody.OWNERS


@frozen(kw_only=True)
class CastingFacts:
    """What is known when ballots come in (投票依据).

    `lines` are the lines of the roll that the ballots name, `marked` the voters whom the register of
    a secret poll has, `used` the commitments that were taken before. `guards` watch the taking of
    ballots in this place; `mandates` and `proxy_guards` matter for ballots that somebody else casts.
    """

    box: OpenBallotBox
    lines: Mapping[str, RollLine]
    now: datetime
    marked: frozenset[UUID] = frozenset()
    used: frozenset[bytes] = frozenset()
    held: tuple[Office, ...] = ()
    duties: PollDuties = field(default=PollDuties(()))
    guards: tuple[IntakeGuard, ...] = ()
    mandates: tuple[PollMandate, ...] = ()
    proxy_guards: tuple[ProxyGuard, ...] = ()


def rule_on_casting(request: CastBallots, facts: CastingFacts) -> Ruling[BallotsTaken]:
    """Rule on ballots that come in together: all are taken, or none (投票裁定).

    The grounds: the state, the office for other channels than online, then ballot by ballot the
    secret, the line of the roll, who casts, the guards of the place, the moment, the faults, and
    whether the voter has voted.
    """
    box = facts.box
    reasons = [*reasons_of_state(box.state, PollStep.CAST)]
    if any(vote.channel is not CastingChannel.ONLINE for vote in request.votes):
        reasons.extend(reasons_of_duty(facts.held, facts.duties, PollStep.CAST))
    if not 1 <= len(request.votes) <= MOST_BALLOTS_AT_ONCE:
        most = MOST_BALLOTS_AT_ONCE
        zh, en = f"一次1至{most}张选票", f"1 to {most} ballots at once"
        reasons.append(Reason("voting.ballots_at_once", zh, en, POLL_PRACTICE))
    taken: list[BallotTaken] = []
    for vote in request.votes:
        found = [*_reasons_of_vote(vote, facts)]
        reasons.extend(found)
        if not found:
            taken.append(_taken(vote, facts))
    reasons.extend(_reasons_of_repetition(request, taken, facts))
    return Refused(tuple(reasons)) if reasons else Granted(BallotsTaken(tuple(taken)))


def _taken(vote: Vote, facts: CastingFacts) -> BallotTaken:
    box = facts.box
    is_open = box.secrecy is Secrecy.OPEN
    return BallotTaken(
        poll_id=box.poll_id,
        voter_id=facts.lines[vote.label].voter_id,
        label=vote.label,
        channel=vote.channel,
        cast_at=vote.cast_at or facts.now,
        commitment=vote.commitment(box.poll_id) if is_open else b"",
        faults=faults_of_ballot(box.questions, vote.answers) if is_open else (),
        by=vote.by,
    )


def _reasons_of_vote(vote: Vote, facts: CastingFacts) -> Iterator[Reason]:
    label = (("label", vote.label),)
    if len(vote.secret) != SECRET_BYTES:
        yield Reason(
            "voting.secret_wrong_length",
            f"{vote.label}：随机数应为{SECRET_BYTES}字节",
            f"{vote.label}: the secret has {SECRET_BYTES} bytes",
            BALLOT_SECRECY,
            label,
        )
    line = facts.lines.get(vote.label)
    if line is None:
        yield Reason(
            "voting.not_on_roll",
            f"{vote.label}：不在名册中",
            f"{vote.label}: not on the roll",
            POLL_NOTICE,
            label,
        )
    else:
        yield from _reasons_of_caster(vote, line, facts)
    yield from _reasons_of_intake(vote, facts)
    yield from _reasons_of_moment(vote, facts)
    if vote.channel is CastingChannel.ONLINE:
        for fault in faults_of_ballot(facts.box.questions, vote.answers):
            yield fault.as_reason()
    if line is not None and line.voter_id in facts.marked:
        yield Reason(
            "voting.voted_already",
            f"{vote.label}：已投票；无记名投票投出后无法更换",
            f"{vote.label}: voted already; nobody can find the first ballot to replace it",
            BALLOT_SECRECY,
            label,
        )


def _reasons_of_caster(vote: Vote, line: RollLine, facts: CastingFacts) -> Iterator[Reason]:
    found = reasons_of_caster(
        vote.by,
        vote.answers,
        local_day(vote.cast_at or facts.now),
        line=line,
        mandates=facts.mandates,
        guards=facts.proxy_guards,
    )
    return (_about(vote, reason) for reason in found)


def _reasons_of_intake(vote: Vote, facts: CastingFacts) -> Iterator[Reason]:
    """Ask every guard about every question; what is said of the whole ballot is said once."""
    titles = [question.title for question in facts.box.questions]
    known = IntakeFacts(published_topics=frozenset(titles), guards=facts.guards)
    seen: set[Reason] = set()
    for title in titles if facts.guards else ():
        ruling = rule_on_intake(
            TakeBallot(topic=title, channel=vote.channel.counts_as, system=vote.system), known
        )
        for reason in ruling.reasons if isinstance(ruling, Refused) else ():
            if reason not in seen:
                seen.add(reason)
                yield _about(vote, reason)


def _about(vote: Vote, reason: Reason) -> Reason:
    """Say of which ballot of the batch a ground of the franchise speaks."""
    return evolve(
        reason,
        zh=f"{vote.label}：{reason.zh}",
        en=f"{vote.label}: {reason.en}",
        params=(*reason.params, ("label", vote.label)),
    )


def _reasons_of_moment(vote: Vote, facts: CastingFacts) -> Iterator[Reason]:
    period, cast_at = facts.box.period, vote.cast_at or facts.now
    if not period.contains(cast_at) or not period.contains(facts.now):
        opens_at, closes_at = local_minute(period.opens_at), local_minute(period.closes_at)
        yield Reason(
            "voting.outside_voting_period",
            f"{vote.label}：不在投票期间{opens_at}至{closes_at}之内",
            f"{vote.label}: outside the voting period {opens_at} to {closes_at}",
            POLL_NOTICE,
            (("label", vote.label),),
        )
    if cast_at > facts.now:
        yield Reason(
            "voting.cast_in_the_future",
            f"{vote.label}：投票时间晚于现在",
            f"{vote.label}: cast later than now",
            POLL_PRACTICE,
            (("label", vote.label),),
        )


def _reasons_of_repetition(
    request: CastBallots, taken: list[BallotTaken], facts: CastingFacts
) -> Iterator[Reason]:
    sound = [vote for vote in request.votes if len(vote.secret) == SECRET_BYTES]
    times = Counter(vote.commitment(facts.box.poll_id) for vote in sound)
    if any(n > 1 for n in times.values()) or facts.used & times.keys():
        yield Reason(
            "voting.secret_used_before",
            "随机数已用过，每张选票须用新的随机数",
            "a secret was used before; each ballot needs a new one",
            BALLOT_SECRECY,
        )
    voters = Counter(ballot.voter_id for ballot in taken)
    if facts.box.secrecy is Secrecy.SECRET and any(n > 1 for n in voters.values()):
        yield Reason(
            "voting.voted_twice_at_once",
            "同一表决人在一批中有多张无记名选票",
            "one voter has several secret ballots in one batch",
            BALLOT_SECRECY,
        )
