"""Thresholds as linear conditions: one number for each choice, added up over owners."""

import pytest
from attrs import evolve

from gongtong.core.shares import AtLeast, MoreThan
from gongtong.voting.owners.margin_lines import Line, fewest_amount, follows, lines_of
from gongtong.voting.owners_votes import BallotRules, OwnerChoice
from gongtong.voting.readings import FollowingBallots, SilentBallots, SpoiltBallots
from gongtong.voting.thresholds import Abstention, Base, DecisionRule, Dimension, Threshold
from gongtong.voting.weights import Weight

EVERYONE = Weight(300, 3000)
RULES = BallotRules(
    spoilt=SpoiltBallots.TAKES_PART_APPROVES_NOBODY,
    silent=SilentBallots.NOT_COUNTED,
    following=FollowingBallots.NOT_ALLOWED,
)
TWO_THIRDS = Threshold(Dimension.HEADS, AtLeast(2, 3), of=Base.ALL, abstention=Abstention.COUNTS)
HALF = Threshold(Dimension.AREA, MoreThan(1, 2), of=Base.TAKING_PART, abstention=Abstention.COUNTS)


def approval_lines(asked: Threshold, rules: BallotRules = RULES) -> tuple[Line, ...]:
    rule = DecisionRule(participation=(TWO_THIRDS,), approval=(asked,))
    return lines_of(rule, rules, EVERYONE)[1][1]


def test_participation_of_all_is_two_conditions() -> None:
    """Three for each participant against six hundred; and the whole is not nothing."""
    rule = DecisionRule(participation=(TWO_THIRDS,), approval=(HALF,))
    asked, lines = lines_of(rule, RULES, EVERYONE)[0]
    assert asked is TWO_THIRDS
    assert lines == (
        Line(Dimension.HEADS, (0, 3, 3, 3, 3, 3, 0), -600, 0),
        Line(Dimension.HEADS, (0, 0, 0, 0, 0, 0, 0), 300, 1),
    )


def test_more_than_half_of_those_taking_part_is_one_condition() -> None:
    """One for, minus one for everybody else who took part; more than nothing must remain."""
    assert approval_lines(HALF) == (Line(Dimension.AREA, (0, 1, -1, -1, -1, -1, 0), 0, 1),)


@pytest.mark.parametrize(
    ("asked", "rules", "unit"),
    [
        (evolve(HALF, abstention=Abstention.LEFT_OUT), RULES, (0, 1, -1, 0, -1, -1, 0)),
        (evolve(HALF, of=Base.VALID), RULES, (0, 1, -1, -1, 0, 0, 0)),
        (
            HALF,
            evolve(RULES, spoilt=SpoiltBallots.DID_NOT_TAKE_PART),
            (0, 1, -1, -1, 0, 0, 0),
        ),
        (
            evolve(HALF, of=Base.VALID),
            evolve(RULES, following=FollowingBallots.TAKES_PART_ONLY),
            (0, 1, -1, -1, -1, 0, 0),
        ),
    ],
)
def test_the_rules_of_the_place_say_where_a_choice_stands(
    asked: Threshold, rules: BallotRules, unit: tuple[int, ...]
) -> None:
    """Abstention left out, valid ballots only, spoilt ones out, 从众 as taking part only."""
    assert approval_lines(asked, rules)[0].unit == unit


def test_a_share_of_those_present_has_no_margin() -> None:
    """What a change of ballots does to the number of those in the room is not known."""
    with pytest.raises(ValueError, match="how many are present"):
        approval_lines(evolve(HALF, of=Base.PRESENT))


@pytest.mark.parametrize("silent", SilentBallots)
@pytest.mark.parametrize("following", FollowingBallots)
def test_who_follows_the_lead(silent: SilentBallots, following: FollowingBallots) -> None:
    """Silent ballots and ballots for the majority, each where the place says so; no other choice."""
    rules = evolve(RULES, silent=silent, following=following)
    assert {choice for choice in OwnerChoice if follows(choice, rules)} == (
        {OwnerChoice.SILENT} if silent is SilentBallots.COUNT_WITH_MAJORITY else set()
    ) | ({OwnerChoice.FOLLOWING} if following is FollowingBallots.WITH_MAJORITY else set())


def test_a_condition_adds_up_what_owners_contribute() -> None:
    """Seven hundred for, two hundred against, one hundred abstaining: four hundred ahead of half."""
    (line,) = approval_lines(HALF)
    weights = {
        OwnerChoice.FOR: Weight(7, 700),
        OwnerChoice.AGAINST: Weight(2, 200),
        OwnerChoice.ABSTAIN: Weight(1, 100),
        OwnerChoice.NOT_REACHED: Weight(5, 500),
    }
    assert line.value(weights) == 400
    assert (line.lowest, line.highest) == (-1, 1)


@pytest.mark.parametrize(
    ("needed", "amount"), [(1, 1), (2, 1), (3, 2), (10, 5), (11, 6), (13, 8), (14, None)]
)
def test_the_least_weight_takes_the_best_gain_first(needed: int, amount: int | None) -> None:
    """Five units that gain two each, then three that gain one; those that gain nothing never help."""
    assert fewest_amount(iter([(1, 3), (2, 5), (0, 100)]), needed) == amount
