"""Money is given to charges in the order that the place decides, to the fen."""

from datetime import date
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.ledger.fees.debts.allocating import (
    Allocation,
    AllocationOrder,
    AllocationTerms,
    DwellingAccount,
    FreeCredit,
    OpenItem,
    allocate_credit,
    settle,
)

HOME = UUID(int=100)
PAID_ON = date(2026, 6, 1)
PAYMENT = FreeCredit(UUID(int=50), PAID_ON, 100_000)


def item(
    number: int, due: str, open_fen: int, *, code: str = "fee", late: bool = False
) -> OpenItem:
    day = date.fromisoformat(due)
    return OpenItem(UUID(int=number), code, day, day, open_fen, is_late_charge=late)


OLD = item(1, "2025-03-31", 30_000)
LATE = item(2, "2025-12-31", 1_000, code="late.x", late=True)
NEW = item(3, "2026-03-31", 30_000)
PARKING = item(4, "2026-03-31", 15_000, code="parking")
ITEMS = (NEW, PARKING, LATE, OLD)


def given(
    fen: int,
    order: AllocationOrder = AllocationOrder.OLDEST_DUE_FIRST,
    *,
    chosen: tuple[str | UUID, ...] = (),
    payer_may_choose: bool = True,
) -> dict[int, int]:
    terms = AllocationTerms(order, payer_may_choose)
    made = allocate_credit(ITEMS, evolve(PAYMENT, free_fen=fen), terms, most_fen=fen, chosen=chosen)
    return {one.charge_id.int: one.amount_fen for one in made}


@pytest.mark.parametrize(
    ("fen", "expected"),
    [
        (29_999, {1: 29_999}),
        (30_000, {1: 30_000}),
        (30_001, {1: 30_000, 2: 1}),
        (31_000 + 45_000, {1: 30_000, 2: 1_000, 3: 30_000, 4: 15_000}),
        (100_000, {1: 30_000, 2: 1_000, 3: 30_000, 4: 15_000}),
    ],
)
def test_what_fell_due_first_is_settled_first(fen: int, expected: dict[int, int]) -> None:
    """A fen below, at and above the oldest charge; what is left over settles nothing."""
    assert given(fen) == expected


def test_what_fell_due_on_one_day_is_settled_in_proportion() -> None:
    """100 yuan against 300 and 150: 66.67 and 33.33, and together 100.00."""
    assert given(31_000 + 10_000) == {1: 30_000, 2: 1_000, 3: 6_667, 4: 3_333}


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (AllocationOrder.NEWEST_DUE_FIRST, {3: 27_333, 4: 13_667}),
        (AllocationOrder.LATE_CHARGES_FIRST, {2: 1_000, 1: 30_000, 3: 6_667, 4: 3_333}),
        (AllocationOrder.LATE_CHARGES_LAST, {1: 30_000, 3: 7_333, 4: 3_667}),
        (AllocationOrder.PROPORTIONAL, {1: 16_184, 2: 540, 3: 16_184, 4: 8_092}),
    ],
)
def test_each_order_goes_its_way(order: AllocationOrder, expected: dict[int, int]) -> None:
    """410 yuan against 760: the same money, every fen of it, in another order."""
    assert given(41_000, order) == expected
    assert sum(expected.values()) == 41_000


@pytest.mark.parametrize("chosen", ["parking", PARKING.charge_id])
def test_what_the_payer_names_comes_first(chosen: str | UUID) -> None:
    """By code or by id; what is left goes the usual way."""
    assert given(20_000, chosen=(chosen,)) == {4: 15_000, 1: 5_000}


def test_a_place_may_leave_the_payer_no_choice() -> None:
    """Then the name is not heard."""
    assert given(20_000, chosen=("parking",), payer_may_choose=False) == {1: 20_000}


def test_nothing_is_settled_before_it_was_booked() -> None:
    """Money of March for a charge of May settles it on its day in May."""
    booked_later = evolve(OLD, booked_on=date(2026, 7, 1))
    (one,) = allocate_credit((booked_later,), PAYMENT, AllocationTerms(), most_fen=10)
    assert one == Allocation(OLD.charge_id, PAYMENT.entry_id, 10, date(2026, 7, 1))
    (other,) = allocate_credit((OLD,), PAYMENT, AllocationTerms(), most_fen=10)
    assert other.effective_on == PAID_ON


def test_several_credits_settle_one_charge_after_another() -> None:
    """Each voucher keeps what it settled; 250 and 200 yuan against 300 and more."""
    first, second = (
        FreeCredit(UUID(int=51), PAID_ON, 25_000),
        FreeCredit(UUID(int=52), PAID_ON, 20_000),
    )
    account = DwellingAccount(HOME, "sanitation", 31_000, ITEMS, (first, second))
    made = settle(account, AllocationTerms(), {})
    assert [(one.entry_id.int, one.charge_id.int, one.amount_fen) for one in made] == [
        (51, 1, 25_000),
        (52, 1, 5_000),
        (52, 2, 1_000),
        (52, 3, 9_333),
        (52, 4, 4_667),
    ]


@pytest.mark.parametrize(
    ("by_hand_fen", "settled_fen"), [(0, 10_000), (4_000, 6_000), (10_000, 0), (20_000, 0)]
)
def test_a_balance_by_hand_takes_its_part_of_the_money_first(
    by_hand_fen: int, settled_fen: int
) -> None:
    """Nobody can say which charge it is; 100 yuan settle what it leaves."""
    credit = evolve(PAYMENT, free_fen=10_000)
    account = DwellingAccount(HOME, "sanitation", 30_000 + by_hand_fen - 10_000, (OLD,), (credit,))
    assert sum(one.amount_fen for one in settle(account, AllocationTerms(), {})) == settled_fen


def test_every_order_has_a_name_in_chinese() -> None:
    """No two orders share one."""
    assert len({order.zh for order in AllocationOrder}) == len(AllocationOrder)
