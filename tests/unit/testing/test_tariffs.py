"""The kit for authors of tariffs: it passes what is right, and notices what is not."""

from datetime import date
from typing import ClassVar

import pytest
from attrs import evolve
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from gongtong.core.periods import month_span, year_span
from gongtong.ledger.fees.policies import ChargeLine, FeeFacts, FeeRule
from gongtong.ledger.fees.tariffs.enactments import Enactment, EnactmentKind, Tariff
from gongtong.ledger.fees.tariffs.fee_items import Base, FeeItem
from gongtong.ledger.fees.tariffs.months import Proration
from gongtong.ledger.fees.tariffs.price_lists import PriceList
from gongtong.ledger.fees.tariffs.rounding import exact
from gongtong.ledger.fees.tariffs.tiers import Tier
from gongtong.testing.tariffs import TariffSuite, WorkedBill, facts_of

VOTE = Enactment(EnactmentKind.VOTE, "决定1号", date(2024, 1, 1))
AREA = FeeItem("property", "物业费", "common-income", "4302", Base.AREA, (Tier(exact("0.30")),))
MONTH = facts_of(month_span(2025, 6), area_cm2=975_300)


class TestByArea(TariffSuite):
    """Everything that is claimed of a price by area holds."""

    tariff = PriceList((AREA,), VOTE)
    worked = (
        WorkedBill(MONTH, {"property": "29.26"}),
        WorkedBill(evolve(MONTH, period=year_span(2025)), {"property": "351.12"}),
    )
    grows_with_area = True
    splits_within_fen = 1


class TestByDay(TariffSuite):
    """By the day, a period that is cut in a month rounds that month twice."""

    tariff = PriceList((evolve(AREA, proration=Proration.DAILY),), VOTE)
    worked = (WorkedBill(MONTH, {"property": "29.26"}),)
    grows_with_area = True
    splits_within_fen = 1


def no_fee(_: FeeFacts) -> tuple[ChargeLine, ...]:
    return ()


class TestOnlyWhatIsClaimed(TariffSuite):
    """What the authors do not claim is not tried; periods may be narrowed."""

    tariff = Tariff(no_fee, VOTE)
    worked = (WorkedBill(MONTH, {}),)
    periods = st.just(year_span(2025))


def test_unclaimed_properties_are_left_out() -> None:
    """They would say nothing about the tariff."""
    assert TestOnlyWhatIsClaimed.test_a_larger_dwelling_never_owes_less is None
    assert TestOnlyWhatIsClaimed.test_a_period_that_is_cut_is_charged_the_same is None
    assert TestByArea.test_a_larger_dwelling_never_owes_less is not None


class Careless:
    """Rules that each break one promise."""

    asked: ClassVar[int] = 0

    @staticmethod
    def line(fen: int, said: str = "") -> ChargeLine:
        return ChargeLine("fee", "费", fen, "f", "4301", said or f"{fen // 100}.{fen % 100:02}")

    @classmethod
    def forgetful(cls, _: FeeFacts) -> tuple[ChargeLine, ...]:
        cls.asked += 1
        return (cls.line(cls.asked),)

    @classmethod
    def negative(cls, _: FeeFacts) -> tuple[ChargeLine, ...]:
        return (cls.line(-1, "-0.01"),)

    @classmethod
    def silent(cls, _: FeeFacts) -> tuple[ChargeLine, ...]:
        return (cls.line(100, "收费"),)

    @classmethod
    def twice(cls, _: FeeFacts) -> tuple[ChargeLine, ...]:
        return (cls.line(100), cls.line(100))

    @classmethod
    def falling(cls, facts: FeeFacts) -> tuple[ChargeLine, ...]:
        return (cls.line(max(0, 10_000_000 - facts.area_cm2)),)

    @classmethod
    def once(cls, _: FeeFacts) -> tuple[ChargeLine, ...]:
        return (cls.line(100),)


def suite_of(rule: FeeRule, owed: str = "1.00") -> TariffSuite:
    class Tried(TariffSuite):
        """A suite for one rule."""

        tariff = rule
        worked = (WorkedBill(MONTH, {"fee": owed}),)
        grows_with_area = True
        splits_within_fen = 0

    return Tried()


def tried(suite: TariffSuite, test: str) -> None:
    """Run a property on a few examples, without looking for the smallest that fails."""
    inner = getattr(TariffSuite, test).hypothesis.inner_test

    @settings(max_examples=20, phases=[Phase.generate], deadline=None, database=None)
    @given(st.data())
    def run(data: st.DataObject) -> None:
        inner(suite, data)

    run()


def test_the_kit_notices_what_is_wrong() -> None:
    """A wrong bill, no decision, memory, a negative or silent line, a code twice, falling, cut."""
    wrong = suite_of(Careless.once, owed="1.01")
    with pytest.raises(AssertionError):
        wrong.test_bills_that_were_worked_out_by_hand()
    with pytest.raises(AssertionError):
        wrong.test_a_decision_enacted_it()
    every_line = "test_every_line_is_whole_explained_and_owed_by_somebody"
    for rule, test in (
        (Careless.forgetful, "test_the_same_facts_give_the_same_lines"),
        (Careless.negative, every_line),
        (Careless.silent, every_line),
        (Careless.twice, every_line),
        (Careless.falling, "test_a_larger_dwelling_never_owes_less"),
        (Careless.once, "test_a_period_that_is_cut_is_charged_the_same"),
    ):
        with pytest.raises(AssertionError):
            tried(suite_of(rule), test)


def test_a_suite_without_a_worked_bill_proves_nothing() -> None:
    """Somebody has to work one out by hand."""

    class Empty(TariffSuite):
        """A suite that names no bill."""

        tariff = Tariff(no_fee, VOTE)

    with pytest.raises(AssertionError, match="worked out by hand"):
        Empty().test_bills_that_were_worked_out_by_hand()
