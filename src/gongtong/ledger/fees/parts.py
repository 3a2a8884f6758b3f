"""Parts of a compound: who is charged in one transaction, where there are too many for one (分批)."""

from collections.abc import Iterable
from typing import Final

from attrs import frozen
from typing_extensions import override

from gongtong.core.places import DwellingLabel

DWELLINGS_A_PART: Final = 2000
"""How many dwellings are charged in one transaction unless the host says otherwise (每批户数)."""


@frozen
class Part:
    """The dwellings after one label up to and including another; without a bound, all (一批房屋).

    Parts are bounds and no lists, so that a dwelling that is entered later lies in one of them.
    """

    after: DwellingLabel | None = None
    through: DwellingLabel | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse bounds between which no dwelling can lie."""
        if self.after is not None and self.through is not None and self.through <= self.after:
            message = f"no dwelling lies after {self.after} and up to {self.through}"
            raise ValueError(message)

    def holds(self, label: DwellingLabel) -> bool:
        """Say whether a dwelling is one of the part (是否在内)."""
        return (self.after is None or label > self.after) and (
            self.through is None or label <= self.through
        )

    @override
    def __str__(self) -> str:
        """Write the part as an interval of labels, usable in a key (分批表述)."""
        return f"{self.after or ''}..{self.through or ''}"


def parts_of(labels: Iterable[DwellingLabel], size: int = DWELLINGS_A_PART) -> tuple[Part, ...]:
    """Cut labels, given in their order, into parts of a size; together they hold every dwelling (划分批次).

    >>> [str(part) for part in parts_of([DwellingLabel(1, 1, room) for room in (101, 102, 201)], 2)]
    ['..1-1-102', '1-1-102..']
    """
    if size < 1:
        message = f"a part holds one dwelling or more, not {size}"
        raise ValueError(message)
    bounds: list[DwellingLabel] = []
    held = 0
    last: DwellingLabel | None = None
    for label in labels:
        if held == size and last is not None:
            bounds.append(last)
            held = 0
        held += 1
        last = label
    return tuple(
        Part(after, through)
        for after, through in zip((None, *bounds), (*bounds, None), strict=True)
    )
