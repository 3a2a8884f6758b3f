"""Meters as they stand, and what went through them between two days (表具).

A meter stays one meter when its device is replaced or rolls over: its total goes on counting. Figures are whole
thousandths of the unit.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from attrs import field, frozen

from gongtong.ledger.fees.policies import MeterKind

THOUSANDTHS: Final = 1000
_MOST_DIGITS: Final = 12


class ReadingSource(StrEnum):
    """How a reading was got (读数来源)."""

    ACTUAL = "actual"
    ESTIMATED = "estimated"
    FINAL = "final"

    @property
    def zh(self) -> str:
        """The source as bills write it (中文名称)."""
        return {"actual": "实抄", "estimated": "估抄", "final": "换表终读"}[self.value]


def _digits(_: object, __: object, digits: int) -> None:
    if not 1 <= digits <= _MOST_DIGITS:
        message = f"a meter shows 1 to {_MOST_DIGITS} digits before the point, not {digits}"
        raise ValueError(message)


def _positive(_: object, __: object, multiplier: int) -> None:
    if multiplier < 1:
        message = f"a multiplier is one or more, not {multiplier}"
        raise ValueError(message)


@frozen
class Device:
    """The thing on the wall: its number, how many digits it shows, and what one of its units stands for (表计).

    After all nines it begins at nothing again; `multiplier` is the ratio of a transformer before it.
    """

    serial: str
    digits: int = field(default=5, validator=_digits)
    multiplier: int = field(default=1, validator=_positive)

    @property
    def wraps_at(self) -> int:
        """The value, in thousandths, that it can no longer show (翻转值)."""
        return int(10**self.digits) * THOUSANDTHS


@frozen
class Meter:
    """A meter and the last that is known of it (表具).

    `last_*` is the latest reading of any kind, `actual_*` the latest that somebody took; the totals count
    since the meter was installed. Common meters belong to no dwelling.
    """

    id: UUID
    kind: MeterKind
    name: str
    dwelling_id: UUID | None
    device: Device
    last_on: date
    last_value: int
    last_total: int
    actual_value: int
    actual_total: int
    billed_total: int
    version: int = 1

    @property
    def over_estimated(self) -> int:
        """What was counted by estimates and not yet confirmed or used up (估抄多计)."""
        return max(0, self.billed_total - self.actual_total)


@frozen
class KeptReading:
    """A reading as it is on record, with the total after it (在册读数).

    `billed_total` never falls: an estimate that was too high is made good by the use after it.
    """

    meter_id: UUID
    read_on: date
    value: int
    source: ReadingSource
    total: int
    billed_total: int


def total_on(readings: Sequence[KeptReading], day: date) -> int:
    """Give what had gone through a meter by a day, as far as it counts for bills (截至某日计费读数)."""
    return max((one.billed_total for one in readings if one.read_on <= day), default=0)


def use_between(readings: Sequence[KeptReading], start: date, end: date) -> int:
    """Give what went through a meter after one day up to another, never negative (期间用量).

    However a time is divided, its parts add up to the whole.
    """
    if end < start:
        message = f"{end} is before {start}"
        raise ValueError(message)
    return total_on(readings, end) - total_on(readings, start)


@frozen
class Correction:
    """What an actual reading said about the estimates before it (估抄更正)."""

    read_on: date
    estimated: int
    actual: int

    @property
    def difference(self) -> int:
        """What is charged with the next bill, or, negative, made good by the use to come (差额)."""
        return self.actual - self.estimated


def corrections_of(readings: Sequence[KeptReading]) -> Iterator[Correction]:
    """Give, for each actual reading after estimates, by how much they were wrong (列出估抄更正)."""
    estimated: int | None = None
    for one in sorted(readings, key=lambda reading: reading.read_on):
        if one.source is ReadingSource.ESTIMATED:
            estimated = one.total
        elif estimated is not None:
            yield Correction(one.read_on, estimated, one.total)
            estimated = None
