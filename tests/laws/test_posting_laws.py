"""The quick ways of posting say what the slow ones say: texts, verdicts, numbers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from gongtong.core.codec import canonical, from_json, parse, to_json
from gongtong.core.commands import Command
from gongtong.core.events import digest_of_written, event_digest
from gongtong.core.rulings import Granted
from gongtong.core.storage.keys import payload_digest
from gongtong.ledger.books.back_dating import BackDating, KindAllowance
from gongtong.ledger.books.chart import DEFAULT_CHART, FUND_TRANSFERS
from gongtong.ledger.books.entries import (
    MOST_FEN,
    DocumentRef,
    Draft,
    EntriesPosted,
    EntryKind,
    Posting,
)
from gongtong.ledger.books.entry_rules import EntryFacts, rule_on_entries
from gongtong.ledger.books.periods import Period, PeriodState
from gongtong.ledger.books.posting.batches import BatchPosted, PostEntries, runs_of, tidied
from gongtong.ledger.books.posting.plain import are_plainly_right, plain_books
from gongtong.ledger.books.posting.service import POST_ENTRIES, POST_ENTRY
from gongtong.ledger.books.posting.texts import (
    batch_text,
    draft_text,
    entry_text,
    posted_text,
    request_text,
)

OPENED = date(2025, 1, 1)
TODAY = date(2025, 6, 10)
NOW = datetime(2025, 6, 10, 1, 0, tzinfo=UTC)
FACTS = EntryFacts(
    opened_on=OPENED,
    accounts={account.code: account for account in DEFAULT_CHART.accounts},
    funds=frozenset(fund.code for fund in DEFAULT_CHART.funds),
    periods={
        Period(2025, 2): PeriodState.CLOSED,
        Period(2025, 3): PeriodState.CLOSING,
        Period(2024): PeriodState.CLOSED,
    },
    closed_accounts={"1221": date(2025, 5, 1)},
    closed_funds={"deposits": date(2025, 1, 1)},
    held_fen={("1001", "sanitation"): 5000},
    reserved_fen={("1001", "sanitation"): 1000},
    back_dating=BackDating(90, by_kind=(KindAllowance(EntryKind.RECEIPT, 31),)),
)
ACCOUNTS = ["1001", "1012.wechat", "1122", "2203", "4301", "1221", FUND_TRANSFERS, "9999"]
FUNDS = [*(fund.code for fund in DEFAULT_CHART.funds), "nowhere"]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
AMOUNTS = st.one_of(
    st.integers(-20_000, 20_000),
    st.sampled_from([MOST_FEN, MOST_FEN + 1, -MOST_FEN, 2**53 - 1, 2**53, -(2**53), 2**70]),
)
DOCUMENTS = st.builds(DocumentRef, TEXTS, st.sampled_from(["0f" * 32, "0F" * 32, "0f" * 31]))
POSTINGS = st.builds(
    Posting,
    st.sampled_from(ACCOUNTS),
    st.sampled_from(FUNDS),
    AMOUNTS,
    st.one_of(st.none(), st.uuids()),
    st.one_of(TEXTS, st.just("备" * 500), st.just("备" * 501)),
)
WILD = st.builds(
    Draft,
    st.sampled_from(EntryKind),
    st.dates(date(2024, 12, 30), date(2026, 1, 2)),
    st.one_of(TEXTS, st.just("摘" * 500), st.just("摘" * 501)),
    st.lists(POSTINGS, max_size=4).map(tuple),
    st.lists(DOCUMENTS, max_size=2).map(tuple),
    st.one_of(st.none(), st.uuids()),
)


@st.composite
def near(draw: st.DrawFn) -> Draft:
    """Draw a draft that is right, or out in one respect at most: here the two could differ."""
    fen = draw(st.sampled_from([1, 3999, 4000, 4001, 5000, MOST_FEN]))
    pair = (
        Posting("4301", "sanitation", fen),
        Posting(draw(st.sampled_from(["1001", "1012.wechat"])), "sanitation", -fen),
    )
    home = draw(st.sampled_from([None, UUID(int=7)]))
    dwelling = (Posting("1122", "sanitation", fen, home), Posting("4301", "sanitation", -fen))
    draft = Draft(
        draw(st.sampled_from([EntryKind.MANUAL, EntryKind.RECEIPT, EntryKind.OPENING])),
        draw(st.sampled_from([OPENED, date(2025, 3, 12), date(2025, 3, 11), date(2025, 5, 10),
                              date(2025, 5, 9), date(2025, 5, 1), TODAY, date(2025, 6, 11)])),
        "摘要",
        draw(st.sampled_from([pair, dwelling])),
    )  # fmt: skip
    other = draw(POSTINGS)
    return draw(
        st.sampled_from(
            [
                draft,
                draft,
                evolve(draft, postings=(*draft.postings, other)),
                evolve(draft, postings=(draft.postings[0], other)),
                evolve(draft, documents=(draw(DOCUMENTS),)),
                evolve(draft, narration=draw(TEXTS)),
                evolve(draft, kind=draw(st.sampled_from(EntryKind))),
            ]
        )
    )


def batch_of(drafts: tuple[Draft, ...]) -> BatchPosted:
    return BatchPosted(UUID(int=1 << 100), runs_of(drafts, {2025: 17}), NOW, "u-1", tidied(drafts))


@given(draft=WILD)
@settings(max_examples=100)
def test_texts_are_the_canonical_bytes_of_the_codec(draft: Draft) -> None:
    """Byte for byte: otherwise digests would depend on which way was taken."""
    batch = batch_of((draft, draft))
    for text, value in (
        (draft_text(draft), draft),
        (entry_text(batch.entries[0]), batch.entries[0]),
        (posted_text(batch.entries), EntriesPosted(batch.entries)),
        (request_text(PostEntries(batch.drafts)), PostEntries(batch.drafts)),
        (batch_text(batch), batch),
    ):
        assert text.encode() == canonical(to_json(value))


@given(draft=WILD)
@settings(max_examples=25)
def test_a_payload_has_the_same_digest_however_it_is_written(draft: Draft) -> None:
    """A key that was used by an earlier version still knows its payload."""
    requests: tuple[tuple[Command[Any, Any], object], ...] = (
        (POST_ENTRY, draft),
        (POST_ENTRIES, PostEntries((draft,))),
    )
    for command, payload in requests:
        slow = evolve(command, payload_text=None)
        assert payload_digest(command, payload) == payload_digest(slow, payload)


@given(name=TEXTS, body=st.dictionaries(st.sampled_from("abc"), TEXTS))
@settings(max_examples=25)
def test_an_event_has_the_same_digest_as_value_and_as_text(name: str, body: Any) -> None:
    """The digest over the text is the digest over the canonical JSON of all parts."""
    place, previous = UUID(int=5), bytes(32)
    text = canonical(body).decode()
    said = digest_of_written(
        place_id=place, sequence=3, kind=name, body=text, actor=name, recorded_at=NOW,
        key=name, provisions="[]", previous=previous,
    )  # fmt: skip
    assert said == event_digest(
        place_id=place, sequence=3, kind=name, body=body, actor=name, recorded_at=NOW,
        key=name, provisions=(), previous=previous,
    )  # fmt: skip


def verdicts(drafts: tuple[Draft, ...], facts: EntryFacts = FACTS) -> tuple[bool, bool]:
    """Give what the quick look says, and whether the whole rule grants."""
    quick = are_plainly_right(drafts, plain_books(facts), facts, TODAY)
    ruling = rule_on_entries(drafts, facts, batch_of(drafts).stamps)
    return quick, isinstance(ruling, Granted)


@given(drafts=st.lists(st.one_of(WILD, near()), min_size=1, max_size=3))
@settings(max_examples=200)
def test_the_quick_look_never_takes_what_the_rule_refuses(drafts: list[Draft]) -> None:
    """A yes of the quick look is a yes of the rule."""
    quick, granted = verdicts(tuple(drafts))
    assert granted or not quick


def draft(**changes: Any) -> Draft:
    pair = (Posting("1012.wechat", "sanitation", 100), Posting("4301", "sanitation", -100))
    return evolve(Draft(EntryKind.MANUAL, TODAY, "摘要", pair), **changes)


def moved(fen: int, account: str = "1012.wechat") -> tuple[Posting, ...]:
    return Posting("5101", "sanitation", fen), Posting(account, "sanitation", -fen)


@pytest.mark.parametrize(
    ("drafts", "right"),
    [
        ((draft(),), True),
        ((draft(effective_on=date(2025, 3, 12)),), False),  # 90 days back, in a closing month
        ((draft(effective_on=date(2025, 4, 1)),), True),
        ((draft(kind=EntryKind.RECEIPT, effective_on=date(2025, 5, 10)),), True),  # 31 days
        ((draft(kind=EntryKind.RECEIPT, effective_on=date(2025, 5, 9)),), False),  # 32 days
        ((draft(effective_on=OPENED),), False),  # 160 days
        ((draft(kind=EntryKind.IMPORTED, effective_on=OPENED),), True),
        ((draft(narration="摘" * 500),), True),
        ((draft(narration="摘" * 501),), False),
        ((draft(postings=moved(MOST_FEN - 1)),), True),
        ((draft(postings=moved(MOST_FEN)),), True),
        ((draft(postings=moved(MOST_FEN + 1)),), False),
        ((draft(postings=moved(3999, "1001")),), True),  # 5,000 held, 1,000 of it reserved
        ((draft(postings=moved(4000, "1001")),), True),
        ((draft(postings=moved(4001, "1001")),), False),
        ((draft(postings=moved(2000, "1001")), draft(postings=moved(2001, "1001"))), False),
        ((draft(documents=(DocumentRef("发票", "0f" * 32),)),), True),
        ((draft(documents=(DocumentRef(" ", "0f" * 32),)),), False),
    ],
)
def test_the_quick_look_and_the_rule_agree_at_every_bound(
    drafts: tuple[Draft, ...], right: bool
) -> None:
    """Just under, exactly at, just over; the quick look knows everyday entries by itself."""
    assert verdicts(drafts) == (right, right)


@given(drafts=st.lists(near(), min_size=1, max_size=3))
@settings(max_examples=100)
def test_a_batch_becomes_the_entries_that_the_rule_grants(drafts: list[Draft]) -> None:
    """Ids, numbers, days and texts: the short event tells of the same entries, also when read back."""
    batch = batch_of(tuple(drafts))
    ruling = rule_on_entries(drafts, FACTS, batch.stamps)
    if isinstance(ruling, Granted):
        assert batch.entries == ruling.event.entries
    read = from_json(parse(batch_text(batch)), BatchPosted)
    assert read == batch
    assert read.entries == batch.entries
