"""Offices: who holds which one from when to when, and by which decision (职务).

Money and books are kept by two people, and who supervises is not supervised by himself or his family.
Which offices nobody may hold together is data, each pair with the text it rests on: every answer to
the point `offices.incompatible` counts, so that a local text can keep more apart and never less.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol
from uuid import UUID

from attrs import Factory, field, frozen

from gongtong.core.periods import Span
from gongtong.core.rulings import Source, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from attrs import Attribute


MAX_ACTOR_LENGTH: Final = 120


@frozen
class Actor:
    """Who acts, by the id that the host's log-in gives (操作人)."""

    id: str

    def __attrs_post_init__(self) -> None:
        """Refuse an id that the record could not keep."""
        if not self.id.strip() or len(self.id) > MAX_ACTOR_LENGTH:
            message = f"an actor's id has 1 to {MAX_ACTOR_LENGTH} characters: {self.id!r}"
            raise ValueError(message)


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


class OfficeGuard(Protocol):
    """What keeps offices apart: asked for an office, it gives the pairs that concern it (职务审查)."""

    def __call__(self, office: Office, /) -> tuple[IncompatibleOffices, ...]:
        """Give the pairs of which this office is one (相关不相容职务)."""
        ...


@frozen
class Incompatibilities:
    """Pairs of offices that a text keeps apart, as an office guard (不相容职务表)."""

    pairs: tuple[IncompatibleOffices, ...]

    def __call__(self, office: Office, /) -> tuple[IncompatibleOffices, ...]:
        """Give the pairs of which this office is one (相关不相容职务)."""
        return tuple(pair for pair in self.pairs if office in {pair.first, pair.second})


CASHIER_KEEPS_NO_BOOKS: Final = Source(
    "会计法", "第35条第2款", in_force_from=date(2024, 7, 1), note="2024年修正前为第37条"
)
SUPERVISORS_STAND_APART: Final = Source(
    "城市居民委员会组织法", "第36条", in_force_from=date(2026, 1, 1), note="2025年修订"
)


def money_and_books(source: Source) -> Incompatibilities:
    """Keep the money apart from the books and from their audit, by this source (钱账分管)."""
    return Incompatibilities(
        tuple(
            IncompatibleOffices("segregation_of_duties", Office.KEEPER_OF_MONEY, other, source)
            for other in (Office.KEEPER_OF_BOOKS, Office.SUPERVISOR)
        )
    )


def supervision(source: Source) -> Incompatibilities:
    """Keep committee members and their close relatives from supervising it (监督回避)."""
    return Incompatibilities(
        tuple(
            IncompatibleOffices(
                "conflict_of_office", Office.SUPERVISOR, other, source, relatives_too=True
            )
            for other in (Office.CHAIR, Office.MEMBER)
        )
    )


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
class EndAppointment:
    """A request that an office end before its term, or that an open one end (免职申请).

    `on` is the first day without the office.
    """

    appointment_id: UUID
    on: date
    mandate: Mandate
