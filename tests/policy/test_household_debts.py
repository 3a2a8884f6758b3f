"""What a household owes: the order in which money settles, late charges, asking to pay, paying back."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from uuid import UUID

import pytest

from gongtong.core.errors import NoProvisionError
from gongtong.core.offices import Office
from gongtong.core.periods import since
from gongtong.core.policies import Provision, Rank
from gongtong.core.policies.book import PolicyBook
from gongtong.core.rulings import Refused, Source, Standing
from gongtong.ledger.fees.debts.allocating import (
    ORDER_OF_PERFORMANCE,
    AllocationOrder,
    AllocationTerms,
    FreeCredit,
    OpenItem,
    allocate_credit,
)
from gongtong.ledger.fees.debts.corrections import WAIVER_RULES, WaiverTerms
from gongtong.ledger.fees.debts.debts import debt_at
from gongtong.ledger.fees.debts.late_charges import LateChargeTerms, accrual_on
from gongtong.ledger.fees.debts.letters import (
    DUNNING,
    NO_CUTTING_OFF,
    ArrearsLetterTerms,
)
from gongtong.ledger.fees.debts.policies import (
    ALLOCATION_ORDER,
    ARREARS_LETTER,
    LATE_CHARGE,
    WAIVER,
)
from gongtong.ledger.fees.debts.reminding.sending import (
    LetterFacts,
    SendArrearsLetter,
    rule_on_letter,
)
from gongtong.plugins.builtin.cn_debts.settling import debts_defaults
from gongtong.testing.debt_histories import HOME, DebtHistory

DAY = date(2026, 6, 1)
DEFAULTS = PolicyBook(tuple(debts_defaults()))
DECISION = Source("业主大会决定", "2026年第1号", standing=Standing.HOUSE)


def item(number: int, due: str, open_fen: int) -> OpenItem:
    day = date.fromisoformat(due)
    return OpenItem(UUID(int=number), f"fee{number}", day, day, open_fen)


def settled(fen: int, *chosen: str) -> dict[int, int]:
    """Pay by the default on charges of 100 due in January, and 100 and 300 due in March."""
    items = (item(1, "2026-01-31", 100), item(2, "2026-03-31", 100), item(3, "2026-03-31", 300))
    terms = DEFAULTS.resolve(ALLOCATION_ORDER, "421003/dormitory", DAY).value
    made = allocate_credit(
        items, FreeCredit(UUID(int=9), DAY, fen), terms, most_fen=fen, chosen=chosen
    )
    return {one.charge_id.int: one.amount_fen for one in made}


@pytest.mark.policy(source="民法典", clause="第560条第1款")
def test_the_payer_names_what_he_pays() -> None:
    """Where a payment does not settle everything, the debtor says which debt it settles."""
    assert settled(300, "fee3") == {3: 300}
    assert settled(301, "fee3") == {3: 300, 1: 1}


@pytest.mark.policy(source="民法典", clause="第560条第2款")
@pytest.mark.parametrize(
    ("fen", "expected"),
    [(99, {1: 99}), (100, {1: 100}), (101, {1: 100, 3: 1}), (300, {1: 100, 2: 50, 3: 150})],
)
def test_what_fell_due_first_is_settled_first_and_what_fell_due_at_once_in_proportion(
    fen: int, expected: dict[int, int]
) -> None:
    """Debts are performed in the order in which they fell due; of one day, in proportion."""
    assert settled(fen) == expected
    provision = DEFAULTS.resolve(ALLOCATION_ORDER, "", DAY).provision
    assert provision.cites == (ORDER_OF_PERFORMANCE,)


@pytest.mark.policy(source="民法典", clause="第560条第1款")
def test_the_parties_may_agree_on_another_order() -> None:
    """The statute yields to what was agreed: a place that settles late charges first says so."""
    own = Provision(
        "dormitory.order",
        ALLOCATION_ORDER,
        AllocationTerms(AllocationOrder.LATE_CHARGES_FIRST, payer_may_choose=False),
        area="/dormitory",
        in_force=since("2026-01-01"),
        rank=Rank.BYLAW,
        cites=(DECISION,),
    )
    book = PolicyBook((*debts_defaults(), own))
    found = book.resolve(ALLOCATION_ORDER, "421003/dormitory", DAY).value
    assert found.order is AllocationOrder.LATE_CHARGES_FIRST


@pytest.mark.policy(source="民法典", clause="第585条第1款")
def test_nobody_owes_a_late_charge_that_was_not_agreed() -> None:
    """The parties may agree on a penalty; without an agreement no rule gives one."""
    with pytest.raises(NoProvisionError, match=r"ledger\.late_charge"):
        DEFAULTS.resolve(LATE_CHARGE, "421003/dormitory", DAY)


@pytest.mark.policy(source="house", clause="ledger.late_charge")
def test_a_late_charge_cites_the_decision_that_set_it() -> None:
    """A provision without a source cannot be made at all."""
    terms = LateChargeTerms(Fraction(5, 10_000), cap=Fraction(1))
    with pytest.raises(ValueError, match="cites no source"):
        Provision(
            "dormitory.late",
            LATE_CHARGE,
            terms,
            area="/dormitory",
            in_force=since("2026-01-01"),
            rank=Rank.BYLAW,
            cites=(),
        )


@pytest.mark.policy(source="民法典", clause="第585条第2款")
@pytest.mark.parametrize(
    ("through", "fen"), [("2026-07-19", 3_582), ("2026-07-20", 3_600), ("2026-07-21", 3_600)]
)
def test_a_cap_keeps_a_late_charge_from_growing_far_above_the_loss(through: str, fen: int) -> None:
    """A court may cut what is far above the loss; a place that caps it at a tenth need not wait."""
    history = DebtHistory()
    fee = history.charge(36_000, "2026-01-01", "2025-12-31")
    terms = LateChargeTerms(Fraction(5, 10_000), cap=Fraction(1, 10))
    accrual = accrual_on(history.facts, fee, terms, through=date.fromisoformat(through))
    assert accrual.amount_fen == fen


def letter_facts(on: date) -> LetterFacts:
    history = DebtHistory()
    history.charge(30_000, "2026-01-01", "2026-03-31")
    return LetterFacts(
        UUID(int=3),
        1,
        "丝厂宿舍",
        "王*",
        debt_at(history.facts, on),
        frozenset(),
        ArrearsLetterTerms(),
        on,
        "u-chair",
        (Office.CHAIR,),
    )


def grounds(request: SendArrearsLetter, on: date = DAY) -> list[tuple[str, Source]]:
    ruling = rule_on_letter(request, letter_facts(on))
    return [(one.code, one.source) for one in ruling.reasons] if isinstance(ruling, Refused) else []


@pytest.mark.policy(source="民法典", clause="第944条第3款")
@pytest.mark.parametrize("measure", ["停水", "停止供电", "停气", "停止供热"])
def test_nobody_is_made_to_pay_by_cutting_off_supplies(measure: str) -> None:
    """Stopping power, water, heat or gas to make people pay is forbidden; so is writing of it."""
    request = SendArrearsLetter(HOME, date(2026, 7, 1), ("微信缴费", f"逾期{measure}"), "上门送达")
    assert grounds(request) == [("ledger.forbidden_collection_measure", NO_CUTTING_OFF)]


@pytest.mark.policy(source="民法典", clause="第944条第2款")
@pytest.mark.parametrize(
    ("on", "is_due"),
    [(date(2026, 3, 30), False), (date(2026, 3, 31), False), (date(2026, 4, 1), True)],
)
def test_only_who_is_late_is_asked_to_pay(on: date, is_due: bool) -> None:
    """Who lets the day pass may be asked to pay within a reasonable time; on the day itself nobody is late."""
    request = SendArrearsLetter(HOME, date(2026, 7, 1), ("微信缴费",), "上门送达")
    assert grounds(request, on) == ([] if is_due else [("ledger.nothing_due", DUNNING)])


@pytest.mark.policy(source="house", clause="ledger.arrears_letter")
@pytest.mark.parametrize(
    ("pay_by", "is_enough"),
    [(date(2026, 6, 15), False), (date(2026, 6, 16), True), (date(2026, 6, 17), True)],
)
def test_fifteen_days_are_the_reasonable_time_until_a_place_decides(
    pay_by: date, is_enough: bool
) -> None:
    """The law names no number; the default is a house rule that any place may replace."""
    request = SendArrearsLetter(HOME, pay_by, ("微信缴费",), "上门送达")
    found = [code for code, _ in grounds(request)]
    assert found == ([] if is_enough else ["ledger.too_little_time_to_pay"])
    assert DEFAULTS.resolve(ARREARS_LETTER, "", DAY).value == ArrearsLetterTerms(15)


@pytest.mark.policy(source="house", clause="ledger.waiver")
def test_every_waiver_rests_on_a_decision_until_a_place_says_otherwise() -> None:
    """The default waives nothing without a vote and books a waiver as an expense, for all to see."""
    answer = DEFAULTS.resolve(WAIVER, "421003/dormitory", DAY)
    assert answer.value == WaiverTerms(most_without_vote_fen=0, against_income=False)
    assert answer.provision.cites == (WAIVER_RULES,)
