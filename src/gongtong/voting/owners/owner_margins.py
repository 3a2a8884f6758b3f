"""How few owners could have turned the outcome of an owners' vote (表决余量).

A change is one owner whose ballot becomes for, against or abstention, whatever it was before: another
choice, a spoilt ballot, or none. Nobody takes a ballot back. Every threshold is one or two linear
conditions on what the owners weigh, so that

* a vote that passed fails as soon as one condition breaks: the owners who weigh most on it, one after
  another, are the fewest, and the number is exact;
* a vote that failed passes when all conditions hold: turning an owner to "for" is at least as good for
  every condition as anything else, and of two owners who did the same, with equal heads, the one with
  the larger area is at least as good. What is left to search is how many of each kind; it is exact.

Where heads differ, where too many kinds of owners remain in a large roll, or where silence or ballots
for the majority follow the lead, the number is a lower bound, and says so.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import accumulate, product
from math import prod
from typing import Final

from attrs import frozen

from gongtong.voting.decisions import Check, check_approval, check_participation
from gongtong.voting.owners.margin_lines import Line, fewest_amount, follows, lines_of
from gongtong.voting.owners_votes import (
    BallotRules,
    OwnerChoice,
    OwnersVote,
    count_owners_vote,
    tally_owners_vote,
)
from gongtong.voting.thresholds import DecisionRule, Dimension
from gongtong.voting.weights import Weight, amount_en, amount_zh, total

_MOST_STEPS: Final = 300_000
_NOT_CAST: Final = (OwnerChoice.NOT_REACHED, OwnerChoice.SILENT)


@frozen(kw_only=True)
class OwnersMargin:
    """The fewest owners whose ballots could have turned the outcome (表决余量).

    `is_passed` is the outcome as it is. `owners` is None where no change of ballots turns it. Without
    `is_exact` it is a lower bound: fewer cannot turn the outcome, and more may be needed.
    """

    is_passed: bool
    owners: int | None
    is_exact: bool

    def zh(self) -> str:
        """Say the margin in Chinese (中文说明)."""
        turned = "未通过" if self.is_passed else "通过"
        if self.owners is None:
            return f"选票如何变化都不会变为{turned}"
        if self.is_exact:
            return f"{self.owners}位业主改投或者补投即可变为{turned}，更少则不能"
        return f"少于{self.owners}位业主改投或者补投不会变为{turned}"

    def en(self) -> str:
        """Say the margin in English (英文说明)."""
        turned = "fail" if self.is_passed else "pass"
        noun = "owner" if self.owners == 1 else "owners"
        if self.owners is None:
            return f"no change of ballots would make it {turned}"
        if self.is_exact:
            return f"{self.owners} {noun} voting otherwise could make it {turned}, and no fewer"
        return f"fewer than {self.owners} {noun} voting otherwise could not make it {turned}"


@frozen
class _State:
    """A condition, and where it stands."""

    line: Line
    value: int

    @property
    def missing(self) -> int:
        """How much must be added before the condition holds; not positive where it does."""
        return self.line.least - self.value


def owners_margin(
    owners: Mapping[OwnerChoice, Sequence[Weight]], rule: DecisionRule, rules: BallotRules
) -> OwnersMargin:
    """Find the fewest owners who could have turned a vote, from what each of them weighs (表决余量).

    `owners` lists every owner of the roll under the choice made. Raises `ValueError` under a rule that
    takes a share of those present.
    """
    sums = {choice: total(own) for choice, own in owners.items()}
    vote = OwnersVote.from_choices(sums)
    is_passed = count_owners_vote(vote, rule, rules).is_passed
    free = {choice: own for choice, own in owners.items() if not follows(choice, rules)}
    followers = total(sums[choice] for choice in owners if choice not in free)
    states = [
        _State(line, _value(line, sums, free, followers, worst=is_passed))
        for _, lines in lines_of(rule, rules, vote.everyone)
        for line in lines
    ]
    fewest, is_exact = (_breaking if is_passed else _meeting)(states, free)
    if fewest is not None and any(len(owners[choice]) for choice in owners if choice not in free):
        # followers were given the side that is easiest to turn: fewer changes cannot be enough
        return OwnersMargin(is_passed=is_passed, owners=max(1, fewest), is_exact=False)
    return OwnersMargin(is_passed=is_passed, owners=fewest, is_exact=is_exact)


def _value(
    line: Line,
    sums: Mapping[OwnerChoice, Weight],
    free: Mapping[OwnerChoice, Sequence[Weight]],
    followers: Weight,
    *,
    worst: bool,
) -> int:
    own = line.value({choice: sums[choice] for choice in free})
    return own + (line.lowest if worst else line.highest) * followers.of(line.dimension)


def _breaking(
    states: Sequence[_State], free: Mapping[OwnerChoice, Sequence[Weight]]
) -> tuple[int | None, bool]:
    """Give the fewest owners who break one condition: the heaviest on it, one after another."""
    found = [_fewest(_losses(state.line, free), 1 - state.missing) for state in states]
    return min((count for count in found if count is not None), default=None), True


def _losses(line: Line, free: Mapping[OwnerChoice, Sequence[Weight]]) -> list[int]:
    return [
        (line.unit[choice] - line.lowest) * weight.of(line.dimension)
        for choice, own in free.items()
        for weight in own
    ]


def _gains(line: Line, free: Mapping[OwnerChoice, Sequence[Weight]]) -> list[int]:
    return [
        (line.highest - line.unit[choice]) * weight.of(line.dimension)
        for choice, own in free.items()
        for weight in own
    ]


def _fewest(moves: list[int], needed: int) -> int | None:
    """Give how many of the largest moves reach what is needed, or None where all are too little."""
    if needed <= 0:
        return 0
    moves.sort(reverse=True)
    reached = enumerate(accumulate(moves), start=1)
    return next((count for count, moved in reached if moved >= needed), None)


@frozen
class _Kind:
    """Owners whose turn to "for" adds the same to each condition, by unit; the largest area first."""

    gains: tuple[int, ...]
    sums: Mapping[Dimension, tuple[int, ...]]

    @property
    def size(self) -> int:
        return len(self.sums[Dimension.HEADS]) - 1

    def gain(self, at: int, dimension: Dimension, count: int) -> int:
        return self.gains[at] * self.sums[dimension][count]


def _meeting(
    states: Sequence[_State], free: Mapping[OwnerChoice, Sequence[Weight]]
) -> tuple[int | None, bool]:
    """Give the fewest owners who make every condition hold, or a lower bound."""
    each = [_fewest(_gains(state.line, free), state.missing) for state in states]
    if any(count is None for count in each):
        return None, True
    fewest = max((count for count in each if count is not None), default=0)
    kinds = _kinds(states, free)
    heads = {weight.heads for choice, own in free.items() for weight in own}
    outer, pair = kinds[:-2], kinds[-2:]
    steps = prod(kind.size + 1 for kind in outer) * sum(kind.size for kind in pair)
    if len(heads) > 1 or (outer and steps > _MOST_STEPS):
        return fewest, False
    return _search(states, outer, pair), True


def _kinds(states: Sequence[_State], free: Mapping[OwnerChoice, Sequence[Weight]]) -> list[_Kind]:
    """Sort owners by what turning them adds, the rarest kind first; who adds nothing is left out."""
    by_gains: defaultdict[tuple[int, ...], list[Weight]] = defaultdict(list)
    for choice, own in free.items():
        gains = tuple(state.line.highest - state.line.unit[choice] for state in states)
        if any(gains):
            by_gains[gains] += own
    kinds = []
    for gains, own in by_gains.items():
        own.sort(key=lambda weight: weight.area_cm2, reverse=True)
        sums = {
            dimension: tuple(accumulate((w.of(dimension) for w in own), initial=0))
            for dimension in Dimension
        }
        kinds.append(_Kind(gains, sums))
    return sorted(kinds, key=lambda kind: kind.size)


def _search(states: Sequence[_State], outer: Sequence[_Kind], pair: Sequence[_Kind]) -> int | None:
    best: int | None = None
    sizes = [kind.size for kind in pair] + [0] * (2 - len(pair))
    for counts in product(*(range(kind.size + 1) for kind in outer)):
        if best is not None and sum(counts) >= best:
            continue
        missing = [
            (at, state.line.dimension, state.missing - _added(outer, at, state, counts))
            for at, state in enumerate(states)
        ]
        found = _fewest_of_two(partial(_holds, missing, pair), *sizes)
        if found is not None and (best is None or found + sum(counts) < best):
            best = found + sum(counts)
    return best


def _added(kinds: Sequence[_Kind], at: int, state: _State, counts: Sequence[int]) -> int:
    dimension = state.line.dimension
    return sum(kind.gain(at, dimension, count) for kind, count in zip(kinds, counts, strict=True))


def _holds(
    missing: Sequence[tuple[int, Dimension, int]], pair: Sequence[_Kind], *counts: int
) -> bool:
    return all(
        sum(kind.gain(at, dimension, count) for kind, count in zip(pair, counts, strict=False))
        >= needed
        for at, dimension, needed in missing
    )


def _fewest_of_two(holds: Callable[[int, int], bool], first: int, second: int) -> int | None:
    """Walk along the edge of what holds: with more of the first kind, no more of the second are needed."""
    if not holds(first, second):
        return None
    start = bisect_left(range(first), x=True, key=lambda of_first: holds(of_first, second))
    of_second = bisect_left(range(second), x=True, key=partial(holds, start))
    best = start + of_second
    for of_first in range(start + 1, first + 1):
        if of_first >= best:
            break
        while of_second and holds(of_first, of_second - 1):
            of_second -= 1
        best = min(best, of_first + of_second)
    return best


@frozen(kw_only=True)
class ThresholdMargin:
    """How much weight must vote otherwise before one threshold turns, from totals alone (单项余量).

    In owners or cm2. `switched`: by those whose ballot was cast; `added`: by those who cast none. None
    where all of them together are too few. Without `is_exact` (silence or ballots for the majority
    follow the lead) both are lower bounds.
    """

    check: Check
    switched: int | None
    added: int | None
    is_exact: bool

    def zh(self) -> str:
        """Say the margin in Chinese (中文说明)."""
        dimension = self.check.threshold.dimension
        ways = [
            f"{word}{amount_zh(dimension, amount)}"
            for word, amount in (("改投", self.switched), ("补投", self.added))
            if amount is not None
        ]
        turned = "不再达到" if self.check.is_met else "达到"
        stays = "仍然达到" if self.check.is_met else "不会达到"
        least = "" if self.is_exact else "至少"
        return f"{dimension.zh}：" + (
            f"{least}{'，或者'.join(ways)}，即{turned}" if ways else f"选票如何变化都{stays}"
        )

    def en(self) -> str:
        """Say the margin in English (英文说明)."""
        dimension = self.check.threshold.dimension
        ways = [
            f"{amount_en(dimension, amount)} {word}"
            for word, amount in (("switched", self.switched), ("added", self.added))
            if amount is not None
        ]
        turned = "no longer met" if self.check.is_met else "met"
        stays = "met" if self.check.is_met else "not met"
        least = "" if self.is_exact else "at least "
        return f"{dimension.value}: " + (
            f"{turned} with {least}{' or '.join(ways)}" if ways else f"{stays} whatever changes"
        )


def margins_from_totals(
    vote: OwnersVote, rule: DecisionRule, rules: BallotRules
) -> tuple[ThresholdMargin, ...]:
    """Say for every threshold how much must change before it turns, participation first (合计余量).

    From totals alone nothing is known of single owners: how many owners an area takes is not said.
    Raises `ValueError` under a rule that takes a share of those present.
    """
    tally = tally_owners_vote(vote, rules)
    checks = (*check_participation(rule, tally), *check_approval(rule, tally))
    return tuple(
        _threshold_margin(check, lines, vote, rules)
        for check, (_, lines) in zip(checks, lines_of(rule, rules, vote.everyone), strict=True)
    )


def _threshold_margin(
    check: Check, lines: Sequence[Line], vote: OwnersVote, rules: BallotRules
) -> ThresholdMargin:
    sums = vote.by_choice()
    free = {choice: sums[choice] for choice in sums if not follows(choice, rules)}
    followers = total(sums[choice] for choice in sums if choice not in free)
    cast = [choice for choice in free if choice not in _NOT_CAST]
    not_cast = [choice for choice in free if choice in _NOT_CAST]
    amounts = [
        tuple(
            _amount(line, free, chosen, followers, met=check.is_met) for chosen in (cast, not_cast)
        )
        for line in lines
    ]
    switched, added = (
        _of_lines([pair[way] for pair in amounts], met=check.is_met) for way in (0, 1)
    )
    return ThresholdMargin(
        check=check, switched=switched, added=added, is_exact=followers == Weight(0, 0)
    )


def _amount(
    line: Line,
    free: Mapping[OwnerChoice, Weight],
    chosen: Sequence[OwnerChoice],
    followers: Weight,
    *,
    met: bool,
) -> int | None:
    own = line.value(free)
    value = own + (line.lowest if met else line.highest) * followers.of(line.dimension)
    needed = value - line.least + 1 if met else line.least - value
    if needed <= 0:
        return 0
    units = (
        (
            line.unit[choice] - line.lowest if met else line.highest - line.unit[choice],
            free[choice].of(line.dimension),
        )
        for choice in chosen
    )
    return fewest_amount(units, needed)


def _of_lines(amounts: Sequence[int | None], *, met: bool) -> int | None:
    """A threshold breaks with the first of its conditions, and holds with the last."""
    known = [amount for amount in amounts if amount is not None]
    if met:
        return min(known, default=None)
    return max(known) if len(known) == len(amounts) else None
