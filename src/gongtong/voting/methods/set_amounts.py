"""Amounts of money that belong to rows, kept as sets of rows: near ones in bit planes, exact ones by class (位集金额)."""

from __future__ import annotations

from gongtong.voting.counting.bitsets import all_rows


class NearAmounts:
    """What each row has, rounded up to whole parts, as bit planes (近似金额).

    Every change rounds by less than one part, so that a row is told to have too much by fewer parts
    than there were changes. A part is `1 / 2 ** shift` of the unit in which amounts are given.
    """

    def __init__(self, size: int, shift: int) -> None:
        """Begin with nothing for each of `size` rows."""
        self._everyone = all_rows(size)
        self._shift = shift
        self._planes: list[int] = []
        self._changes = 0

    def add(self, rows: int, amount: int, per: int) -> None:
        """Give some rows `amount / per` more (增加)."""
        number = -((-amount << self._shift) // per)
        planes: list[int] = []
        carry = 0
        for bit in range(max(len(self._planes), number.bit_length())):
            plane = self._planes[bit] if bit < len(self._planes) else 0
            if number >> bit & 1:
                planes.append(plane ^ rows ^ carry)
                carry |= plane & rows
            else:
                planes.append(plane ^ carry)
                carry &= plane
        self._planes = [*planes, carry] if carry else planes
        self._changes += 1

    def take(self, rows: int, amount: int, per: int) -> None:
        """Take `amount / per` from some rows, none of which has less (减少)."""
        number = (amount << self._shift) // per
        lent = 0
        for bit, plane in enumerate(self._planes):
            if number >> bit & 1:
                self._planes[bit] = plane ^ rows ^ lent
                lent |= rows ^ (rows & plane)
            elif lent:
                self._planes[bit] = plane ^ lent
                lent &= self._planes[bit]
        self._changes += 1

    def clear(self, rows: int) -> None:
        """Take all from some rows (清空)."""
        others = self._everyone ^ rows
        self._planes = [plane & others for plane in self._planes]

    def below(self, rows: int, amount: int, per: int) -> tuple[int, int]:
        """Give the rows that surely have less than `amount / per`, and those that may or may not (低于).

        Of the second set a row may also have exactly as much; all others surely have more.
        """
        least = -((-amount << self._shift) // per)
        # above this bit the limit is the same, whatever was rounded
        unclear_bits = (least ^ (least + self._changes)).bit_length()
        less, level = 0, rows
        for bit in range(max(len(self._planes), least.bit_length()) - 1, unclear_bits - 1, -1):
            plane = self._planes[bit] if bit < len(self._planes) else 0
            high = level & plane
            if least >> bit & 1:
                less |= level ^ high
                level = high
            else:
                level ^= high
            if not level:
                break
        return less, level


def raised(classes: dict[int, int], rows: int, amount: int) -> dict[int, int]:
    """Raise the amount of some rows, where `classes` gives the rows that have each amount (分类增额).

    >>> raised({0: 0b111}, 0b101, 5)
    {5: 5, 0: 2}
    """
    found: dict[int, int] = {}
    for held, some in classes.items():
        both = some & rows
        for now, part in ((held + amount, both), (held, some ^ both)):
            if part:
                found[now] = found.get(now, 0) | part
    return found
