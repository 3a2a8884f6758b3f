"""Adopting a house rule: an answer of the place to a policy point, by a recorded decision (小区规则制定)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import frozen

from gongtong.core.offices import Mandate
from gongtong.core.periods import Span
from gongtong.core.policies import HouseRule, Rank
from gongtong.core.rulings import Granted, Reason, Refused, Ruling, Source, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable

MAKING_HOUSE_RULES: Final = Source("小区规则制定办法", standing=Standing.HOUSE)


@frozen
class AdoptHouseRule:
    """A request to enter a rule that the place has decided on (制定规则申请).

    `value` is the answer as JSON text. An amendment has the id of the rule that it amends.
    """

    rule_id: str
    point: str
    value: str
    in_force: Span
    mandate: Mandate
    rank: Rank = Rank.BYLAW


@frozen
class HouseRuleAdopted:
    """A place has a rule of its own, or a further text of one (小区规则已制定)."""

    rule: HouseRule


def rule_on_house_rule(
    request: AdoptHouseRule, texts: tuple[HouseRule, ...], *, on: date
) -> Ruling[HouseRuleAdopted]:
    """Rule on entering a house rule on a day, given its earlier texts (规则制定裁定).

    Grounds, in this order: the rule would bind before it was decided; the rule's id belongs to
    another point; the same text stands already.
    """
    rule = HouseRule(
        request.rule_id,
        request.point,
        request.value,
        request.in_force,
        request.mandate.source,
        on,
        request.rank,
    )
    reasons = tuple(_grounds(rule, request.mandate, texts))
    return Refused(reasons) if reasons else Granted(HouseRuleAdopted(rule))


def _grounds(rule: HouseRule, mandate: Mandate, texts: tuple[HouseRule, ...]) -> Iterable[Reason]:
    start, decided_on = rule.in_force.start, mandate.decided_on
    if decided_on > start:
        yield Reason(
            "mandate_after_start",
            zh=f"规则自{start}起施行，早于{decided_on}的决定",
            en=f"the rule would bind from {start}, before the decision of {decided_on}",
            source=MAKING_HOUSE_RULES,
        )
    if any(text.point != rule.point for text in texts):
        yield Reason(
            "rule_of_another_point",
            zh=f"编号{rule.id}已用于其他事项",
            en=f"the id {rule.id} belongs to a rule on {texts[0].point}",
            source=MAKING_HOUSE_RULES,
            params=(("point", texts[0].point),),
        )
    said = {(text.point, text.value, text.in_force) for text in texts}
    if (rule.point, rule.value, rule.in_force) in said:
        yield Reason(
            "rule_stands_already",
            zh=f"规则{rule.id}已有相同内容",
            en=f"the rule {rule.id} says this already",
            source=MAKING_HOUSE_RULES,
        )
