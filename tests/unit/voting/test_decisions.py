"""Thresholds: just under, exactly at and just over, on heads and on area, and how they are said."""

from fractions import Fraction

import pytest

from gongtong.core.shares import AtLeast, MoreThan
from gongtong.voting.decisions import (
    OwnersVote,
    Tally,
    count_owners_vote,
    evaluate,
    tally_owners_vote,
)
from gongtong.voting.readings import SilentBallots, SpoiltBallots
from gongtong.voting.thresholds import (
    Base,
    DecisionRule,
    Dimension,
    in_heads_and_area,
)
from gongtong.voting.weights import Weight

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
EVERYONE = Weight(338, 23_660_0000)
NOT_COUNTED = SilentBallots.NOT_COUNTED
TAKES_PART = SpoiltBallots.TAKES_PART_APPROVES_NOBODY


@pytest.mark.parametrize(
    ("heads", "area_cm2", "quorum"),
    [
        pytest.param(225, 236_600_000, False, id="one-head-short"),
        pytest.param(226, 157_733_334, True, id="both-just-enough"),
        pytest.param(226, 157_733_333, False, id="a-third-of-a-cm2-short"),
        pytest.param(227, 157_733_335, True, id="both-just-over"),
    ],
)
def test_two_thirds_of_heads_and_of_area_must_take_part(
    heads: int, area_cm2: int, quorum: bool
) -> None:
    """Of 338 households 226 are the first quorum, and two thirds of the area besides (民法典 278)."""
    took_part = Weight(heads, area_cm2)
    finding = evaluate(ORDINARY, Tally(EVERYONE, took_part, took_part))
    assert finding.has_quorum is quorum
    assert finding.is_passed is quorum


@pytest.mark.parametrize("dimension", list(Dimension))
@pytest.mark.parametrize(
    ("rule", "of_200", "passed"),
    [
        pytest.param(ORDINARY, 99, False, id="just-under-half"),
        pytest.param(ORDINARY, 100, False, id="exactly-half-is-not-more"),
        pytest.param(ORDINARY, 101, True, id="just-over-half"),
        pytest.param(SPECIAL, 149, False, id="just-under-three-quarters"),
        pytest.param(SPECIAL, 150, True, id="exactly-three-quarters-is-enough"),
        pytest.param(SPECIAL, 151, True, id="just-over-three-quarters"),
    ],
)
def test_each_dimension_must_meet_the_bound_by_itself(
    dimension: Dimension, rule: DecisionRule, of_200: int, passed: bool
) -> None:
    """过半数 is more than half, 四分之三以上 includes three quarters, in heads and in area (民法典 278, 1259)."""
    took_part = Weight(200, 200)
    approved = Weight(of_200, 200) if dimension is Dimension.HEADS else Weight(200, of_200)
    assert evaluate(rule, Tally(took_part, took_part, approved)).is_passed is passed


def test_a_finding_says_what_was_missing() -> None:
    """The shares are exact, the percentages rounded down, and the shortfall is in owners and m2."""
    finding = evaluate(ORDINARY, Tally(Weight(338, 600), Weight(214, 399), Weight(214, 399)))
    heads, area = finding.participation
    assert (heads.share, heads.shortfall) == (Fraction(107, 169), 12)
    assert (area.share, area.shortfall) == (Fraction(133, 200), 1)
    assert heads.zh() == "人数214人，占全体业主338人的63.31%，要求不少于2/3，还差12人"
    assert area.en() == (
        "0.0399 m2 of 0.06 m2 (66.50% of all owners), at least 2/3 needed: 0.0001 m2 more"
    )
    assert finding.zh().startswith("未通过。参与表决：人数214人")
    assert finding.en().startswith("Not passed. Took part: 214 owners of 338 owners")


def test_a_finding_that_passes_says_so() -> None:
    """Every check is listed with its bound, and that it is met."""
    finding = evaluate(ORDINARY, Tally(Weight(3, 3), Weight(2, 2), Weight(2, 2)))
    assert finding.zh() == (
        "通过。参与表决：人数2人，占全体业主3人的66.66%，要求不少于2/3，达到；"
        "面积0.0002平方米，占全体业主0.0003平方米的66.66%，要求不少于2/3，达到。"
        "赞成：人数2人，占参与表决的业主2人的100.00%，要求超过1/2，达到；"
        "面积0.0002平方米，占参与表决的业主0.0002平方米的100.00%，要求超过1/2，达到。"
    )
    assert finding.en().startswith("Passed. ")


def test_nobody_is_never_enough() -> None:
    """Where nobody may vote, or nobody did, nothing is decided; the share is nothing, not an error."""
    nobody = Weight(0, 0)
    finding = evaluate(ORDINARY, Tally(nobody, nobody, nobody))
    assert not finding.has_quorum
    assert finding.approval[0].share == 0


def test_abstention_stands_in_the_denominator_where_the_rule_says_so() -> None:
    """An abstainer took part; under a rule that says otherwise he did not."""
    vote = OwnersVote(everyone=Weight(10, 10), approving=Weight(5, 5), abstaining=Weight(5, 5))
    counted = tally_owners_vote(vote, ORDINARY, spoilt=TAKES_PART, silent=NOT_COUNTED)
    assert counted.took_part == Weight(10, 10)
    other = DecisionRule(
        participation=ORDINARY.participation,
        approval=ORDINARY.approval,
        approval_of=Base.TAKING_PART,
        abstention_takes_part=False,
    )
    left_out = tally_owners_vote(vote, other, spoilt=TAKES_PART, silent=NOT_COUNTED)
    assert left_out.took_part == Weight(5, 5)


def test_silence_follows_the_side_that_leads_in_each_dimension() -> None:
    """With more heads against and more area in favour, silence adds area to the approval, not heads."""
    vote = OwnersVote(
        everyone=Weight(100, 100),
        approving=Weight(20, 40),
        opposing=Weight(30, 20),
        silent=Weight(30, 30),
    )
    silent = SilentBallots.COUNT_WITH_MAJORITY
    tally = tally_owners_vote(vote, ORDINARY, spoilt=TAKES_PART, silent=silent)
    assert tally.took_part == Weight(80, 90)
    assert tally.approved == Weight(20, 70)


def test_silence_follows_abstention_where_it_leads() -> None:
    """More abstained than approved, though more approved than opposed: silence approves nothing."""
    vote = OwnersVote(
        everyone=Weight(100, 100),
        approving=Weight(20, 20),
        opposing=Weight(10, 10),
        abstaining=Weight(30, 20),
        silent=Weight(40, 40),
    )
    silent = SilentBallots.COUNT_WITH_MAJORITY
    tally = tally_owners_vote(vote, ORDINARY, spoilt=TAKES_PART, silent=silent)
    assert tally.approved == Weight(20, 20)


def test_silence_follows_nobody_where_no_side_leads() -> None:
    """Twenty against twenty: who stayed silent takes part and approves nothing."""
    vote = OwnersVote(
        everyone=Weight(50, 50),
        approving=Weight(20, 20),
        opposing=Weight(20, 20),
        silent=Weight(10, 10),
    )
    finding = count_owners_vote(
        vote, ORDINARY, spoilt=TAKES_PART, silent=SilentBallots.COUNT_WITH_MAJORITY
    )
    assert [check.share for check in finding.approval] == [Fraction(2, 5), Fraction(2, 5)]


@pytest.mark.parametrize("cast", [Weight(11, 5), Weight(5, 11)])
def test_more_than_everybody_cannot_have_voted(cast: Weight) -> None:
    """Totals above everybody are a mistake of the caller, in either dimension."""
    with pytest.raises(ValueError, match="everybody together"):
        OwnersVote(everyone=Weight(10, 10), approving=cast)
