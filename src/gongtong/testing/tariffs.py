"""The tests that every tariff must pass, to be inherited by a plugin's tests, and facts to try it on (收费标准测试套件)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final
from uuid import UUID

from attrs import evolve, frozen
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from typing_extensions import override

from gongtong.core.money import plain_yuan, yuan
from gongtong.core.periods import Span, month_span, year_span
from gongtong.core.places import DwellingLabel
from gongtong.core.register import DwellingStatus
from gongtong.ledger.fees.policies import DatedFact, FactKind, FeeFacts, MeterKind, MeterUse, Payer
from gongtong.ledger.fees.tariffs.enactments import enactments_of
from gongtong.testing.strategies import dwelling_labels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongtong.ledger.fees.policies import ChargeLine, FeeRule

_MOST_AREA_CM2: Final = 5_000_000
_COUNTED: Final = (FactKind.OCCUPANTS, FactKind.CARS, FactKind.PARKING_SPACES)
_LONG_AGO: Final = date(2020, 1, 1)
# one suite is inherited by many classes, and runs on machines of every speed
_SETTINGS: Final = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.differing_executors, HealthCheck.too_slow],
)


@frozen
class WorkedBill:
    """A dwelling, and what somebody worked out by hand that it owes: yuan by code (收费算例)."""

    facts: FeeFacts
    owed: Mapping[str, str]


def facts_of(
    period: Span,
    *dated: DatedFact,
    label: str = "1-1-301",
    area_cm2: int = 800_000,
    status: DwellingStatus = DwellingStatus.OWNER_OCCUPIED,
    uses: tuple[MeterUse, ...] = (),
) -> FeeFacts:
    """Make the facts of a dwelling for a worked bill (算例依据)."""
    return FeeFacts(
        UUID(int=1),
        DwellingLabel.parse(label),
        area_cm2,
        status,
        period,
        dated=dated,
        uses=uses,
    )


def billing_periods() -> st.SearchStrategy[Span]:
    """Draw months, years and other spans of up to two years (计费期间)."""
    days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
    return st.one_of(
        st.builds(month_span, st.integers(2024, 2027), st.integers(1, 12)),
        st.builds(year_span, st.integers(2024, 2027)),
        st.tuples(days, days).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: Span(*pair)),
    )


def dated_facts() -> st.SearchStrategy[tuple[DatedFact, ...]]:
    """Draw what may be on record: people, cars, spaces, a vacancy, days that count (计费事实)."""
    always = Span(_LONG_AGO)
    days = st.dates(date(2023, 1, 1), date(2027, 12, 31))
    open_spans = st.builds(Span, days)
    counted = st.builds(DatedFact, st.sampled_from(_COUNTED), st.just(always), st.integers(0, 5))
    spanned = st.builds(
        DatedFact, st.sampled_from((FactKind.VACANT, FactKind.LIABLE)), open_spans, st.just(1)
    )
    return st.lists(st.one_of(counted, spanned), max_size=4, unique_by=lambda fact: fact.kind).map(
        tuple
    )


def fee_facts(periods: st.SearchStrategy[Span] | None = None) -> st.SearchStrategy[FeeFacts]:
    """Draw dwellings of every size and state with what fees depend on (计费依据)."""
    uses = st.builds(
        MeterUse,
        st.sampled_from(MeterKind),
        st.integers(0, 10_000_000),
        st.integers(0, 100_000_000),
    )
    return st.builds(
        FeeFacts,
        st.just(UUID(int=1)),
        dwelling_labels(),
        st.integers(1, _MOST_AREA_CM2),
        st.sampled_from(DwellingStatus),
        billing_periods() if periods is None else periods,
        dated=dated_facts(),
        uses=st.lists(uses, max_size=2, unique_by=lambda use: use.kind).map(tuple),
    )


class TariffSuite:
    """Tests of a tariff by what its authors say of it; name a subclass `Test...` (收费标准测试套件).

    `tariff` is the rule with its decision, `worked` are bills that somebody worked out by hand,
    `periods` the periods for which it may be asked, where it takes some alone. `grows_with_area` says that a
    larger dwelling never owes less; `splits_within_fen` that a period cut in two is charged what the
    whole is, give or take the rounding of each part. Both are tried only where they are claimed.

    ::

        class TestLiftFee(TariffSuite):
            tariff = LIFT_FEE
            worked = (WorkedBill(facts_of(year_span(2024), area_cm2=800_000), {"lift": "200.00"}),)
            periods = st.just(year_span(2024))
            grows_with_area = True
    """

    tariff: ClassVar[FeeRule]
    worked: ClassVar[Sequence[WorkedBill]] = ()
    periods: ClassVar[st.SearchStrategy[Span] | None] = None
    grows_with_area: ClassVar[bool] = False
    splits_within_fen: ClassVar[int | None] = None

    @override
    def __init_subclass__(cls) -> None:
        """Leave out what the authors do not claim (略去未声明的性质)."""
        super().__init_subclass__()
        if not cls.grows_with_area:
            cls.test_a_larger_dwelling_never_owes_less = None  # type: ignore[assignment]  # no claim, no test
        if cls.splits_within_fen is None:
            cls.test_a_period_that_is_cut_is_charged_the_same = None  # type: ignore[assignment]  # no claim, no test

    def test_bills_that_were_worked_out_by_hand(self) -> None:
        """Every worked bill comes out to the fen, with every code and no other."""
        assert self.worked, "a tariff is proved by bills that somebody worked out by hand"
        for bill in self.worked:
            found = {line.code: line.amount_fen for line in self._charge(bill.facts)}
            assert found == {code: yuan(owed) for code, owed in bill.owed.items()}

    def test_a_decision_enacted_it(self) -> None:
        """Without a vote, a clause or an official price it charges nobody."""
        assert enactments_of(type(self).tariff)

    @_SETTINGS
    @given(st.data())
    def test_every_line_is_whole_explained_and_owed_by_somebody(self, data: st.DataObject) -> None:
        """No negative charge, no fraction of a fen, one line for a code, the amount in its own words."""
        lines = self._charge(data.draw(fee_facts(self.periods)))
        assert len({line.code for line in lines}) == len(lines)
        for line in lines:
            assert type(line.amount_fen) is int
            assert line.amount_fen >= 0
            assert isinstance(line.payer, Payer)
            assert plain_yuan(line.amount_fen) in line.explanation_zh.replace(",", "")

    @_SETTINGS
    @given(st.data())
    def test_the_same_facts_give_the_same_lines(self, data: st.DataObject) -> None:
        """A rule reads no clock and remembers nothing."""
        facts = data.draw(fee_facts(self.periods))
        first = self._charge(facts)
        self._charge(data.draw(fee_facts(self.periods)))
        assert self._charge(facts) == first

    @_SETTINGS
    @given(st.data())
    def test_a_larger_dwelling_never_owes_less(self, data: st.DataObject) -> None:
        """Where the authors say that the fee grows with the area."""
        facts = data.draw(fee_facts(self.periods))
        larger = evolve(facts, area_cm2=facts.area_cm2 + data.draw(st.integers(0, _MOST_AREA_CM2)))
        assert _total_fen(self._charge(larger)) >= _total_fen(self._charge(facts))

    @_SETTINGS
    @given(st.data())
    def test_a_period_that_is_cut_is_charged_the_same(self, data: st.DataObject) -> None:
        """Where the authors say so: two parts are the whole, give or take their rounding."""
        facts = evolve(data.draw(fee_facts(self.periods)), uses=())
        period = facts.period
        assume(period.days > 1)
        last = period.last_day
        assert last is not None
        day = data.draw(st.dates(period.start, last).filter(lambda day: day > period.start))
        parts = [evolve(facts, period=part) for part in period.split_at((day,))]
        difference = sum(_total_fen(self._charge(part)) for part in parts)
        difference -= _total_fen(self._charge(facts))
        assert self.splits_within_fen is not None
        assert abs(difference) <= self.splits_within_fen

    def _charge(self, facts: FeeFacts) -> tuple[ChargeLine, ...]:
        return type(self).tariff(facts)


def _total_fen(lines: Sequence[ChargeLine]) -> int:
    return sum(line.amount_fen for line in lines)
