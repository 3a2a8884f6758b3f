"""Putting people into offices and taking them out; which offices go together: tests/policy/test_offices.py."""

from datetime import date
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.appointments import (
    HOUSE_OFFICES,
    AppointmentEnded,
    AppointmentFacts,
    OfficerAppointed,
    rule_on_appointment,
    rule_on_end,
)
from gongtong.core.offices import (
    Appointment,
    AppointOfficer,
    EndAppointment,
    Mandate,
    Office,
    OfficeHolders,
)
from gongtong.core.periods import between, since
from gongtong.core.rulings import Granted, Refused

MANDATE = Mandate("业主大会决定", date(2025, 1, 1))
CHAIR = Appointment(
    UUID(int=1), "u-1", "甲", Office.CHAIR, between("2025-01-01", "2028-01-01"), MANDATE
)
REQUEST = AppointOfficer("u-2", "乙", Office.MEMBER, since("2025-01-01"), MANDATE, ("u-7",))
FACTS = AppointmentFacts(UUID(int=9), OfficeHolders((CHAIR,)), ())
END = EndAppointment(CHAIR.id, date(2026, 1, 1), Mandate("业主大会决定", date(2025, 12, 1)))


def test_an_appointment_is_as_asked_for() -> None:
    """A person comes into an office for the days asked, by the decision named."""
    assert rule_on_appointment(REQUEST, FACTS) == Granted(
        OfficerAppointed(
            Appointment(
                UUID(int=9),
                "u-2",
                "乙",
                Office.MEMBER,
                since("2025-01-01"),
                MANDATE,
                ("u-7",),
            )
        )
    )


@pytest.mark.parametrize(
    ("decided_on", "is_refused"),
    [(date(2024, 12, 31), False), (date(2025, 1, 1), False), (date(2025, 1, 2), True)],
)
def test_nobody_is_in_office_before_the_decision(decided_on: date, is_refused: bool) -> None:
    """An office may begin on the day of the decision, not on the day before."""
    request = evolve(REQUEST, mandate=Mandate("决定", decided_on))
    ruling = rule_on_appointment(request, FACTS)
    assert isinstance(ruling, Refused) is is_refused
    if isinstance(ruling, Refused):
        assert ruling.codes == ("mandate_after_start",)
        assert ruling.reasons[0].source == HOUSE_OFFICES


@pytest.mark.parametrize(("start", "is_refused"), [("2027-12-31", True), ("2028-01-01", False)])
def test_a_single_office_is_taken_until_its_end(start: str, is_refused: bool) -> None:
    """There is one chair at a time: the next one begins when the last one has ended."""
    ruling = rule_on_appointment(evolve(REQUEST, office=Office.CHAIR, span=since(start)), FACTS)
    assert isinstance(ruling, Refused) is is_refused
    if isinstance(ruling, Refused):
        assert ruling.codes == ("office_taken",)
        assert ruling.reasons[0].source == MANDATE.source


def test_several_people_may_be_members() -> None:
    """Members, supervisors and applicants may be several."""
    member = Appointment(UUID(int=2), "u-5", "戊", Office.MEMBER, since("2025-01-01"), MANDATE)
    facts = evolve(FACTS, holders=OfficeHolders((member,)))
    assert isinstance(rule_on_appointment(REQUEST, facts), Granted)


def test_nobody_holds_an_office_twice() -> None:
    """Whoever holds an office is not put into it again for the same days."""
    request = evolve(REQUEST, person_id="u-1", office=Office.CHAIR)
    ruling = rule_on_appointment(request, FACTS)
    assert isinstance(ruling, Refused)
    assert ruling.codes == ("already_in_office",)
    assert ruling.reasons[0].params == (("office", "chair"), ("appointment", str(CHAIR.id)))


def test_an_office_ends_before_its_term() -> None:
    """An appointment that ends keeps its beginning and gets the new end."""
    shorter = evolve(CHAIR, span=between("2025-01-01", "2026-01-01"))
    assert rule_on_end(END, CHAIR) == Granted(AppointmentEnded(shorter, END.mandate))


@pytest.mark.parametrize(
    ("on", "codes"),
    [
        (date(2025, 1, 1), ("mandate_after_end", "office_not_begun")),
        (date(2025, 11, 30), ("mandate_after_end",)),
        (date(2025, 12, 1), ()),
        (date(2027, 12, 31), ()),
        (date(2028, 1, 1), ("office_ended",)),
    ],
)
def test_when_an_office_can_end(on: date, codes: tuple[str, ...]) -> None:
    """After its first day, before its term is over, and not before the decision to end it."""
    ruling = rule_on_end(evolve(END, on=on), CHAIR)
    assert (ruling.codes if isinstance(ruling, Refused) else ()) == codes
    if isinstance(ruling, Refused):
        wanted = {HOUSE_OFFICES, MANDATE.source}
        assert {reason.source for reason in ruling.reasons} <= wanted


def test_an_open_office_can_end_on_any_later_day() -> None:
    """An appointment without a term ends when it is ended."""
    ruling = rule_on_end(END, evolve(CHAIR, span=since("2025-12-31")))
    assert isinstance(ruling, Granted)
    assert ruling.event.appointment.span == between("2025-12-31", "2026-01-01")
