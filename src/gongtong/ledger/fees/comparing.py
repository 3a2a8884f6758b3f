"""What another tariff would change, dwelling by dwelling, before anybody decides on it (标准比较)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from attrs import frozen

from gongtong.core.places import DwellingLabel
from gongtong.ledger.fees.charges import Charge
from gongtong.ledger.fees.charging import Home, RuleInForce, charges_by


@frozen
class ChargeDifference:
    """What one dwelling would owe by one code under two tariffs (应收差异)."""

    dwelling_id: UUID
    label: DwellingLabel
    code: str
    before_fen: int
    after_fen: int

    @property
    def more_fen(self) -> int:
        """How much more the second tariff charges; less where it is negative (增减金额)."""
        return self.after_fen - self.before_fen


@frozen
class TariffComparison:
    """What two tariffs charge for the same period, and every dwelling for which they differ (标准比较结果)."""

    before_fen: int
    after_fen: int
    dwellings: int
    differences: tuple[ChargeDifference, ...]


def compare_tariffs(
    before: Sequence[RuleInForce], after: Sequence[RuleInForce], homes: Iterable[Home]
) -> TariffComparison:
    """Charge every dwelling by two tariffs, and say where they differ; nothing is written (比较两个标准)."""
    differences: list[ChargeDifference] = []
    totals = [0, 0]
    dwellings = 0
    for home in homes:
        dwellings += 1
        sides = (_by_code(charges_by(before, (home,))), _by_code(charges_by(after, (home,))))
        for code in dict.fromkeys((*sides[0], *sides[1])):
            old, new = sides[0].get(code, 0), sides[1].get(code, 0)
            if old != new:
                differences.append(ChargeDifference(home.id, home.label, code, old, new))
        for side, by_code in enumerate(sides):
            totals[side] += sum(by_code.values())
    return TariffComparison(totals[0], totals[1], dwellings, tuple(differences))


def _by_code(charges: Iterable[Charge]) -> dict[str, int]:
    added: defaultdict[str, int] = defaultdict(int)
    for charge in charges:
        added[charge.code] += charge.amount_fen
    return dict(added)
