"""Late charges are simple, exact to the fen, and stop where they must."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from gongtong.core.money import yuan
from gongtong.core.periods import between
from gongtong.ledger.fees.debts.late_charges import Accrual, LateChargeTerms, accrual_on

if TYPE_CHECKING:
    from gongtong.testing.debt_histories import DebtHistory

TARIFFS = Path(__file__).parents[6] / "shared" / "ground-truth" / "ledger" / "tariffs.json"
THREE_PER_MILLE = LateChargeTerms(Fraction(3, 1000), grace_days=15, cap=Fraction(1))
FIVE_IN_TEN_THOUSAND = LateChargeTerms(Fraction(5, 10_000))


def worked(number: object) -> dict[str, Any]:
    """Read one of the worked tariffs that lie beside the repository."""
    if not TARIFFS.exists():
        pytest.skip("the worked tariffs are not beside this repository")
    tariffs = json.loads(TARIFFS.read_text(encoding="utf-8"))
    return next(one["result"] for one in tariffs if one["n"] == number)


def accrued(
    history: DebtHistory, through: str, terms: LateChargeTerms = THREE_PER_MILLE
) -> Accrual:
    (fee,) = history.charges
    return accrual_on(history.facts, fee, terms, through=date.fromisoformat(through))


def days(accrual: Accrual) -> int:
    return sum(span.days for span in accrual.spans)


def test_the_worked_tariff_is_met_to_the_fen(history: DebtHistory) -> None:
    """360 yuan due on 31 March, 15 days of grace, 0.3 % a day, at most the principal; or 0.05 %."""
    result = worked(4)
    history.charge(36_000, "2026-01-01", "2026-03-31")
    paid_in_2026, paid_in_2027 = accrued(history, "2026-09-30"), accrued(history, "2027-09-30")
    assert days(paid_in_2026) == int(result["paid_2026_09_30_days"])
    assert days(paid_in_2027) == int(result["paid_2027_09_30_days"])
    assert paid_in_2026.amount_fen == yuan(result["fee_0_3pct"])
    assert (paid_in_2027.amount_fen, paid_in_2027.is_capped) == (yuan(result["fee_capped"]), True)
    slow = evolve(THREE_PER_MILLE, rate_per_day=Fraction(5, 10_000))
    assert accrued(history, "2026-09-30", slow).amount_fen == yuan(result["alternative_0_05pct"])


def test_part_payments_split_the_days(history: DebtHistory) -> None:
    """0.05 % a day on 360 yuan for 30 days, then on 260 for 30 more: 5.40 and 3.90."""
    result = worked("4b")
    fee = history.charge(36_000, "2026-01-01", "2026-03-31")
    history.pay(10_000, "2026-04-30", (fee, 10_000))
    history.pay(26_000, "2026-05-30", (fee, 26_000))
    first = accrued(history, "2026-04-30", FIVE_IN_TEN_THOUSAND).amount_fen
    both = accrued(history, "2027-01-01", FIVE_IN_TEN_THOUSAND).amount_fen
    assert first == yuan(result["first_30_days"])
    assert both - first == yuan(result["next_30_days"])


@pytest.mark.parametrize(
    ("through", "counted"), [("2026-04-14", 0), ("2026-04-15", 0), ("2026-04-16", 1)]
)
def test_days_of_grace_are_free(history: DebtHistory, through: str, counted: int) -> None:
    """Due on 31 March with 15 days: the sixteenth day is the first that counts."""
    history.charge(36_000, "2026-01-01", "2026-03-31")
    assert days(accrued(history, through)) == counted


@pytest.mark.parametrize(
    ("through", "counted"), [("2026-04-15", 0), ("2026-04-16", 16), ("2026-04-17", 17)]
)
def test_a_place_may_count_the_days_of_grace_afterwards(
    history: DebtHistory, through: str, counted: int
) -> None:
    """Who lets the grace pass owes from the day after the due day."""
    history.charge(36_000, "2026-01-01", "2026-03-31")
    terms = evolve(THREE_PER_MILLE, grace_counts_afterwards=True)
    assert days(accrued(history, through, terms)) == counted


def test_days_of_grace_do_not_count_for_who_paid_within_them(history: DebtHistory) -> None:
    """Paid on the last day of grace: nothing, although part of the days were late."""
    fee = history.charge(36_000, "2026-01-01", "2026-03-31")
    history.pay(36_000, "2026-04-15", (fee, 36_000))
    terms = evolve(THREE_PER_MILLE, grace_counts_afterwards=True)
    assert accrued(history, "2026-12-31", terms).amount_fen == 0


@pytest.mark.parametrize(
    ("cap", "fen"),
    [(Fraction(1, 2), 18_000), (Fraction(18_144, 36_000), 18_144), (Fraction(3, 4), 18_144)],
)
def test_the_cap_is_a_share_of_the_principal(history: DebtHistory, cap: Fraction, fen: int) -> None:
    """Below, exactly at and above what has accrued, which is 181.44."""
    history.charge(36_000, "2026-01-01", "2026-03-31")
    accrual = accrued(history, "2026-09-30", evolve(THREE_PER_MILLE, cap=cap))
    assert (accrual.amount_fen, accrual.is_capped) == (fen, fen < 18_144)


def test_without_a_cap_it_goes_on(history: DebtHistory) -> None:
    """533 days at 0.3 % of 360 yuan are 575.64."""
    history.charge(36_000, "2026-01-01", "2026-03-31")
    assert accrued(history, "2027-09-30", evolve(THREE_PER_MILLE, cap=None)).amount_fen == 57_564


def test_nothing_accrues_on_days_that_stop(history: DebtHistory) -> None:
    """Ten days within the place's stop are left out, and the rest is counted on both sides."""
    history.charge(36_000, "2026-01-01", "2026-03-31")
    terms = evolve(THREE_PER_MILLE, stops=(between("2026-05-01", "2026-05-11"),))
    assert days(accrued(history, "2026-09-30", terms)) == 168 - 10


def test_a_stop_may_lie_around_everything(history: DebtHistory) -> None:
    """Then nothing accrues at all."""
    history.charge(36_000, "2026-01-01", "2026-03-31")
    terms = evolve(THREE_PER_MILLE, stops=(between("2026-01-01", "2027-01-01"),))
    assert accrued(history, "2026-09-30", terms).spans == ()


def test_a_reversed_payment_lets_it_run_from_the_reversal(history: DebtHistory) -> None:
    """Paid on 30 April, undone on 30 May: the days between are free."""
    fee = history.charge(36_000, "2026-01-01", "2026-03-31")
    payment = history.pay(36_000, "2026-04-30", (fee, 36_000))
    history.reverse(payment, "2026-05-30")
    accrual = accrued(history, "2026-06-01", FIVE_IN_TEN_THOUSAND)
    assert [(span.first_day.isoformat(), span.days) for span in accrual.spans] == [
        ("2026-04-01", 30),
        ("2026-05-31", 2),
    ]


@pytest.mark.parametrize(("rate", "fen"), [("49/100", 0), ("1/2", 1), ("149/100", 1), ("3/2", 2)])
def test_halves_of_a_fen_are_rounded_up_once(history: DebtHistory, rate: str, fen: int) -> None:
    """Just under, at and over half a fen, on a principal of one fen and one day."""
    history.charge(1, "2026-01-01", "2026-03-31")
    assert accrued(history, "2026-04-01", LateChargeTerms(Fraction(rate))).amount_fen == fen


@pytest.mark.parametrize("wrong", [{"rate_per_day": Fraction(-1)}, {"grace_days": -1}])
def test_terms_are_not_negative(wrong: dict[str, Any]) -> None:
    """A negative rate would pay for being late."""
    with pytest.raises(ValueError, match="must not be negative"):
        evolve(THREE_PER_MILLE, **wrong)
