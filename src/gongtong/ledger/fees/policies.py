"""What a place decides for itself about fees (收费政策)."""

from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final, Protocol
from uuid import UUID

from attrs import frozen

from gongtong.core.periods import Span
from gongtong.core.places import DwellingLabel
from gongtong.core.policies import PolicyPoint
from gongtong.core.register import DwellingStatus, PartUse

_ROOMS_PER_FLOOR: Final = 100
_THOUSAND: Final = 1000


class Payer(StrEnum):
    """Who owes a charge of a dwelling (缴费人)."""

    OWNER = "owner"
    OCCUPANT = "occupant"
    DEVELOPER = "developer"

    @property
    def zh(self) -> str:
        """The payer as residents call him (中文名称)."""
        return {"owner": "产权人", "occupant": "使用人", "developer": "建设单位"}[self.value]


class FactKind(StrEnum):
    """What is recorded about a dwelling for its fees, from day to day (计费事实类别)."""

    LIABLE = "liable"
    VACANT = "vacant"
    OCCUPANTS = "occupants"
    FLOOR = "floor"
    CARS = "cars"
    PARKING_SPACES = "parking_spaces"
    EXEMPT = "exempt"

    @property
    def zh(self) -> str:
        """The fact as residents call it (中文名称)."""
        return _FACT_WORDS[self]


_FACT_WORDS: Final = {
    FactKind.LIABLE: "计费起止",
    FactKind.VACANT: "空置",
    FactKind.OCCUPANTS: "常住人数",
    FactKind.FLOOR: "楼层",
    FactKind.CARS: "车辆数",
    FactKind.PARKING_SPACES: "车位数",
    FactKind.EXEMPT: "减免比例",
}


@frozen
class DatedFact:
    """One thing that holds of a dwelling for a span of days (计费事实).

    `value` counts people, cars, spaces or floors; of an exemption it is the percentage that is let
    off, and `of` is the code of the charge. Spans alone matter where a dwelling is vacant or liable.
    """

    kind: FactKind
    span: Span
    value: int = 1
    of: str = ""


class MeterKind(StrEnum):
    """What a meter measures (表具类别)."""

    ELECTRICITY = "electricity"
    WATER = "water"
    HOT_WATER = "hot_water"
    HEAT = "heat"
    GAS = "gas"

    @property
    def zh(self) -> str:
        """The meter as residents call it (中文名称)."""
        return _METER_WORDS[self][0]

    @property
    def unit_zh(self) -> str:
        """The unit in which it counts (计量单位)."""
        return _METER_WORDS[self][1]


_METER_WORDS: Final = {
    MeterKind.ELECTRICITY: ("电表", "度"),
    MeterKind.WATER: ("水表", "立方米"),
    MeterKind.HOT_WATER: ("热水表", "立方米"),
    MeterKind.HEAT: ("热量表", "千瓦时"),
    MeterKind.GAS: ("燃气表", "立方米"),
}


@frozen
class MeterUse:
    """What went through a dwelling's meters of one kind within a period (用量).

    Both figures are whole thousandths of the unit; `earlier_this_year` is what went through in the
    calendar year before the period, for tiers that count by the year.
    """

    kind: MeterKind
    thousandths: int
    earlier_this_year: int = 0
    is_estimated: bool = False

    @property
    def quantity(self) -> Fraction:
        """The use in whole units, exact (用量数值)."""
        return Fraction(self.thousandths, _THOUSAND)

    @property
    def quantity_before(self) -> Fraction:
        """The use of the year before the period, in whole units (本年此前用量)."""
        return Fraction(self.earlier_this_year, _THOUSAND)


@frozen
class ChargeLine:
    """One amount a household owes, and why (收费项目).

    `code` tells the charges of one period apart; `explanation_zh` is what a resident reads, with the
    figures that went in. Without `due_on` the charge is due on the day on which it is booked.
    """

    code: str
    zh: str
    amount_fen: int
    fund: str
    income_account: str
    explanation_zh: str
    due_on: date | None = None
    payer: Payer = Payer.OWNER


@frozen
class FeeFacts:
    """What a fee rule may ask about a dwelling (计费依据).

    `dated` holds what was recorded of it and touches the period, or, of a vacancy, began before it;
    `uses` what went through its meters within the period; `charges` what the rules asked before this
    one charge for the same period.
    """

    dwelling_id: UUID
    label: DwellingLabel
    area_cm2: int
    status: DwellingStatus
    period: Span
    use: PartUse = PartUse.HOME
    dated: tuple[DatedFact, ...] = ()
    uses: tuple[MeterUse, ...] = ()
    charges: tuple[ChargeLine, ...] = ()

    def value_on(self, kind: FactKind, day: date, of: str = "") -> int | None:
        """Give what is recorded of a kind on a day, if anything is (某日数值)."""
        return next(
            (
                fact.value
                for fact in self.dated
                if fact.kind is kind and fact.of == of and fact.span.contains(day)
            ),
            None,
        )

    def spans_of(self, kind: FactKind) -> tuple[Span, ...]:
        """Give the spans of days recorded of a kind, in their order (某类期间)."""
        return tuple(sorted(fact.span for fact in self.dated if fact.kind is kind))

    def use_of(self, kind: MeterKind) -> MeterUse:
        """Give what went through the meters of a kind; nothing where there is none (某类用量)."""
        return next((one for one in self.uses if one.kind is kind), MeterUse(kind, 0))

    def charged_fen(self, code: str) -> int:
        """Give what another charge of the period comes to, in fen (其他收费金额)."""
        return sum(line.amount_fen for line in self.charges if line.code == code)

    def floor_on(self, day: date) -> int:
        """Give the floor: as recorded, else as the room's number says (楼层)."""
        recorded = self.value_on(FactKind.FLOOR, day)
        return self.label.room // _ROOMS_PER_FLOOR if recorded is None else recorded


class FeeRule(Protocol):
    """A rule that says what a dwelling owes for a period (收费规则).

    The same facts give the same lines: no clock, no files, no floats. No lines means nothing is owed.
    A rule charges nobody until a decision enacted it: `tariffs.enactments.Tariff` says which.
    """

    def __call__(self, facts: FeeFacts, /) -> tuple[ChargeLine, ...]:
        """Give what the dwelling owes for the period (计费)."""
        ...


FEE_RULE: Final = PolicyPoint[FeeRule]("ledger.fee_rule", zh="收费标准")
"""What a dwelling owes, as a function; a plugin answers it with an enacted `Tariff`."""
