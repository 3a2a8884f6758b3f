"""Opening the books and writing in them by hand (建账与手工记账)."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Final

from attrs import frozen

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.ledger.books.accounts import Chart
from gongtong.ledger.books.entries import Draft, EntryKind
from gongtong.ledger.duties import reasons_against_cashier, reasons_of_office
from gongtong.ledger.sources import BOOKS_RULES, VOUCHER_RULES

MAY_KEEP_BOOKS: Final = frozenset({Office.KEEPER_OF_BOOKS})
BY_HAND: Final = frozenset({EntryKind.MANUAL, EntryKind.OPENING, EntryKind.ADJUSTMENT})
"""Entries without a command of their own (手工凭证类别)."""


@frozen
class OpenBooks:
    """A request to begin the books of a place (建账申请)."""

    opened_on: date


@frozen
class BooksOpened:
    """The books of a place were begun with a chart of accounts (已建账)."""

    opened_on: date
    chart: Chart


def rule_on_opening(
    request: OpenBooks, chart: Chart, *, held: Collection[Office], opened_on: date | None
) -> Granted[BooksOpened] | Refused:
    """Let the keeper of the books open them, once (建账审核)."""
    reasons = (
        *reasons_against_bookkeeper(held, act=("建账", "open the books")),
        *_again(opened_on),
    )
    if reasons:
        return Refused(reasons)
    return Granted(BooksOpened(request.opened_on, chart))


def reasons_against_bookkeeper(
    held: Collection[Office], *, act: tuple[str, str]
) -> Iterator[Reason]:
    """Refuse who does not keep the books, and who keeps the money whatever else he keeps (记账人要求)."""
    yield from reasons_of_office(held, MAY_KEEP_BOOKS, BOOKS_RULES, act=act)
    yield from reasons_against_cashier(held, act=act)


def reasons_against_writing_by_hand(draft: Draft, held: Collection[Office]) -> tuple[Reason, ...]:
    """Refuse an entry by hand that is not the keeper's to write, or that a command makes (手工记账要求)."""
    reasons = list(reasons_against_bookkeeper(held, act=("记账", "post an entry")))
    if draft.kind not in BY_HAND:
        reasons.append(
            Reason(
                "ledger.kind_has_its_own_command",
                f"“{draft.kind.value}”类凭证由专门的操作生成，不能手工录入",
                f"an entry of the kind {draft.kind.value} is made by a command of its own",
                VOUCHER_RULES,
                (("kind", draft.kind.value),),
            )
        )
    return tuple(reasons)


def _again(opened_on: date | None) -> Iterator[Reason]:
    if opened_on is not None:
        yield Reason(
            "ledger.books_open_already",
            f"已于{opened_on}建账",
            f"the books were opened on {opened_on} already",
            BOOKS_RULES,
            (("opened_on", str(opened_on)),),
        )
