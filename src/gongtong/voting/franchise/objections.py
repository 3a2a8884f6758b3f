"""Objections to a posted roll, the rulings on them, and corrections (名册异议与更正).

Days are counted as 民法典 第201条 and 第203条 say: the day of posting does not count, and a last day
that is a day of rest moves to the next that is none.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from attrs import field, frozen

from gongtong.core.rulings import Granted, Reason, Refused, Ruling, Source
from gongtong.voting.franchise.roll import CorrectionKind, Roll, RollCorrection, RollRuling
from gongtong.voting.franchise.sources import FRANCHISE_PRACTICE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attrs import Attribute


def _not_negative(_: object, attribute: Attribute[int], days: int) -> None:
    if days < 0:
        message = f"{attribute.name} cannot be {days}"
        raise ValueError(message)


@frozen(kw_only=True)
class RollCalendar:
    """How long before a vote the roll is posted, and the days for objections (名册公布期限).

    城市居民委员会组织法 第17条 sets 20, 5 and 3 days.
    """

    posted_days_before: int = field(validator=_not_negative)
    objection_days: int = field(validator=_not_negative)
    ruling_days: int = field(validator=_not_negative)


@frozen(kw_only=True)
class RollFacts:
    """What is known of a roll when somebody asks for something (名册情况).

    `calendar_source` is the text that sets the days, `frozen_from` the first day on which nothing
    is changed any more, `rest_days` the public holidays and weekends near the days in question.
    """

    roll: Roll
    calendar: RollCalendar
    calendar_source: Source
    posted_on: date | None = None
    frozen_from: date | None = None
    rest_days: frozenset[date] = frozenset()

    def is_frozen(self, on: date) -> bool:
        """Say whether the roll stands still on a day (是否已冻结)."""
        return self.frozen_from is not None and on >= self.frozen_from


@frozen
class RaiseObjection:
    """A voter's objection: somebody is missing, stands wrongly, or weighs wrongly (提出名册异议)."""

    id: UUID
    raised_by: str
    voter_id: UUID
    kind: CorrectionKind
    on: date
    statement: str


@frozen
class ObjectionRaised:
    """An objection was received and must be ruled on (名册异议已提出)."""

    objection: RaiseObjection
    ruling_due_on: date


@frozen
class RollCorrected:
    """A roll was corrected; this is the new one (名册已更正)."""

    correction: RollCorrection
    roll: Roll


@frozen
class RollPosted:
    """A roll was posted for a vote; objections are taken until a day (名册已公布)."""

    digest: bytes
    posted_on: date
    vote_on: date
    objections_until: date


@frozen
class ObjectionRuled:
    """An objection was ruled on, in time or late (名册异议已处理)."""

    ruling: RollRuling
    is_late: bool


def last_day(start: date, days: int, rest_days: frozenset[date] = frozenset()) -> date:
    """Give the last day of a period: `start` does not count, days of rest extend it (期间最后一日).

    >>> last_day(date(2026, 3, 2), 5)
    datetime.date(2026, 3, 7)
    """
    day = start + timedelta(days=days)
    while day in rest_days:
        day += timedelta(days=1)
    return day


def rule_on_posting(posted_on: date, vote_on: date, facts: RollFacts) -> Ruling[RollPosted]:
    """Say whether a roll is posted early enough before the vote (公布名册审查).

    在选举日的二十日前公布: at twenty days it is in time, at nineteen it is not.
    """
    reasons = []
    needed = facts.calendar.posted_days_before
    given = (vote_on - posted_on).days
    if given < needed:
        reasons.append(
            Reason(
                "roll_posted_late",
                zh=f"名册应当在表决日{needed}日前公布，现只有{given}日",
                en=f"a roll is posted {needed} days before the vote, not {given}",
                source=facts.calendar_source,
                params=(("needed_days", str(needed)), ("given_days", str(given))),
            )
        )
    reasons.extend(_frozen(posted_on, facts))
    if reasons:
        return Refused(tuple(reasons))
    until = last_day(posted_on, facts.calendar.objection_days, facts.rest_days)
    return Granted(RollPosted(facts.roll.digest(), posted_on, vote_on, until))


def rule_on_objection(request: RaiseObjection, facts: RollFacts) -> Ruling[ObjectionRaised]:
    """Say whether an objection is received, and until when it must be ruled on (名册异议受理).

    The grounds of a refusal, in order: the roll is not posted, the days are over, the roll is
    frozen, the roll says already what the objection asks for.
    """
    reasons = (
        *_untimely(request, facts),
        *_frozen(request.on, facts),
        *_mismatch(request.kind, request.voter_id, facts.roll),
    )
    if reasons:
        return Refused(reasons)
    due = last_day(request.on, facts.calendar.ruling_days, facts.rest_days)
    return Granted(ObjectionRaised(request, due))


def rule_on_objection_ruling(
    ruling: RollRuling, raised: ObjectionRaised, earlier: RollRuling | None
) -> Ruling[ObjectionRuled]:
    """Say whether a ruling answers an objection; a late one still does, and is marked (异议处理审查)."""
    reasons = []
    objection = raised.objection
    asked = (objection.id, objection.voter_id, objection.kind)
    if (ruling.objection_id, ruling.voter_id, ruling.kind) != asked:
        reasons.append(_house("ruling_on_other_matter", "处理决定与异议不符", "another matter"))
    if earlier is not None:
        reasons.append(_house("objection_ruled_already", "异议已经处理", "ruled on already"))
    if ruling.ruled_on < objection.on:
        reasons.append(_house("ruling_before_objection", "决定早于异议", "ruled before it came"))
    if not ruling.grounds.strip():
        reasons.append(_house("ruling_without_grounds", "决定未写明理由", "no grounds are stated"))
    if reasons:
        return Refused(tuple(reasons))
    return Granted(ObjectionRuled(ruling, ruling.ruled_on > raised.ruling_due_on))


def rule_on_roll_correction(correction: RollCorrection, facts: RollFacts) -> Ruling[RollCorrected]:
    """Say whether a roll may be corrected so, and give the new roll (名册更正审查).

    The grounds of a refusal, in order: the roll is frozen, the ruling was another or dismissed the
    matter, the ruling is later than the correction, the roll does not allow the change.
    """
    ruling, entry = correction.ruling, correction.entry
    reasons = list(_frozen(correction.on, facts))
    if (ruling.voter_id, ruling.kind) != (entry.voter_id, correction.kind):
        reasons.append(_house("ruling_on_other_matter", "处理决定与更正不符", "another matter"))
    if not ruling.is_upheld:
        reasons.append(
            _house("correction_not_ruled", "处理决定未支持更正", "the ruling dismissed it")
        )
    if correction.on < ruling.ruled_on:
        reasons.append(_house("correction_before_ruling", "更正早于决定", "corrected before ruled"))
    reasons.extend(_mismatch(correction.kind, entry.voter_id, facts.roll))
    reasons.extend(_unchanged(correction, facts.roll))
    if reasons:
        return Refused(tuple(reasons))
    return Granted(RollCorrected(correction, facts.roll.corrected(correction)))


def _house(code: str, zh: str, en: str) -> Reason:
    return Reason(code, zh=zh, en=en, source=FRANCHISE_PRACTICE)


def _untimely(request: RaiseObjection, facts: RollFacts) -> Iterator[Reason]:
    if facts.posted_on is None or request.on < facts.posted_on:
        yield _house("roll_not_posted", "名册尚未公布", "the roll is not posted yet")
        return
    until = last_day(facts.posted_on, facts.calendar.objection_days, facts.rest_days)
    if request.on > until:
        yield Reason(
            "objection_too_late",
            zh=f"异议应当在{until}以前提出",
            en=f"objections were taken until {until}",
            source=facts.calendar_source,
            params=(("until", str(until)),),
        )


def _frozen(on: date, facts: RollFacts) -> Iterator[Reason]:
    if facts.is_frozen(on):
        yield _house("roll_frozen", "名册已冻结", f"the roll is frozen from {facts.frozen_from}")


def _mismatch(kind: CorrectionKind, voter_id: UUID, roll: Roll) -> Iterator[Reason]:
    if kind is CorrectionKind.ADD and voter_id in roll:
        yield _house("voter_on_roll", "该人已在名册中", "the voter stands on the roll")
    if kind is not CorrectionKind.ADD and voter_id not in roll:
        yield _house("voter_not_on_roll", "该人不在名册中", "the voter is not on the roll")


def _unchanged(correction: RollCorrection, roll: Roll) -> Iterator[Reason]:
    entry = correction.entry
    if correction.kind is not CorrectionKind.CHANGE_WEIGHT or entry.voter_id not in roll:
        return
    if roll.entry_of(entry.voter_id).weight == entry.weight:
        yield _house("weight_unchanged", "权数没有变化", "the weight is what it was")
