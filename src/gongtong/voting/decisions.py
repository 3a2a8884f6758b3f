"""Whether owners have decided: every threshold with its exact share (表决结论)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from gongtong.core.shares import percent
from gongtong.voting.readings import SilentBallots, SpoiltBallots
from gongtong.voting.thresholds import Base, DecisionRule, Dimension, Threshold
from gongtong.voting.weights import NOTHING, Weight, amount_en, amount_zh, total

if TYPE_CHECKING:
    from collections.abc import Sequence


@frozen
class Check:
    """One threshold held against what was cast (单项核对)."""

    threshold: Threshold
    base: Base
    part: int
    whole: int

    @property
    def is_met(self) -> bool:
        """Whether the share meets the bound (是否达到)."""
        return self.threshold.bound.is_met_by(self.part, self.whole)

    @property
    def shortfall(self) -> int:
        """How much more would have met the bound (还差多少)."""
        return self.threshold.bound.shortfall(self.part, self.whole)

    @property
    def share(self) -> Fraction:
        """The exact share; of nothing it is nothing (准确比例)."""
        return Fraction(self.part, self.whole) if self.whole else Fraction(0)

    def zh(self) -> str:
        """Say the check in Chinese (中文说明)."""
        dimension = self.threshold.dimension
        said = (
            f"{dimension.zh}{amount_zh(dimension, self.part)}，占{self.base.zh}"
            f"{amount_zh(dimension, self.whole)}的{percent(self.part, self.whole)}，"
            f"要求{self.threshold.bound.zh()}"
        )
        if self.is_met:
            return f"{said}，达到"
        return f"{said}，还差{amount_zh(dimension, self.shortfall)}"

    def en(self) -> str:
        """Say the check in English (英文说明)."""
        dimension = self.threshold.dimension
        said = (
            f"{amount_en(dimension, self.part)} of {amount_en(dimension, self.whole)} "
            f"({percent(self.part, self.whole)} of {self.base.en}), "
            f"{self.threshold.bound.en()} needed"
        )
        if self.is_met:
            return f"{said}: met"
        return f"{said}: {amount_en(dimension, self.shortfall)} more"


@frozen
class Tally:
    """Everybody, those who took part, and those who approved (计票合计)."""

    everyone: Weight
    took_part: Weight
    approved: Weight

    def of(self, base: Base) -> Weight:
        """Give the whole of which a share is taken (基数)."""
        match base:
            case Base.ALL:
                return self.everyone
            case Base.TAKING_PART:
                return self.took_part


@frozen
class Finding:
    """Whether enough took part and enough agreed (表决认定)."""

    participation: tuple[Check, ...]
    approval: tuple[Check, ...]

    @property
    def has_quorum(self) -> bool:
        """Whether enough took part in every dimension (参与是否足够)."""
        return all_met(self.participation)

    @property
    def is_passed(self) -> bool:
        """Whether enough took part and enough of them agreed (是否通过)."""
        return self.has_quorum and all_met(self.approval)

    def zh(self) -> str:
        """Say the finding in Chinese, one check after another (中文说明)."""
        verdict = "通过" if self.is_passed else "未通过"
        return (
            f"{verdict}。参与表决：{join_zh(self.participation)}。赞成：{join_zh(self.approval)}。"
        )

    def en(self) -> str:
        """Say the finding in English, one check after another (英文说明)."""
        verdict = "Passed" if self.is_passed else "Not passed"
        return f"{verdict}. Took part: {join_en(self.participation)}. In favour: {join_en(self.approval)}."


def all_met(checks: Sequence[Check]) -> bool:
    """Say whether every check is met (是否全部达到)."""
    return all(check.is_met for check in checks)


def join_zh(checks: Sequence[Check]) -> str:
    """Say several checks in Chinese (中文合并说明)."""
    return "；".join(check.zh() for check in checks)


def join_en(checks: Sequence[Check]) -> str:
    """Say several checks in English (英文合并说明)."""
    return "; ".join(check.en() for check in checks)


def check_participation(rule: DecisionRule, tally: Tally) -> tuple[Check, ...]:
    """Hold those who took part against what the rule asks (核对参与)."""
    return _checks(rule.participation, Base.ALL, tally.took_part, tally.everyone)


def check_approval(rule: DecisionRule, tally: Tally) -> tuple[Check, ...]:
    """Hold those who approved against what the rule asks (核对赞成)."""
    return _checks(rule.approval, rule.approval_of, tally.approved, tally.of(rule.approval_of))


def _checks(
    thresholds: tuple[Threshold, ...], base: Base, part: Weight, whole: Weight
) -> tuple[Check, ...]:
    return tuple(
        Check(threshold, base, part.of(threshold.dimension), whole.of(threshold.dimension))
        for threshold in thresholds
    )


def evaluate(rule: DecisionRule, tally: Tally) -> Finding:
    """Hold a tally against a rule, threshold by threshold (认定表决)."""
    return Finding(check_participation(rule, tally), check_approval(rule, tally))


@frozen(kw_only=True)
class OwnersVote:
    """What came back on a question answered by yes, no or abstention (业主表决票数).

    `silent` are owners to whom a ballot was delivered and who returned none; whoever is in no
    field was never reached.
    """

    everyone: Weight
    approving: Weight
    opposing: Weight = NOTHING
    abstaining: Weight = NOTHING
    spoilt: Weight = NOTHING
    silent: Weight = NOTHING

    def __attrs_post_init__(self) -> None:
        """Refuse totals that exceed everybody."""
        cast = total((self.approving, self.opposing, self.abstaining, self.spoilt, self.silent))
        if cast.heads > self.everyone.heads or cast.area_cm2 > self.everyone.area_cm2:
            message = f"{cast} was counted, but everybody together is {self.everyone}"
            raise ValueError(message)


def tally_owners_vote(
    vote: OwnersVote, rule: DecisionRule, *, spoilt: SpoiltBallots, silent: SilentBallots
) -> Tally:
    """Add up who took part and who approved, as the rules of the place say (合计业主表决)."""
    took_part = vote.approving + vote.opposing
    if rule.abstention_takes_part:
        took_part += vote.abstaining
    if spoilt is SpoiltBallots.TAKES_PART_APPROVES_NOBODY:
        took_part += vote.spoilt
    approved = vote.approving
    if silent is SilentBallots.COUNT_WITH_MAJORITY:
        took_part += vote.silent
        approved += _silent_approval(vote)
    return Tally(vote.everyone, took_part, approved)


def _silent_approval(vote: OwnersVote) -> Weight:
    def following(dimension: Dimension) -> int:
        others = max(vote.opposing.of(dimension), vote.abstaining.of(dimension))
        return vote.silent.of(dimension) if vote.approving.of(dimension) > others else 0

    return Weight(following(Dimension.HEADS), following(Dimension.AREA))


def count_owners_vote(
    vote: OwnersVote, rule: DecisionRule, *, spoilt: SpoiltBallots, silent: SilentBallots
) -> Finding:
    """Say whether owners have decided, from the totals of a vote (业主表决认定)."""
    return evaluate(rule, tally_owners_vote(vote, rule, spoilt=spoilt, silent=silent))
