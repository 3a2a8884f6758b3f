"""Supporters of a project as a list of rows, so that each can be looked up (支持者名单)."""

from __future__ import annotations

from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@frozen(eq=False)
class ListedBackers:
    """Voters to whom a project is worth the same: their rows, and how many voters each row is (支持者名单).

    The rows of several voters come first, with their `weights`; the others are one voter each.
    """

    utility: int
    rows: tuple[int, ...]
    weights: tuple[int, ...]
    pick: Callable[[Sequence[int]], tuple[int, ...]]

    @classmethod
    def of(
        cls, utility: int, rows: tuple[int, ...], weights: Sequence[int] | None
    ) -> ListedBackers:
        """Take some rows, none of them twice (生成名单)."""
        several: list[int] = []
        if weights is not None:
            several = [row for row in rows if weights[row] > 1]
            rows = (*several, *(row for row in rows if weights[row] == 1))
        heavy = tuple(weights[row] for row in several) if weights else ()
        return cls(utility, rows, heavy, _picker(rows))

    def by_class(self, class_of_row: Sequence[int]) -> Counter[int]:
        """Count them by the class that each row is in (按类计数)."""
        picked = self.pick(class_of_row)
        several = len(self.weights)
        found = Counter(picked[several:])
        for one, weight in zip(picked, self.weights, strict=False):
            found[one] += weight
        return found


def _picker(rows: tuple[int, ...]) -> Callable[[Sequence[int]], tuple[int, ...]]:
    """Give a quick way to look up some rows, whatever their number."""
    if len(rows) > 1:
        return itemgetter(*rows)
    return lambda row_values: tuple(row_values[row] for row in rows)
