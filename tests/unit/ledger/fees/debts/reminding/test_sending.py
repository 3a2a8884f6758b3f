"""A letter goes out when something is due, with time to pay, and is kept by its digest."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.fees.debts.debts import debt_at
from gongtong.ledger.fees.debts.letters import ArrearsLetterTerms, letter_text
from gongtong.ledger.fees.debts.reminding.sending import (
    LetterFacts,
    SendArrearsLetter,
    rule_on_letter,
)
from gongtong.testing.debt_histories import HOME

if TYPE_CHECKING:
    from gongtong.testing.debt_histories import DebtHistory

TODAY = date(2026, 6, 1)
REQUEST = SendArrearsLetter(HOME, date(2026, 6, 16), ("微信扫码",), "上门送达")


@pytest.fixture
def facts(history: DebtHistory) -> LetterFacts:
    """One fee is overdue, another not due yet, a third is settled."""
    history.charge(30_000, "2026-01-01", "2026-03-31")
    history.charge(5_000, "2026-01-01", "2026-12-31", code="parking")
    paid = history.charge(1_000, "2026-01-01", code="card")
    history.pay(1_000, "2026-02-01", (paid, 1_000))
    return LetterFacts(
        UUID(int=3),
        7,
        "测试小区",
        "王*",
        debt_at(history.facts, TODAY),
        frozenset(),
        ArrearsLetterTerms(),
        TODAY,
        "u-chair",
        (Office.CHAIR,),
    )


def codes(facts: LetterFacts, **change: Any) -> tuple[str, ...]:
    ruling = rule_on_letter(evolve(REQUEST, **change), facts)
    return ruling.codes if isinstance(ruling, Refused) else ()


def test_only_what_is_due_stands_in_the_letter(facts: LetterFacts) -> None:
    """300 yuan, not the parking of December and not the card that was paid."""
    ruling = rule_on_letter(REQUEST, facts)
    assert isinstance(ruling, Granted)
    sent = ruling.event
    assert [(line.zh, line.open_fen) for line in sent.letter.lines] == [("卫生服务费", 30_000)]
    assert (sent.letter.number, sent.letter.addressee, sent.sent_by) == (7, "王*", "u-chair")
    assert sent.digest == sha256(letter_text(sent.letter).encode()).hexdigest()


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 30), ("ledger.nothing_due",)),
        (date(2026, 3, 31), ("ledger.nothing_due",)),
        (date(2026, 4, 1), ()),
    ],
)
def test_nobody_is_asked_before_the_day_has_passed(
    facts: LetterFacts, history: DebtHistory, day: date, expected: tuple[str, ...]
) -> None:
    """Due on 31 March: on 1 April a letter may go out, not earlier."""
    then = evolve(facts, debt=debt_at(history.facts, day), today=day)
    assert codes(then, pay_by=date(2026, 6, 30)) == expected


def test_who_keeps_his_instalments_gets_no_letter(facts: LetterFacts, history: DebtHistory) -> None:
    """Nothing is due of what lies in a plan that is being kept."""
    put_off = frozenset({history.charges[0].id})
    assert codes(evolve(facts, put_off=put_off)) == ("ledger.nothing_due",)


@pytest.mark.parametrize(
    ("pay_by", "expected"),
    [
        (date(2026, 6, 15), ("ledger.too_little_time_to_pay",)),
        (date(2026, 6, 16), ()),
        (date(2026, 6, 17), ()),
    ],
)
def test_there_is_a_reasonable_time_to_pay(
    facts: LetterFacts, pay_by: date, expected: tuple[str, ...]
) -> None:
    """Fifteen days unless the place says otherwise."""
    assert codes(facts, pay_by=pay_by) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"ways": ()}, "ledger.no_way_to_pay"),
        ({"ways": (" ",)}, "ledger.no_way_to_pay"),
        ({"delivery": " "}, "ledger.letter_without_delivery"),
        ({"ways": ("微信", "逾期停水")}, "ledger.forbidden_collection_measure"),
        ({"delivery": "贴条并停电"}, "ledger.forbidden_collection_measure"),
    ],
)
def test_each_ground_is_named(facts: LetterFacts, change: dict[str, Any], expected: str) -> None:
    """No way to pay, no word of how it goes out, a threat."""
    assert codes(facts, **change) == (expected,)


@pytest.mark.parametrize(
    ("office", "allowed"),
    [
        (Office.CHAIR, True),
        (Office.MEMBER, True),
        (Office.KEEPER_OF_BOOKS, True),
        (Office.SUPERVISOR, False),
        (Office.KEEPER_OF_MONEY, False),
    ],
)
def test_who_may_ask_a_household_to_pay(facts: LetterFacts, office: Office, allowed: bool) -> None:
    """The committee and the keeper of its books."""
    found = codes(evolve(facts, held=(office,)))
    assert found == (() if allowed else ("ledger.office_required",))
