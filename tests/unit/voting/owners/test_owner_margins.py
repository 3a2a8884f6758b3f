"""How few owners could have turned an owners' vote, exactly or as a bound that says so."""

from collections.abc import Mapping, Sequence

import pytest
from attrs import evolve

from gongtong.core.shares import AtLeast, MoreThan
from gongtong.voting.owners.owner_margins import (
    OwnersMargin,
    margins_from_totals,
    owners_margin,
)
from gongtong.voting.owners_votes import BallotRules, OwnerChoice, OwnersVote
from gongtong.voting.readings import FollowingBallots, SilentBallots, SpoiltBallots
from gongtong.voting.thresholds import (
    Abstention,
    Base,
    DecisionRule,
    Dimension,
    Threshold,
    in_heads_and_area,
)
from gongtong.voting.weights import Weight

RULE = DecisionRule(
    participation=in_heads_and_area(AtLeast(2, 3), of=Base.ALL, abstention=Abstention.COUNTS),
    approval=in_heads_and_area(MoreThan(1, 2), of=Base.TAKING_PART, abstention=Abstention.COUNTS),
)
RULES = BallotRules(
    spoilt=SpoiltBallots.TAKES_PART_APPROVES_NOBODY,
    silent=SilentBallots.NOT_COUNTED,
    following=FollowingBallots.NOT_ALLOWED,
)
Roll = Mapping[OwnerChoice, Sequence[Weight]]


def owners(*areas: int) -> list[Weight]:
    return [Weight(1, area) for area in areas]


def roll(
    for_: Sequence[int], against: Sequence[int] = (), absent: Sequence[int] = (), **other: list[int]
) -> Roll:
    return {
        OwnerChoice.FOR: owners(*for_),
        OwnerChoice.AGAINST: owners(*against),
        OwnerChoice.NOT_REACHED: owners(*absent),
        **{OwnerChoice[name.upper()]: owners(*areas) for name, areas in other.items()},
    }


@pytest.mark.parametrize(
    ("votes", "passed", "fewest"),
    [
        pytest.param(roll([10] * 6, [10] * 4), True, 1, id="six-of-ten-by-heads"),
        pytest.param(roll([10] * 7, [10] * 4), True, 2, id="seven-of-eleven-by-heads"),
        pytest.param(roll([50, 1, 1, 1, 1, 1], [2, 2]), True, 1, id="one-large-area"),
        pytest.param(roll([10] * 5, [10] * 5), False, 1, id="half-is-one-short"),
        pytest.param(roll([10] * 3, [10] * 5), False, 2, id="two-must-switch"),
        pytest.param(roll([10] * 6, [], [10] * 4), False, 1, id="one-more-for-the-quorum"),
        pytest.param(roll([10] * 5, [], [10] * 5), False, 2, id="two-more-for-the-quorum"),
        pytest.param(roll([1, 1, 1, 1], [9, 8, 2]), False, 1, id="the-largest-area-switches"),
        pytest.param(roll([1] * 4, [4, 4, 3]), False, 1, id="area-alone-was-short"),
        pytest.param(roll([1] * 4, [4, 4, 4, 4]), False, 2, id="area-and-heads-were-short"),
    ],
)
def test_the_fewest_owners_who_turn_the_outcome(votes: Roll, passed: bool, fewest: int) -> None:
    """By heads or by area, by switching or by adding: the number is exact and found by hand."""
    assert owners_margin(votes, RULE, RULES) == OwnersMargin(
        is_passed=passed, owners=fewest, is_exact=True
    )


def test_an_added_ballot_may_do_more_than_a_switched_one() -> None:
    """Quorum one short and approval far short: one absent owner cannot be spared."""
    votes = roll([10] * 2, [10] * 3, [10] * 3)
    assert owners_margin(votes, RULE, RULES).owners == 2


def test_of_three_kinds_of_owners_only_those_who_help_are_counted() -> None:
    """Where abstention is left out, an opponent who switches does twice what an abstainer does."""
    rule = DecisionRule(
        participation=RULE.participation,
        approval=in_heads_and_area(
            MoreThan(1, 2), of=Base.TAKING_PART, abstention=Abstention.LEFT_OUT
        ),
    )
    votes = roll([10] * 2, [10] * 7, [10] * 2, abstain=[10])
    assert owners_margin(votes, rule, RULES) == OwnersMargin(
        is_passed=False, owners=3, is_exact=True
    )


def test_where_no_change_helps_there_is_no_number() -> None:
    """Nobody on the roll; or a bound that every vote meets."""
    nobody = owners_margin(roll([]), RULE, RULES)
    assert (nobody.owners, nobody.is_exact) == (None, True)
    assert nobody.zh() == "选票如何变化都不会变为通过"
    always = DecisionRule(
        participation=RULE.participation,
        approval=in_heads_and_area(AtLeast(0, 1), of=Base.ALL, abstention=Abstention.COUNTS),
    )
    settled = owners_margin(roll([10] * 3), always, RULES)
    assert (settled.is_passed, settled.owners) == (True, None)
    assert settled.en() == "no change of ballots would make it fail"


def test_owners_with_different_heads_have_a_lower_bound() -> None:
    """An owner with no head of his own but a large area: what is best for both is not searched."""
    votes = {
        OwnerChoice.FOR: owners(1, 1),
        OwnerChoice.AGAINST: [Weight(1, 1), Weight(0, 50), Weight(1, 1)],
    }
    margin = owners_margin(votes, RULE, RULES)
    assert margin == OwnersMargin(is_passed=False, owners=1, is_exact=False)
    assert margin.zh() == "少于1位业主改投或者补投不会变为通过"
    assert margin.en() == "fewer than 1 owner voting otherwise could not make it pass"


@pytest.mark.parametrize(
    ("kind", "rules"),
    [
        ("silent", evolve(RULES, silent=SilentBallots.COUNT_WITH_MAJORITY)),
        ("following", evolve(RULES, following=FollowingBallots.WITH_MAJORITY)),
    ],
)
def test_where_some_follow_the_lead_the_number_is_a_lower_bound(
    kind: str, rules: BallotRules
) -> None:
    """Ten followers behind a lead of one: one switch turns them all, in either direction."""
    won = owners_margin(roll([10] * 3, [10] * 2, **{kind: [10] * 10}), RULE, rules)
    lost = owners_margin(roll([10] * 2, [10] * 3, **{kind: [10] * 10}), RULE, rules)
    assert won == OwnersMargin(is_passed=True, owners=1, is_exact=False)
    assert lost == OwnersMargin(is_passed=False, owners=1, is_exact=False)


def test_kinds_that_are_too_many_for_a_large_roll_leave_a_lower_bound() -> None:
    """Three kinds of several hundred owners each are not searched through; the bound says so."""
    rule = DecisionRule(
        participation=RULE.participation,
        approval=in_heads_and_area(MoreThan(1, 2), of=Base.VALID, abstention=Abstention.LEFT_OUT),
    )
    many = [10] * 400
    votes = roll([10] * 10, many, many, abstain=many, spoilt=many)
    margin = owners_margin(votes, rule, RULES)
    assert (margin.is_passed, margin.is_exact) == (False, False)
    assert margin.owners == 196


def test_a_share_of_those_present_is_refused() -> None:
    """What a change of ballots does to the room is not known."""
    rule = evolve(
        RULE,
        approval=in_heads_and_area(MoreThan(1, 2), of=Base.PRESENT, abstention=Abstention.COUNTS),
    )
    with pytest.raises(ValueError, match="present"):
        owners_margin(roll([10]), rule, RULES)


def test_an_exact_margin_is_said_in_both_languages() -> None:
    """How many owners, to which outcome, and that fewer do not do."""
    margin = owners_margin(roll([10] * 7, [10] * 4), RULE, RULES)
    assert margin.zh() == "2位业主改投或者补投即可变为未通过，更少则不能"
    assert margin.en() == "2 owners voting otherwise could make it fail, and no fewer"


VOTE = OwnersVote(
    everyone=Weight(300, 3_000_000),
    approving=Weight(100, 1_200_000),
    opposing=Weight(90, 600_000),
    abstaining=Weight(6, 100_000),
)


def test_totals_tell_what_each_threshold_lacks_or_can_lose() -> None:
    """196 of 300 took part: four more; 100 of 196 are in favour: three fewer, or five more against."""
    heads, area, approval, approval_area = margins_from_totals(VOTE, RULE, RULES)
    assert (heads.switched, heads.added, heads.is_exact) == (None, 4, True)
    assert (area.switched, area.added) == (None, 100_000)
    assert (approval.switched, approval.added) == (2, 4)
    assert (approval_area.switched, approval_area.added) == (250_000, 500_000)
    assert heads.zh() == "人数：补投4人，即达到"
    assert approval.en() == "heads: no longer met with 2 owners switched or 4 owners added"


def test_a_threshold_that_nothing_turns_says_so() -> None:
    """Participation of all that is met stays met: nobody takes a ballot back."""
    full = evolve(VOTE, abstaining=Weight(10, 400_000))
    heads, area, *_ = margins_from_totals(full, RULE, RULES)
    assert (heads.switched, heads.added) == (None, None)
    assert heads.zh() == "人数：选票如何变化都仍然达到"
    assert area.en() == "area: met whatever changes"


def test_an_empty_whole_must_first_be_filled() -> None:
    """Of no ballots at all, three quarters are not met: one ballot in favour does it."""
    of_those = Threshold(
        Dimension.HEADS, AtLeast(3, 4), of=Base.TAKING_PART, abstention=Abstention.COUNTS
    )
    rule = DecisionRule(participation=RULE.participation, approval=(of_those,))
    margin = margins_from_totals(
        OwnersVote(everyone=Weight(9, 9), approving=Weight(0, 0)), rule, RULES
    )[2]
    assert (margin.switched, margin.added) == (None, 1)


def test_followers_make_the_margins_of_totals_lower_bounds() -> None:
    """Silent owners behind a narrow lead: the amounts are said as "at least"."""
    rules = evolve(RULES, silent=SilentBallots.COUNT_WITH_MAJORITY)
    margin = margins_from_totals(evolve(VOTE, silent=Weight(50, 500_000)), RULE, rules)[2]
    assert not margin.is_exact
    assert margin.switched == 0
    assert margin.zh() == "人数：至少改投0人，或者补投0人，即不再达到"
    assert "at least" in margin.en()
