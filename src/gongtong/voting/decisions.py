"""Whether owners have decided: every threshold with its exact share (表决结论)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field, frozen

from gongtong.core.shares import percent
from gongtong.voting.thresholds import Abstention, Base, DecisionRule, Threshold
from gongtong.voting.weights import NOTHING, Weight, amount_en, amount_zh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attrs import Attribute


@frozen
class Check:
    """One threshold held against what was cast (单项核对)."""

    threshold: Threshold
    part: int
    whole: int

    @property
    def is_met(self) -> bool:
        """Whether the share meets the bound (是否达到)."""
        return self.threshold.bound.is_met_by(self.part, self.whole)

    @property
    def shortfall(self) -> int:
        """How much more of the same whole would have met the bound (还差多少)."""
        return self.threshold.bound.shortfall(self.part, self.whole)

    @property
    def share(self) -> Fraction:
        """The exact share; of nothing it is nothing (准确比例)."""
        return Fraction(self.part, self.whole) if self.whole else Fraction(0)

    def zh(self) -> str:
        """Say the check in Chinese (中文说明)."""
        asked = self.threshold
        said = (
            f"{asked.dimension.zh}{amount_zh(asked.dimension, self.part)}，占{asked.of.zh}"
            f"{asked.abstention.zh}{amount_zh(asked.dimension, self.whole)}的"
            f"{percent(self.part, self.whole)}，要求{asked.bound.zh()}"
        )
        if self.is_met:
            return f"{said}，达到"
        return f"{said}，还差{amount_zh(asked.dimension, self.shortfall)}"

    def en(self) -> str:
        """Say the check in English (英文说明)."""
        asked = self.threshold
        said = (
            f"{amount_en(asked.dimension, self.part)} of {amount_en(asked.dimension, self.whole)} "
            f"({percent(self.part, self.whole)} of {asked.of.en}{asked.abstention.en}), "
            f"{asked.bound.en()} needed"
        )
        if self.is_met:
            return f"{said}: met"
        return f"{said}: {amount_en(asked.dimension, self.shortfall)} more"


def _within(whole: Weight, part: Weight) -> bool:
    return part.heads <= whole.heads and part.area_cm2 <= whole.area_cm2


def _among_those_who_took_part(tally: Tally, _: Attribute[Weight], abstained: Weight) -> None:
    if not _within(tally.took_part, abstained):
        message = f"{abstained} abstained, but only {tally.took_part} took part"
        raise ValueError(message)


@frozen(kw_only=True)
class Tally:
    """Everybody, those present, those who took part, and those who approved (计票合计).

    `took_part` and `valid` include those who abstained, and `abstained` says how many they are.
    `valid` and `present` are needed only under a rule that takes a share of them.
    """

    everyone: Weight
    took_part: Weight
    approved: Weight
    abstained: Weight = field(default=NOTHING, validator=_among_those_who_took_part)
    valid: Weight | None = None
    present: Weight | None = None

    def of(self, base: Base) -> Weight:
        """Give the whole of which a share is taken; raises `ValueError` if nobody counted it (基数)."""
        whole = {
            Base.ALL: self.everyone,
            Base.PRESENT: self.present,
            Base.TAKING_PART: self.took_part,
            Base.VALID: self.valid,
        }[base]
        if whole is None:
            message = f"the rule takes a share of {base.en}, and nobody counted them"
            raise ValueError(message)
        return whole

    def participation_under(self, threshold: Threshold) -> Check:
        """Hold those who took part against one threshold (核对一项参与)."""
        return self._check(threshold, self.took_part - self._left_out(threshold))

    def approval_under(self, threshold: Threshold) -> Check:
        """Hold those who approved against one threshold (核对一项赞成)."""
        return self._check(threshold, self.approved)

    def _check(self, threshold: Threshold, part: Weight) -> Check:
        whole = self.of(threshold.of)
        if threshold.of is not Base.ALL:
            whole -= self._left_out(threshold)
        return Check(threshold, part.of(threshold.dimension), whole.of(threshold.dimension))

    def _left_out(self, threshold: Threshold) -> Weight:
        return self.abstained if threshold.abstention is Abstention.LEFT_OUT else NOTHING


@frozen
class Note:
    """What else a resident must know to follow a finding: which rule of the place was used (表决附注)."""

    code: str
    zh: str
    en: str


@frozen
class Finding:
    """Whether enough took part and enough agreed, and by which rules of the place (表决认定)."""

    participation: tuple[Check, ...]
    approval: tuple[Check, ...]
    notes: tuple[Note, ...] = ()

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
            + "".join(f"{note.zh}。" for note in self.notes)
        )

    def en(self) -> str:
        """Say the finding in English, one check after another (英文说明)."""
        verdict = "Passed" if self.is_passed else "Not passed"
        return (
            f"{verdict}. Took part: {join_en(self.participation)}. In favour: {join_en(self.approval)}."
            + "".join(f" {note.en}." for note in self.notes)
        )


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
    return tuple(tally.participation_under(threshold) for threshold in rule.participation)


def check_approval(rule: DecisionRule, tally: Tally) -> tuple[Check, ...]:
    """Hold those who approved against what the rule asks (核对赞成)."""
    return tuple(tally.approval_under(threshold) for threshold in rule.approval)


def evaluate(rule: DecisionRule, tally: Tally, *, notes: tuple[Note, ...] = ()) -> Finding:
    """Hold a tally against a rule, threshold by threshold (认定表决)."""
    return Finding(check_participation(rule, tally), check_approval(rule, tally), notes)
