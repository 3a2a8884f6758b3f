"""The table in which two balances meet, whatever was matched and when (余额调节表)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from gongtong.ledger.books.periods import Period
from gongtong.ledger.cash.cash_book import CashLine, lowest_after, running_lines
from gongtong.ledger.cash.counting import (
    CountedFigure,
    CountSheet,
    CountSide,
    CountSignature,
)
from gongtong.ledger.cash.issuing import gaps_in
from gongtong.ledger.cash.receipt_text import capital_yuan
from gongtong.ledger.exchange.bank_statements import BankLine
from gongtong.ledger.reconciling.items import ComparedBooks, reconcile
from gongtong.ledger.reconciling.matches import Against, BookSide, Match
from gongtong.ledger.reconciling.pairing import BookLine, PairedBy, pair_lines
from gongtong.ledger.reconciling.statements import identities_of

if TYPE_CHECKING:
    from collections.abc import Sequence

START = date(2025, 1, 20)
NOW = datetime(2025, 6, 1, tzinfo=UTC)
MONTHS = [Period(2025, month) for month in (1, 2, 3)]


def lines(side: str) -> st.SearchStrategy[tuple[BookLine, ...]]:
    """A few lines of small amounts over three months."""
    drawn = st.lists(st.tuples(st.integers(0, 60), st.sampled_from([1, 2, 3, -1, -2])), max_size=9)
    return drawn.map(
        lambda pairs: tuple(
            BookLine(f"{side}{number}", START + timedelta(day), fen)
            for number, (day, fen) in enumerate(pairs)
        )
    )


def match_of(number: int, other: Sequence[str], ledger: Sequence[str]) -> Match:
    return Match(
        UUID(int=number),
        "1002",
        Against.STATEMENT,
        PairedBy.BY_HAND,
        tuple(other),
        tuple(ledger),
        "u-bookkeeper",
        NOW,
    )


@st.composite
def compared(draw: st.DrawFn) -> ComparedBooks:
    """Two books with matches by the rule, and some of several lines by hand, some taken apart."""
    other, ledger = draw(lines("o")), draw(lines("l"))
    pairing = pair_lines(other, ledger, window_days=draw(st.integers(0, 40)))
    matches = [match_of(number, pair.left, pair.right) for number, pair in enumerate(pairing.pairs)]
    free = [*pairing.left_only, *pairing.right_only]
    chosen = draw(st.lists(st.sampled_from(free), unique_by=id)) if free else []
    others = [line for line in chosen if line in pairing.left_only]
    ledgers = [line for line in chosen if line in pairing.right_only]
    if chosen and sum(one.amount_fen for one in others) == sum(one.amount_fen for one in ledgers):
        by_hand = ([one.id for one in others], [one.id for one in ledgers])
        matches.append(match_of(len(matches), *by_hand))
    undone = draw(st.sets(st.integers(0, 3)))
    kept = tuple(
        evolve(match, undone_at=NOW) if number in undone else match
        for number, match in enumerate(matches)
    )
    return ComparedBooks("1002", Against.STATEMENT, other, ledger, kept)


@given(compared())
def test_the_two_balances_always_meet(books: ComparedBooks) -> None:
    """At every month's end, to the fen: what matches hold together comes to the same on both sides."""
    for month in MONTHS:
        end = date(2025, month.month, {1: 31, 2: 28, 3: 31}[month.month])
        table = reconcile(books, month)
        assert table.difference_fen == 0
        assert table.ledger_fen == sum(one.amount_fen for one in books.ledger if one.day <= end)
        assert table.adjusted_fen == sum(one.amount_fen for one in books.other if one.day <= end)


@given(compared())
def test_an_item_is_a_line_without_its_counterpart_at_the_month_s_end(books: ComparedBooks) -> None:
    """Found one by one: each line of the month or before whose match is not whole by then."""
    everything = {
        (side, line.id): line.day
        for side, its in ((BookSide.OTHER, books.other), (BookSide.LEDGER, books.ledger))
        for line in its
    }
    for month in MONTHS:
        end = date(2025, month.month, {1: 31, 2: 28, 3: 31}[month.month])
        expected = set()
        for (side, line), day in everything.items():
            if day > end:
                continue
            whole = False
            for match in books.matches:
                mine = match.other if side is BookSide.OTHER else match.ledger
                if match.undone_at is None and line in mine:
                    days = [everything[BookSide.OTHER, one] for one in match.other]
                    days += [everything[BookSide.LEDGER, one] for one in match.ledger]
                    whole = max(days) <= end
            if not whole:
                expected.add((side, line))
        assert {(one.side, one.line.id) for one in reconcile(books, month).items} == expected


@given(st.lists(st.tuples(st.sampled_from(CountSide), st.integers(0, 2)), max_size=8))
def test_a_sheet_is_signed_by_both_only_under_figures_that_nobody_changed_since(
    signed: list[tuple[CountSide, int]],
) -> None:
    """A signature holds unless its side signed later, or the other side later signed anew otherwise."""
    signatures = tuple(
        CountSignature(number, side, (CountedFigure("1001", fen),), "u", NOW)
        for number, (side, fen) in enumerate(signed)
    )
    expected = {
        side: fen
        for number, (side, fen) in enumerate(signed)
        if not any(
            other is side or _changed(signed, number + 1 + later)
            for later, (other, _) in enumerate(signed[number + 1 :])
        )
    }
    standing_fen = {
        side: one.figures[0].amount_fen
        for side, one in CountSheet(Period(2025, 3), signatures).standing.items()
    }
    assert standing_fen == expected


def _changed(signed: list[tuple[CountSide, int]], spot: int) -> bool:
    before = [fen for side, fen in signed[:spot] if side is signed[spot][0]]
    return bool(before) and before[-1] != signed[spot][1]


@given(
    st.dictionaries(st.integers(0, 9), st.integers(-5, 9)), st.integers(0, 9), st.integers(-9, 9)
)
def test_the_lowest_balance_is_found_day_by_day(totals: dict[int, int], day: int, fen: int) -> None:
    """Adding the days up one after another gives the same."""
    days = {START + timedelta(one): amount for one, amount in totals.items()}
    balance, lowest = 0, []
    for one in range(10):
        balance += totals.get(one, 0) + (fen if one == day else 0)
        if one >= day:
            lowest.append(balance)
    assert lowest_after(days, START + timedelta(day), fen) == min(lowest)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(-9, 9)), max_size=9))
def test_the_cash_book_runs_to_the_sum_of_its_lines(drawn: list[tuple[int, int]]) -> None:
    """Whatever the order of noting, the last balance is what all lines come to."""
    book = [
        CashLine(
            UUID(int=number),
            number,
            "1001",
            START + timedelta(day),
            fen,
            "",
            "",
            "",
            "u",
            NOW,
        )
        for number, (day, fen) in enumerate(drawn)
    ]
    running = running_lines(book)
    assert [one.balance_fen for one in running[-1:]] == (
        [sum(f for _, f in drawn)] if drawn else []
    )
    assert [one.line.on for one in running] == sorted(line.on for line in book)


@given(st.integers(1, 40), st.sets(st.integers(1, 40)))
def test_each_missing_receipt_is_found(most: int, lost: set[int]) -> None:
    """Numbers that were taken out of a year are named, all of them and no other."""
    kept = [number for number in range(1, most + 1) if number not in lost] + [most]
    numbers = [(2025, number) for number in dict.fromkeys(kept)]
    assert {gap.number for gap in gaps_in(numbers)} == lost & set(range(1, most))


@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from([1, 2]), st.sampled_from(["", "T"]))))
def test_every_line_of_a_statement_has_an_identity_of_its_own(
    drawn: list[tuple[int, int, str]],
) -> None:
    """Equal lines too; and what a later file says of the same days has the same identities."""
    book = sorted(
        (BankLine(0, START + timedelta(day), fen, reference=ref) for day, fen, ref in drawn),
        key=lambda line: line.booked_on,
    )
    identities = identities_of(book)
    assert len(set(identities)) == len(book)
    later = [line for line in book if line.booked_on > START]
    assert list(identities_of(later)) == list(identities[len(book) - len(later) :])


DIGITS = "零壹贰叁肆伍陆柒捌玖"
UNITS = {"拾": 10, "佰": 100, "仟": 1000}
GROUPS = {"万": 10**4, "亿": 10**8, "兆": 10**12}


def read_capital(text: str) -> int:
    """Read capital numerals back, sign by sign."""
    whole, _, part = text.rpartition("元")
    total = group = digit = 0
    for sign in whole:
        if sign in DIGITS:
            digit = DIGITS.index(sign)
        elif sign in UNITS:
            group += digit * UNITS[sign]
            digit = 0
        else:
            total += (group + digit) * GROUPS[sign]
            group = digit = 0
    fen = (total + group + digit) * 100
    for unit, worth in (("角", 10), ("分", 1)):
        if unit in part:
            fen += DIGITS.index(part[part.index(unit) - 1]) * worth
    return fen


@given(st.integers(0, 10**15))
def test_capital_numerals_read_back_as_the_amount(fen: int) -> None:
    """Whatever the amount, a reader who knows only the signs gets it back to the fen."""
    assert read_capital(capital_yuan(fen)) == fen
