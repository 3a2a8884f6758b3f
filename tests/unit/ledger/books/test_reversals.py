"""Reversals: the mirror image of an entry, once, with a reason, by a second person."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.books.entries import DocumentRef, Draft, Entry, EntryKind, Posting
from gongtong.ledger.books.reversals import ReversalFacts, ReverseEntry, asker_of, rule_on_reversal

HOME = UUID(int=101)
INVOICE = DocumentRef("发票.pdf", "0f" * 32)
ENTRY = Entry(
    id=UUID(int=1),
    year=2025,
    number=17,
    kind=EntryKind.RECEIPT,
    effective_on=date(2025, 1, 6),
    booked_at=datetime(2025, 6, 10, 1, tzinfo=UTC),
    booked_by="bookkeeper",
    narration="收卫生服务费",
    postings=(
        Posting("1012.wechat", "sanitation", 30000, memo="1000"),
        Posting("1122", "sanitation", -30000, HOME),
    ),
    documents=(INVOICE,),
)
ASKED = ReverseEntry(ENTRY.id, date(2025, 1, 8), " 重复记账 ")
CHAIR = ReversalFacts(ENTRY, None, "chair", (Office.CHAIR,))


def grounds(request: ReverseEntry, facts: ReversalFacts) -> list[tuple[str, str]]:
    ruling = rule_on_reversal(request, facts)
    if isinstance(ruling, Granted):
        return []
    return [(reason.code, str(reason.source)) for reason in ruling.reasons]


def test_a_reversal_is_the_mirror_image() -> None:
    """Every line again with the sign turned, linked to the entry and with its documents."""
    assert rule_on_reversal(ASKED, CHAIR) == Granted(
        Draft(
            EntryKind.REVERSAL,
            date(2025, 1, 8),
            "冲销2025-0017：重复记账",
            (
                Posting("1012.wechat", "sanitation", -30000, memo="1000"),
                Posting("1122", "sanitation", 30000, HOME),
            ),
            (INVOICE,),
            reverses=ENTRY.id,
        )
    )


@pytest.mark.parametrize(
    "office", [Office.KEEPER_OF_BOOKS, Office.CHAIR, Office.MEMBER, Office.SUPERVISOR]
)
def test_a_second_person_with_an_office_may_reverse(office: Office) -> None:
    """The bookkeeper's successor, the committee and the supervisors may."""
    assert grounds(ASKED, evolve(CHAIR, held=(office,))) == []


def test_who_booked_does_not_reverse() -> None:
    """The same hand is refused, whatever office it holds."""
    same = evolve(CHAIR, actor="bookkeeper")
    assert grounds(ASKED, same) == [("ledger.reversed_by_same_hand", "记账规则冲销")]


def test_the_cashier_does_not_reverse() -> None:
    """会计法35: a reversal is an entry, and the cashier makes none."""
    cashier = evolve(CHAIR, actor="cashier", held=(Office.KEEPER_OF_MONEY,))
    assert grounds(ASKED, cashier) == [
        ("ledger.office_required", "记账规则冲销"),
        ("segregation_of_duties", "《会计法》第35条第2款"),
    ]


def test_an_entry_is_reversed_once() -> None:
    """A second time is refused."""
    again = evolve(CHAIR, reversed_by=UUID(int=2))
    assert grounds(ASKED, again) == [("ledger.already_reversed", "记账规则冲销")]


def test_a_reversal_is_not_reversed() -> None:
    """What was undone by mistake is booked anew."""
    twice = evolve(CHAIR, original=evolve(ENTRY, kind=EntryKind.REVERSAL, reverses=UUID(int=2)))
    assert grounds(ASKED, twice) == [("ledger.reversal_of_reversal", "记账规则冲销")]


def test_a_reversal_states_its_reason() -> None:
    """Blank is no reason."""
    silent = evolve(ASKED, reason=" ")
    assert grounds(silent, CHAIR) == [("ledger.reversal_without_reason", "记账规则冲销")]


@pytest.mark.parametrize(
    ("day", "refused"),
    [(date(2025, 1, 5), True), (date(2025, 1, 6), False), (date(2025, 1, 7), False)],
)
def test_a_reversal_is_not_dated_before_its_entry(day: date, refused: bool) -> None:
    """The same day is early enough."""
    expected = [("ledger.reversal_too_early", "记账规则冲销")] if refused else []
    assert grounds(evolve(ASKED, effective_on=day), CHAIR) == expected


def test_every_ground_is_told_at_once() -> None:
    """A neighbour without an office, who booked it, without a reason, and so on."""
    ruling = rule_on_reversal(
        ReverseEntry(ENTRY.id, date(2025, 1, 5), ""),
        ReversalFacts(evolve(ENTRY, reverses=UUID(int=2)), UUID(int=3), "bookkeeper", ()),
    )
    assert isinstance(ruling, Refused)
    assert ruling.codes == (
        "ledger.office_required",
        "ledger.reversed_by_same_hand",
        "ledger.reversal_without_reason",
        "ledger.already_reversed",
        "ledger.reversal_of_reversal",
        "ledger.reversal_too_early",
    )


def test_a_long_reason_is_cut_to_what_a_narration_holds() -> None:
    """500 characters are kept, with the number of the entry in front."""
    ruling = rule_on_reversal(evolve(ASKED, reason="长" * 600), CHAIR)
    assert isinstance(ruling, Granted)
    assert len(ruling.event.narration) == 500
    assert ruling.event.narration.startswith("冲销2025-0017：长")


@pytest.mark.parametrize(
    ("asked_by", "expected"),
    [
        ("", []),
        ("bookkeeper", []),
        ("u-member", []),
        ("chair", [("ledger.reversal_asked_by_approver", "记账规则冲销")]),
        (" chair ", [("ledger.reversal_asked_by_approver", "记账规则冲销")]),
    ],
)
def test_who_asked_does_not_approve(asked_by: str, expected: list[tuple[str, str]]) -> None:
    """Two people: one asks, another approves; without a name the one who booked is taken to ask."""
    assert grounds(evolve(ASKED, asked_by=asked_by), CHAIR) == expected


def test_the_asker_is_named_or_the_one_who_booked() -> None:
    """Blanks name nobody."""
    assert asker_of(ASKED, ENTRY) == "bookkeeper"
    assert asker_of(evolve(ASKED, asked_by=" u-member "), ENTRY) == "u-member"
