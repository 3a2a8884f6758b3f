"""Noting what was made public, and what happened that must be."""

from datetime import date
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.disclosure.calendar import (
    Disclosure,
    DisclosureCalendar,
    DisclosurePeriod,
    DisclosurePrivacy,
    DisclosureSubject,
)
from gongtong.ledger.disclosure.due import Occasion
from gongtong.ledger.disclosure.noting import (
    NoteDisclosure,
    NoteOccasion,
    NotingFacts,
    rule_on_note,
    rule_on_occasion,
)

MONEY, BOOKS = Office.KEEPER_OF_MONEY, Office.KEEPER_OF_BOOKS
DUTY = Disclosure(
    DisclosureSubject.COMMON_INCOME,
    DisclosurePeriod.QUARTER,
    30,
    days_on_show=15,
    fields=("income",),
    privacy=DisclosurePrivacy.COUNTS_ONLY,
    signed_by=(MONEY, BOOKS),
)
AUDIT = Disclosure(DisclosureSubject.AUDIT, DisclosurePeriod.EVENT, 30)
ASKED = NoteDisclosure(
    DisclosureSubject.COMMON_INCOME,
    "2025-Q1",
    DocumentRef("q1.pdf", "0f" * 32),
    "公示栏",
    date(2025, 4, 1),
    date(2025, 4, 15),
    fields=("income", "spending"),
    signed_by=("cashier", "clerk"),
)
FACTS = NotingFacts(
    new_id=UUID(int=1),
    actor="chair",
    held=(Office.CHAIR,),
    today=date(2025, 4, 2),
    calendar=DisclosureCalendar((DUTY, AUDIT)),
    signers={"cashier": (MONEY,), "clerk": (BOOKS,)},
)


def codes(request: NoteDisclosure = ASKED, facts: NotingFacts = FACTS) -> list[str]:
    ruling = rule_on_note(request, facts)
    return list(ruling.codes) if isinstance(ruling, Refused) else []


def test_what_was_shown_is_on_record_with_its_digest() -> None:
    """And with who noted it, and when."""
    ruling = rule_on_note(ASKED, FACTS)
    assert isinstance(ruling, Granted)
    published = ruling.event.published
    assert published.document == ASKED.document
    assert (published.noted_by, published.noted_on) == ("chair", date(2025, 4, 2))


@pytest.mark.parametrize(("day", "refused"), [(14, True), (15, False), (16, False)])
def test_it_is_on_show_for_as_many_days_as_were_asked_for(day: int, refused: bool) -> None:
    """From the 1st through the 15th are fifteen days."""
    request = evolve(ASKED, shown_through=date(2025, 4, day))
    assert codes(request) == (["ledger.shown_too_short"] if refused else [])


@pytest.mark.parametrize(
    ("shown_from", "expected"),
    [
        (date(2025, 3, 31), ["ledger.period_not_over"]),
        (date(2025, 4, 1), []),
        (date(2025, 4, 2), []),
        (date(2025, 4, 3), ["ledger.disclosure_in_future"]),
    ],
)
def test_it_is_shown_after_the_period_and_not_in_the_future(
    shown_from: date, expected: list[str]
) -> None:
    """The first day after the quarter, and today, are in between."""
    request = evolve(ASKED, shown_from=shown_from, shown_through=date(2025, 5, 1))
    assert codes(request) == expected


def test_too_late_is_not_refused() -> None:
    """It is late on the board; that it was shown at all is better than that it was not."""
    late = evolve(ASKED, shown_from=date(2025, 8, 1), shown_through=date(2025, 9, 1))
    assert codes(late, evolve(FACTS, today=date(2025, 8, 2))) == []


@pytest.mark.parametrize(
    ("signers", "refused"),
    [
        ({"cashier": (MONEY,), "clerk": (BOOKS,)}, False),
        ({"cashier": (MONEY,)}, True),
        ({"both": (MONEY, BOOKS)}, True),
        ({"both": (MONEY, BOOKS), "cashier": (MONEY,)}, False),
        ({"cashier": (MONEY,), "both": (MONEY, BOOKS)}, False),
        ({"chair": (Office.CHAIR,), "clerk": (BOOKS,)}, True),
    ],
)
def test_each_office_signs_by_another_hand(
    signers: dict[str, tuple[Office, ...]], refused: bool
) -> None:
    """Who holds both signs for one of them, whichever the other leaves open."""
    found = codes(facts=evolve(FACTS, signers=signers))
    assert found == (["ledger.signature_missing"] if refused else [])


def test_every_ground_comes_at_once() -> None:
    """Who, what, where, how long, what is in it, how guarded, signed by whom."""
    bad = evolve(
        ASKED,
        document=DocumentRef("q1.pdf", "0F" * 32),
        place="门卫室",
        shown_through=date(2025, 4, 1),
        fields=(),
        privacy=DisclosurePrivacy.PSEUDONYMS,
    )
    assert codes(bad, evolve(FACTS, held=(MONEY,), signers={})) == [
        "ledger.office_required",
        "ledger.disclosure_digest",
        "ledger.disclosure_place",
        "ledger.shown_too_short",
        "ledger.fields_missing",
        "ledger.disclosure_privacy",
        "ledger.signature_missing",
    ]


@pytest.mark.parametrize("label", ["2025-H1", "2025-Q5", "第一季度", ""])
def test_what_the_calendar_does_not_ask_for_is_no_disclosure(label: str) -> None:
    """A half-year where quarters are asked for answers no duty."""
    assert codes(evolve(ASKED, label=label)) == ["ledger.disclosure_not_asked"]


def test_an_occasion_is_shown_under_its_label() -> None:
    """Once it was noted, and not before."""
    audit = evolve(ASKED, subject=DisclosureSubject.AUDIT, label="2024年度审计")
    assert codes(audit) == ["ledger.disclosure_not_asked"]
    known = Occasion(DisclosureSubject.AUDIT, "2024年度审计", date(2025, 3, 20))
    assert codes(audit, evolve(FACTS, occasions=(known,))) == []


@pytest.mark.parametrize(
    ("label", "day", "expected"),
    [
        ("审计", date(2025, 4, 2), []),
        ("审计", date(2025, 4, 3), ["ledger.occasion_in_future"]),
        ("", date(2025, 4, 1), ["ledger.occasion_label"]),
        ("长" * 80, date(2025, 4, 1), []),
        ("长" * 81, date(2025, 4, 1), ["ledger.occasion_label"]),
        ("2025-Q1", date(2025, 4, 1), ["ledger.occasion_label"]),
        ("已知", date(2025, 4, 1), ["ledger.occasion_known"]),
    ],
)
def test_an_occasion_has_a_name_of_its_own_and_a_day(
    label: str, day: date, expected: list[str]
) -> None:
    """One that is no period, is not known yet, and is not to come."""
    ruling = rule_on_occasion(
        NoteOccasion(Occasion(DisclosureSubject.AUDIT, label, day)),
        actor="s",
        held=(Office.SUPERVISOR,),
        today=date(2025, 4, 2),
        known=(Occasion(DisclosureSubject.AUDIT, "已知", date(2025, 1, 1)),),
    )
    assert (list(ruling.codes) if isinstance(ruling, Refused) else []) == expected


def test_an_occasion_is_noted_by_an_officer() -> None:
    """Not by who keeps the money."""
    ruling = rule_on_occasion(
        NoteOccasion(Occasion(DisclosureSubject.AUDIT, "审计", date(2025, 4, 2))),
        actor="c",
        held=(MONEY,),
        today=date(2025, 4, 2),
        known=(),
    )
    assert isinstance(ruling, Refused)
    assert ruling.codes == ("ledger.office_required",)
