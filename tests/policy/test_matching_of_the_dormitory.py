"""The statements of the example dormitory: every payment to its dwelling, none to a wrong one.

`truth.json` says for whom each payment was made; the matcher never sees it.
"""

import json
from collections import Counter
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.places import DwellingLabel
from gongtong.core.register import Register
from gongtong.core.register_sheet import read_register
from gongtong.ledger.exchange.bills import BillLine
from gongtong.ledger.exchange.bills_detection import read_bill
from gongtong.ledger.payments.alias_book import AliasBook, AliasKind, AliasTarget
from gongtong.ledger.payments.matching import Matched, Matcher, NotAFee, OtherKind, Suspended
from gongtong.plugins.builtin.cn_payment_words.words import CN_PAYMENT_WORDS

DORMITORY = Path(__file__).parents[2] / "examples" / "dormitory"
FILES = ("微信支付账单.csv", "支付宝交易明细.csv")


@pytest.fixture(scope="module")
def truth() -> dict[str, dict[str, Any]]:
    """What each payment was in truth, by transaction."""
    told: dict[str, dict[str, Any]] = json.loads((DORMITORY / "truth.json").read_bytes())["bill"]
    return told


@pytest.fixture(scope="module")
def register() -> Register:
    """The dormitory's register, with the areas that a survey added."""
    numbers = count(1)
    sheet = read_register(
        (DORMITORY / "住户登记表.csv").read_bytes(),
        file="住户登记表.csv",
        survey=(DORMITORY / "测绘补充.csv").read_bytes(),
    )
    return sheet.register(on=date(2025, 1, 1), new_id=lambda: UUID(int=next(numbers)))


@pytest.fixture(scope="module")
def lines() -> tuple[BillLine, ...]:
    """The lines of both statements."""
    return tuple(
        line
        for file in FILES
        for line in read_bill((DORMITORY / file).read_bytes(), file=file).lines
    )


@pytest.fixture(scope="module")
def matcher(register: Register) -> Matcher:
    """Every dwelling owes 300 yuan a year."""
    return Matcher(register, {one.id: 30_000 for one in register.dwellings}, CN_PAYMENT_WORDS)


@pytest.mark.policy(source="house", clause="ledger.payment_words")
def test_no_payment_reaches_a_wrong_dwelling(
    matcher: Matcher,
    register: Register,
    lines: tuple[BillLine, ...],
    truth: dict[str, dict[str, Any]],
) -> None:
    """Of 311 transactions not one is credited to anybody but him for whom it was made."""
    matched = {
        line.transaction_id: str(register.dwelling(outcome.dwelling_id).label)
        for line in lines
        if isinstance(outcome := matcher.match(line), Matched)
    }
    assert len(lines) == 311
    assert matched == {
        transaction: told["flat"]
        for transaction, told in truth.items()
        if told["hint"] in {"flat", "name_only", "room_only"}
    }
    assert len(matched) == 300


@pytest.mark.policy(source="house", clause="ledger.payment_words")
def test_what_is_not_matched_is_what_nobody_could_know(
    matcher: Matcher, lines: tuple[BillLine, ...], truth: dict[str, dict[str, Any]]
) -> None:
    """Relatives who wrote nothing wait; spending and a refund are no fees."""
    others = Counter(
        (
            truth[line.transaction_id]["hint"],
            outcome.kind if isinstance(outcome, NotAFee) else "waits",
        )
        for line in lines
        if isinstance(outcome := matcher.match(line), Suspended | NotAFee)
    )
    assert others == {
        ("relative", "waits"): 6,
        ("expense", OtherKind.EXPENSE): 4,
        ("not_a_fee", OtherKind.OTHER_INCOME): 1,
    }


@pytest.mark.policy(source="house", clause="ledger.payment_words")
def test_what_persons_settle_is_certain_next_time_and_nothing_else_changes(
    matcher: Matcher,
    register: Register,
    lines: tuple[BillLine, ...],
    truth: dict[str, dict[str, Any]],
) -> None:
    """Once every relative has been settled by a person and remembered, all of the 306 are matched and none wrongly."""
    waiting = [line for line in lines if isinstance(matcher.match(line), Suspended)]
    assert len(waiting) == 6
    settled = [
        (
            matcher.carried(line),
            register.at(DwellingLabel.parse(truth[line.transaction_id]["flat"])),
        )
        for line in waiting
    ]
    learned = AliasBook.of(
        (AliasKind.PAYER, carried.said(AliasKind.PAYER), AliasTarget(home.id, home.party.id))
        for carried, home in settled
    )
    knowing = evolve(matcher, aliases=learned)
    outcomes = {line.transaction_id: knowing.match(line) for line in lines}
    matched = {
        transaction: str(register.dwelling(outcome.dwelling_id).label)
        for transaction, outcome in outcomes.items()
        if isinstance(outcome, Matched)
    }
    assert len(matched) == 306
    assert all(truth[transaction]["flat"] == label for transaction, label in matched.items())
    others = [line for line in lines if line not in waiting]
    assert [outcomes[line.transaction_id] for line in others] == [
        matcher.match(line) for line in others
    ]
