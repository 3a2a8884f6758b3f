"""How long something may take: hours, days, working days or months (期限)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from attrs import field, frozen
from attrs.validators import ge
from typing_extensions import override


class TimeUnit(StrEnum):
    """What a term is counted in (期限单位)."""

    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"

    @property
    def zh(self) -> str:
        """The unit as residents say it (中文单位)."""
        return _UNIT_WORDS[self]


_UNIT_WORDS: Final = {
    TimeUnit.HOUR: "小时",
    TimeUnit.DAY: "日",
    TimeUnit.WORKING_DAY: "个工作日",
    TimeUnit.MONTH: "个月",
}


@frozen
class Term:
    """A length of time in one unit, such as seven working days (期限长度)."""

    length: int = field(validator=ge(0))
    unit: TimeUnit = TimeUnit.DAY

    @override
    def __str__(self) -> str:
        """Write the term as people say it (期限表述)."""
        return f"{self.length}{self.unit.zh}"
