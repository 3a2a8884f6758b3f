"""Less for dwellings that stand empty: after which wait, and how much less (空置优惠).

Places differ: some reduce the fee of a dwelling that was empty for more than six months, some from the first
day, some never. A tariff says which; 滨州市住宅物业管理条例 第38条 caps the rate at 60%.
"""

from fractions import Fraction

from attrs import field, frozen

from gongtong.core.periods import Span
from gongtong.ledger.fees.tariffs.months import ChargedMonth, Proration, add_months, days_in


def _a_share(_: object, __: object, share: Fraction) -> None:
    if not 0 <= share <= 1:
        message = f"a rate is a share of the full price, from 0 to 1, not {share}"
        raise ValueError(message)


def _a_wait(_: object, __: object, months: int) -> None:
    if months < 0:
        message = f"a wait has no or more months, not {months}"
        raise ValueError(message)


@frozen
class VacancyDiscount:
    """The share of the price that an empty dwelling still owes, after a wait (空置优惠).

    The wait is over when the dwelling has been empty for more than `waiting_months`: exactly so many
    give no discount. `at_most` is a cap that higher law puts on the rate. `counting` says what a
    month is charged in which the wait ends.
    """

    rate: Fraction = field(validator=_a_share)
    waiting_months: int = field(default=0, validator=_a_wait)
    at_most: Fraction = field(default=Fraction(1), validator=_a_share)
    counting: Proration = Proration.STARTED_MONTH

    @property
    def owed(self) -> Fraction:
        """The share that is owed: the rate, or the cap where that is lower (实际比例)."""
        return min(self.rate, self.at_most)

    def share_of(self, month: ChargedMonth, vacancies: tuple[Span, ...]) -> Fraction:
        """Give the share of the price that is owed for a month (某月应缴比例)."""
        if not vacancies:
            return Fraction(1)
        over = self.waited(vacancies)
        if self.counting is Proration.DAILY:
            days = sum(span.days for span in month.days)
            reduced = Fraction(days_in(over, *month.days), days)
        elif self.counting is Proration.STARTED_MONTH:
            reduced = Fraction(int(days_in(over, month.month) > 0))
        else:
            reduced = Fraction(int(days_in(over, month.month) == month.month.days))
        return 1 - reduced * (1 - self.owed)

    def waited(self, vacancies: tuple[Span, ...]) -> tuple[Span, ...]:
        """Give the days of vacancies that lie after the wait (等待期后的期间)."""
        starts = ((add_months(span.start, self.waiting_months), span.end) for span in vacancies)
        return tuple(Span(start, end) for start, end in starts if end is None or end > start)
