"""Votes by yes, no or abstention: what becomes of ballots that choose neither side."""

from fractions import Fraction

import pytest
from attrs import evolve

from gongtong.core.shares import AtLeast, MoreThan
from gongtong.voting.decisions import Note
from gongtong.voting.owners_votes import (
    BallotRules,
    OwnerChoice,
    OwnersVote,
    amounts_en,
    amounts_zh,
    count_owners_vote,
    notes_of,
    tally_owners_vote,
)
from gongtong.voting.readings import FollowingBallots, SilentBallots, SpoiltBallots
from gongtong.voting.thresholds import Abstention, Base, DecisionRule, Dimension, in_heads_and_area
from gongtong.voting.weights import Weight

ORDINARY = DecisionRule(
    participation=in_heads_and_area(AtLeast(2, 3), of=Base.ALL, abstention=Abstention.COUNTS),
    approval=in_heads_and_area(MoreThan(1, 2), of=Base.TAKING_PART, abstention=Abstention.COUNTS),
)
RULES = BallotRules(
    spoilt=SpoiltBallots.TAKES_PART_APPROVES_NOBODY,
    silent=SilentBallots.NOT_COUNTED,
    following=FollowingBallots.NOT_ALLOWED,
)
WITH_SILENCE = evolve(RULES, silent=SilentBallots.COUNT_WITH_MAJORITY)
EVERYONE = Weight(100, 100)


def test_abstention_stands_in_the_denominator() -> None:
    """An abstainer took part: five of ten are not more than half (民法典 278)."""
    vote = OwnersVote(everyone=Weight(10, 10), approving=Weight(5, 5), abstaining=Weight(5, 5))
    tally = tally_owners_vote(vote, RULES)
    assert (tally.took_part, tally.abstained) == (Weight(10, 10), Weight(5, 5))
    finding = count_owners_vote(vote, ORDINARY, RULES)
    assert (finding.has_quorum, finding.is_passed) == (True, False)


@pytest.mark.parametrize(
    ("spoilt", "took_part"),
    [
        (SpoiltBallots.TAKES_PART_APPROVES_NOBODY, 30),
        (SpoiltBallots.DID_NOT_TAKE_PART, 20),
    ],
)
def test_a_spoilt_ballot_takes_part_where_the_place_says_so(
    spoilt: SpoiltBallots, took_part: int
) -> None:
    """Ten spoilt ballots beside twenty: they are never valid and approve nothing."""
    vote = OwnersVote(everyone=EVERYONE, approving=Weight(20, 20), spoilt=Weight(10, 10))
    tally = tally_owners_vote(vote, evolve(RULES, spoilt=spoilt))
    assert tally.took_part == Weight(took_part, took_part)
    assert (tally.valid, tally.approved) == (Weight(20, 20), Weight(20, 20))


def test_silence_follows_the_side_that_leads_in_each_dimension() -> None:
    """With more heads against and more area in favour, silence adds area to the approval, not heads."""
    vote = OwnersVote(
        everyone=EVERYONE,
        approving=Weight(20, 40),
        opposing=Weight(30, 20),
        silent=Weight(30, 30),
    )
    tally = tally_owners_vote(vote, WITH_SILENCE)
    assert tally.took_part == Weight(80, 90)
    assert tally.approved == Weight(20, 70)


def test_silence_follows_abstention_where_it_leads() -> None:
    """More abstained than approved, though more approved than opposed: silence approves nothing."""
    vote = OwnersVote(
        everyone=EVERYONE,
        approving=Weight(20, 20),
        opposing=Weight(10, 10),
        abstaining=Weight(30, 20),
        silent=Weight(40, 40),
    )
    tally = tally_owners_vote(vote, WITH_SILENCE)
    assert tally.approved == Weight(20, 20)
    assert tally.abstained == Weight(70, 20)


def test_silence_follows_nobody_where_no_side_leads() -> None:
    """Twenty against twenty: who stayed silent takes part and approves nothing."""
    vote = OwnersVote(
        everyone=Weight(50, 50),
        approving=Weight(20, 20),
        opposing=Weight(20, 20),
        silent=Weight(10, 10),
    )
    finding = count_owners_vote(vote, ORDINARY, WITH_SILENCE)
    assert [check.share for check in finding.approval] == [Fraction(2, 5), Fraction(2, 5)]


@pytest.mark.parametrize(
    ("following", "took_part", "approved"),
    [
        (FollowingBallots.WITH_MAJORITY, 50, 40),
        (FollowingBallots.TAKES_PART_ONLY, 50, 30),
        (FollowingBallots.NOT_ALLOWED, 50, 30),
    ],
)
def test_a_ballot_for_the_majority_does_what_the_place_has_said(
    following: FollowingBallots, took_part: int, approved: int
) -> None:
    """Ten 从众 ballots beside thirty for and ten against, under each of the three rules."""
    vote = OwnersVote(
        everyone=EVERYONE,
        approving=Weight(30, 30),
        opposing=Weight(10, 10),
        following=Weight(10, 10),
    )
    tally = tally_owners_vote(vote, evolve(RULES, following=following))
    assert tally.took_part == Weight(took_part, took_part)
    assert tally.approved == Weight(approved, approved)


def test_a_ballot_for_the_majority_is_spoilt_where_the_choice_is_not_allowed() -> None:
    """It then shares the fate of spoilt ballots: not valid, and perhaps not taking part."""
    vote = OwnersVote(everyone=EVERYONE, approving=Weight(30, 30), following=Weight(10, 10))
    strict = evolve(RULES, spoilt=SpoiltBallots.DID_NOT_TAKE_PART)
    assert tally_owners_vote(vote, RULES).valid == Weight(30, 30)
    assert tally_owners_vote(vote, strict).took_part == Weight(30, 30)


def test_followers_do_not_make_the_majority_that_they_follow() -> None:
    """Ten for, eleven against, fifty followers: the lead is that of those who chose, so against."""
    vote = OwnersVote(
        everyone=EVERYONE,
        approving=Weight(10, 11),
        opposing=Weight(11, 10),
        following=Weight(50, 50),
        silent=Weight(5, 5),
    )
    rules = evolve(WITH_SILENCE, following=FollowingBallots.WITH_MAJORITY)
    assert tally_owners_vote(vote, rules).approved == Weight(10, 66)
    assert [vote.leading(dimension) for dimension in Dimension] == [1, 0]


@pytest.mark.parametrize("cast", [Weight(11, 5), Weight(5, 11)])
def test_more_than_everybody_cannot_have_voted(cast: Weight) -> None:
    """Totals above everybody are a mistake of the caller, in either dimension."""
    with pytest.raises(ValueError, match="everybody together"):
        OwnersVote(everyone=Weight(10, 10), approving=cast)
    assert OwnersVote(everyone=Weight(10, 10), approving=Weight(10, 10)).silent == Weight(0, 0)


@pytest.mark.parametrize("cast", [Weight(-1, 0), Weight(0, -1)])
def test_less_than_nothing_cannot_have_voted(cast: Weight) -> None:
    """A negative total would hide another that is too high."""
    with pytest.raises(ValueError, match="less than nothing"):
        OwnersVote(everyone=Weight(10, 10), approving=Weight(5, 5), opposing=cast)


def test_a_finding_names_the_rule_for_every_kind_of_ballot_that_occurs() -> None:
    """Spoilt, silent and following ballots are said with their amount; what does not occur is not."""
    vote = OwnersVote(
        everyone=Weight(100, 100_000),
        approving=Weight(60, 60_000),
        spoilt=Weight(2, 30_000),
        silent=Weight(1, 0),
    )
    later = Note("x", "附注", "A note")
    finding = count_owners_vote(vote, ORDINARY, RULES, notes=(later,))
    assert [note.code for note in finding.notes] == [
        "voting.spoilt_ballots",
        "voting.silent_ballots",
        "x",
    ]
    assert finding.notes[0].zh == "废票（2人、3.00平方米）按小区规则计为参与表决，不计赞成"
    assert finding.notes[1].en == (
        "Ballots delivered and not returned (1 owner) are not counted by the rules of the place"
    )
    assert notes_of(OwnersVote(everyone=EVERYONE, approving=EVERYONE), RULES) == ()


def test_amounts_leave_out_what_is_nothing() -> None:
    """Heads without area are said as heads alone."""
    assert amounts_zh(Weight(3, 0)) == "3人"
    assert amounts_en(Weight(0, 25_000)) == "2.50 m2"


def test_totals_are_made_from_what_each_choice_weighs() -> None:
    """Everyone is the sum; who returned a ballot is whoever chose, followed or spoilt one."""
    weights = {choice: Weight(2**choice, 10**choice) for choice in OwnerChoice}
    vote = OwnersVote.from_choices(weights, present=Weight(1, 1))
    assert vote.everyone == Weight(127, 1_111_111)
    assert (vote.approving, vote.silent) == (Weight(2, 10), Weight(64, 1_000_000))
    assert vote.returned == Weight(2 + 4 + 8 + 16 + 32, 111_110)
    assert vote.present == Weight(1, 1)
    assert OwnersVote.from_choices({}).everyone == Weight(0, 0)


def test_the_numbers_of_choices_stay() -> None:
    """A roll of choices is kept as bytes: a number never changes its meaning."""
    assert [(choice.name, choice.value) for choice in OwnerChoice] == [
        ("NOT_REACHED", 0),
        ("FOR", 1),
        ("AGAINST", 2),
        ("ABSTAIN", 3),
        ("FOLLOWING", 4),
        ("SPOILT", 5),
        ("SILENT", 6),
    ]
