"""Putting people into offices and taking them out again (任免)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from attrs import evolve, frozen

from gongtong.core.offices import (
    Appointment,
    AppointOfficer,
    EndAppointment,
    IncompatibleOffices,
    Mandate,
    Office,
    OfficeHolders,
)
from gongtong.core.periods import Span
from gongtong.core.rulings import Granted, Reason, Refused, Ruling, Source, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable

HOUSE_OFFICES: Final = Source("职务任免规则", standing=Standing.HOUSE)


@frozen
class OfficerAppointed:
    """A person came into an office (已任命)."""

    appointment: Appointment


@frozen
class AppointmentFacts:
    """What the rule must know of the place to appoint somebody (任命事实)."""

    new_id: UUID
    holders: OfficeHolders
    kept_apart: tuple[IncompatibleOffices, ...]


def rule_on_appointment(
    request: AppointOfficer, facts: AppointmentFacts
) -> Ruling[OfficerAppointed]:
    """Rule on putting a person into an office (任命裁定).

    Grounds, in this order: the mandate is younger than the office; the person holds the office
    already; somebody else holds it; each incompatible office, of the person and of relatives.
    """
    meanwhile = tuple(one for one in facts.holders.appointments if one.span.overlaps(request.span))
    reasons = (
        *_mandate_too_young(request),
        *_office_taken(request, meanwhile),
        *_offices_kept_apart(request, meanwhile, facts.kept_apart),
    )
    if reasons:
        return Refused(reasons)
    return Granted(
        OfficerAppointed(
            Appointment(
                facts.new_id,
                request.person_id,
                request.person_name,
                request.office,
                request.span,
                request.mandate,
                request.relative_ids,
            )
        )
    )


def _mandate_too_young(request: AppointOfficer) -> Iterable[Reason]:
    if request.mandate.decided_on > request.span.start:
        yield Reason(
            "mandate_after_start",
            zh=f"任职自{request.span.start}起，早于{request.mandate.decided_on}的决定",
            en=f"the office would start on {request.span.start}, before the decision of {request.mandate.decided_on}",
            source=HOUSE_OFFICES,
        )


def _office_taken(request: AppointOfficer, meanwhile: Iterable[Appointment]) -> Iterable[Reason]:
    for held in meanwhile:
        if held.office is not request.office:
            continue
        params = (("office", held.office.value), ("appointment", str(held.id)))
        if held.person_id == request.person_id:
            yield Reason(
                "already_in_office",
                zh=f"{held.span}已担任{held.office.zh}",
                en=f"the person is {held.office.value} already from {held.span.start}",
                source=held.mandate.source,
                params=params,
            )
        elif held.office.has_one_holder:
            yield Reason(
                "office_taken",
                zh=f"{held.office.zh}由他人担任（{held.span}）",
                en=f"somebody else is {held.office.value} from {held.span.start}",
                source=held.mandate.source,
                params=params,
            )


def _offices_kept_apart(
    request: AppointOfficer,
    meanwhile: Iterable[Appointment],
    kept_apart: tuple[IncompatibleOffices, ...],
) -> Iterable[Reason]:
    for held in meanwhile:
        for pair in kept_apart:
            if not pair.bars(request.office, held.office):
                continue
            is_same = held.person_id == request.person_id
            if is_same or (pair.relatives_too and _are_relatives(request, held)):
                yield _kept_apart(request.office, held, pair, is_same=is_same)


def _are_relatives(request: AppointOfficer, held: Appointment) -> bool:
    return held.person_id in request.relative_ids or request.person_id in held.relative_ids


def _kept_apart(
    office: Office, held: Appointment, pair: IncompatibleOffices, *, is_same: bool
) -> Reason:
    who_zh, who_en = ("本人", "the same person") if is_same else ("近亲属", "a close relative")
    return Reason(
        pair.code,
        zh=f"{who_zh}担任{held.office.zh}，不得担任{office.zh}",
        en=f"{who_en} is {held.office.value}, which goes with no {office.value}",
        source=pair.source,
        params=(
            ("office", office.value),
            ("held", held.office.value),
            ("holder", "self" if is_same else "relative"),
        ),
    )


@frozen
class AppointmentEnded:
    """A person left an office; the appointment has its new, shorter span (已免职)."""

    appointment: Appointment
    mandate: Mandate


def rule_on_end(request: EndAppointment, held: Appointment) -> Ruling[AppointmentEnded]:
    """Rule on ending an appointment (免职裁定).

    Grounds, in this order: the mandate is younger than the end; the office has not begun by that
    day; it has ended by that day anyway.
    """
    reasons = tuple(_end_is_no_end(request, held))
    if reasons:
        return Refused(reasons)
    shorter = evolve(held, span=Span(held.span.start, request.on))
    return Granted(AppointmentEnded(shorter, request.mandate))


def _end_is_no_end(request: EndAppointment, held: Appointment) -> Iterable[Reason]:
    if request.mandate.decided_on > request.on:
        yield Reason(
            "mandate_after_end",
            zh=f"免职自{request.on}起，早于{request.mandate.decided_on}的决定",
            en=f"the office would end on {request.on}, before the decision of {request.mandate.decided_on}",
            source=HOUSE_OFFICES,
        )
    if request.on <= held.span.start:
        yield Reason(
            "office_not_begun",
            zh=f"任职自{held.span.start}起，{request.on}尚无可免",
            en=f"the office begins on {held.span.start} only",
            source=held.mandate.source,
        )
    if held.span.end is not None and request.on >= held.span.end:
        yield Reason(
            "office_ended",
            zh=f"任职已于{held.span.last_day}届满",
            en=f"the office ends on {held.span.last_day} anyway",
            source=held.mandate.source,
        )
