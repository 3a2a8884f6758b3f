"""Reporting an incident, handing it over, telling its end: requests, events and every ground of a refusal (上报与移交)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from attrs import field, frozen

from gongtong.core.digests import is_sha256
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.rostering.incidents.incident import (
    MAX_NAME,
    MAX_WHERE,
    MAX_WORDS,
    MOST_PHOTOS,
    HandOver,
    Incident,
    IncidentEnd,
    IncidentKind,
    IncidentTerms,
    Outcome,
    Receiver,
    duties_of,
)
from gongtong.rostering.volunteers.sources import HOUSE_VOLUNTEERS


@frozen
class ReportIncident:
    """A request to note what a volunteer came upon (上报申请).

    `person` describes somebody who is concerned, such as a lost one; it is never published.
    """

    kind: IncidentKind
    at: datetime
    reported_by: str
    where: str = field(repr=False)
    what: str = field(repr=False)
    person: str = field(default="", repr=False)
    photos: tuple[str, ...] = ()
    shift: str = ""


@frozen
class IncidentReported:
    """An incident is on record; the event tells neither place nor person (已上报)."""

    number: int
    kind: IncidentKind
    at: datetime
    reported_by: str
    photos: tuple[str, ...]


@frozen
class HandOverIncident:
    """A request to note that an incident was handed to somebody (移交申请)."""

    number: int
    hand_over: HandOver


@frozen
class IncidentHandedOver:
    """An incident was handed over (已移交)."""

    number: int
    to: Receiver
    at: datetime
    noted_by: str


@frozen
class EndIncident:
    """A request to note how an incident ended (办结申请)."""

    number: int
    end: IncidentEnd


@frozen
class IncidentEnded:
    """An incident ended (已办结)."""

    number: int
    outcome: Outcome
    at: datetime
    noted_by: str


def rule_on_reporting(
    request: ReportIncident, volunteers: Collection[str], last: int, *, now: datetime
) -> Granted[IncidentReported] | Refused:
    """Let an incident be noted (上报审核).

    Grounds, in this order: no such volunteer, a moment that has not come, no place or words or too many, pictures that are no digests.
    """
    reasons = []
    if request.reported_by not in volunteers:
        who = request.reported_by
        reasons.append(_reason("no_volunteer", f"没有志愿者{who}", f"no volunteer {who!r}"))
    reasons += [*_of_moment(request.at, None, now)]
    reasons += [*_of_words(request)]
    if len(request.photos) > MOST_PHOTOS or not all(map(is_sha256, request.photos)):
        zh, en = f"照片以摘要登记，至多{MOST_PHOTOS}张", f"up to {MOST_PHOTOS} pictures, by sha256"
        reasons.append(_reason("photos_by_digest", zh, en))
    if reasons:
        return Refused(tuple(reasons))
    return Granted(
        IncidentReported(last + 1, request.kind, request.at, request.reported_by, request.photos)
    )


def rule_on_handing_over(
    request: HandOverIncident, incident: Incident, *, now: datetime, by: str
) -> Granted[IncidentHandedOver] | Refused:
    """Let a hand-over be noted (移交审核).

    Grounds, in this order: the incident is ended, the moment is before it or has not come, nobody is named who took it over, too many words.
    """
    one = request.hand_over
    reasons = [*_of_end(incident), *_of_moment(one.at, incident.at, now)]
    if not 0 < len(one.taken_by.strip()) <= MAX_NAME:
        reasons.append(_reason("nobody_took_it", "须写明接手人", "say who took it over"))
    if len(one.words) > MAX_WORDS:
        reasons.append(_too_many_words())
    if reasons:
        return Refused(tuple(reasons))
    return Granted(IncidentHandedOver(incident.number, one.to, one.at, by))


def rule_on_ending(
    request: EndIncident, incident: Incident, terms: IncidentTerms, *, now: datetime, by: str
) -> Granted[IncidentEnded] | Refused:
    """Let the end of an incident be noted (办结审核).

    Grounds, in this order: it is ended already, the moment is before it or has not come, it was not handed to somebody to whom a rule of the
    place wants it handed, family found for somebody who was not lost, too many words. Where nothing was there nobody has to be told.
    """
    end = request.end
    reasons = [*_of_end(incident), *_of_moment(end.at, incident.at, now)]
    if end.outcome is not Outcome.NOTHING_THERE:
        for duty in duties_of(incident, terms):
            if duty.done_at is None:
                zh, en = f"尚未移交{duty.to.zh}", f"not handed to {duty.to.value}"
                reasons.append(_reason("not_handed_over", zh, en))
    is_lost = incident.kind is IncidentKind.LOST_PERSON
    if end.outcome is Outcome.FAMILY_FOUND and not is_lost:
        reasons.append(_reason("nobody_was_lost", "并非走失人员", "nobody was lost"))
    if len(end.words) > MAX_WORDS:
        reasons.append(_too_many_words())
    if reasons:
        return Refused(tuple(reasons))
    return Granted(IncidentEnded(incident.number, end.outcome, end.at, by))


def _of_words(request: ReportIncident) -> Iterator[Reason]:
    if not 0 < len(request.where.strip()) <= MAX_WHERE:
        yield _reason("no_where", f"地点须有1至{MAX_WHERE}字", f"a place of 1 to {MAX_WHERE}")
    if not request.what.strip():
        yield _reason("no_words", "须写明情况", "say what happened")
    if max(len(request.what), len(request.person)) > MAX_WORDS:
        yield _too_many_words()


def _of_end(incident: Incident) -> Iterator[Reason]:
    if incident.end is not None:
        yield _reason("incident_ended", f"第{incident.number}号已办结", "it is ended")


def _of_moment(at: datetime, since: datetime | None, now: datetime) -> Iterator[Reason]:
    if at > now:
        yield _reason("not_yet", "时间还没有到", "a moment that has not come")
    if since is not None and at < since:
        yield _reason("before_it", "早于发现时间", "before the incident itself")


def _too_many_words() -> Reason:
    return _reason("too_many_words", f"不超过{MAX_WORDS}字", f"at most {MAX_WORDS} characters")


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"rostering.{code}", zh, en, HOUSE_VOLUNTEERS)
