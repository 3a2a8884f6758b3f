"""Votes of very many owners at once: one byte an owner, counted exactly in two dimensions (大批量表决).

The roll is prepared once: its areas become bit planes. A vote is then one byte for each owner in the
order of the roll, and a million of them are added up exactly within a tenth of a second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from gongtong.voting.counting.bitsets import Weights, all_rows, column_planes, one_hot
from gongtong.voting.owners_votes import OwnerChoice, OwnersVote
from gongtong.voting.weights import NOTHING, Weight, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gongtong.voting.electorates import Electorate

_BITS: Final = max(OwnerChoice).bit_length()
_KNOWN: Final = bytes(OwnerChoice)


@frozen(eq=False)
class BulkRoll:
    """A roll of owners, prepared so that any set of them is weighed at once (位面名册).

    >>> roll = BulkRoll.of([690_700, 821_500, 754_200])
    >>> roll.count(bytes([OwnerChoice.FOR, OwnerChoice.AGAINST, OwnerChoice.FOR])).approving
    Weight(heads=2, area_cm2=1444900)
    """

    size: int
    areas: Weights

    @classmethod
    def of(cls, areas_cm2: Sequence[int]) -> BulkRoll:
        """Prepare a roll from the area of each owner, one head each, in the order of the roll (备妥名册)."""
        return cls(len(areas_cm2), Weights.of(areas_cm2))

    @classmethod
    def of_electorate(cls, electorate: Electorate) -> BulkRoll:
        """Prepare the roll of an electorate, in the order of its voters (由选民名册备妥)."""
        return cls.of([voter.weight.area_cm2 for voter in electorate.voters])

    def count(self, choices: bytes) -> OwnersVote:
        """Add up a vote: one `OwnerChoice` as a byte for each owner (合计).

        Raises `ValueError` where a byte is no choice, or the choices are not as many as the owners.
        """
        if len(choices) != self.size:
            message = f"{len(choices)} choices for {self.size} owners"
            raise ValueError(message)
        strange = choices.translate(None, delete=_KNOWN)
        if strange:
            message = f"{strange[0]} is no choice of an owner"
            raise ValueError(message)
        (planes,) = column_planes(choices, width=1, bits=_BITS)
        sets = one_hot(planes, len(OwnerChoice), all_rows(self.size))
        return OwnersVote.from_choices(
            {choice: self._weigh(rows) for choice, rows in zip(OwnerChoice, sets, strict=True)}
        )

    def _weigh(self, rows: int) -> Weight:
        return Weight(rows.bit_count(), self.areas.total(rows)) if rows else NOTHING


def join_votes(votes: Iterable[OwnersVote]) -> OwnersVote:
    """Add up the votes of parts of a roll, counted apart, such as building by building (合并合计).

    `present` is known of the whole only where it is known of every part.
    """
    parts = tuple(votes)
    rooms = [vote.present for vote in parts if vote.present is not None]
    return OwnersVote(
        everyone=total(vote.everyone for vote in parts),
        approving=total(vote.approving for vote in parts),
        opposing=total(vote.opposing for vote in parts),
        abstaining=total(vote.abstaining for vote in parts),
        following=total(vote.following for vote in parts),
        spoilt=total(vote.spoilt for vote in parts),
        silent=total(vote.silent for vote in parts),
        present=total(rooms) if parts and len(rooms) == len(parts) else None,
    )
