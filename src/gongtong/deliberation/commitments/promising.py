"""Asking households, seeing what they did, and handing on what they did not (承诺办理)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Final

from attrs import frozen

from gongtong.core.digests import is_sha256
from gongtong.core.offices import Office
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.deliberation.commitments.commitments import (
    HOUSE_COMMITMENTS,
    CampaignOnFile,
    CommitmentAnswer,
    HouseholdCommitment,
    commitment_reason,
)
from gongtong.deliberation.commitments.opening import MAY_ASK
from gongtong.deliberation.entitled import reasons_without_office

_TAKERS: Final = ("topic/", "case/")


@frozen
class AskHousehold:
    """A request to record a visit; without an answer nobody was met or nothing said (承诺入户登记申请)."""

    number: str
    dwelling: DwellingLabel
    visited_on: date
    visitors: tuple[str, ...]
    answer: CommitmentAnswer | None = None


@frozen
class HouseholdAsked:
    """A household was visited, and answered or not (已登记承诺入户)."""

    number: str
    dwelling: DwellingLabel
    visit: int
    visited_on: date
    visitors: tuple[str, ...]
    answer: CommitmentAnswer | None


@frozen
class ShowDone:
    """A request to record evidence that a household did it, by the digest of a photograph (完成证据申请)."""

    number: str
    dwelling: DwellingLabel
    evidence_digest: str


@frozen
class DoneShown:
    """There is evidence that a household did it, which somebody else has yet to see (已提交完成证据)."""

    number: str
    dwelling: DwellingLabel
    evidence_digest: str
    shown_by: str


@frozen
class VerifyDone:
    """A request to verify on the spot that it was done (完成核验申请)."""

    number: str
    dwelling: DwellingLabel
    evidence_digest: str


@frozen
class DoneVerified:
    """Another person has seen that it was done (已核验完成)."""

    number: str
    dwelling: DwellingLabel
    verified_by: str
    verified_on: date


@frozen
class HandOver:
    """A request to hand what was refused or not done to a topic or a case (承诺移交申请)."""

    number: str
    dwelling: DwellingLabel
    to: str


@frozen
class HandedOver:
    """What was refused or not done is with a topic or a case (已移交承诺)."""

    number: str
    dwelling: DwellingLabel
    to: str
    was: CommitmentAnswer | None


@frozen
class CloseCommitments:
    """A request to close a campaign (结束承诺活动申请)."""

    number: str


@frozen
class CommitmentsClosed:
    """A campaign is over, and nothing of it is left lying (已结束承诺活动)."""

    number: str
    done: int
    handed_over: int


@frozen
class AskingFacts:
    """What is known of a campaign and one household of it (承诺办理依据)."""

    campaign: CampaignOnFile
    held: tuple[Office, ...]
    actor: str
    today: date
    household: HouseholdCommitment | None = None


def rule_on_asking(request: AskHousehold, facts: AskingFacts) -> Granted[HouseholdAsked] | Refused:
    """Let a visit be recorded; a later answer stands in place of an earlier one (承诺入户审核).

    Grounds, in this order: an ended campaign, a household not asked, a day out of the campaign,
    no visitor.
    """
    reasons = [*_reasons_of_place(facts)]
    if not facts.campaign.opened_on <= request.visited_on <= facts.today:
        reasons.append(
            commitment_reason(
                "visit_out_of_campaign",
                "入户日期须在活动开始之后，且不晚于今日",
                "a visit is made after the opening and not after today",
            )
        )
    if not request.visitors or len(set(request.visitors)) != len(request.visitors):
        reasons.append(
            commitment_reason("no_visitor", "须写明入户人员", "say once each who made the visit")
        )
    if reasons:
        return Refused(tuple(reasons))
    visits = 0 if facts.household is None else facts.household.visits
    return Granted(
        HouseholdAsked(
            request.number,
            request.dwelling,
            visits + 1,
            request.visited_on,
            request.visitors,
            request.answer,
        )
    )


def rule_on_showing(request: ShowDone, facts: AskingFacts) -> Granted[DoneShown] | Refused:
    """Let evidence be recorded, also of a household that had not agreed (完成证据审核).

    Grounds, in this order: an ended campaign, a household not asked, verified already, the digest.
    """
    reasons = [*_reasons_of_place(facts), *_reasons_if_done(facts)]
    if not is_sha256(request.evidence_digest):
        reasons.append(
            commitment_reason(
                "evidence_digest",
                "须写明照片等证据的SHA-256摘要",
                "evidence is named by its SHA-256 in 64 small hexadecimal digits",
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    return Granted(
        DoneShown(request.number, request.dwelling, request.evidence_digest, facts.actor)
    )


def rule_on_verifying(request: VerifyDone, facts: AskingFacts) -> Granted[DoneVerified] | Refused:
    """Let another person than the one who brought the evidence verify it (完成核验审核).

    Grounds, in this order: an ended campaign, a household not asked, verified already, no or other
    evidence, the same person.
    """
    reasons = [*_reasons_of_place(facts), *_reasons_if_done(facts)]
    one = facts.household
    if one is not None and (
        not one.evidence_digest or one.evidence_digest != request.evidence_digest
    ):
        reasons.append(
            commitment_reason(
                "no_such_evidence",
                "没有这份完成证据",
                "there is no such evidence to verify",
            )
        )
    if one is not None and one.evidence_by == facts.actor:
        reasons.append(
            commitment_reason(
                "verified_by_another",
                "须由提交证据以外的人核验",
                "whoever brought the evidence does not verify it",
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    return Granted(DoneVerified(request.number, request.dwelling, facts.actor, facts.today))


def rule_on_handover(request: HandOver, facts: AskingFacts) -> Granted[HandedOver] | Refused:
    """Let what was refused, or is not done in time, go to a topic or a case (承诺移交审核).

    Grounds, in this order: the office, an ended campaign, a household not asked, done already, handed
    over already, neither refused nor overdue, the taker.
    """
    reasons = (
        *_reasons_of_office(facts.held, act=("移交", "hand over")),
        *_reasons_of_place(facts),
        *_reasons_if_done(facts),
        *_reasons_of_handover(request, facts),
    )
    if reasons:
        return Refused(reasons)
    was = None if facts.household is None else facts.household.answer
    return Granted(HandedOver(request.number, request.dwelling, request.to, was))


def rule_on_closing(
    request: CloseCommitments, facts: AskingFacts, households: Collection[HouseholdCommitment]
) -> Granted[CommitmentsClosed] | Refused:
    """Let a campaign end when every household is done or handed over (结束承诺活动审核).

    Grounds, in this order: the office, ended already, households left.
    """
    left = [one for one in households if not one.is_settled]
    reasons = [
        *_reasons_of_office(facts.held, act=("结束承诺活动", "close a campaign")),
        *_reasons_if_ended(facts.campaign),
    ]
    if left:
        reasons.append(
            commitment_reason(
                "households_left",
                f"还有{len(left)}户未完成也未移交",
                f"{len(left)} households are neither done nor handed over",
                left=len(left),
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    done = sum(1 for one in households if one.is_done)
    return Granted(CommitmentsClosed(request.number, done, len(households) - done))


def _reasons_of_office(held: tuple[Office, ...], *, act: tuple[str, str]) -> Iterator[Reason]:
    yield from reasons_without_office(held, MAY_ASK, HOUSE_COMMITMENTS, act=act)


def _reasons_if_ended(campaign: CampaignOnFile) -> Iterator[Reason]:
    if campaign.closed_on is not None:
        yield commitment_reason(
            "campaign_closed",
            f"承诺活动{campaign.number}已结束",
            f"campaign {campaign.number} is closed",
        )


def _reasons_of_place(facts: AskingFacts) -> Iterator[Reason]:
    yield from _reasons_if_ended(facts.campaign)
    if facts.household is None:
        yield commitment_reason(
            "household_not_asked", "该户不在活动范围", "this household is not in the campaign"
        )


def _reasons_if_done(facts: AskingFacts) -> Iterator[Reason]:
    if facts.household is not None and facts.household.is_done:
        yield commitment_reason("done_already", "该户已核验完成", "it is verified as done already")


def _reasons_of_handover(request: HandOver, facts: AskingFacts) -> Iterator[Reason]:
    one = facts.household
    if one is not None and one.handed_to:
        yield commitment_reason("handed_already", "该户已移交", "it is handed over already")
    has_refused = one is not None and one.answer is CommitmentAnswer.REFUSES
    if not has_refused and facts.today <= facts.campaign.until:
        yield commitment_reason(
            "not_due_for_handover",
            "住户没有拒绝，期限也未到",
            "the household has not refused, and its day has not passed",
        )
    if not request.to.startswith(_TAKERS) or request.to in _TAKERS:
        yield commitment_reason(
            "no_taker",
            "须移交给议题或案件，如topic/7、case/2026-01",
            "it goes to a topic or a case, such as topic/7 or case/2026-01",
        )
