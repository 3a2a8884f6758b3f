"""Matters, dimensions and the rules that bound them."""

import pytest

from gongtong.core.codec import from_json, to_json
from gongtong.core.shares import AtLeast, MoreThan
from gongtong.voting.thresholds import (
    Base,
    DecisionRule,
    Dimension,
    Matter,
    Threshold,
    in_heads_and_area,
)

ORDINARY = DecisionRule(
    participation=in_heads_and_area(AtLeast(2, 3)),
    approval=in_heads_and_area(MoreThan(1, 2)),
    approval_of=Base.TAKING_PART,
    abstention_takes_part=True,
)
SPECIAL = DecisionRule(
    participation=in_heads_and_area(AtLeast(2, 3)),
    approval=in_heads_and_area(AtLeast(3, 4)),
    approval_of=Base.TAKING_PART,
    abstention_takes_part=True,
)


@pytest.mark.parametrize("field", ["participation", "approval"])
@pytest.mark.parametrize(
    "thresholds",
    [(), (Threshold(Dimension.HEADS, AtLeast(1, 2)), Threshold(Dimension.HEADS, AtLeast(2, 3)))],
)
def test_a_rule_asks_once_for_each_dimension(field: str, thresholds: tuple[Threshold, ...]) -> None:
    """A rule without a threshold, or with two on heads, is refused."""
    parts = {"participation": ORDINARY.participation, "approval": ORDINARY.approval} | {
        field: thresholds
    }
    with pytest.raises(ValueError, match=field):
        DecisionRule(**parts, approval_of=Base.ALL, abstention_takes_part=True)


def test_a_rule_goes_through_json_unchanged() -> None:
    """A rule is data: an election keeps it, and a place can adopt it."""
    assert from_json(to_json(SPECIAL), DecisionRule) == SPECIAL


def test_the_nine_matters_are_named_in_the_order_of_the_statute() -> None:
    """民法典 278(1) lists nine matters."""
    assert [matter.value for matter in Matter] == [
        "rules_of_procedure",
        "covenant",
        "elect_or_replace_committee",
        "hire_or_dismiss_manager",
        "use_maintenance_fund",
        "raise_maintenance_fund",
        "rebuild_or_alter",
        "change_or_profit_from_common_parts",
        "other_major",
    ]
    assert Matter.USE_MAINTENANCE_FUND.zh == "使用维修资金"


def test_dimensions_and_bases_have_words_for_people() -> None:
    """What is counted, and of which whole, is said in the words of the statute."""
    assert [dimension.zh for dimension in Dimension] == ["人数", "面积"]
    assert [(base.zh, base.en) for base in Base] == [
        ("全体业主", "all owners"),
        ("参与表决的业主", "those who took part"),
    ]
