"""What a check finds: where a trace departs from the ballots, or from itself (复核差异)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gongtong.voting.counting.traces import Round


@frozen
class Departure:
    """One thing in a trace that does not hold, with the round it stands in (复核差异).

    Round 0 is the count as a whole.
    """

    round: int
    zh: str
    en: str


def unlike(
    one: Round, found: Mapping[str, Fraction | int], *, zh: str = "得数", en: str = "amount"
) -> Iterator[Departure]:
    """Compare the amounts of a round with what was found by hand (核对得数)."""
    told = {amount.candidate: amount.amount for amount in one.amounts}
    for name in dict.fromkeys((*told, *found)):
        said, counted = told.get(name), found.get(name)
        if said != counted:
            yield Departure(
                one.number,
                f"{name}的{zh}写为{said}，逐票计算为{counted}",
                f"the {en} of {name} is told as {said}, and comes to {counted} by hand",
            )
