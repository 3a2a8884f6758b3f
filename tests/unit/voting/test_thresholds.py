"""Matters, dimensions and the rules that bound them."""

import pytest
from attrs import evolve

from gongtong.core.codec import from_json, to_json
from gongtong.core.shares import AtLeast, MoreThan
from gongtong.voting.thresholds import (
    Abstention,
    Base,
    DecisionRule,
    Dimension,
    Matter,
    Threshold,
    in_heads_and_area,
)

ORDINARY = DecisionRule(
    participation=in_heads_and_area(AtLeast(2, 3), of=Base.ALL, abstention=Abstention.COUNTS),
    approval=in_heads_and_area(MoreThan(1, 2), of=Base.TAKING_PART, abstention=Abstention.COUNTS),
)
SPECIAL = DecisionRule(
    participation=in_heads_and_area(AtLeast(2, 3), of=Base.ALL, abstention=Abstention.COUNTS),
    approval=in_heads_and_area(AtLeast(3, 4), of=Base.TAKING_PART, abstention=Abstention.COUNTS),
)


HALF_OF_HEADS = Threshold(Dimension.HEADS, AtLeast(1, 2), of=Base.ALL, abstention=Abstention.COUNTS)


@pytest.mark.parametrize("field", ["participation", "approval"])
@pytest.mark.parametrize("thresholds", [(), (HALF_OF_HEADS, HALF_OF_HEADS)])
def test_a_rule_asks_something_and_asks_it_once(
    field: str, thresholds: tuple[Threshold, ...]
) -> None:
    """A side without a threshold, or with the same one twice, is refused."""
    parts = {"participation": ORDINARY.participation, "approval": ORDINARY.approval} | {
        field: thresholds
    }
    with pytest.raises(ValueError, match=field):
        DecisionRule(**parts)


@pytest.mark.parametrize(
    "other",
    [
        evolve(HALF_OF_HEADS, bound=MoreThan(1, 2)),
        evolve(HALF_OF_HEADS, bound=AtLeast(2, 3)),
        evolve(HALF_OF_HEADS, of=Base.PRESENT),
        evolve(HALF_OF_HEADS, abstention=Abstention.LEFT_OUT),
        evolve(HALF_OF_HEADS, dimension=Dimension.AREA),
    ],
)
def test_a_rule_may_ask_several_things_of_one_dimension(other: Threshold) -> None:
    """Two thresholds that differ in one thing only stand side by side."""
    both = (HALF_OF_HEADS, other)
    assert DecisionRule(participation=both, approval=both).approval == both


@pytest.mark.parametrize("missing", ["of", "abstention"])
def test_a_threshold_says_of_whom_and_with_whom(missing: str) -> None:
    """The base and the treatment of abstention have no default: who leaves one out is told so."""
    said = {"of": Base.ALL, "abstention": Abstention.COUNTS}
    del said[missing]
    with pytest.raises(TypeError, match=missing):
        Threshold(Dimension.HEADS, AtLeast(1, 2), **said)  # type: ignore[arg-type]  # one is missing on purpose
    with pytest.raises(TypeError, match=missing):
        in_heads_and_area(AtLeast(1, 2), **said)  # type: ignore[arg-type]  # one is missing on purpose


@pytest.mark.parametrize("base", [Base.TAKING_PART, Base.VALID])
def test_participation_is_no_share_of_the_participants(base: Base) -> None:
    """Those who took part are all of those who took part: such a threshold would always be met."""
    thresholds = in_heads_and_area(AtLeast(2, 3), of=base, abstention=Abstention.COUNTS)
    with pytest.raises(ValueError, match="it would be the whole"):
        DecisionRule(participation=thresholds, approval=ORDINARY.approval)


@pytest.mark.parametrize("dimension", Dimension)
def test_the_part_of_a_rule_in_one_dimension(dimension: Dimension) -> None:
    """Where a report states heads alone, only what is asked of the heads can be answered."""
    part = SPECIAL.only_in(dimension)
    assert [t.dimension for t in (*part.participation, *part.approval)] == [dimension] * 2
    assert part.approval[0].bound == AtLeast(3, 4)


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
        ("到场的业主", "those present"),
        ("参与表决的业主", "those who took part"),
        ("投有效票的业主", "those with a valid ballot"),
    ]
    assert [(one.zh, one.en) for one in Abstention] == [
        ("", ""),
        ("（弃权不计）", ", abstentions left out"),
    ]
