"""The distance to quorum while a vote runs, which tells nothing of the tendency."""

from itertools import permutations

import pytest
from attrs import evolve

from gongtong.core.shares import AtLeast, MoreThan
from gongtong.voting.owners.quorum_watch import watch_quorum, watch_vote
from gongtong.voting.owners_votes import BallotRules, OwnersVote
from gongtong.voting.readings import FollowingBallots, SilentBallots, SpoiltBallots
from gongtong.voting.thresholds import Abstention, Base, DecisionRule, in_heads_and_area
from gongtong.voting.weights import NOTHING, Weight

RULE = DecisionRule(
    participation=in_heads_and_area(AtLeast(2, 3), of=Base.ALL, abstention=Abstention.COUNTS),
    approval=in_heads_and_area(MoreThan(1, 2), of=Base.TAKING_PART, abstention=Abstention.COUNTS),
)
STRICT = evolve(
    RULE,
    participation=in_heads_and_area(AtLeast(2, 3), of=Base.ALL, abstention=Abstention.LEFT_OUT),
)
RULES = BallotRules(
    spoilt=SpoiltBallots.TAKES_PART_APPROVES_NOBODY,
    silent=SilentBallots.COUNT_WITH_MAJORITY,
    following=FollowingBallots.WITH_MAJORITY,
)
EVERYONE = Weight(300, 3_000_000)
PARTS = (Weight(90, 700_000), Weight(60, 500_000), Weight(20, 400_000), Weight(7, 0), NOTHING)


@pytest.mark.parametrize("rule", [RULE, STRICT])
@pytest.mark.parametrize("spoilt", SpoiltBallots)
def test_equal_participation_with_another_tendency_is_told_alike(
    rule: DecisionRule, spoilt: SpoiltBallots
) -> None:
    """However the same returned ballots are shared out among the choices, the answer is one and the same."""
    rules = evolve(RULES, spoilt=spoilt)
    told = {
        (watch.zh(), watch.en(), watch)
        for approving, opposing, abstaining, following, bad in permutations(PARTS)
        for watch in [
            watch_vote(
                rule,
                rules,
                OwnersVote(
                    everyone=EVERYONE,
                    approving=approving,
                    opposing=opposing,
                    abstaining=abstaining,
                    following=following,
                    spoilt=bad,
                    silent=Weight(100, 1_000_000),
                ),
            )
        ]
    }
    assert len(told) == 1


@pytest.mark.parametrize(
    ("heads", "area", "reached"),
    [
        (199, 2_000_000, False),
        (200, 1_999_999, False),
        (200, 2_000_000, True),
        (201, 2_000_001, True),
    ],
)
def test_the_quorum_is_reached_in_both_dimensions(heads: int, area: int, reached: bool) -> None:
    """Two thirds of three hundred: just under, at and over, in heads and in area."""
    watch = watch_quorum(RULE, RULES, everyone=EVERYONE, returned=Weight(heads, area))
    assert watch.is_reached is reached
    assert not watch.may_be_less


def test_silent_owners_do_not_count_before_the_end() -> None:
    """Only ballots that came back are told; silence is judged when the vote is over."""
    vote = OwnersVote(everyone=EVERYONE, approving=Weight(10, 10), silent=Weight(290, 290))
    assert watch_vote(RULE, RULES, vote).checks[0].part == 10


def test_the_distance_is_told_in_owners_and_square_metres() -> None:
    """What is missing stands at the end of each check, and a doubt at the end of all."""
    watch = watch_quorum(RULE, RULES, everyone=EVERYONE, returned=Weight(188, 1_000_000))
    assert watch.zh() == (
        "已返回：人数188人，占全体业主300人的62.66%，要求不少于2/3，还差12人；"
        "面积100.00平方米，占全体业主300.00平方米的33.33%，要求不少于2/3，还差100.00平方米。"
    )
    doubtful = watch_quorum(STRICT, RULES, everyone=EVERYONE, returned=Weight(200, 2_000_000))
    assert doubtful.may_be_less
    assert doubtful.en().endswith("; abstentions or spoilt ballots may not count in the end.")
    assert doubtful.zh().endswith("；弃权票或者废票最终可能不计入。")


def test_a_share_of_those_present_needs_their_number() -> None:
    """A rule on those present cannot be watched without knowing who is there."""
    rule = evolve(
        RULE,
        participation=in_heads_and_area(
            AtLeast(1, 2), of=Base.PRESENT, abstention=Abstention.COUNTS
        ),
    )
    with pytest.raises(ValueError, match="those present"):
        watch_quorum(rule, RULES, everyone=EVERYONE, returned=Weight(1, 1))
    room = Weight(2, 2)
    assert watch_quorum(
        rule, RULES, everyone=EVERYONE, returned=Weight(1, 1), present=room
    ).is_reached
