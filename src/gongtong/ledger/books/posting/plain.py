"""A quick look at drafts: most are plainly right, and only the others need every ground (速审).

The quick look says yes only where `rule_on_entries` would grant; where it says no, that rule decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from attrs import frozen

from gongtong.core.digests import is_sha256
from gongtong.ledger.books.back_dating import UNBOUND
from gongtong.ledger.books.chart import FUND_TRANSFERS
from gongtong.ledger.books.entries import MOST_FEN, MOST_NARRATION, DocumentRef, Draft, EntryKind
from gongtong.ledger.books.entry_rules import EntryFacts

_NEVER_PLAIN: Final = frozenset({EntryKind.CLOSING, EntryKind.REVERSAL})


@frozen
class PlainBooks:
    """What the quick look has to know: open accounts and funds, shut months and years (速审依据).

    `per_dwelling` says of each account that takes entries whether it is kept by dwelling; a year is shut
    as its month 0.
    """

    opened_on: date
    per_dwelling: Mapping[str, bool]
    funds: frozenset[str]
    shut: frozenset[tuple[int, int]]
    guarded: frozenset[str]


def plain_books(facts: EntryFacts) -> PlainBooks:
    """Take from the facts what the quick look needs (速审依据)."""
    return PlainBooks(
        facts.opened_on,
        {
            code: account.per_dwelling
            for code, account in facts.accounts.items()
            if code not in facts.closed_accounts and code != FUND_TRANSFERS
        },
        frozenset(facts.funds - facts.closed_funds.keys()),
        frozenset((period.year, period.month) for period in facts.periods),
        frozenset(code for code, one in facts.accounts.items() if not one.may_be_negative),
    )


def are_plainly_right(
    drafts: Sequence[Draft], books: PlainBooks, facts: EntryFacts, today: date
) -> bool:
    """Say whether drafts are right at a glance: nothing rare in them, and nothing wrong (速审)."""
    days = {kind: _days_back(kind, facts) for kind in {draft.kind for draft in drafts}}
    return all(
        _form_is_plain(draft, books)
        and (
            draft.effective_on >= today
            or (allowed := days[draft.kind]) is None
            or (today - draft.effective_on).days <= allowed
        )
        and _lines_are_plain(draft, books)
        for draft in drafts
    ) and _are_covered(drafts, books, facts)


def _days_back(kind: EntryKind, facts: EntryFacts) -> int | None:
    return None if kind in UNBOUND else facts.back_dating.days_for(kind, facts.held)


def _form_is_plain(draft: Draft, books: PlainBooks) -> bool:
    day, shut = draft.effective_on, books.shut
    return (
        day >= books.opened_on
        and (not shut or ((day.year, day.month) not in shut and (day.year, 0) not in shut))
        and draft.kind not in _NEVER_PLAIN
        and draft.reverses is None
        and 0 < len(draft.narration.strip()) <= MOST_NARRATION
        and len(draft.postings) > 1
        and (not draft.documents or all(_is_identified(one) for one in draft.documents))
    )


def _is_identified(document: DocumentRef) -> bool:
    return bool(document.name.strip()) and is_sha256(document.digest)


def _lines_are_plain(draft: Draft, books: PlainBooks) -> bool:
    fund, per_dwelling = draft.postings[0].fund, books.per_dwelling
    if fund not in books.funds:
        return False
    sum_fen = 0
    for posting in draft.postings:
        fen: object = posting.amount_fen
        if (
            type(fen) is not int
            or not fen
            or not -MOST_FEN <= fen <= MOST_FEN
            or posting.fund != fund
            or per_dwelling.get(posting.account) is not (posting.dwelling_id is not None)
            or len(posting.memo) > MOST_NARRATION
        ):
            return False
        sum_fen += fen
    return not sum_fen


def _are_covered(drafts: Sequence[Draft], books: PlainBooks, facts: EntryFacts) -> bool:
    moved: dict[tuple[str, str], int] = defaultdict(int)
    taken_from: set[tuple[str, str]] = set()
    for draft in drafts:
        for posting in draft.postings:
            if posting.account in books.guarded:
                key = posting.account, posting.fund
                moved[key] += posting.amount_fen
                if posting.amount_fen < 0:
                    taken_from.add(key)
    return all(
        facts.held_fen.get(key, 0) + moved[key] >= facts.reserved_fen.get(key, 0)
        for key in taken_from
    )
