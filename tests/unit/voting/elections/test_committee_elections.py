"""Counting a committee election: thresholds, seats, ties and what is said of each candidate."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import permutations
from uuid import UUID

import pytest

from gongtong.core.codec import from_json, to_json
from gongtong.core.periods import SHANGHAI
from gongtong.core.places import DwellingLabel
from gongtong.core.shares import AtLeast, MoreThan
from gongtong.voting.elections.ballots import (
    Ballot,
    BallotReference,
    Channel,
    Contest,
    VotingPeriod,
)
from gongtong.voting.elections.committee_elections import (
    CommitteeCount,
    ElectionResult,
    Outcome,
    Tie,
    WeighedChoice,
    count_committee_election,
    count_weighed_choices,
)
from gongtong.voting.elections.merging import Standing, merge_ballots
from gongtong.voting.electorates import Electorate, Part, Voter
from gongtong.voting.readings import ChannelPriority, PartsCovered, SeatOrder, SpoiltBallots
from gongtong.voting.thresholds import Abstention, Base, DecisionRule, in_heads_and_area
from gongtong.voting.weights import Weight

RULE = DecisionRule(
    participation=in_heads_and_area(AtLeast(2, 3), of=Base.ALL, abstention=Abstention.COUNTS),
    approval=in_heads_and_area(MoreThan(1, 2), of=Base.TAKING_PART, abstention=Abstention.COUNTS),
)
OPENS = datetime(2025, 5, 10, 8, 0, tzinfo=SHANGHAI)
PERIOD = VotingPeriod(OPENS, OPENS + timedelta(days=10))
TAKES_PART = SpoiltBallots.TAKES_PART_APPROVES_NOBODY
BY_HEADS, BY_AREA = SeatOrder.HEADS_THEN_AREA, SeatOrder.AREA_THEN_HEADS


def count(
    votes: Sequence[str | None],
    *,
    areas: Sequence[int] | None = None,
    candidates: str = "甲乙丙",
    seats: int = 2,
    spoilt: SpoiltBallots = TAKES_PART,
    order: SeatOrder = BY_HEADS,
    rule: DecisionRule = RULE,
) -> ElectionResult:
    """Count ballots of voters 1, 2, 3, ...; None is no ballot, areas default to one m2 each."""
    labels = [DwellingLabel(1, 1, number) for number in range(1, len(votes) + 1)]
    sizes = areas or [10_000] * len(votes)
    voters = [
        Voter(UUID(int=label.room), [Part(label, size)])
        for label, size in zip(labels, sizes, strict=True)
    ]
    electorate = Electorate(date(2025, 5, 10), voters)
    contest = Contest(tuple(candidates), seats, PERIOD)
    ballots = [
        Ballot(label, OPENS, tuple(vote), reference=BallotReference(Channel.PAPER, "p", label.room))
        for label, vote in zip(labels, votes, strict=True)
        if vote is not None
    ]
    merged = merge_ballots(
        ballots,
        electorate,
        contest,
        priority=ChannelPriority.LAST_VALID_BALLOT_WINS,
        parts=PartsCovered.ALL_PARTS_OF_THE_OWNER,
    )
    return count_committee_election(
        electorate, merged, contest, rule=rule, spoilt=spoilt, seat_order=order
    )


def outcomes(result: ElectionResult) -> Mapping[str, Outcome]:
    return {candidate.name: candidate.outcome for candidate in result.candidates}


@pytest.mark.parametrize(
    ("returned", "quorum"),
    [
        pytest.param(5, False, id="under"),
        pytest.param(6, True, id="at"),
        pytest.param(7, True, id="over"),
    ],
)
def test_two_thirds_of_the_heads_must_take_part(returned: int, quorum: bool) -> None:
    """Six of nine heads are two thirds; five are not, and then nobody is elected (民法典 278)."""
    votes = ["甲"] * returned + [None] * (9 - returned)
    areas = [100] * returned + [1] * (9 - returned)
    result = count(votes, areas=areas)
    assert result.has_quorum is quorum
    assert result.elected == (("甲",) if quorum else ())
    assert (outcomes(result)["甲"] is Outcome.NO_QUORUM) is not quorum


@pytest.mark.parametrize(
    ("area", "quorum"),
    [
        pytest.param(199, False, id="under"),
        pytest.param(200, True, id="at"),
        pytest.param(201, True, id="over"),
    ],
)
def test_two_thirds_of_the_area_must_take_part(area: int, quorum: bool) -> None:
    """200 of 300 cm2 are two thirds of the area, whatever the heads are (民法典 278)."""
    result = count(["甲", "甲", None], areas=[100, area - 100, 300 - area])
    assert result.has_quorum is quorum
    assert result.took_part == Weight(2, area)


@pytest.mark.parametrize(
    ("approving", "elected"),
    [
        pytest.param(4, False, id="under"),
        pytest.param(5, False, id="exactly-half"),
        pytest.param(6, True, id="over"),
    ],
)
def test_more_than_half_of_the_heads_must_approve(approving: int, elected: bool) -> None:
    """Five of ten heads are half and not more than half; their area alone does not help (民法典 278)."""
    areas = [1_000] * approving + [1] * (10 - approving)
    result = count(["甲"] * approving + [""] * (10 - approving), areas=areas)
    assert (result.elected == ("甲",)) is elected


@pytest.mark.parametrize(
    ("area", "elected"),
    [
        pytest.param(49, False, id="under"),
        pytest.param(50, False, id="exactly-half"),
        pytest.param(51, True, id="over"),
    ],
)
def test_more_than_half_of_the_area_must_approve(area: int, elected: bool) -> None:
    """50 of 100 cm2 are half and not more than half; two of three heads do not help (民法典 278)."""
    result = count(["甲", "甲", ""], areas=[20, area - 20, 100 - area])
    assert (result.elected == ("甲",)) is elected


# three candidates with a majority for two seats: 甲 and 乙 five heads of seven, 丙 four
SEVEN = ["甲乙", "甲乙", "甲乙", "甲丙", "甲丙", "乙丙", "乙丙"]
# three candidates with four heads of six each
SIX = ["甲乙", "甲乙", "甲丙", "甲丙", "乙丙", "乙丙"]


@pytest.mark.parametrize(
    ("order", "elected", "left"),
    [
        pytest.param(BY_HEADS, ("甲", "乙"), "丙", id="heads-first"),
        pytest.param(BY_AREA, ("丙", "甲"), "乙", id="area-first"),
    ],
)
def test_the_seats_go_by_the_order_that_the_place_has_chosen(
    order: SeatOrder, elected: tuple[str, ...], left: str
) -> None:
    """Areas 59, 57 and 62: who is third by heads is first by area; the law names no order."""
    result = count(SEVEN, areas=[9, 9, 9, 16, 16, 15, 15], order=order)
    assert {c.name: c.approvals for c in result.candidates} == {
        "甲": Weight(5, 59),
        "乙": Weight(5, 57),
        "丙": Weight(4, 62),
    }
    assert result.elected == elected
    assert outcomes(result)[left] is Outcome.SEATS_TAKEN
    assert result.seats_open == 0


def test_area_decides_between_equal_heads() -> None:
    """Four heads each; with areas 38, 37 and 39 the two with more area are elected."""
    result = count(SIX, areas=[10, 8, 10, 10, 10, 9])
    assert result.elected == ("丙", "甲")
    assert result.tie is None
    assert [(c.name, c.rank) for c in result.candidates] == [("丙", 1), ("甲", 2), ("乙", 3)]


def test_equals_at_the_last_seat_are_tied_and_not_elected() -> None:
    """甲 is ahead by a cm2; 乙 and 丙 are equal in heads and area, and one seat is left."""
    result = count(SIX, areas=[10, 10, 10, 10, 10, 9])
    assert result.elected == ("甲",)
    assert result.tie == Tie(("乙", "丙"), 1)
    assert result.seats_open == 1
    assert outcomes(result) == {
        "甲": Outcome.ELECTED,
        "乙": Outcome.TIED,
        "丙": Outcome.TIED,
    }
    assert [c.rank for c in result.candidates] == [1, 2, 2]


def test_when_all_are_equal_nobody_is_preferred() -> None:
    """Three equals for two seats: no seat is filled, and the order of the notice decides nothing."""
    result = count(SIX)
    assert result.elected == ()
    assert result.tie == Tie(("甲", "乙", "丙"), 2)


def test_equals_who_all_find_a_seat_are_no_tie() -> None:
    """Two equals for two seats are both elected."""
    result = count(["甲乙", "甲乙", "甲乙"])
    assert (result.elected, result.tie, result.seats_open) == (("甲", "乙"), None, 0)


def test_a_seat_that_nobody_wins_stays_open() -> None:
    """One majority for two seats: one member, one open seat; fewer candidates than seats are no fault."""
    result = count(["甲", "甲", "乙"], candidates="甲乙", seats=5)
    assert (result.elected, result.seats_open) == (("甲",), 4)
    assert outcomes(result)["乙"] is Outcome.NO_MAJORITY


@pytest.mark.parametrize(
    ("spoilt", "took_part", "elected"),
    [
        pytest.param(TAKES_PART, 6, ("甲",), id="takes-part"),
        pytest.param(SpoiltBallots.DID_NOT_TAKE_PART, 5, (), id="did-not-take-part"),
    ],
)
def test_the_quorum_may_hang_on_a_spoilt_ballot(
    spoilt: SpoiltBallots, took_part: int, elected: tuple[str, ...]
) -> None:
    """Five valid ballots and a spoilt one of nine: the place has said whether that is two thirds."""
    result = count(["甲"] * 5 + ["丁"] + [None] * 3, spoilt=spoilt)
    assert (result.took_part.heads, result.elected) == (took_part, elected)
    assert [(one.standing.value, one.voters) for one in result.standings] == [
        ("counted", 5),
        ("abstained", 0),
        ("spoilt", 1),
        ("conflicting", 0),
    ]
    assert [problem.code.value for problem in result.rejected] == ["spoilt"]


def test_an_abstainer_takes_part_where_the_rule_says_so() -> None:
    """Five names and an empty ballot of nine: two thirds only if who abstains takes part."""
    votes = ["甲"] * 5 + [""] + [None] * 3
    strict = DecisionRule(
        participation=in_heads_and_area(AtLeast(2, 3), of=Base.ALL, abstention=Abstention.LEFT_OUT),
        approval=RULE.approval,
    )
    assert (count(votes).took_part.heads, count(votes).elected) == (6, ("甲",))
    left_out = count(votes, rule=strict)
    assert (left_out.participation[0].part, left_out.elected) == (5, ())


def test_spoilt_ballots_are_in_no_share_of_valid_ones() -> None:
    """Three of six who took part are not more than half; three of five with a valid ballot are."""
    votes = ["甲", "甲", "甲", "乙", "乙", "丁"]
    of_valid = DecisionRule(
        participation=RULE.participation,
        approval=in_heads_and_area(MoreThan(1, 2), of=Base.VALID, abstention=Abstention.COUNTS),
    )
    assert count(votes).elected == ()
    assert count(votes, rule=of_valid).elected == ("甲",)


def test_each_candidate_is_told_why() -> None:
    """Elected, tied and left out: the sentence names the rank, the shares and the bounds."""
    first, tied, _ = count(SIX, areas=[10, 10, 10, 10, 10, 9]).candidates
    assert first.zh == (
        "甲：当选。第1位。赞成：人数4人，占参与表决的业主6人的66.66%，要求超过1/2，达到；"
        "面积0.004平方米，占参与表决的业主0.0059平方米的67.79%，要求超过1/2，达到。"
    )
    assert first.en.startswith("甲: elected. Rank 1. In favour: 4 owners of 6 owners (66.66%")
    assert tied.zh.startswith("乙：未定：与其他候选人票数和面积完全相同")
    assert tied.en.startswith("乙: undecided: equal to others in heads and area")
    short = count(["甲", None, None]).candidates[0]
    assert short.zh.startswith("甲：未当选：参与表决的业主不足")
    assert short.en.startswith("甲: not elected: too few owners took part")
    left_out = count(SEVEN, areas=[9, 9, 9, 16, 16, 15, 15]).candidates[2]
    assert left_out.zh.startswith("丙：未当选：名额已满。第3位")
    assert left_out.en.startswith("丙: not elected: the seats went to better-placed candidates")
    few = count(["甲", "", ""]).candidates[0]
    assert few.zh.startswith("甲：未当选：赞成不足。第1位。赞成：人数1人")
    assert few.en.startswith("甲: not elected: too few approvals")


def test_the_order_of_candidates_in_the_notice_gives_no_seat() -> None:
    """Whatever order the notice lists them in, the same are elected."""
    areas = [10, 8, 10, 10, 10, 9]
    for candidates in permutations("甲乙丙"):
        assert count(SIX, areas=areas, candidates="".join(candidates)).elected == ("丙", "甲")


def test_a_result_goes_through_json_unchanged() -> None:
    """A result is data: it is recorded as an event and read back exactly, ties and faults too."""
    result = count([*SIX, "丁", None], areas=[10, 10, 10, 10, 10, 9, 1, 1])
    assert result.tie is not None
    assert from_json(to_json(result), ElectionResult) == result


def test_a_tie_is_settled_by_choosing_as_many_of_the_tied_as_there_are_seats() -> None:
    """The chosen are elected, the others are not, and nothing else changes; a wrong choice is an error."""
    choices = [WeighedChoice(Weight(1, 1), Standing.COUNTED, tuple("甲乙")) for _ in range(3)]
    found = count_weighed_choices(
        Weight(3, 3),
        choices,
        candidates=("甲", "乙"),
        seats=1,
        rule=RULE,
        spoilt=TAKES_PART,
        seat_order=BY_HEADS,
    )
    assert (found.tie, found.elected, found.seats_open) == (Tie(("甲", "乙"), 1), (), 1)
    settled = found.with_tie_settled(("乙",))
    assert (settled.tie, settled.elected, settled.seats_open) == (None, ("乙",), 0)
    assert [one.outcome for one in settled.candidates] == [Outcome.TIE_LOST, Outcome.ELECTED]
    assert settled.candidates[0].zh.startswith(
        "甲：未当选：与其他候选人票数和面积完全相同，按事先约定"
    )
    assert from_json(to_json(settled), CommitteeCount) == settled
    for chosen in ((), ("甲", "乙"), ("丙",)):
        with pytest.raises(ValueError, match="as many of the tied"):
            found.with_tie_settled(chosen)
    with pytest.raises(ValueError, match="as many of the tied"):
        settled.with_tie_settled(("甲",))
