"""Reversing an entry: once, with a reason, and not by the hand that made it (冲销)."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Final
from uuid import UUID

from attrs import evolve, frozen

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.ledger.books.entries import MOST_NARRATION, Draft, Entry, EntryKind
from gongtong.ledger.duties import reasons_against_cashier, reasons_of_office
from gongtong.ledger.sources import REVERSAL_RULES

MAY_REVERSE: Final = frozenset(
    {Office.KEEPER_OF_BOOKS, Office.CHAIR, Office.MEMBER, Office.SUPERVISOR}
)
"""Who may approve a reversal; the second pair of eyes need not keep the books (冲销审批人)."""

_ACT: Final = ("冲销凭证", "reverse an entry")


@frozen
class ReverseEntry:
    """A request to undo an entry by its mirror image (冲销申请).

    Whoever runs it approves it, and must be somebody else than the person who booked the entry and
    than the one who asked for it. Without `asked_by` it is taken that the former is the latter. The
    reversal has a day of its own: that of an entry in a closed period lies in an open one.
    """

    entry_id: UUID
    effective_on: date
    reason: str
    asked_by: str = ""


@frozen
class EntryReversed:
    """An entry has been undone by another: who asked, who approved, and why (凭证已冲销)."""

    original_id: UUID
    entry: Entry
    reason: str
    asked_by: str
    approved_by: str


@frozen
class ReversalFacts:
    """What the books know of the entry to be reversed (冲销依据)."""

    original: Entry
    reversed_by: UUID | None
    actor: str
    held: Collection[Office]


def rule_on_reversal(request: ReverseEntry, facts: ReversalFacts) -> Granted[Draft] | Refused:
    """Give the draft that undoes an entry, or every ground against it (冲销审核).

    Grounds, in this order: the office, the cashier, the hand that booked it, the one who asked, no
    reason, reversed already, a reversal itself, dated before what it reverses.
    """
    reasons = (
        *reasons_of_office(facts.held, MAY_REVERSE, REVERSAL_RULES, act=_ACT),
        *reasons_against_cashier(facts.held, act=_ACT),
        *_reasons_of_hand(request, facts),
        *_reasons_of_original(request, facts),
    )
    if reasons:
        return Refused(reasons)
    original = facts.original
    narration = f"冲销{original.label}：{request.reason.strip()}"
    return Granted(
        Draft(
            kind=EntryKind.REVERSAL,
            effective_on=request.effective_on,
            narration=narration[:MOST_NARRATION],
            postings=tuple(
                evolve(posting, amount_fen=-posting.amount_fen) for posting in original.postings
            ),
            documents=original.documents,
            reverses=original.id,
        )
    )


def asker_of(request: ReverseEntry, original: Entry) -> str:
    """Give who asked for a reversal: who is named, else who booked the entry (冲销申请人)."""
    return request.asked_by.strip() or original.booked_by


def _reasons_of_hand(request: ReverseEntry, facts: ReversalFacts) -> Iterator[Reason]:
    original = facts.original
    at = (("entry", original.label),)
    if facts.actor == original.booked_by:
        yield Reason(
            "ledger.reversed_by_same_hand",
            f"凭证{original.label}由本人记账，须由他人审批冲销",
            f"entry {original.label} was booked by the same person; somebody else approves its reversal",
            REVERSAL_RULES,
            at,
        )
    if asker_of(request, original) == facts.actor != original.booked_by:
        yield Reason(
            "ledger.reversal_asked_by_approver",
            f"冲销凭证{original.label}的申请人不能自己审批",
            f"whoever asked for the reversal of {original.label} may not approve it",
            REVERSAL_RULES,
            at,
        )
    if not request.reason.strip():
        yield Reason(
            "ledger.reversal_without_reason",
            "冲销须写明原因",
            "a reversal states its reason",
            REVERSAL_RULES,
            at,
        )


def _reasons_of_original(request: ReverseEntry, facts: ReversalFacts) -> Iterator[Reason]:
    original = facts.original
    at = (("entry", original.label),)
    if facts.reversed_by is not None:
        yield Reason(
            "ledger.already_reversed",
            f"凭证{original.label}已经冲销过",
            f"entry {original.label} has been reversed already",
            REVERSAL_RULES,
            at,
        )
    if original.reverses is not None:
        yield Reason(
            "ledger.reversal_of_reversal",
            f"凭证{original.label}本身是冲销凭证，不能再冲销；请重新记账",
            f"entry {original.label} is a reversal itself; book the matter anew instead",
            REVERSAL_RULES,
            at,
        )
    if request.effective_on < original.effective_on:
        yield Reason(
            "ledger.reversal_too_early",
            f"冲销日期{request.effective_on}早于原凭证日期{original.effective_on}",
            f"the reversal of {request.effective_on} is before its entry of {original.effective_on}",
            REVERSAL_RULES,
            at,
        )
