"""What a visitor pays for parking, by the minute hand (临时停车费)."""

from datetime import datetime
from typing import Final

from attrs import field, frozen

_MINUTE: Final = 60
_DAY: Final = 24 * 60


def _not_negative(_: object, __: object, amount: int) -> None:
    if amount < 0:
        message = f"a fee, a time or a cap is nothing or more, not {amount}"
        raise ValueError(message)


@frozen
class VisitorParking:
    """A tariff for visitors: some minutes free, then by the started hour, with a cap for 24 hours (临时停车标准).

    A stay that is longer than the free minutes pays for the hours after them. Each 24 hours from the
    entrance have a cap of their own.
    """

    free_minutes: int = field(validator=_not_negative)
    fen_per_hour: int = field(validator=_not_negative)
    cap_fen_per_day: int = field(validator=_not_negative)

    def fee_fen(self, entered: datetime, left: datetime) -> int:
        """Give what a stay costs, by its started minutes (停车费).

        Both instants bear a zone, so that clocks set forward or back change nothing.
        """
        if entered.tzinfo is None or left.tzinfo is None:
            message = "an instant needs a time zone"
            raise ValueError(message)
        stay = left - entered
        seconds = stay.days * _DAY * _MINUTE + stay.seconds + (stay.microseconds > 0)
        if seconds < 0:
            message = f"a car that entered at {entered} did not leave at {left}"
            raise ValueError(message)
        return self.fee_for_fen(-(-seconds // _MINUTE))

    def fee_for_fen(self, minutes: int) -> int:
        """Give what so many minutes cost (按分钟计费).

        >>> parking = VisitorParking(30, 200, 1000)
        >>> [parking.fee_for_fen(minutes) for minutes in (25, 30, 31, 435, 1560)]
        [0, 0, 200, 1000, 1400]
        """
        if minutes <= self.free_minutes:
            return 0
        days, rest = divmod(minutes, _DAY)
        if days == 0:
            return self._capped(rest - self.free_minutes)
        # the free minutes are those of the first day
        first = self._capped(_DAY - self.free_minutes)
        return first + (days - 1) * self._capped(_DAY) + self._capped(rest)

    def _capped(self, minutes: int) -> int:
        hours = -(-max(0, minutes) // _MINUTE)
        return min(hours * self.fen_per_hour, self.cap_fen_per_day)
