"""Offices: who holds which one from when to when, and by which decision (职务).

Money and books are kept by two people, and who supervises is not supervised by himself or his family.
Which offices nobody may hold together is data, each pair with the text it rests on; a place may
answer the point `offices.incompatible` with more.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from uuid import UUID

from attrs import Factory, evolve, field, frozen

from gongtong.core.periods import Span
from gongtong.core.rulings import Granted, Reason, Refused, Ruling, Source, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from attrs import Attribute


@frozen
class Actor:
    """Who acts, by the id that the host's log-in gives (操作人)."""

    id: str


class Office(StrEnum):
    """What a person is entrusted with (职务名称)."""

    CHAIR = "chair"
    MEMBER = "member"
    KEEPER_OF_MONEY = "keeper_of_money"
    KEEPER_OF_BOOKS = "keeper_of_books"
    SUPERVISOR = "supervisor"
    APPLICANT = "applicant"

    @property
    def zh(self) -> str:
        """The office as residents call it (中文职务)."""
        return _OFFICE_WORDS[self]

    @property
    def has_one_holder(self) -> bool:
        """Whether only one person holds it at a time (是否一人担任)."""
        return self in {Office.CHAIR, Office.KEEPER_OF_MONEY, Office.KEEPER_OF_BOOKS}


_OFFICE_WORDS = {
    Office.CHAIR: "主任",
    Office.MEMBER: "委员",
    Office.KEEPER_OF_MONEY: "管钱人（出纳）",
    Office.KEEPER_OF_BOOKS: "管账人（会计）",
    Office.SUPERVISOR: "监督委员",
    Office.APPLICANT: "经办人",
}


@frozen
class IncompatibleOffices:
    """Two offices that one person may not hold at once, and why (不相容职务).

    `relatives_too` bars close relatives of the holder of one from the other.
    """

    code: str
    first: Office
    second: Office
    source: Source
    relatives_too: bool = False

    def bars(self, one: Office, other: Office) -> bool:
        """Say whether these are the two offices, in either order (是否不相容)."""
        return {one, other} == {self.first, self.second}


@frozen
class Incompatibilities:
    """Every pair of offices that a place keeps apart (不相容职务表)."""

    pairs: tuple[IncompatibleOffices, ...]


CASHIER_KEEPS_NO_BOOKS: Final = Source("会计法", "第35条第2款", note="2024年修正后条号")
SUPERVISORS_STAND_APART: Final = Source(
    "城市居民委员会组织法", "第36条", in_force_from=date(2026, 1, 1), note="2025年修订"
)
HOUSE_OFFICES: Final = Source("职务任免规则", standing=Standing.HOUSE)

MONEY_AND_BOOKS: Final = tuple(
    IncompatibleOffices(
        "segregation_of_duties", Office.KEEPER_OF_MONEY, office, CASHIER_KEEPS_NO_BOOKS
    )
    for office in (Office.KEEPER_OF_BOOKS, Office.SUPERVISOR)
)
"""The keeper of the money neither keeps the books nor audits them (钱账分管)."""
SUPERVISION: Final = tuple(
    IncompatibleOffices(
        "conflict_of_office", Office.SUPERVISOR, office, SUPERVISORS_STAND_APART, relatives_too=True
    )
    for office in (Office.CHAIR, Office.MEMBER)
)
"""Neither committee members nor their close relatives supervise the committee (监督回避)."""


def _said(_: object, __: Attribute[str], text: str) -> None:
    if not text.strip():
        raise ValueError("a mandate has a title: which decision was it?")


@frozen
class Mandate:
    """The decision that gave an office, or that set a rule (授权决定)."""

    title: str = field(validator=_said)
    decided_on: date
    number: str = ""

    @property
    def source(self) -> Source:
        """The decision as notices cite it (引用依据)."""
        return Source(
            self.title, self.number, in_force_from=self.decided_on, standing=Standing.HOUSE
        )


@frozen
class Appointment:
    """One person in one office for a span of days, by a mandate (任职).

    `relative_ids` are the close relatives that the person has disclosed, by their ids.
    """

    id: UUID
    person_id: str
    person_name: str
    office: Office
    span: Span
    mandate: Mandate
    relative_ids: tuple[str, ...] = ()


def _by_person(holders: OfficeHolders) -> Mapping[str, tuple[Appointment, ...]]:
    grouped: dict[str, tuple[Appointment, ...]] = {}
    for appointment in holders.appointments:
        earlier = grouped.get(appointment.person_id, ())
        grouped[appointment.person_id] = (*earlier, appointment)
    return grouped


def _by_start(appointments: Iterable[Appointment]) -> tuple[Appointment, ...]:
    return tuple(
        sorted(appointments, key=lambda one: (one.span.start, one.office.value, one.person_id))
    )


@frozen
class OfficeHolders:
    """All appointments of a place, past ones too, in the order of their days (任职名录)."""

    appointments: tuple[Appointment, ...] = field(converter=_by_start)
    _by_person: Mapping[str, tuple[Appointment, ...]] = field(
        init=False,
        eq=False,
        repr=False,
        default=Factory(_by_person, takes_self=True),
    )

    def on(self, day: date) -> tuple[Appointment, ...]:
        """Give the appointments in force on a day (当日任职)."""
        return tuple(one for one in self.appointments if one.span.contains(day))

    def of(self, office: Office, day: date) -> tuple[Appointment, ...]:
        """Give who holds an office on a day (某职务任职人)."""
        return tuple(one for one in self.on(day) if one.office is office)

    def offices_of(self, person_id: str, day: date) -> tuple[Office, ...]:
        """Give the offices of a person on a day (某人职务)."""
        return tuple(one.office for one in self.of_person(person_id) if one.span.contains(day))

    def holds(self, person_id: str, office: Office, day: date) -> bool:
        """Say whether a person holds an office on a day (是否任职)."""
        return office in self.offices_of(person_id, day)

    def of_person(self, person_id: str) -> tuple[Appointment, ...]:
        """Give the appointments of a person, past ones too (某人任职记录)."""
        return self._by_person.get(person_id, ())

    def find(self, appointment_id: UUID) -> Appointment | None:
        """Give the appointment with this id if there is one (查找任职)."""
        return next((one for one in self.appointments if one.id == appointment_id), None)


@frozen
class AppointOfficer:
    """A request to put a person into an office (任命申请)."""

    person_id: str
    person_name: str
    office: Office
    span: Span
    mandate: Mandate
    relative_ids: tuple[str, ...] = ()


@frozen
class OfficerAppointed:
    """A person came into an office (已任命)."""

    appointment: Appointment


@frozen
class AppointmentFacts:
    """What the rule must know of the place to appoint somebody (任命事实)."""

    new_id: UUID
    holders: OfficeHolders
    incompatibilities: Incompatibilities


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
        *_offices_kept_apart(request, meanwhile, facts.incompatibilities),
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
    request: AppointOfficer, meanwhile: Iterable[Appointment], kept_apart: Incompatibilities
) -> Iterable[Reason]:
    for held in meanwhile:
        for pair in kept_apart.pairs:
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
class EndAppointment:
    """A request that an office end before its term, or that an open one end (免职申请).

    `on` is the first day without the office.
    """

    appointment_id: UUID
    on: date
    mandate: Mandate


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
