"""What a place has to make public, how often, for how long and signed by whom (公示日历)."""

from enum import StrEnum
from typing import Final

from attrs import frozen

from gongtong.core.offices import Office
from gongtong.core.rulings import Source, Standing

HOUSE_DISCLOSURE: Final = Source(
    "公示规则",
    standing=Standing.HOUSE,
    note="民法典第943条要求定期公开，未定期限；期限由本小区规定",
)
"""Civil Code 943 says "regularly"; the dates are the place's own (公示规则出处)."""


class DisclosureSubject(StrEnum):
    """What is made public (公示事项)."""

    FUNDS = "funds"
    COMMON_INCOME = "common_income"
    FEES = "fees"
    SHARED_UTILITIES = "shared_utilities"
    INCOME_AND_SPENDING = "income_and_spending"
    BUDGET = "budget"
    ARREARS = "arrears"
    AUDIT = "audit"

    @property
    def zh(self) -> str:
        """The subject as a notice names it (中文事项)."""
        return _SUBJECT_WORDS[self]


_SUBJECT_WORDS: Final = {
    DisclosureSubject.FUNDS: "维修资金账目",
    DisclosureSubject.COMMON_INCOME: "公共收益账目",
    DisclosureSubject.FEES: "收费项目与标准",
    DisclosureSubject.SHARED_UTILITIES: "公摊水电",
    DisclosureSubject.INCOME_AND_SPENDING: "收支明细",
    DisclosureSubject.BUDGET: "年度预算",
    DisclosureSubject.ARREARS: "欠费情况",
    DisclosureSubject.AUDIT: "审计结果",
}


class DisclosurePeriod(StrEnum):
    """How often something is made public (公示周期)."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    EVENT = "event"

    @property
    def zh(self) -> str:
        """The period as residents say it (中文周期)."""
        return _PERIOD_WORDS[self]


_PERIOD_WORDS: Final = {
    DisclosurePeriod.MONTH: "每月",
    DisclosurePeriod.QUARTER: "每季度",
    DisclosurePeriod.HALF_YEAR: "每半年",
    DisclosurePeriod.YEAR: "每年",
    DisclosurePeriod.EVENT: "发生时",
}


class DisclosurePrivacy(StrEnum):
    """What a notice may tell of households, the most guarded first (公示隐私要求)."""

    NOTHING_PERSONAL = "nothing_personal"
    COUNTS_ONLY = "counts_only"
    PSEUDONYMS = "pseudonyms"
    CONSENTED = "consented"

    @property
    def zh(self) -> str:
        """The requirement as residents say it (中文要求)."""
        return _PRIVACY_WORDS[self]

    def allows(self, published: "DisclosurePrivacy") -> bool:
        """Say whether what was published is as guarded as this, or more (是否符合).

        >>> DisclosurePrivacy.PSEUDONYMS.allows(DisclosurePrivacy.COUNTS_ONLY)
        True
        """
        order = list(DisclosurePrivacy)
        return order.index(published) <= order.index(self)


_PRIVACY_WORDS: Final = {
    DisclosurePrivacy.NOTHING_PERSONAL: "不含个人信息",
    DisclosurePrivacy.COUNTS_ONLY: "只公布户数与合计",
    DisclosurePrivacy.PSEUDONYMS: "以代号表示住户",
    DisclosurePrivacy.CONSENTED: "经本人同意",
}


@frozen
class Disclosure:
    """One duty to make something public (公示要求).

    Within `deadline_days` of the end of the period, or of the occasion, that day being in time; for
    `days_on_show` days at least, in `place`, with these `fields`, signed by holders of each of
    the offices `signed_by`, each office by another person.
    """

    subject: DisclosureSubject
    period: DisclosurePeriod
    deadline_days: int
    place: str = "公示栏"
    days_on_show: int = 15
    fields: tuple[str, ...] = ()
    privacy: DisclosurePrivacy = DisclosurePrivacy.NOTHING_PERSONAL
    signed_by: tuple[Office, ...] = ()
    source: Source = HOUSE_DISCLOSURE

    def __attrs_post_init__(self) -> None:
        """Refuse a duty that nobody could keep."""
        if self.deadline_days < 0 or self.days_on_show < 1:
            message = f"{self.subject}: deadline from 0 days on, on show from 1 day on"
            raise ValueError(message)


@frozen
class DisclosureCalendar:
    """Everything that a place has to make public (公示日历)."""

    disclosures: tuple[Disclosure, ...]

    def __attrs_post_init__(self) -> None:
        """Refuse two duties about the same subject in the same rhythm."""
        keys = [(one.subject, one.period) for one in self.disclosures]
        if len(set(keys)) != len(keys):
            message = "a subject stands twice in the calendar with the same period"
            raise ValueError(message)


_KEEPERS: Final = (Office.KEEPER_OF_MONEY, Office.KEEPER_OF_BOOKS)

DEFAULT_CALENDAR: Final = DisclosureCalendar(
    (
        Disclosure(
            DisclosureSubject.INCOME_AND_SPENDING,
            DisclosurePeriod.QUARTER,
            deadline_days=30,
            fields=("income", "spending", "balance"),
            signed_by=_KEEPERS,
        ),
        Disclosure(
            DisclosureSubject.COMMON_INCOME,
            DisclosurePeriod.HALF_YEAR,
            deadline_days=30,
            fields=("income", "spending", "balance"),
            signed_by=_KEEPERS,
        ),
        Disclosure(
            DisclosureSubject.BUDGET,
            DisclosurePeriod.EVENT,
            deadline_days=15,
            fields=("lines",),
            signed_by=(Office.CHAIR,),
        ),
        Disclosure(
            DisclosureSubject.AUDIT,
            DisclosurePeriod.EVENT,
            deadline_days=30,
            days_on_show=30,
            fields=("report",),
            signed_by=(Office.SUPERVISOR,),
        ),
    )
)
"""What a place starts with until it decides; the dates are a house rule (默认公示日历)."""
