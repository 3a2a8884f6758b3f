"""Noting what was made public, and what must be because it happened (公示登记)."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from attrs import frozen

from gongtong.core.digests import is_sha256
from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing
from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.disclosure.calendar import (
    Disclosure,
    DisclosureCalendar,
    DisclosurePeriod,
    DisclosurePrivacy,
    DisclosureSubject,
)
from gongtong.ledger.disclosure.due import Occasion, PublishedDisclosure
from gongtong.ledger.disclosure.labels import span_of
from gongtong.ledger.duties import reasons_of_office

NOTING_RULES: Final = Source("公示规则", "登记", standing=Standing.HOUSE)
MAY_NOTE: Final = frozenset(
    {Office.CHAIR, Office.MEMBER, Office.KEEPER_OF_BOOKS, Office.SUPERVISOR}
)
MOST_LABEL: Final = 80


@frozen
class NoteDisclosure:
    """A request to note what was made public (公示登记申请).

    `label` is the period, such as 2025-03, 2025-Q1, 2025-H1 or 2025, or that of an occasion;
    `shown_through` is the last day on show; `signed_by` are the ids of those who signed.
    """

    subject: DisclosureSubject
    label: str
    document: DocumentRef
    place: str
    shown_from: date
    shown_through: date
    fields: tuple[str, ...] = ()
    privacy: DisclosurePrivacy = DisclosurePrivacy.NOTHING_PERSONAL
    signed_by: tuple[str, ...] = ()


@frozen
class DisclosureNoted:
    """Something was made public, and it is on record (已登记公示)."""

    published: PublishedDisclosure


@frozen
class NoteOccasion:
    """A request to note what must be made public because it happened (公示事由登记申请)."""

    occasion: Occasion


@frozen
class OccasionNoted:
    """Something happened that must be made public (已登记公示事由)."""

    occasion: Occasion
    noted_by: str


@frozen
class NotingFacts:
    """What is known when a disclosure is noted (公示登记依据).

    `calendar` is that of the last day of the period, or of the day of the occasion. `signers` gives
    the offices that each of those who signed held on the day from which it was shown.
    """

    new_id: UUID
    actor: str
    held: Collection[Office]
    today: date
    calendar: DisclosureCalendar
    signers: Mapping[str, Collection[Office]]
    occasions: Collection[Occasion] = ()


def duties_for(
    calendar: DisclosureCalendar,
    subject: DisclosureSubject,
    label: str,
    occasions: Collection[Occasion],
) -> tuple[Disclosure, ...]:
    """Give the duties that a publication with this label answers (对应公示要求)."""
    is_occasion = any(one.subject is subject and one.label == label for one in occasions)
    return tuple(
        duty
        for duty in calendar.disclosures
        if duty.subject is subject
        and (
            is_occasion
            if duty.period is DisclosurePeriod.EVENT
            else span_of(duty.period, label) is not None
        )
    )


def rule_on_note(request: NoteDisclosure, facts: NotingFacts) -> Granted[DisclosureNoted] | Refused:
    """Let it be noted what was made public; too late is late, and not refused (公示登记审核).

    Grounds, in this order: the office, the digest, nothing that the calendar asks for, a period that is
    not over, days of showing; then for each duty: the place, too few days, fields, privacy, signatures.
    """
    duties = duties_for(facts.calendar, request.subject, request.label, facts.occasions)
    reasons = (
        *reasons_of_office(
            facts.held, MAY_NOTE, NOTING_RULES, act=("登记公示", "note a disclosure")
        ),
        *_reasons_of_whole(request, duties, facts),
        *(reason for duty in duties for reason in _reasons_of_duty(request, duty, facts)),
    )
    if reasons:
        return Refused(reasons)
    return Granted(
        DisclosureNoted(
            PublishedDisclosure(
                id=facts.new_id,
                subject=request.subject,
                label=request.label,
                document=request.document,
                place=request.place.strip(),
                shown_from=request.shown_from,
                shown_through=request.shown_through,
                fields=request.fields,
                privacy=request.privacy,
                signed_by=request.signed_by,
                noted_by=facts.actor,
                noted_on=facts.today,
            )
        )
    )


def rule_on_occasion(
    request: NoteOccasion,
    *,
    actor: str,
    held: Collection[Office],
    today: date,
    known: Collection[Occasion],
) -> Granted[OccasionNoted] | Refused:
    """Let it be noted that something happened that must be made public (公示事由登记审核).

    Grounds, in this order: the office, the label, a day to come, the same occasion again.
    """
    one = request.occasion
    reasons = [
        *reasons_of_office(held, MAY_NOTE, NOTING_RULES, act=("登记公示事由", "note an occasion"))
    ]
    is_period = any(span_of(period, one.label) is not None for period in DisclosurePeriod)
    if is_period or not 0 < len(one.label.strip()) <= MOST_LABEL:
        reasons.append(
            _reason(
                "occasion_label",
                f"事由名称须有1至{MOST_LABEL}字，且不是年月等期间",
                f"the label of an occasion has 1 to {MOST_LABEL} characters and is no period",
            )
        )
    if one.happened_on > today:
        reasons.append(
            _reason(
                "occasion_in_future",
                f"{one.happened_on}尚未到来",
                f"{one.happened_on} has not come yet",
            )
        )
    if any(k.subject is one.subject and k.label == one.label for k in known):
        reasons.append(
            _reason("occasion_known", f"“{one.label}”已登记", f"{one.label!r} is noted already")
        )
    return Refused(tuple(reasons)) if reasons else Granted(OccasionNoted(one, actor))


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"ledger.{code}", zh, en, NOTING_RULES)


def _reasons_of_whole(
    request: NoteDisclosure, duties: tuple[Disclosure, ...], facts: NotingFacts
) -> Iterator[Reason]:
    if not is_sha256(request.document.digest):
        yield _reason(
            "disclosure_digest",
            "须写明所公示文件的SHA-256摘要（64位十六进制小写）",
            "the digest of what was published is its SHA-256 in 64 small hexadecimal digits",
        )
    if not duties:
        yield _reason(
            "disclosure_not_asked",
            f"公示日历没有“{request.subject.zh}”的“{request.label}”期",
            f"the calendar asks for no {request.subject.value} of {request.label!r}",
        )
    for duty in duties:
        span = span_of(duty.period, request.label)
        if span is not None and span.contains(request.shown_from):
            yield _reason(
                "period_not_over",
                f"{request.label}尚未结束，不能公示其全期账目",
                f"{request.label} was not over when this was shown",
            )
    if request.shown_from > facts.today:
        yield _reason(
            "disclosure_in_future",
            f"公示开始日期{request.shown_from}尚未到来",
            f"it is shown from {request.shown_from} on, which has not come yet",
        )


def _reasons_of_duty(
    request: NoteDisclosure, duty: Disclosure, facts: NotingFacts
) -> Iterator[Reason]:
    if request.place.strip() != duty.place:
        yield _of_duty(
            duty, "disclosure_place", f"须公示于{duty.place}", f"it must be shown at {duty.place}"
        )
    least = request.shown_from + timedelta(days=duty.days_on_show - 1)
    if request.shown_through < least:
        yield _of_duty(
            duty,
            "shown_too_short",
            f"须公示至少{duty.days_on_show}日，即至{least}",
            f"it must be shown for {duty.days_on_show} days, through {least}",
        )
    missing = [one for one in duty.fields if one not in request.fields]
    if missing:
        yield _of_duty(
            duty,
            "fields_missing",
            f"公示内容缺少：{'、'.join(missing)}",
            f"what was shown lacks {', '.join(missing)}",
        )
    if not duty.privacy.allows(request.privacy):
        yield _of_duty(
            duty,
            "disclosure_privacy",
            f"公示内容须{duty.privacy.zh}",
            f"what is shown must be {duty.privacy.value}",
        )
    unsigned = _unsigned(duty.signed_by, facts.signers)
    if unsigned:
        yield _of_duty(
            duty,
            "signature_missing",
            f"须由{'、'.join(office.zh for office in unsigned)}各自签名",
            f"it lacks the signature of {', '.join(office.value for office in unsigned)}",
        )


def _of_duty(duty: Disclosure, code: str, zh: str, en: str) -> Reason:
    return Reason(
        f"ledger.{code}",
        zh,
        en,
        duty.source,
        (("subject", duty.subject.value), ("period", duty.period.value)),
    )


def _unsigned(
    offices: tuple[Office, ...], signers: Mapping[str, Collection[Office]]
) -> tuple[Office, ...]:
    """Give the offices for which nobody signed who signs for no other one, as few as can be."""
    signs_for: dict[str, Office] = {}

    def find(office: Office, tried: set[str]) -> bool:
        for person in signers:
            if office not in signers[person] or person in tried:
                continue
            tried.add(person)
            if person not in signs_for or find(signs_for[person], tried):
                signs_for[person] = office
                return True
        return False

    return tuple(office for office in offices if not find(office, set()))
