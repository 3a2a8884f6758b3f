"""Posting: drafts are let into the books, numbered and written (过账服务).

`post_draft` and `post_drafts` are plain functions: another desk calls them inside a command of its own.
"""

from collections.abc import Sequence
from operator import is_
from typing import Final

from attrs import evolve

from gongtong.core.commands import Command
from gongtong.core.offices import Office
from gongtong.core.registry.store import load_office_holders
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books import store
from gongtong.ledger.books.back_dating import is_dated_back
from gongtong.ledger.books.bookkeeping import reasons_against_writing_by_hand
from gongtong.ledger.books.entries import Draft, EntriesPosted, Entry
from gongtong.ledger.books.entry_rules import EntryFacts, rule_on_entries
from gongtong.ledger.books.policies import BACK_DATING
from gongtong.ledger.books.posting.batches import (
    BatchPosted,
    BatchSummary,
    PostEntries,
    reasons_of_size,
    runs_of,
    summary_of,
    tidied,
)
from gongtong.ledger.books.posting.plain import are_plainly_right, plain_books
from gongtong.ledger.books.posting.store import POSTING_LANE, load_last_numbers, save_batch
from gongtong.ledger.books.posting.texts import (
    batch_text,
    draft_text,
    drafts_in,
    entry_text,
    posted_text,
    request_text,
)
from gongtong.ledger.hands.hands import offices_of_hands
from gongtong.ledger.hands.store import load_hands


def post_draft(unit: UnitOfWork, draft: Draft) -> Entry:
    """Take one draft into the books inside the running command (过账)."""
    return post_drafts(unit, (draft,))[0]


def post_drafts(unit: UnitOfWork, drafts: Sequence[Draft]) -> tuple[Entry, ...]:
    """Take drafts into the books, all or none, with few statements however many there are (批量过账).

    They are numbered in the order given, year by year. When one is refused nothing is written, and
    every ground of every draft is reported.
    """
    if not drafts:
        return ()
    batch = _taken(unit, drafts)
    entries = batch.entries
    save_batch(unit, batch)
    unit.running.note_written(EntriesPosted.__name__, posted_text(entries))
    return entries


def _taken(unit: UnitOfWork, drafts: Sequence[Draft]) -> BatchPosted:
    """Number the drafts and let them into the books, or raise every ground against any of them."""
    kept, last = tidied(drafts), load_last_numbers(unit)
    running = unit.running
    batch = BatchPosted(
        first_id=unit.new_id() if len(kept) == 1 else running.first_of(len(kept)),
        numbers=runs_of(kept, last),
        booked_at=unit.now,
        booked_by=unit.actor.id,
        drafts=kept,
    )
    facts = _facts_of(unit, drafts)
    books = running.remembered("ledger.plain_books", lambda: plain_books(facts))
    if not are_plainly_right(drafts, books, facts, unit.today):
        unit.granted(rule_on_entries(drafts, facts, batch.stamps))
    return batch


def require_postable(unit: UnitOfWork, draft: Draft) -> None:
    """Raise every ground on which the books would refuse a draft now; nothing is written (可入账要求)."""
    _taken(unit, (draft,))


def _facts_of(unit: UnitOfWork, drafts: Sequence[Draft]) -> EntryFacts:
    credited = {
        posting.account
        for draft in drafts
        for posting in draft.postings
        if type(posting.amount_fen) is not int or posting.amount_fen < 0
    }
    return _with_back_dating(unit, store.load_entry_facts(unit, credited), drafts)


def _with_back_dating(unit: UnitOfWork, facts: EntryFacts, drafts: Sequence[Draft]) -> EntryFacts:
    """Ask how far back entries may be dated, where any is dated back at all."""
    today = unit.today
    if not any(is_dated_back(draft, today) for draft in drafts):
        return facts
    rule = unit.decide(BACK_DATING)
    held = offices_of_actor(unit) if rule.by_office else ()
    return evolve(facts, back_dating=rule, held=held)


def offices_of_actor(unit: UnitOfWork) -> tuple[Office, ...]:
    """Give the offices that whoever acts counts as holding today, other accounts included (操作人职务)."""
    holders = unit.running.remembered("core.office_holders", lambda: load_office_holders(unit))
    hands = unit.running.remembered("ledger.hands", lambda: load_hands(unit))
    return offices_of_hands(unit.actor.id, holders, hands, unit.today)


def _post_entry(unit: UnitOfWork, draft: Draft) -> Entry:
    unit.refuse_if(reasons_against_writing_by_hand(draft, offices_of_actor(unit)))
    return post_draft(unit, draft)


def _post_entries(unit: UnitOfWork, request: PostEntries) -> BatchSummary:
    held = offices_of_actor(unit)
    reasons = dict.fromkeys(reasons_of_size(request))
    for draft in {draft.kind: draft for draft in request.drafts}.values():
        reasons |= dict.fromkeys(reasons_against_writing_by_hand(draft, held))
    unit.refuse_if(tuple(reasons))
    batch = _taken(unit, request.drafts)
    save_batch(unit, batch)
    # nearly always the books keep the drafts as they were asked for, and that is written already
    as_asked = all(map(is_, batch.drafts, request.drafts))
    written = drafts_in(unit.running.payload) if as_asked else None
    unit.running.note_written(BatchPosted.__name__, batch_text(batch, written))
    return summary_of(batch)


POST_ENTRY: Final = Command(
    "ledger.post_entry",
    Draft,
    Entry,
    _post_entry,
    zh="记账",
    lane=POSTING_LANE,
    payload_text=draft_text,
    result_text=entry_text,
)
POST_ENTRIES: Final = Command(
    "ledger.post_entries",
    PostEntries,
    BatchSummary,
    _post_entries,
    zh="批量记账",
    lane=POSTING_LANE,
    payload_text=request_text,
)
