"""The maintenance fund: first deposit, topping up, and the part of common income that goes to it (专项维修资金).

Rates and thresholds are parameters: cities differ. 北京市物业管理条例 第74条 sends at least one half of the common
income to a fund that holds less than 30% of its first deposit; 上海 asks for more than one half.
"""

from fractions import Fraction
from typing import Final

from attrs import field, frozen

from gongtong.core.shares import Bound
from gongtong.ledger.fees.tariffs.rounding import Rounding

_CM2_PER_M2: Final = 10_000
_TO_FEN: Final = Rounding()


def _a_share(_: object, __: object, share: Fraction) -> None:
    if not 0 <= share <= 1:
        message = f"a share lies between nothing and the whole: {share}"
        raise ValueError(message)


def first_deposit_fen(area_cm2: int, cost_per_m2: Fraction, rate: Fraction) -> int:
    """Give the first deposit of a dwelling: a rate of what its area cost to build (首期专项维修资金).

    `cost_per_m2` is in yuan. 97.53 m2 at 1,650 yuan and 8% are 12,873.96 yuan.

    >>> first_deposit_fen(975_300, Fraction(1650), Fraction(8, 100))
    1287396
    """
    return _TO_FEN.fen(Fraction(area_cm2, _CM2_PER_M2) * cost_per_m2 * rate)


@frozen
class TopUp:
    """When the owners of a dwelling pay into its fund again, and up to what (续交规则).

    Both are shares of the first deposit.
    """

    below: Fraction = field(validator=_a_share)
    up_to: Fraction = field(validator=_a_share)

    def trigger_fen(self, first_fen: int) -> int:
        """Give the balance under which a top-up is due, to the nearest fen (续交界限)."""
        return _TO_FEN.fen(first_fen * self.below / 100)

    def is_due(self, balance_fen: int, first_fen: int) -> bool:
        """Say whether the balance is below the bound; exactly at it, it is not (是否应续交)."""
        return balance_fen < first_fen * self.below

    def due_fen(self, balance_fen: int, first_fen: int) -> int:
        """Give what is to be paid now; nothing where no top-up is due (应续交金额)."""
        if not self.is_due(balance_fen, first_fen):
            return 0
        return max(0, _TO_FEN.fen(first_fen * self.up_to / 100) - balance_fen)


@frozen
class CommonIncomeRule:
    """The share of common income that goes to the fund while that is low (公共收益补充规则).

    `bound` says at least or more than which share; `while_below` is the share of the first deposits under
    which the rule binds.
    """

    bound: Bound
    while_below: Fraction = field(validator=_a_share)

    def least_fen(self, net_income_fen: int, balance_fen: int, first_fen: int) -> int:
        """Give the least that goes to the fund (最低补充金额).

        >>> from gongtong.core.shares import AtLeast
        >>> CommonIncomeRule(AtLeast(1, 2), Fraction(3, 10)).least_fen(10_000_000, 25, 100)
        5000000
        """
        if net_income_fen <= 0 or balance_fen >= first_fen * self.while_below:
            return 0
        return self.bound.shortfall(0, net_income_fen)


def owners_income_fen(gross_fen: int, reasonable_cost_fen: int) -> int:
    """Give what belongs to the owners of the income from common parts (业主共有收益).

    民法典 第282条: the income less reasonable cost. A cost above the income leaves nothing, and no debt.
    """
    if gross_fen < 0 or reasonable_cost_fen < 0:
        message = "income and cost are nothing or more"
        raise ValueError(message)
    return max(0, gross_fen - reasonable_cost_fen)
