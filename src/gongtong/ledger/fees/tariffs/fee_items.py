"""One fee as data: what it is charged on, at which price, and how it becomes whole fen (收费项目标准)."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Final

from attrs import frozen

from gongtong.core.money import FEN_PER_YUAN
from gongtong.core.register import DwellingStatus, PartUse
from gongtong.ledger.fees.policies import (
    ChargeLine,
    FactKind,
    FeeFacts,
    MeterKind,
    Payer,
)
from gongtong.ledger.fees.tariffs.months import ChargedMonth, Per, Proration
from gongtong.ledger.fees.tariffs.rounding import BY_MONTH, Rounding
from gongtong.ledger.fees.tariffs.tiers import Tier, TierSpan, reasons_against_tiers
from gongtong.ledger.fees.tariffs.vacancy import VacancyDiscount

CM2_PER_M2: Final = 10_000
_NOTHING: Final = Fraction(0)


class Base(StrEnum):
    """What a fee is charged on (计费基数)."""

    DWELLING = "dwelling"
    AREA = "area"
    OCCUPANT = "occupant"
    FLOOR = "floor"
    CAR = "car"
    PARKING_SPACE = "parking_space"
    METER = "meter"
    CHARGE = "charge"

    @property
    def unit_zh(self) -> str:
        """The unit in which it is counted (计数单位)."""
        return _UNITS[self]

    @property
    def goes_by_months(self) -> bool:
        """Whether the price is for a time, and not for what was used or charged (是否按期计价)."""
        return self not in {Base.METER, Base.CHARGE}


_UNITS: Final = {
    Base.DWELLING: "户",
    Base.AREA: "平方米",
    Base.OCCUPANT: "人",
    Base.FLOOR: "层",
    Base.CAR: "辆",
    Base.PARKING_SPACE: "个车位",
    Base.METER: "",
    Base.CHARGE: "元",
}
_COUNTED: Final = {
    Base.OCCUPANT: FactKind.OCCUPANTS,
    Base.CAR: FactKind.CARS,
    Base.PARKING_SPACE: FactKind.PARKING_SPACES,
}


@frozen
class Scope:
    """Which dwellings a fee is charged to; what is left empty excludes nobody (收费范围)."""

    buildings: tuple[int, ...] = ()
    unit_entrances: tuple[int, ...] = ()
    statuses: tuple[DwellingStatus, ...] = ()
    uses: tuple[PartUse, ...] = ()
    from_floor: int | None = None

    def holds(self, facts: FeeFacts) -> bool:
        """Say whether the dwelling is charged at all (是否在收费范围内)."""
        if self is EVERYBODY:
            return True
        label = facts.label
        return (
            (not self.buildings or label.building in self.buildings)
            and (not self.unit_entrances or label.unit in self.unit_entrances)
            and (not self.statuses or facts.status in self.statuses)
            and (not self.uses or facts.use in self.uses)
            and (self.from_floor is None or facts.floor_on(facts.period.start) >= self.from_floor)
        )


EVERYBODY: Final = Scope()


@frozen
class FeeItem:
    """One fee of a tariff as data (收费项目标准).

    `tiers` price each unit of the base in yuan: for a `per` of time, except what is metered or is a share
    of another charge (`of_charge`, the price being the share). `free` units cost nothing: with a base
    of floors and one free floor the weight is the floor less one. `minimum_fen` and `cap_fen` bound
    each line. Tiers over the year count what went through the meters since 1 January.
    """

    code: str
    zh: str
    fund: str
    income_account: str
    base: Base
    tiers: tuple[Tier, ...]
    per: Per = Per.MONTH
    proration: Proration = Proration.STARTED_MONTH
    rounding: Rounding = BY_MONTH
    scope: Scope = EVERYBODY
    vacancy: VacancyDiscount | None = None
    meter: MeterKind | None = None
    of_charge: str = ""
    tier_span: TierSpan = TierSpan.PERIOD
    free: Fraction = Fraction(0)
    minimum_fen: int = 0
    cap_fen: int | None = None
    payer: Payer = Payer.OWNER
    due_after_days: int | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a fee that cannot be charged as written, with every fault."""
        faults = tuple(_faults(self))
        if faults:
            message = f"fee {self.code!r}: {'; '.join(faults)}"
            raise ValueError(message)

    def quantity(self, facts: FeeFacts, month: ChargedMonth | None = None) -> Fraction:
        """Count the units of the base that are not free, in a month where the base goes by months (计费数量)."""
        counted = _counted(self, facts, month)
        return max(_NOTHING, counted - self.free) if self.free else counted

    def bounded(self, amount_fen: int) -> int:
        """Keep an amount between the least and the most of a line (封顶保底)."""
        amount_fen = max(amount_fen, self.minimum_fen)
        return amount_fen if self.cap_fen is None else min(amount_fen, self.cap_fen)

    def line(self, facts: FeeFacts, amount_fen: int, explanation_zh: str) -> ChargeLine:
        """Make the line of a charge: on which fund and account, due when, owed by whom (生成收费项目)."""
        days = self.due_after_days
        return ChargeLine(
            self.code,
            self.zh,
            amount_fen,
            self.fund,
            self.income_account,
            explanation_zh,
            None if days is None else facts.period.start + timedelta(days=days),
            payer_of(facts.status, self.payer),
        )


def payer_of(status: DwellingStatus, agreed: Payer = Payer.OWNER) -> Payer:
    """Say who owes a fee: the developer for what is not sold or not handed over (缴费人认定).

    物业管理条例 第41条第2款. Otherwise whom the tariff names: the owner, or the occupant by agreement.
    """
    return agreed if status.is_delivered else Payer.DEVELOPER


def _faults(item: FeeItem) -> Iterator[str]:
    yield from reasons_against_tiers(item.tiers)
    yield from _faults_of_base(item)
    if item.tier_span is TierSpan.YEAR and item.free:
        yield "tiers over the year have a first tier at no price, not free units"
    if item.free < 0 or item.minimum_fen < 0:
        yield "nothing is less than free, and no amount less than nothing"
    if item.cap_fen is not None and item.cap_fen < item.minimum_fen:
        yield "the cap is below the minimum"


def _faults_of_base(item: FeeItem) -> Iterator[str]:
    if (item.base is Base.METER) is (item.meter is None):
        yield "a metered fee, and no other, names its meter"
    if (item.base is Base.CHARGE) is (not item.of_charge):
        yield "a share of another charge, and no other fee, names that charge"
    if item.base is Base.CHARGE and len(item.tiers) > 1:
        yield "a share of another charge has one price"
    if item.tier_span is TierSpan.YEAR and item.base is not Base.METER:
        yield "only what is metered has tiers over the year"
    if item.vacancy is not None and not item.base.goes_by_months:
        yield "only a price for a time is less for a vacancy"


def _counted(item: FeeItem, facts: FeeFacts, month: ChargedMonth | None) -> Fraction:
    match item.base:
        case Base.DWELLING:
            return Fraction(1)
        case Base.AREA:
            return Fraction(facts.area_cm2, CM2_PER_M2)
        case Base.METER:
            kind = item.meter
            return Fraction(0) if kind is None else facts.use_of(kind).quantity
        case Base.CHARGE:
            return Fraction(facts.charged_fen(item.of_charge), FEN_PER_YUAN)
        case Base.FLOOR:
            return Fraction(facts.floor_on(_asked(facts, month)))
        case _:
            return Fraction(facts.value_on(_COUNTED[item.base], _asked(facts, month)) or 0)


def _asked(facts: FeeFacts, month: ChargedMonth | None) -> date:
    return facts.period.start if month is None else month.asked_on
