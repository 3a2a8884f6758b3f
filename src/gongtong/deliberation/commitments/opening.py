"""Opening a campaign in which each household is asked to do one thing (承诺活动申请)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import frozen

from gongtong.core.offices import Office
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.deliberation.commitments.commitments import (
    HOUSE_COMMITMENTS,
    MAX_CAMPAIGN,
    commitment_reason,
)
from gongtong.deliberation.entitled import reasons_without_office

MAY_ASK: Final = (Office.CHAIR, Office.MEMBER)


@frozen
class OpenCommitments:
    """A request to ask households to do one thing by a day (承诺活动申请).

    `rests_on` is the code of the decision behind it, such as `meeting/2026-03/1`.
    """

    number: str
    what: str
    until: date
    rests_on: str
    households: tuple[DwellingLabel, ...]


@frozen
class CommitmentsOpened:
    """Households are asked to do something by a day (已开展承诺活动)."""

    number: str
    until: date
    rests_on: str
    households: int
    asked_by: str
    opened_on: date


@frozen
class OpeningFacts:
    """What is known when a campaign is opened (承诺活动依据)."""

    held: tuple[Office, ...]
    actor: str
    today: date
    is_known: bool = False
    unknown: tuple[DwellingLabel, ...] = ()


def rule_on_opening(
    request: OpenCommitments, facts: OpeningFacts
) -> Granted[CommitmentsOpened] | Refused:
    """Let a campaign be opened (承诺活动审核).

    Grounds, in this order: the office, the number, the day, what is asked, the decision behind it,
    no or doubled households, households that the register does not know.
    """
    reasons = (
        *reasons_without_office(
            facts.held, MAY_ASK, HOUSE_COMMITMENTS, act=("开展承诺活动", "open a campaign")
        ),
        *_reasons_of_opening(request, facts),
        *_reasons_of_households(request.households, facts.unknown),
    )
    if reasons:
        return Refused(reasons)
    return Granted(
        CommitmentsOpened(
            request.number,
            request.until,
            request.rests_on,
            len(request.households),
            facts.actor,
            facts.today,
        )
    )


def _reasons_of_opening(request: OpenCommitments, facts: OpeningFacts) -> Iterator[Reason]:
    if facts.is_known or not 0 < len(request.number.strip()) <= MAX_CAMPAIGN:
        yield commitment_reason(
            "campaign_number",
            f"活动编号{request.number}已用过，或不是1至{MAX_CAMPAIGN}字",
            f"{request.number!r} is used already, or has not 1 to {MAX_CAMPAIGN} characters",
        )
    if request.until < facts.today:
        yield commitment_reason(
            "campaign_in_past", f"{request.until}已过", f"{request.until} is past"
        )
    if not request.what.strip():
        yield commitment_reason("nothing_asked", "须写明请住户做什么", "say what is asked for")
    if not request.rests_on.strip():
        yield commitment_reason(
            "no_decision_behind", "须写明所依据的决定", "say on which decision it rests"
        )


def _reasons_of_households(
    households: tuple[DwellingLabel, ...], unknown: tuple[DwellingLabel, ...]
) -> Iterator[Reason]:
    if not households or len(set(households)) != len(households):
        yield commitment_reason(
            "households_once", "须写明住户，每户一次", "name the households, each once"
        )
    if unknown:
        yield commitment_reason(
            "households_unknown",
            "名册中没有：" + "、".join(str(one) for one in unknown),
            "the register does not know " + ", ".join(str(one) for one in unknown),
        )
