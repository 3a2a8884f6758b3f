"""An entry in the record against the same entry in the books."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from gongtong.core.codec import canonical, parse, to_json
from gongtong.ledger.books.auditing.recorded import (
    RecordedEntry,
    body_of,
    broken_at,
    differences_of,
    stray,
    unrecorded,
)
from gongtong.ledger.books.entries import DocumentRef, Entry, EntryKind, Posting

ENTRY = Entry(
    id=UUID(int=1),
    year=2025,
    number=17,
    kind=EntryKind.MANUAL,
    effective_on=date(2025, 1, 6),
    booked_at=datetime(2025, 1, 6, 1, 2, 3, 400, tzinfo=UTC),
    booked_by="u-1",
    narration="捐款",
    postings=(Posting("1001", "sanitation", 5), Posting("4901", "sanitation", -5)),
)


def recorded(entry: Entry) -> RecordedEntry:
    body = parse(canonical(to_json(entry)))
    assert isinstance(body, dict)
    return RecordedEntry(3, body)


@given(
    amount=st.integers(-(2**60), 2**60),
    home=st.none() | st.uuids(),
    text=st.text(max_size=20),
    documents=st.lists(
        st.builds(DocumentRef, st.text(max_size=5), st.text(max_size=5)), max_size=2
    ),
    kind=st.sampled_from(EntryKind),
    booked=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - Hypothesis adds the zone
    reverses=st.none() | st.uuids(),
)
def test_by_hand_it_is_what_the_codec_writes(
    *,
    amount: int,
    home: UUID | None,
    text: str,
    documents: list[DocumentRef],
    kind: EntryKind,
    booked: datetime,
    reverses: UUID | None,
) -> None:
    """For any entry the form written by hand equals the codec's, amounts beyond 2**53 too."""
    entry = evolve(
        ENTRY,
        kind=kind,
        booked_at=booked,
        narration=text,
        documents=tuple(documents),
        reverses=reverses,
        postings=(Posting("1122", "sanitation", amount, home, text), *ENTRY.postings),
    )
    assert canonical(body_of(entry)) == canonical(to_json(entry))
    assert list(differences_of([recorded(entry)], {entry.id: entry})) == []


def test_a_recorded_entry_knows_its_number() -> None:
    """Id and label are read from the body."""
    assert (recorded(ENTRY).id, recorded(ENTRY).label) == (ENTRY.id, "2025-0017")


@pytest.mark.parametrize(
    ("kept", "field"),
    [
        (evolve(ENTRY, number=18), "number"),
        (evolve(ENTRY, effective_on=date(2025, 1, 7)), "effective_on"),
        (evolve(ENTRY, booked_by="u-2"), "booked_by"),
        (evolve(ENTRY, narration="别的"), "narration"),
        (evolve(ENTRY, documents=(DocumentRef("a", "0" * 64),)), "documents"),
        (evolve(ENTRY, postings=ENTRY.postings[:1]), "postings"),
        (evolve(ENTRY, postings=ENTRY.postings[::-1]), "postings"),
        (
            evolve(ENTRY, postings=(evolve(ENTRY.postings[0], amount_fen=6), ENTRY.postings[1])),
            "postings",
        ),
    ],
)
def test_whatever_was_changed_is_named(kept: Entry, field: str) -> None:
    """One changed field is one finding that names it, the voucher and the event."""
    (finding,) = differences_of([recorded(ENTRY)], {ENTRY.id: kept})
    assert finding.code == "ledger.entry_differs"
    assert finding.params == (("entry", "2025-0017"), ("event", "3"), ("fields", field))


def test_an_entry_without_rows_is_missing() -> None:
    """What the record has and the books have not is named."""
    (finding,) = differences_of([recorded(ENTRY)], {})
    assert (finding.code, finding.params[0]) == ("ledger.entry_missing", ("entry", "2025-0017"))


def test_what_no_event_brought_and_what_belongs_to_nothing_is_named() -> None:
    """An entry, loose postings and a broken chain each have a finding; sound books have none."""
    found = (*unrecorded(["2025-0001"]), *stray(2), *broken_at(5))
    assert [finding.code for finding in found] == [
        "ledger.entry_unrecorded",
        "ledger.postings_without_entry",
        "ledger.record_broken",
    ]
    assert (*unrecorded([]), *stray(0), *broken_at(None)) == ()
