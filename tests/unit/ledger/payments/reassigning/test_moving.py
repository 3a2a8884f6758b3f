"""A payment of the wrong dwelling is moved by another hand, whole, with its money and its reason."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.books.entries import Entry, EntryKind, Posting
from gongtong.ledger.payments.reassigning.moving import (
    MovingFacts,
    ReassignPayment,
    rule_on_moving,
)

WRONG, RIGHT = UUID(int=101), UUID(int=102)
RECEIPT = Entry(
    UUID(int=1),
    2025,
    7,
    EntryKind.RECEIPT,
    date(2025, 5, 6),
    datetime(2025, 6, 1, tzinfo=UTC),
    "u-bookkeeper",
    "收款",
    (
        Posting("1012.wechat", "sanitation", 40_000),
        Posting("1122", "sanitation", -30_000, WRONG),
        Posting("2203", "sanitation", -10_000, WRONG),
    ),
)
REQUEST = ReassignPayment(RECEIPT.id, WRONG, RIGHT, "房号写错")
FACTS = MovingFacts(
    RECEIPT,
    DwellingLabel(1, 1, 102),
    {"sanitation": 10_000},
    {"sanitation": 30_000},
    None,
    None,
    ("1001", "1012.wechat"),
    date(2025, 6, 10),
    "u-chair",
    (Office.CHAIR,),
)


def postings(facts: MovingFacts = FACTS) -> tuple[Posting, ...]:
    ruling = rule_on_moving(REQUEST, facts)
    assert isinstance(ruling, Granted), ruling
    return ruling.event.postings


def codes(request: ReassignPayment = REQUEST, facts: MovingFacts = FACTS) -> tuple[str, ...]:
    ruling = rule_on_moving(request, facts)
    return ruling.codes if isinstance(ruling, Refused) else ()


def test_what_the_one_was_credited_the_other_is() -> None:
    """Debt and advance of the wrong dwelling come back; the right one's debt is settled first."""
    ruling = rule_on_moving(REQUEST, FACTS)
    assert isinstance(ruling, Granted)
    assert (ruling.event.kind, ruling.event.effective_on, ruling.event.narration) == (
        EntryKind.REASSIGNMENT,
        date(2025, 6, 10),
        "凭证2025-0007改入1-1-102：房号写错",
    )
    assert ruling.event.postings == (
        Posting("1122", "sanitation", 30_000, WRONG),
        Posting("2203", "sanitation", 10_000, WRONG),
        Posting("1122", "sanitation", -30_000, RIGHT),
        Posting("2203", "sanitation", -10_000, RIGHT),
    )


def test_money_follows_into_the_fund_of_the_debt() -> None:
    """The right dwelling owes 150 yuan to the common fund: the wallet gives them there."""
    found = postings(evolve(FACTS, owed_fen={"common-income": 15_000}))
    assert found[2:] == (
        Posting("1122", "common-income", -15_000, RIGHT),
        Posting("2203", "sanitation", -25_000, RIGHT),
        Posting("1012.wechat", "common-income", 15_000, None, "改户2025-0007"),
        Posting("1012.wechat", "sanitation", -15_000, None, "改户2025-0007"),
    )
    assert sum(one.amount_fen for one in found) == 0


def test_what_left_suspense_has_no_money_account_of_its_own() -> None:
    """Then money crosses through the first account that holds any."""
    suspense = evolve(RECEIPT.postings[0], account="2241")
    settled = evolve(
        RECEIPT, kind=EntryKind.REASSIGNMENT, postings=(suspense, *RECEIPT.postings[1:])
    )
    found = postings(evolve(FACTS, entry=settled, owed_fen={"common-income": 15_000}))
    assert found[-1].account == "1001"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"actor": "u-bookkeeper"}, "ledger.moved_by_same_hand"),
        ({"held": (Office.APPLICANT,)}, "ledger.office_required"),
        ({"held": (Office.CHAIR, Office.KEEPER_OF_MONEY)}, "segregation_of_duties"),
        ({"entry": evolve(RECEIPT, kind=EntryKind.MANUAL)}, "ledger.entry_is_no_receipt"),
        ({"reversed_by": UUID(int=9)}, "ledger.already_reversed"),
        ({"mover": UUID(int=9)}, "ledger.moved_already"),
        ({"label": None}, "ledger.dwelling_unknown"),
        ({"credit_fen": {"sanitation": 9_999}}, "ledger.credit_used_already"),
        ({"credit_fen": {}}, "ledger.credit_used_already"),
    ],
)
def test_each_ground_is_named(change: dict[str, Any], expected: str) -> None:
    """One thing in the way at a time; a fen of used credit is in the way."""
    assert codes(facts=evolve(FACTS, **change)) == (expected,)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"reason": " "}, "ledger.moving_without_reason"),
        ({"from_dwelling_id": UUID(int=5)}, "ledger.nothing_credited"),
        ({"to_dwelling_id": WRONG}, "ledger.moved_to_itself"),
        ({"effective_on": date(2025, 5, 5)}, "ledger.moved_before_payment"),
    ],
)
def test_each_ground_of_the_request_is_named(change: dict[str, Any], expected: str) -> None:
    """No reason, a dwelling without the money, the same one, a day before the payment."""
    assert codes(evolve(REQUEST, **change)) == (expected,)


@pytest.mark.parametrize("day", [date(2025, 5, 6), date(2025, 5, 7)])
def test_a_payment_may_be_moved_from_its_own_day_on(day: date) -> None:
    """So that neither dwelling was ever in the wrong."""
    ruling = rule_on_moving(evolve(REQUEST, effective_on=day), FACTS)
    assert isinstance(ruling, Granted)
    assert ruling.event.effective_on == day
