"""Which offices nobody may hold together, by which law, from which day on."""

from datetime import date
from uuid import UUID

import pytest

from gongtong.core.appointments import AppointmentFacts, rule_on_appointment
from gongtong.core.offices import (
    CASHIER_KEEPS_NO_BOOKS,
    SUPERVISORS_STAND_APART,
    Appointment,
    AppointOfficer,
    IncompatibleOffices,
    Mandate,
    Office,
    OfficeHolders,
)
from gongtong.core.periods import Span, between, since
from gongtong.core.policies import PolicyBook
from gongtong.core.registry.policies import INCOMPATIBLE_OFFICES
from gongtong.core.rulings import Refused, Source, Standing
from gongtong.plugins.builtin.cn_offices.separation import CASHIER_BEFORE, offices_kept_apart

MANDATE = Mandate("业主大会决定", date(2020, 1, 1))
BOOK = PolicyBook(tuple(offices_kept_apart()))
MONEY, BOOKS = Office.KEEPER_OF_MONEY, Office.KEEPER_OF_BOOKS
FROM_2020, FROM_2026 = since("2020-01-01"), since("2026-01-01")
CHAIR, MEMBER, SUPERVISOR = Office.CHAIR, Office.MEMBER, Office.SUPERVISOR


def kept_apart(office: Office, on: date) -> tuple[IncompatibleOffices, ...]:
    """Ask the built-in laws as the service does."""
    guards = BOOK.guards(INCOMPATIBLE_OFFICES, "421003/silk-dormitory", on)
    return tuple(pair for guard in guards for pair in guard.value(office))


def grounds(
    asked: Office,
    held: Office,
    *,
    person: str = "u-1",
    span: Span = FROM_2026,
    held_span: Span = FROM_2020,
    relatives: tuple[str, ...] = (),
    holders_relatives: tuple[str, ...] = (),
) -> list[tuple[str, Source]]:
    """Appoint a person to an office while u-1 holds another; give the grounds against it."""
    holder = Appointment(UUID(int=1), "u-1", "甲", held, held_span, MANDATE, holders_relatives)
    facts = AppointmentFacts(UUID(int=2), OfficeHolders((holder,)), kept_apart(asked, span.start))
    request = AppointOfficer(person, "乙", asked, span, MANDATE, relatives)
    ruling = rule_on_appointment(request, facts)
    if isinstance(ruling, Refused):
        return [(reason.code, reason.source) for reason in ruling.reasons]
    return []


SEGREGATION = ("segregation_of_duties", CASHIER_KEEPS_NO_BOOKS)
SUPERVISION = ("conflict_of_office", SUPERVISORS_STAND_APART)


@pytest.mark.policy(source="会计法", clause="第35条第2款")
@pytest.mark.parametrize(
    ("asked", "held"), [(MONEY, BOOKS), (BOOKS, MONEY), (MONEY, SUPERVISOR), (SUPERVISOR, MONEY)]
)
def test_the_keeper_of_the_money_neither_keeps_nor_audits_the_books(
    asked: Office, held: Office
) -> None:
    """出纳人员不得兼任稽核、会计档案保管和收入、支出、费用、债权债务账目的登记工作."""
    assert grounds(asked, held) == [SEGREGATION]


@pytest.mark.policy(source="会计法", clause="第35条第2款")
@pytest.mark.parametrize(
    ("asked", "held"), [(MONEY, CHAIR), (MONEY, MEMBER), (BOOKS, MEMBER), (BOOKS, SUPERVISOR)]
)
def test_other_offices_go_with_money_and_books(asked: Office, held: Office) -> None:
    """The law names the cashier alone: a member may keep the money, a supervisor the books."""
    assert grounds(asked, held) == []


@pytest.mark.policy(source="会计法", clause="第35条第2款")
def test_two_people_may_keep_money_and_books_though_they_are_family() -> None:
    """Accounting law bars the same person; of relatives of the cashier it says nothing."""
    assert grounds(MONEY, BOOKS, person="u-2", relatives=("u-1",)) == []


@pytest.mark.policy(source="会计法", clause="第35条第2款")
@pytest.mark.parametrize(
    ("held_span", "expected"),
    [
        (between("2020-01-01", "2026-01-02"), [SEGREGATION]),
        (between("2020-01-01", "2026-01-01"), []),
    ],
)
def test_one_after_the_other_is_allowed(
    held_span: Span, expected: list[tuple[str, Source]]
) -> None:
    """A single day in common is refused; an office that ends as the other begins is not."""
    assert grounds(MONEY, BOOKS, held_span=held_span) == expected


@pytest.mark.policy(source="会计法", clause="第35条第2款")
def test_the_accounting_law_had_the_rule_under_another_number() -> None:
    """Before 2024-07-01 the rule stood in article 37; its text was not read, and says so."""
    assert grounds(MONEY, BOOKS, span=between("2024-06-30", "2024-07-01")) == [
        ("segregation_of_duties", CASHIER_BEFORE)
    ]
    assert CASHIER_BEFORE.standing is Standing.UNVERIFIED
    assert grounds(MONEY, BOOKS, span=between("2024-07-01", "2024-07-02")) == [SEGREGATION]


@pytest.mark.policy(source="城市居民委员会组织法", clause="第36条")
@pytest.mark.parametrize(
    ("asked", "held"),
    [(SUPERVISOR, CHAIR), (SUPERVISOR, MEMBER), (CHAIR, SUPERVISOR), (MEMBER, SUPERVISOR)],
)
def test_supervisors_are_no_members_of_the_committee(asked: Office, held: Office) -> None:
    """居民委员会成员及其近亲属不得担任居务监督委员会成员: the member himself."""
    assert grounds(asked, held) == [SUPERVISION]


@pytest.mark.policy(source="城市居民委员会组织法", clause="第36条")
def test_case_rc_17_supervisors_are_no_relatives_of_members() -> None:
    """RC-17: a close relative of a committee member is refused, whoever of the two disclosed it."""
    assert grounds(SUPERVISOR, MEMBER, person="u-2", relatives=("u-1",)) == [SUPERVISION]
    assert grounds(SUPERVISOR, MEMBER, person="u-2", holders_relatives=("u-2",)) == [SUPERVISION]
    assert grounds(MEMBER, SUPERVISOR, person="u-2", relatives=("u-1",)) == [SUPERVISION]
    assert grounds(SUPERVISOR, MEMBER, person="u-2", relatives=("u-3",)) == []


@pytest.mark.policy(source="城市居民委员会组织法", clause="第36条")
@pytest.mark.parametrize(("start", "expected"), [("2025-12-31", []), ("2026-01-01", [SUPERVISION])])
def test_supervision_is_kept_apart_since_2026(
    start: str, expected: list[tuple[str, Source]]
) -> None:
    """The revised law is in force from 2026-01-01; an office that begins the day before is not barred."""
    assert grounds(SUPERVISOR, MEMBER, span=since(start)) == expected


@pytest.mark.policy(source="会计法", clause="第35条第2款")
def test_every_ground_is_named_at_once() -> None:
    """A keeper of money who sits on the committee cannot supervise, for two reasons in stated order."""
    holders = OfficeHolders(
        tuple(
            Appointment(UUID(int=number), "u-1", "甲", office, since("2025-01-01"), MANDATE)
            for number, office in enumerate((MONEY, MEMBER), start=1)
        )
    )
    request = AppointOfficer(
        "u-1", "甲", SUPERVISOR, since("2026-01-01"), Mandate("决定", date(2026, 1, 2))
    )
    facts = AppointmentFacts(UUID(int=9), holders, kept_apart(SUPERVISOR, date(2026, 1, 1)))
    ruling = rule_on_appointment(request, facts)
    assert isinstance(ruling, Refused)
    assert ruling.codes == ("mandate_after_start", "segregation_of_duties", "conflict_of_office")
    assert ruling.reasons[1].params == (
        ("office", "supervisor"),
        ("held", "keeper_of_money"),
        ("holder", "self"),
    )
