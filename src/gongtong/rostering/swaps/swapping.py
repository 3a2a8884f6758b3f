"""Offering a shift to somebody, and his answer; nobody is put into a shift without his word (换班申请与答复)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import Final

from attrs import field, frozen

from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.rostering.rosters.problem import Roster
from gongtong.rostering.rosters.publishing import (
    MAX_REASON,
    ChangeRoster,
    PublishedRoster,
    teams_of,
)
from gongtong.rostering.volunteers.sources import HOUSE_VOLUNTEERS, volunteer_rules

BY_HIS_WILL: Final = volunteer_rules(25, "不得强行指派志愿者")
MAX_SWAP_REASON: Final = MAX_REASON - 100


class SwapState(StrEnum):
    """How an offer stands (换班状态)."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@frozen
class OfferSwap:
    """A request to offer a shift of the giver to somebody who is not in it (换班申请)."""

    roster: str
    shift: str
    giver: str
    taker: str
    reason: str = field(default="", repr=False)


@frozen
class SwapOffered:
    """A shift is offered (换班已提出)."""

    number: int
    roster: str
    shift: str
    giver: str
    taker: str
    offered_by: str


@frozen
class AnswerSwap:
    """What somebody says to an offer (换班答复).

    The taker accepts or declines, the giver may withdraw: `said_by` is whose word it is, whoever types it in.
    """

    number: int
    answer: SwapState
    said_by: str


@frozen
class SwapAnswered:
    """An offer is answered; `version` is that of the roster with the taker in it, where he accepted (换班已答复)."""

    number: int
    answer: SwapState
    said_by: str
    version: int | None
    noted_by: str


@frozen
class Swap:
    """An offer as it is on record (在册换班)."""

    number: int
    roster: str
    shift: str
    giver: str
    taker: str
    state: SwapState
    offered_at: datetime
    answered_at: datetime | None = None
    reason: str = field(default="", repr=False)


def swapped(held: PublishedRoster, offer: OfferSwap | Swap) -> ChangeRoster:
    """Give the change of the roster that an offer comes to (换班后的排班)."""
    team = held.roster.team(offer.shift)
    new = tuple(offer.taker if one == offer.giver else one for one in team)
    roster = Roster({**held.roster.teams, offer.shift: new})
    words = f"换班：{offer.shift}由{offer.giver}转{offer.taker}"
    reason = offer.reason.strip()
    return ChangeRoster(held.code, teams_of(roster), f"{words}；{reason}" if reason else words)


def rule_on_offering(
    request: OfferSwap, held: PublishedRoster, open_offers: Iterable[Swap], *, last: int, by: str
) -> Granted[SwapOffered] | Refused:
    """Let a shift be offered (换班申请审核).

    Grounds, in this order: the giver is not in it, the taker is, the giver has offered it already, too many words. What the roster would break is asked
    of the roster itself.
    """
    reasons = [*_of_people(request, held)]
    if any((one.shift, one.giver) == (request.shift, request.giver) for one in open_offers):
        zh, en = "该班次已提出换班，尚未答复", "it is offered already and not answered yet"
        reasons.append(_reason("offered_already", zh, en))
    if len(request.reason) > MAX_SWAP_REASON:
        zh, en = f"原因不超过{MAX_SWAP_REASON}字", f"at most {MAX_SWAP_REASON} characters"
        reasons.append(_reason("too_many_words", zh, en))
    if reasons:
        return Refused(tuple(reasons))
    return Granted(
        SwapOffered(last + 1, request.roster, request.shift, request.giver, request.taker, by)
    )


def rule_on_answering(
    request: AnswerSwap, swap: Swap, held: PublishedRoster, *, by: str
) -> Granted[SwapAnswered] | Refused:
    """Let an offer be answered (换班答复审核).

    Grounds, in this order: no answer, it is answered already, it is somebody else's word, and for an acceptance that the giver is not in the shift any
    more or the taker is by now.
    """
    reasons = []
    if request.answer is SwapState.OFFERED:
        reasons.append(
            _reason("no_answer", "须答复接受、拒绝或者撤回", "accept, decline, withdraw")
        )
    if swap.state is not SwapState.OFFERED:
        reasons.append(_reason("answered_already", "该换班已答复", "it is answered already"))
    whose = swap.giver if request.answer is SwapState.WITHDRAWN else swap.taker
    if request.said_by != whose:
        zh, en = f"须由{whose}本人答复", f"it is for {whose} to say"
        reasons.append(Reason("rostering.not_his_word", zh, en, BY_HIS_WILL))
    is_accepted = request.answer is SwapState.ACCEPTED
    if is_accepted and not reasons:
        reasons += [*_of_people(swap, held)]
    if reasons:
        return Refused(tuple(reasons))
    version = held.version + 1 if is_accepted else None
    return Granted(SwapAnswered(swap.number, request.answer, request.said_by, version, by))


def _of_people(offer: OfferSwap | Swap, held: PublishedRoster) -> Iterator[Reason]:
    team = held.roster.team(offer.shift)
    if offer.giver not in team:
        zh, en = f"{offer.giver}不在该班", f"{offer.giver} does not stand in it"
        yield _reason("giver_not_in_it", zh, en)
    if offer.taker in team:
        zh, en = f"{offer.taker}已在该班", f"{offer.taker} stands in it already"
        yield _reason("taker_in_it", zh, en)


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"rostering.{code}", zh, en, HOUSE_VOLUNTEERS)
