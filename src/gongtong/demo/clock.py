"""The days of the demonstration year, taken from the paperwork and never from the machine (演示日历).

Two runs on the same folder write the same books, whatever day it is outside.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from attrs import frozen

from gongtong.core.errors import InputError
from gongtong.core.periods import SHANGHAI, Span, local_day, year_span
from gongtong.core.tabular import problem_at
from gongtong.demo.folder import WECHAT

if TYPE_CHECKING:
    from gongtong.demo.papers import Papers


@frozen
class DemoClock:
    """When each thing of the demonstration happens (演示日历)."""

    year: int
    bills_closed_on: date
    opinions_closed_on: date
    voting_closed_at: datetime

    @property
    def first_day(self) -> date:
        """The day on which the year and its books begin (年初)."""
        return date(self.year, 1, 1)

    @property
    def fee_period(self) -> Span:
        """The year for which the fee is charged (收费年度)."""
        return year_span(self.year)

    @property
    def covered(self) -> Span:
        """The days that the statements tell of: from the first of the year to the last payment (收支期间)."""
        return Span(self.first_day, self.bills_closed_on + timedelta(days=1))

    @property
    def last_day(self) -> date:
        """The last day on which anything happens: the board is of the day after (最后一日)."""
        return max(self.bills_closed_on, self.opinions_closed_on, local_day(self.voting_closed_at))

    @property
    def board_day(self) -> date:
        """The day on which the notice board is posted (公示日)."""
        return self.last_day + timedelta(days=1)

    @property
    def counted_at(self) -> datetime:
        """When the ballots are counted: on the morning after the voting (计票时刻)."""
        return at_nine(local_day(self.voting_closed_at) + timedelta(days=1))


def at_nine(day: date) -> datetime:
    """Give nine o'clock in the morning of a day where the people live (当日上午九时)."""
    return datetime.combine(day, time(9), tzinfo=SHANGHAI)


def clock_of(papers: Papers) -> DemoClock:
    """Take the days from the papers; raises `InputError` when no payment names a year (取演示日历)."""
    payments = [line.at for bill in papers.bills for line in bill.lines]
    if not payments:
        raise InputError(
            [
                problem_at(
                    WECHAT,
                    code="no_payments",
                    en="neither statement holds a payment, so the year of the fee is unknown",
                    zh="两份账单均无交易，无法确定收费年度",
                    remedy="export the statements again for the year of the fee",
                )
            ]
        )
    visits = [opinion.visited_on for opinion in papers.opinions.batch.opinions]
    bills_closed_on = local_day(max(payments))
    return DemoClock(
        year=local_day(min(payments)).year,
        bills_closed_on=bills_closed_on,
        opinions_closed_on=max(visits, default=bills_closed_on),
        voting_closed_at=papers.notice.contest.period.closes_at,
    )
