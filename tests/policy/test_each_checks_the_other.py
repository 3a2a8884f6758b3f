"""Each checks the other: what people try who would rather not be checked, and what stops them.

会计法第35条第2款: 出纳人员不得兼任稽核、会计档案保管和收入、支出、费用、债权债务账目的登记工作。
Everything else is a rule of the house, named as such: the cash book, receipts, the count at a month's end, and
the comparing of books line by line.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import Mandate, Office
from gongtong.core.periods import Span
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Refused, Standing
from gongtong.ledger.books.bookkeeping import reasons_against_writing_by_hand
from gongtong.ledger.books.chart import (
    CASH,
    DEFAULT_CHART,
    FEE_INCOME,
    SANITATION,
)
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.periods import Period
from gongtong.ledger.cash.cash_book import (
    CashFacts,
    CashLine,
    CashStamp,
    NoteCash,
    PaidSpending,
)
from gongtong.ledger.cash.counting import (
    CountedFigure,
    CountedPieces,
    CountFacts,
    CountGap,
    CountSheet,
    CountSide,
    SignCount,
    missing_counts,
    months_to_count,
)
from gongtong.ledger.cash.issuing import (
    IssuingFacts,
    gaps_in,
    rule_on_booking_receipts,
    rule_on_receipt,
    rule_on_void,
)
from gongtong.ledger.cash.noting import rule_on_cash
from gongtong.ledger.cash.policies import CashRule
from gongtong.ledger.cash.receipts import (
    BookingFacts,
    Receipt,
    ReceiptStamp,
    ReceiptState,
    ReceiveCash,
    VoidReceipt,
)
from gongtong.ledger.cash.signing import rule_on_count
from gongtong.ledger.hands.hands import Delegation, Hands, SamePerson
from gongtong.ledger.reconciling.matches import (
    Against,
    BookSide,
    HandFacts,
    MatchByHand,
    MatchStamp,
    rule_on_match,
)
from gongtong.ledger.reconciling.pairing import BookLine

LAW = ("会计法", "第35条第2款")
NOW = datetime(2025, 4, 1, 1, tzinfo=UTC)
TODAY = date(2025, 4, 1)
MARCH = Period(2025, 3)
HOME = UUID(int=101)
MONEY, BOOKS = (Office.KEEPER_OF_MONEY,), (Office.KEEPER_OF_BOOKS,)
TWO_ACCOUNTS = Hands((SamePerson("u-cashier-2", "u-cashier"),))
A_DELEGATE = Hands(
    delegations=(
        Delegation(
            UUID(int=1),
            "u-neighbour",
            "u-cashier",
            Span(date(2025, 3, 20), date(2025, 4, 10)),
            Mandate("自管委决定", date(2025, 3, 19)),
        ),
    )
)
DESK = CashFacts(
    held=MONEY,
    today=TODAY,
    opened_on=date(2025, 1, 1),
    accounts={account.code: account for account in DEFAULT_CHART.accounts},
    totals_fen={CASH: {date(2025, 1, 1): 50_000}},
)
STAMP = CashStamp(UUID(int=2), 2, "u-cashier", NOW)
LOCK = NoteCash(CASH, date(2025, 4, 1), -2_000, "五金店", "买锁")
BOX = CountedFigure(CASH, 50_000, (CountedPieces(10_000, 5),))
COUNTED = SignCount("2025-03", CountSide.CASHIER, (BOX,))
BOOKED = SignCount("2025-03", CountSide.BOOKKEEPER, (CountedFigure(CASH, 50_000),))
BY_CASHIER = CountFacts(
    actor="u-cashier",
    held=MONEY,
    today=TODAY,
    opened_on=date(2025, 1, 1),
    accounts=(CASH,),
    ledger_fen={CASH: 50_000},
    sheet=CountSheet(MARCH),
    rule=CashRule(),
    hands=TWO_ACCOUNTS,
)
BY_BOOKKEEPER = evolve(BY_CASHIER, actor="u-bookkeeper", held=BOOKS)


def grounds(ruling: object) -> list[tuple[str, str]]:
    """Give the codes of a refusal, and under which title each ground stands."""
    if isinstance(ruling, Granted):
        return []
    assert isinstance(ruling, Refused)
    return [(reason.code, reason.source.title) for reason in ruling.reasons]


def is_house(ruling: object) -> bool:
    """Whether every ground of a refusal is a rule of the house."""
    assert isinstance(ruling, Refused)
    return all(reason.source.standing is Standing.HOUSE for reason in ruling.reasons)


def signed(request: SignCount, facts: CountFacts, sheet: CountSheet) -> CountSheet:
    """Sign, and give the sheet with the signature under it."""
    ruling = rule_on_count(request, evolve(facts, sheet=sheet), now=NOW)
    assert isinstance(ruling, Granted)
    return evolve(sheet, signatures=(*sheet.signatures, ruling.event.signature))


def receipt(number: int = 1) -> tuple[Receipt, CashLine]:
    """Give a receipt over 300.00 with its line in the cash book."""
    facts = IssuingFacts(DESK, DwellingLabel(1, 1, 101), {SANITATION}, "丝厂宿舍", 3)
    stamp = ReceiptStamp(UUID(int=5), number, "u-cashier", NOW, UUID(int=6), 2)
    asked = ReceiveCash(HOME, "王芳", 30_000, date(2025, 3, 31), "2025年卫生费")
    ruling = rule_on_receipt(asked, facts, stamp)
    assert isinstance(ruling, Granted)
    return ruling.event.event.receipt, ruling.event.line


def booking(*receipts: Receipt, actor: str = "u-bookkeeper", hands: Hands = TWO_ACCOUNTS) -> object:
    """Ask for receipts to be booked."""
    return rule_on_booking_receipts(
        BookingFacts(
            receipts=receipts,
            owed_fen={},
            homes={HOME: "1栋1单元101"},
            actor=actor,
            held=BOOKS,
            today=TODAY,
            hands=hands,
        )
    )


@pytest.mark.policy(source="会计法", clause="第35条第2款")
def test_the_cashier_writes_no_entries() -> None:
    """Whoever keeps the money posts no entry and books no receipt, even if he holds the other office too."""
    lines = (Posting(CASH, SANITATION, 100), Posting(FEE_INCOME, SANITATION, -100))
    draft = Draft(EntryKind.MANUAL, TODAY, "收款", lines)
    for held in (MONEY, (*MONEY, *BOOKS)):
        reasons = reasons_against_writing_by_hand(draft, held)
        assert "segregation_of_duties" in [reason.code for reason in reasons]
        (ground,) = [one for one in reasons if one.code == "segregation_of_duties"]
        assert (ground.source.title, ground.source.article) == LAW


@pytest.mark.policy(source="会计法", clause="第35条第2款")
def test_the_bookkeeper_writes_no_cash_book_and_gives_no_receipt() -> None:
    """Whoever keeps the books notes no cash; holding both offices, he notes none either."""
    assert grounds(rule_on_cash(LOCK, evolve(DESK, held=BOOKS), STAMP)) == [
        ("ledger.office_required", "记账规则"),
        ("segregation_of_duties", "会计法"),
    ]
    both = evolve(DESK, held=(*MONEY, *BOOKS))
    assert grounds(rule_on_cash(LOCK, both, STAMP)) == [("segregation_of_duties", "会计法")]


@pytest.mark.policy(source="会计法", clause="第35条第2款")
def test_the_bookkeeper_does_not_sign_as_the_cashier_nor_the_other_way_round() -> None:
    """Cashier and bookkeeper each sign their own side of the count; whoever holds both offices signs neither."""
    assert ("segregation_of_duties", "会计法") in grounds(
        rule_on_count(COUNTED, BY_BOOKKEEPER, now=NOW)
    )
    assert ("segregation_of_duties", "会计法") in grounds(
        rule_on_count(BOOKED, BY_CASHIER, now=NOW)
    )
    both = (*MONEY, *BOOKS)
    for request in (COUNTED, BOOKED):
        assert grounds(rule_on_count(request, evolve(BY_CASHIER, held=both), now=NOW)) == [
            ("segregation_of_duties", "会计法")
        ]


@pytest.mark.policy(source="会计法", clause="第35条第2款")
def test_one_person_with_two_accounts_does_not_sign_both_sides() -> None:
    """A second account of the cashier neither signs for the books nor books his receipts: one person, one hand."""
    sheet = signed(COUNTED, BY_CASHIER, CountSheet(MARCH))
    second = evolve(BY_BOOKKEEPER, actor="u-cashier-2", sheet=sheet)
    assert grounds(rule_on_count(BOOKED, second, now=NOW)) == [("ledger.same_hands", "会计法")]
    assert grounds(booking(receipt()[0], actor="u-cashier-2")) == [("ledger.same_hands", "会计法")]


@pytest.mark.policy(source="会计法", clause="第35条第2款")
def test_a_delegate_of_the_cashier_does_not_sign_for_the_books() -> None:
    """Whoever acts for the cashier these days does not sign for the books."""
    sheet = signed(COUNTED, BY_CASHIER, CountSheet(MARCH))
    delegate = evolve(BY_BOOKKEEPER, actor="u-neighbour", sheet=sheet, hands=A_DELEGATE)
    assert grounds(rule_on_count(BOOKED, delegate, now=NOW)) == [("ledger.same_hands", "会计法")]
    stranger = evolve(delegate, hands=Hands())
    assert grounds(rule_on_count(BOOKED, stranger, now=NOW)) == []


@pytest.mark.policy(source="会计法", clause="第35条第2款")
def test_who_was_cashier_does_not_book_his_own_receipts_later() -> None:
    """Who was cashier and keeps the books later does not book the receipts that he gave himself."""
    assert grounds(booking(receipt()[0], actor="u-cashier")) == [("ledger.same_hands", "会计法")]
    assert grounds(booking(receipt()[0])) == []


@pytest.mark.policy(source="会计法", clause="第35条第2款")
def test_the_cashier_does_not_compare_his_own_book() -> None:
    """The cashier does not compare his own book: checking (稽核) falls to the bookkeeper or a supervisor."""
    facts = HandFacts(
        held=MONEY,
        other={"a": BookLine("a", TODAY, 5)},
        ledger={"x": BookLine("x", TODAY, 5)},
        taken={BookSide.OTHER: (), BookSide.LEDGER: ()},
    )
    request = MatchByHand(CASH, Against.CASH_BOOK, ("a",), ("x",), "同一笔")
    stamp = MatchStamp(UUID(int=1), "u-cashier", NOW)
    assert ("segregation_of_duties", "会计法") in grounds(rule_on_match(request, facts, stamp))
    supervisor = evolve(facts, held=(Office.SUPERVISOR,))
    assert grounds(rule_on_match(request, supervisor, stamp)) == []


@pytest.mark.policy(source="house", clause="ledger.cash")
def test_an_approval_after_the_fact_brings_no_line_into_the_cash_book() -> None:
    """Money that left the box for a spending nobody had approved and paid is not noted as that spending."""
    request = evolve(LOCK, spending_id=UUID(int=7))
    unpaid = evolve(DESK, spending=PaidSpending(UUID(int=7), 2_000))
    ruling = rule_on_cash(request, unpaid, STAMP)
    assert grounds(ruling) == [("ledger.spending_not_paid", "出纳规则")]
    assert is_house(ruling)
    paid = evolve(DESK, spending=PaidSpending(UUID(int=7), 2_000, CASH))
    assert grounds(rule_on_cash(request, paid, STAMP)) == []


@pytest.mark.policy(source="house", clause="ledger.cash")
def test_a_figure_that_is_edited_after_both_signed_needs_both_again() -> None:
    """Who edits a figure that both signed says why, and the month is not whole until both have signed anew."""
    sheet = signed(BOOKED, BY_BOOKKEEPER, signed(COUNTED, BY_CASHIER, CountSheet(MARCH)))
    assert sheet.gaps({CASH: 50_000}) == ()
    less = SignCount(
        "2025-03", CountSide.CASHIER, (CountedFigure(CASH, 40_000, (CountedPieces(10_000, 4),)),)
    )
    ruling = rule_on_count(less, evolve(BY_CASHIER, sheet=sheet), now=NOW)
    assert grounds(ruling) == [("ledger.change_without_reason", "出纳规则")]
    sheet = signed(evolve(less, reason="少点一张"), BY_CASHIER, sheet)
    assert sheet.gaps({CASH: 50_000}) == (CountGap.BOOKKEEPER_MISSING,)
    sheet = signed(BOOKED, BY_BOOKKEEPER, sheet)
    assert sheet.gaps({CASH: 50_000}) == ()


@pytest.mark.policy(source="house", clause="ledger.cash")
def test_an_entry_slipped_into_a_signed_month_is_noticed() -> None:
    """An entry slipped behind a signed month shows: its balance is not the signed one any more, by a fen or more."""
    sheet = signed(BOOKED, BY_BOOKKEEPER, signed(COUNTED, BY_CASHIER, CountSheet(MARCH)))
    for ledger_fen, gaps in ((50_000, ()), (49_999, (CountGap.LEDGER_CHANGED,))):
        assert sheet.gaps({CASH: ledger_fen}) == gaps


@pytest.mark.policy(source="house", clause="ledger.cash")
def test_no_line_is_slipped_into_a_month_that_both_have_signed() -> None:
    """The last day of a month that both have signed takes no cash line, the first day after it does."""
    facts = evolve(DESK, settled=(MARCH,))
    late = evolve(LOCK, on=date(2025, 3, 31))
    assert grounds(rule_on_cash(late, facts, STAMP)) == [("ledger.month_settled", "出纳规则")]
    assert grounds(rule_on_cash(LOCK, facts, STAMP)) == []


@pytest.mark.policy(source="house", clause="ledger.cash")
def test_a_month_that_nobody_counted_is_named() -> None:
    """Every month that is over and was not signed by both is named from the opening on, with what it lacks."""
    months = months_to_count(date(2025, 1, 1), TODAY)
    sheet = signed(BOOKED, BY_BOOKKEEPER, signed(COUNTED, BY_CASHIER, CountSheet(MARCH)))
    found = missing_counts(months, {MARCH: sheet}, {MARCH: {CASH: 50_000}})
    assert [str(one.month) for one in found] == ["2025-01", "2025-02"]
    assert found[0].gaps == (CountGap.CASHIER_MISSING, CountGap.BOOKKEEPER_MISSING)


@pytest.mark.policy(source="house", clause="ledger.cash")
def test_a_receipt_number_that_is_missing_is_named() -> None:
    """A receipt that was torn out leaves its number, and so does one that was written twice."""
    assert [(one.number, one.times) for one in gaps_in([(2025, 1), (2025, 3), (2025, 3)])] == [
        (2, 0),
        (3, 2),
    ]
    assert gaps_in([(2025, 1), (2025, 2), (2025, 3)]) == ()


@pytest.mark.policy(source="house", clause="ledger.cash")
def test_money_is_not_taken_out_behind_a_booked_receipt() -> None:
    """A receipt that is booked is voided only after its entry was reversed, by somebody else than who booked it."""
    one, line = receipt()
    booked = evolve(one, state=ReceiptState.BOOKED, entry_id=UUID(int=8))
    void = VoidReceipt(2025, 1, TODAY, "退款")
    rich = evolve(DESK, totals_fen={CASH: {date(2025, 1, 1): 80_000}})
    ruling = rule_on_void(void, booked, line, rich, stamp=STAMP)
    assert grounds(ruling) == [("ledger.receipt_is_booked", "出纳规则")]
    assert grounds(rule_on_void(void, booked, line, rich, stamp=STAMP, entry_reversed=True)) == []


@pytest.mark.policy(source="house", clause="ledger.cash")
def test_one_receipt_is_not_booked_twice() -> None:
    """A receipt that was booked waits no more, and without a waiting receipt nothing is booked."""
    assert grounds(booking()) == [("ledger.no_receipt_to_book", "出纳规则")]
    paid = booking(receipt()[0])
    assert isinstance(paid, Granted)
    assert len(paid.event) == 1
