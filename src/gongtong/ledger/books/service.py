"""Posting to the books, for this desk and the others (记账服务).

`post_draft` and `post_drafts` are plain functions: another desk calls them inside a command of its own.
"""

from collections.abc import Sequence
from itertools import count

from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books import store
from gongtong.ledger.books.entries import Draft, Entry, Stamp
from gongtong.ledger.books.entry_rules import rule_on_entries


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
    facts = store.load_entry_facts(unit)
    posted = unit.granted(rule_on_entries(drafts, facts, _stamps(unit, drafts)))
    store.save_entries(unit, posted.entries)
    unit.record(posted)
    return posted.entries


def _stamps(unit: UnitOfWork, drafts: Sequence[Draft]) -> tuple[Stamp, ...]:
    last = store.load_last_numbers(unit, {draft.effective_on.year for draft in drafts})
    numbers = {year: count(number + 1) for year, number in last.items()}
    return tuple(
        Stamp(unit.new_id(), next(numbers[draft.effective_on.year]), unit.now, unit.actor.id)
        for draft in drafts
    )
