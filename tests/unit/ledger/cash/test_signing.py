"""Who signs which figures of a month (盘点签字)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.books.chart import BANK, CASH
from gongtong.ledger.books.periods import Period
from gongtong.ledger.cash.counting import (
    CountedFigure,
    CountedPieces,
    CountFacts,
    CountSheet,
    CountSide,
    CountSignature,
    SignCount,
)
from gongtong.ledger.cash.policies import CashRule
from gongtong.ledger.cash.signing import month_asked, rule_on_count
from gongtong.ledger.hands.hands import Hands, SamePerson

MARCH = Period(2025, 3)
NOW = datetime(2025, 4, 1, 1, tzinfo=UTC)
BOX = CountedFigure(CASH, 30_500, (CountedPieces(10_000, 3), CountedPieces(500, 1)))
AT_BANK = CountedFigure(BANK, 7)
COUNTED = SignCount("2025-03", CountSide.CASHIER, (AT_BANK, BOX))
BOOKED = SignCount(
    "2025-03", CountSide.BOOKKEEPER, (CountedFigure(CASH, 30_600), CountedFigure(BANK, 7))
)
CASHIER = CountFacts(
    actor="u-cashier",
    held=(Office.KEEPER_OF_MONEY,),
    today=date(2025, 4, 1),
    opened_on=date(2025, 1, 1),
    accounts=(CASH, BANK),
    ledger_fen={CASH: 30_600, BANK: 7},
    sheet=CountSheet(MARCH),
    rule=CashRule(),
    hands=Hands((SamePerson("u-cashier-2", "u-cashier"),)),
)
BOOKKEEPER = evolve(CASHIER, actor="u-bookkeeper", held=(Office.KEEPER_OF_BOOKS,))


def codes(request: SignCount, facts: CountFacts) -> tuple[str, ...]:
    ruling = rule_on_count(request, facts, now=NOW)
    return ruling.codes if isinstance(ruling, Refused) else ()


def signed(request: SignCount, facts: CountFacts) -> CountSheet:
    ruling = rule_on_count(request, facts, now=NOW)
    assert isinstance(ruling, Granted)
    return evolve(facts.sheet, signatures=(*facts.sheet.signatures, ruling.event.signature))


def test_the_cashier_signs_what_he_counted_and_the_bookkeeper_what_the_ledger_says() -> None:
    """The two columns may differ; both stand signed."""
    sheet = signed(COUNTED, CASHIER)
    sheet = signed(BOOKED, evolve(BOOKKEEPER, sheet=sheet))
    assert sheet.is_signed_by_both
    assert sheet.signatures[0].amounts_fen == {CASH: 30_500, BANK: 7}


def test_neither_signs_for_the_other() -> None:
    """The office is asked for; who keeps both signs for neither."""
    assert codes(BOOKED, CASHIER)[:2] == ("ledger.office_required", "segregation_of_duties")
    assert codes(COUNTED, BOOKKEEPER)[:2] == ("ledger.office_required", "segregation_of_duties")
    both = (Office.KEEPER_OF_MONEY, Office.KEEPER_OF_BOOKS)
    assert codes(COUNTED, evolve(CASHIER, held=both)) == ("segregation_of_duties",)
    assert codes(BOOKED, evolve(BOOKKEEPER, held=both)) == ("segregation_of_duties",)


def test_one_person_does_not_sign_both_sides_under_two_accounts() -> None:
    """The second account is known to be the same hands."""
    facts = evolve(BOOKKEEPER, actor="u-cashier-2", sheet=signed(COUNTED, CASHIER))
    assert codes(BOOKED, facts) == ("ledger.same_hands",)


@pytest.mark.parametrize(
    ("today", "code"),
    [
        (date(2025, 3, 30), ("ledger.count_too_early",)),
        (date(2025, 3, 31), ()),
        (date(2025, 4, 1), ()),
    ],
)
def test_a_month_is_counted_from_its_last_day_on(today: date, code: tuple[str, ...]) -> None:
    """Not the day before; on the last day and after."""
    assert codes(COUNTED, evolve(CASHIER, today=today)) == code


def test_a_month_before_the_books_or_closed_is_not_signed() -> None:
    """Neither a closed month nor a month of a closed year."""
    assert codes(COUNTED, evolve(CASHIER, opened_on=date(2025, 4, 1))) == ("ledger.before_opening",)
    for closed in (MARCH, Period(2025)):
        assert codes(COUNTED, evolve(CASHIER, closed=(closed,))) == ("ledger.month_closed",)


def test_every_account_in_use_is_signed_once() -> None:
    """One that is missing, one that is not in use and one that stands twice are each named."""
    request = evolve(COUNTED, figures=(BOX, BOX, CountedFigure("1012.wechat", 0)))
    assert codes(request, CASHIER) == (
        "ledger.count_account_missing",
        "ledger.count_account_not_in_use",
        "ledger.count_account_twice",
    )
    assert codes(COUNTED, evolve(CASHIER, mixed=(BANK,))) == ("ledger.count_account_mixed",)


@pytest.mark.parametrize(
    ("pieces", "code"),
    [
        (((10_000, 3), (500, 1)), ()),
        (((10_000, 3), (200, 2), (50, 2)), ()),
        (((10_000, 3), (200, 2), (20, 5)), ()),
        (((10_000, 3), (200, 2)), ("ledger.pieces_differ",)),
        (((10_000, 3), (500, 1), (1, 1)), ("ledger.pieces_differ",)),
        ((), ("ledger.pieces_differ",)),
        (((10_000, 3), (250, 2)), ("ledger.unknown_piece",)),
        (((10_000, 3), (500, 2), (100, -5)), ("ledger.unknown_piece",)),
        (((10_000, 3), (500, 0), (500, 1)), ("ledger.unknown_piece", "ledger.unknown_piece")),
    ],
)
def test_pieces_come_to_the_figure(
    pieces: tuple[tuple[int, int], ...], code: tuple[str, ...]
) -> None:
    """To the fen, in pieces that exist, each kind once."""
    box = evolve(BOX, pieces=tuple(CountedPieces(*one) for one in pieces))
    assert codes(evolve(COUNTED, figures=(box, AT_BANK)), CASHIER) == code


def test_what_lies_in_a_bank_has_no_pieces() -> None:
    """A statement is read, not counted."""
    bank = evolve(AT_BANK, pieces=(CountedPieces(1, 7),))
    assert codes(evolve(COUNTED, figures=(BOX, bank)), CASHIER) == ("ledger.pieces_of_no_box",)


def test_the_bookkeeper_signs_the_balance_of_the_ledger_and_no_other() -> None:
    """One fen off is refused, with the balance."""
    wrong = evolve(BOOKED, figures=(CountedFigure(CASH, 30_599), CountedFigure(BANK, 7)))
    assert codes(wrong, BOOKKEEPER) == ("ledger.not_the_balance",)


def test_a_signed_figure_is_changed_with_a_reason_and_lapses_the_other() -> None:
    """The same figures are not signed twice; changed ones say why."""
    sheet = signed(BOOKED, evolve(BOOKKEEPER, sheet=signed(COUNTED, CASHIER)))
    facts = evolve(CASHIER, sheet=sheet)
    assert codes(COUNTED, facts) == ("ledger.signed_already",)
    other = evolve(BOX, amount_fen=30_000, pieces=(CountedPieces(10_000, 3),))
    changed = evolve(COUNTED, figures=(other, AT_BANK))
    assert codes(changed, facts) == ("ledger.change_without_reason",)
    ruling = rule_on_count(evolve(changed, reason="有一张五元是假币"), facts, now=NOW)
    assert isinstance(ruling, Granted)
    assert ruling.event.lapsed
    assert isinstance(ruling.event.signature, CountSignature)


@pytest.mark.parametrize("label", ["2025", "2025-13", "三月", ""])
def test_a_month_is_written_with_its_year(label: str) -> None:
    """A year, a month that no calendar has, and words are refused."""
    ruling = month_asked(label)
    assert isinstance(ruling, Refused)
    assert ruling.codes == ("ledger.no_such_month",)
    assert month_asked("2025-03") == Granted(MARCH)
