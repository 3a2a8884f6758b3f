"""Weights for expected numbers of starts by part of the day: more in the evening, fewer in the morning (时段权重)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from attrs import evolve, frozen

from gongtong.rostering.patrols.chances import Chances
from gongtong.rostering.patrols.laws import PatrolLaw

FULL: Final = 1_000_000
_ROUNDS: Final = 200
_CLOSE: Final = Fraction(1, 100_000)


@frozen
class DayPart:
    """A part of the day and how many starts are wanted in it on average (时段目标)."""

    slots: range
    starts: Fraction


def fitted(law: PatrolLaw, parts: Sequence[DayPart]) -> PatrolLaw:
    """Give the law of greatest entropy with these expected numbers of starts, its weights in millionths (拟合时段权重).

    The numbers are met to a hundred-thousandth; what holds is the law with its whole numbers, and `Chances.expected` tells
    exactly what it gives. Raises `ValueError` where parts overlap, do not add up to the patrols of a day, or cannot be met.
    """
    _check(law, parts)
    shares = [Fraction(1)] * len(parts)
    for _ in range(_ROUNDS):
        now = evolve(law, weights=_weights(law, parts, shares))
        chances = Chances(now)
        have = [chances.expected(part.slots) for part in parts]
        if all(abs(one - part.starts) <= _CLOSE for one, part in zip(have, parts, strict=True)):
            return now
        shares = [
            share * part.starts / one for share, part, one in zip(shares, parts, have, strict=True)
        ]
        largest = max(shares)
        shares = [(share / largest).limit_denominator(FULL**2) for share in shares]
    raise ValueError("these numbers of starts cannot be met with these windows and gaps")


def _weights(
    law: PatrolLaw, parts: Sequence[DayPart], shares: Sequence[Fraction]
) -> tuple[int, ...]:
    found = [0] * len(law.weights)
    for part, share in zip(parts, shares, strict=True):
        for slot in part.slots:
            if law.weights[slot]:
                found[slot] = max(1, round(law.weights[slot] * share * FULL))
    return tuple(found)


def _check(law: PatrolLaw, parts: Sequence[DayPart]) -> None:
    slots = [slot for part in parts for slot in part.slots]
    within = all(0 <= slot < len(law.weights) for slot in slots)
    if len(set(slots)) != len(slots) or not within:
        raise ValueError("parts lie within the day and do not overlap")
    if any(part.starts <= 0 for part in parts):
        raise ValueError("a part in which nobody is to begin is left out")
    if sum(part.starts for part in parts) != law.patrols:
        raise ValueError(f"the numbers of starts add up to the {law.patrols} patrols of a day")
