"""How many names stand on each ballot, for many ballots at once (选票上的人数)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class NamesCounted:
    """Rows by how many names were found on them so far, up to one more than are allowed (人数累计).

    `reached(n)` are the rows with n names or more.
    """

    def __init__(self, most: int) -> None:
        """Start with no names; rows are told apart up to `most` names, and those with more."""
        self._levels = [0] * (most + 1)

    def add(self, rows: int) -> None:
        """Note one further name on these rows (记一个名字)."""
        levels = self._levels
        for place in range(len(levels) - 1, 0, -1):
            levels[place] |= levels[place - 1] & rows
        levels[0] |= rows

    def reached(self, names: int) -> int:
        """Give the rows with so many names or more, which must be at least one (达到人数的选票)."""
        return self._levels[names - 1]


def naming_more_than(most: int, named: Iterable[int]) -> int:
    """Give the rows that are in more than `most` of the sets (写人数过多的选票).

    >>> bin(naming_more_than(1, [0b011, 0b110]))
    '0b10'
    """
    counted = NamesCounted(most)
    for rows in named:
        counted.add(rows)
    return counted.reached(most + 1)
