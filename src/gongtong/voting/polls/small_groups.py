"""No published figure of fewer than so many people (小群体保护).

Figures by building or by flat size can tell how somebody voted where few people stand behind them.
Groups under the limit are published together; where what was put together is still too small, the
next smallest group joins it, so that nobody can find it by subtraction from the total. Where even
the total is too small, nothing is published but the finding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable


@frozen
class Cell:
    """A group, the people behind its figures, and how often each answer was given (统计单元)."""

    groups: tuple[str, ...]
    people: int
    answers: tuple[tuple[str, int], ...]

    def with_other(self, other: Cell) -> Cell:
        """Put two groups together (合并单元)."""
        counts = dict(self.answers)
        for answer, count in other.answers:
            counts[answer] = counts.get(answer, 0) + count
        return Cell(
            (*self.groups, *other.groups),
            self.people + other.people,
            tuple(sorted(counts.items())),
        )


def publishable(cells: Iterable[Cell], least: int) -> tuple[Cell, ...]:
    """Put groups of fewer than `least` people together until each has enough (可公布单元).

    A group of nobody tells nothing and is left out. Raises `ValueError` where `least` is under 1.

    >>> [cell.groups for cell in publishable([Cell(("1",), 4, ()), Cell(("2",), 9, ())], 5)]
    [('1', '2')]
    """
    if least < 1:
        message = f"a published cell has at least 1 person, not {least}"
        raise ValueError(message)
    ordered = sorted((cell for cell in cells if cell.people), key=lambda c: (c.people, c.groups))
    together: Cell | None = None
    while ordered and (
        ordered[0].people < least or (together is not None and together.people < least)
    ):
        smallest = ordered.pop(0)
        together = smallest if together is None else together.with_other(smallest)
    kept = ordered if together is None else [*ordered, together]
    return tuple(sorted((c for c in kept if c.people >= least), key=lambda c: c.groups))
