"""Thresholds as linear conditions on what owners weigh, so that changes of ballots add up (余量条件).

With den/num the fraction of a bound, a share is met where den * part - num * whole reaches a least
value: nothing for "at least", one for "more than". Part and whole are sums over owners, so each owner
adds a number that depends on the choice alone, times the weight. "At least" also asks that the whole is
not nothing, which is a second condition of the same kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from attrs import frozen

from gongtong.core.shares import MoreThan
from gongtong.voting.owners_votes import BallotRules, OwnerChoice
from gongtong.voting.readings import FollowingBallots, SilentBallots, SpoiltBallots
from gongtong.voting.thresholds import Abstention, Base, DecisionRule, Dimension, Threshold
from gongtong.voting.weights import Weight

if TYPE_CHECKING:
    from collections.abc import Iterable

TARGETS: Final = (OwnerChoice.FOR, OwnerChoice.AGAINST, OwnerChoice.ABSTAIN)
"""What a ballot may be changed to; nobody takes one back."""


@frozen
class Line:
    """One condition: the sum over owners of `unit[choice]` times weight, plus `fixed`, reaches `least` (余量条件)."""

    dimension: Dimension
    unit: tuple[int, ...]
    fixed: int
    least: int

    @property
    def lowest(self) -> int:
        """The least that a ballot can add for each unit of weight (最小贡献)."""
        return min(self.unit[choice] for choice in TARGETS)

    @property
    def highest(self) -> int:
        """The most that a ballot can add for each unit of weight; a ballot in favour does (最大贡献)."""
        return self.unit[OwnerChoice.FOR]

    def value(self, weights: Mapping[OwnerChoice, Weight]) -> int:
        """Add up what owners contribute (条件取值)."""
        return self.fixed + sum(
            self.unit[choice] * weight.of(self.dimension) for choice, weight in weights.items()
        )


@frozen
class _Counted:
    """In which sums a choice stands: 1 or 0 each."""

    took_part: int = 0
    approved: int = 0
    abstained: int = 0
    valid: int = 0


_ABSENT: Final = _Counted()
_AGAINST: Final = _Counted(took_part=1, valid=1)


def _counted(choice: OwnerChoice, rules: BallotRules) -> _Counted:
    spoilt = _Counted(took_part=int(rules.spoilt is SpoiltBallots.TAKES_PART_APPROVES_NOBODY))
    return {
        OwnerChoice.FOR: _Counted(took_part=1, approved=1, valid=1),
        OwnerChoice.AGAINST: _AGAINST,
        OwnerChoice.ABSTAIN: _Counted(took_part=1, abstained=1, valid=1),
        OwnerChoice.SPOILT: spoilt,
        OwnerChoice.FOLLOWING: (
            spoilt if rules.following is FollowingBallots.NOT_ALLOWED else _AGAINST
        ),
    }.get(choice, _ABSENT)


def follows(choice: OwnerChoice, rules: BallotRules) -> bool:
    """Say whether such ballots follow the side that leads (是否随多数)."""
    match choice:
        case OwnerChoice.SILENT:
            return rules.silent is SilentBallots.COUNT_WITH_MAJORITY
        case OwnerChoice.FOLLOWING:
            return rules.following is FollowingBallots.WITH_MAJORITY
        case _:
            return False


def lines_of(
    rule: DecisionRule, rules: BallotRules, everyone: Weight
) -> tuple[tuple[Threshold, tuple[Line, ...]], ...]:
    """Give the conditions of every threshold, participation first (各项条件).

    Raises `ValueError` for a share of those present: what a ballot does to their number is not known.
    """
    return (
        *(
            (asked, _lines(asked, rules, everyone, of_approval=False))
            for asked in rule.participation
        ),
        *((asked, _lines(asked, rules, everyone, of_approval=True)) for asked in rule.approval),
    )


def _lines(
    asked: Threshold, rules: BallotRules, everyone: Weight, *, of_approval: bool
) -> tuple[Line, ...]:
    if asked.of is Base.PRESENT:
        message = (
            "a change of ballots does not tell how many are present: no margin under this rule"
        )
        raise ValueError(message)
    counted = [_counted(choice, rules) for choice in OwnerChoice]
    wholes = [_in_whole(one, asked) for one in counted]
    parts = [one.approved if of_approval else _took_part(one, asked) for one in counted]
    fixed = everyone.of(asked.dimension) if asked.of is Base.ALL else 0
    bound = asked.bound
    share = Line(
        asked.dimension,
        tuple(
            bound.denominator * part - bound.numerator * whole
            for part, whole in zip(parts, wholes, strict=True)
        ),
        -bound.numerator * fixed,
        int(isinstance(bound, MoreThan)),
    )
    if isinstance(bound, MoreThan):
        return (share,)
    return (share, Line(asked.dimension, tuple(wholes), fixed, 1))


def _left_out(one: _Counted, asked: Threshold) -> int:
    return one.abstained if asked.abstention is Abstention.LEFT_OUT else 0


def _took_part(one: _Counted, asked: Threshold) -> int:
    return one.took_part - _left_out(one, asked)


def _in_whole(one: _Counted, asked: Threshold) -> int:
    match asked.of:
        case Base.TAKING_PART:
            return _took_part(one, asked)
        case Base.VALID:
            return one.valid - _left_out(one, asked)
        case Base.ALL | Base.PRESENT:
            return 0


def fewest_amount(weights: Iterable[tuple[int, int]], needed: int) -> int | None:
    """Give the least weight that moves a condition by `needed`, or None where all is too little (最少权数).

    `weights` are pairs of the gain of each unit and of how many units there are.
    """
    moved = amount = 0
    for gain, units in sorted(weights, reverse=True):
        if gain <= 0:
            break
        missing = -(-(needed - moved) // gain)
        if missing <= units:
            return amount + missing
        moved, amount = moved + gain * units, amount + units
    return None
