"""A person settles the category of an opinion (意见分类确认)."""

from __future__ import annotations

from attrs import frozen

from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.deliberation.categories import OpinionWords
from gongtong.deliberation.opinions import TRANSITIONS, OpinionState, OpinionStep, step_for
from gongtong.deliberation.recording import PRACTICE


@frozen
class CategoryChoice:
    """The category that a person names for an opinion (分类确认请求).

    `reason` is needed only to correct a category that was confirmed before.
    """

    number: str
    category: str
    reason: str = ""


@frozen
class ChoiceFacts:
    """How the opinion stands now, and the categories of the place (确认事实)."""

    state: OpinionState
    category: str
    words: OpinionWords
    chosen_by: str


@frozen
class CategoryConfirmed:
    """A person settled the category of an opinion (分类已确认).

    `before` is the category until then: the suggested one, or the one now corrected.
    """

    number: str
    category: str
    before: str
    step: OpinionStep
    state: OpinionState
    confirmed_by: str
    reason: str


def _unknown_category(choice: CategoryChoice, facts: ChoiceFacts) -> list[Reason]:
    if facts.words.has(choice.category):
        return []
    known = "、".join(f"{category.code}（{category.zh}）" for category in facts.words.categories)
    return [
        Reason(
            "deliberation.unknown_category",
            f"没有“{choice.category}”这一类别，现有：{known}",
            f"there is no category {choice.category!r} here",
            PRACTICE,
            (("category", choice.category),),
        )
    ]


def _faulty_correction(choice: CategoryChoice, facts: ChoiceFacts) -> list[Reason]:
    reasons = []
    if choice.category == facts.category:
        reasons.append(
            Reason(
                "deliberation.already_confirmed",
                f"编号 {choice.number} 已确认为该类别",
                f"{choice.number} is confirmed under this category already",
                PRACTICE,
                (("number", choice.number), ("category", choice.category)),
            )
        )
    if not choice.reason.strip():
        reasons.append(
            Reason(
                "deliberation.correction_without_reason",
                f"编号 {choice.number} 的类别已确认过，更正须说明理由",
                f"the category of {choice.number} was confirmed before; a correction states why",
                PRACTICE,
                (("number", choice.number),),
            )
        )
    return reasons


def rule_on_category(
    choice: CategoryChoice, facts: ChoiceFacts
) -> Granted[CategoryConfirmed] | Refused:
    """Rule on the category a person names: known, then a real correction, then why (分类确认裁定)."""
    step = step_for(facts.state)
    reasons = _unknown_category(choice, facts)
    if step is OpinionStep.CORRECT:
        reasons += _faulty_correction(choice, facts)
    if reasons:
        return Refused(tuple(reasons))
    return Granted(
        CategoryConfirmed(
            number=choice.number,
            category=choice.category,
            before=facts.category,
            step=step,
            state=TRANSITIONS[facts.state, step],
            confirmed_by=facts.chosen_by,
            reason=choice.reason.strip(),
        )
    )
