"""Equal shares for a committee."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from gongtong.core.shares import AtLeast
from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import (
    Completion,
    CountSettings,
    UncountableError,
)
from gongtong.voting.counting.ties import TieRule
from gongtong.voting.counting.traces import Count, FigureName, Stage, TieBreak, Why
from gongtong.voting.methods.equal_shares import METHOD

STORED = Path(__file__).parents[4] / "../shared/ground-truth/voting/abcvoting"
NAMES = ("甲", "乙", "丙", "丁")
BALLOTS = Approvals.from_ballots(NAMES, [({0, 1, 2}, 6), ({3}, 3)])


def elect(ballots: Approvals, seats: int, **settings: object) -> Count:
    return METHOD.run(ballots, CountSettings(seats=seats, **settings))  # type: ignore[arg-type]  # each test names what it sets


def test_two_thirds_have_two_seats_of_three() -> None:
    """Six of nine pay for two seats and have nothing left; three of nine pay for the third."""
    counted = elect(BALLOTS, 3, ties=TieRule(by=TieBreak.ORDER))
    assert counted.elected == ("甲", "乙", "丁")
    first = counted.rounds[0]
    assert (first.stage, first.amount_of("甲")) == (Stage.SEAT, Fraction(1, 6))
    figures = {one.name: one.amount for one in first.figures}
    assert figures[FigureName.BUDGET_PER_VOTER] == Fraction(1, 3)
    assert figures[FigureName.PER_VOTER] == Fraction(1, 6)


def test_an_open_tie_leaves_the_tied_undecided() -> None:
    """甲, 乙 and 丙 are level for two seats; 丁 is elected whoever of them is."""
    counted = elect(BALLOTS, 3)
    assert (counted.elected, counted.undecided) == (("丁",), ("甲", "乙", "丙"))


def test_a_seat_nobody_can_pay_is_completed_stays_open_or_goes_by_votes() -> None:
    """Two seats and three camps: the money of the largest is enough for one seat."""
    ballots = Approvals.from_ballots(NAMES, [({0, 1}, 5), ({2}, 3), ({3}, 2)])
    ruled = TieRule(by=TieBreak.ORDER)
    assert elect(ballots, 2, ties=ruled, completion=Completion.NONE).elected == ("甲",)
    assert elect(ballots, 2, ties=ruled, completion=Completion.NONE).seats_open == 1
    by_votes = elect(ballots, 2, ties=ruled, completion=Completion.UTILITARIAN)
    assert by_votes.elected == ("甲", "乙")
    assert by_votes.rounds[-1].stage is Stage.COMPLETION
    completed = elect(ballots, 2, ties=ruled)
    # three with 1/5 each need 2/15 more each for a seat; five with nothing need 1/5
    assert completed.elected == ("甲", "丙")
    assert completed.rounds[-1].amount_of("丙") == Fraction(2, 15)
    assert completed.rounds[-1].amount_of("乙") == Fraction(1, 5)
    assert completed.rounds[-1].steps[0].why is Why.LEAST_LOAD


def test_money_that_has_grown_is_counted_from_the_beginning() -> None:
    """With a further seat to complete, the amounts go on rising instead of starting anew."""
    ballots = Approvals.from_ballots(NAMES, [({0}, 2), ({1}, 3), ({2}, 4), ({3}, 4)])
    counted = elect(ballots, 3, ties=TieRule(by=TieBreak.ORDER))
    # 3/13 each: four have 12/13 and need 1/52 each, three need 4/39 each
    assert counted.elected == ("丙", "丁", "乙")
    assert [one.amount_of("乙") for one in counted.rounds if one.stage is Stage.COMPLETION] == [
        Fraction(4, 39)
    ] * 3


def test_level_candidates_without_common_voters_are_no_tie_while_seats_last() -> None:
    """丙 and 丁 are paid at the same moment: with two seats both, with one the rule decides."""
    ballots = Approvals.from_ballots(NAMES, [({2}, 4), ({3}, 4), ({0}, 3)])
    assert elect(ballots, 2).elected == ("丙", "丁")
    assert elect(ballots, 2).ties == ()
    assert elect(ballots, 1).undecided == ("丙", "丁")


def test_nobody_is_elected_whom_no_voter_names() -> None:
    """With more seats than candidates who are wanted, seats stay open; so do all where all abstain."""
    ballots = Approvals.from_ballots(NAMES, [({0}, 2)])
    for completion in Completion:
        assert elect(ballots, 3, completion=completion).elected == ("甲",)
    nobody = Approvals.from_ballots(NAMES, [(set(), 5)])
    assert elect(nobody, 2).seats_open == 2
    assert elect(Approvals.from_ballots(NAMES, []), 2).seats_open == 2


def test_a_majority_for_each_cannot_be_asked_for() -> None:
    """A committee in proportion has members whom a part supports; the refusal says so."""
    with pytest.raises(UncountableError, match="majority"):
        elect(BALLOTS, 2, majority=AtLeast(1, 2))


def test_by_votes_level_candidates_stay_undecided() -> None:
    """A completion by votes leaves open who of the level gets the last seat."""
    ballots = Approvals.from_ballots(NAMES, [({0}, 2), ({1}, 2), ({2}, 1)])
    counted = elect(ballots, 1, completion=Completion.UTILITARIAN)
    assert (counted.elected, counted.undecided) == ((), ("甲", "乙"))


@pytest.mark.parametrize(
    ("file", "completion", "rule", "committees"),
    [
        ("instanceL0000", Completion.PHRAGMEN, "equal-shares", [[1, 2, 3]]),
        ("instanceL0007", Completion.PHRAGMEN, "equal-shares", [[0, 1, 3], [1, 3, 5]]),
        (
            "instanceL0000",
            Completion.UTILITARIAN,
            "equal-shares-with-av-completion",
            [[1, 2, 3], [1, 3, 4]],
        ),
        (
            "instanceL0007",
            Completion.UTILITARIAN,
            "equal-shares-with-av-completion",
            [[0, 1, 3], [1, 3, 5]],
        ),
    ],
)
def test_stored_committees_of_another_library_agree(
    file: str, completion: Completion, rule: str, committees: list[list[int]]
) -> None:
    """Elected is who is in all committees that abcvoting has stored, undecided who is in some."""
    path = STORED / f"{file}.abc.yaml"
    if not path.exists():
        pytest.skip("the stored committees are not beside this checkout")
    text = path.read_text("utf-8")
    assert f"rule_id: {rule}\n  result: {committees}\n" in text
    profile = json.loads(text.split("profile: ")[1].split("\n")[0])
    ballots = Approvals.from_ballots("012345", [(set(named), 1) for named in profile])
    counted = elect(ballots, len(committees[0]), completion=completion)
    everywhere = set(committees[0]).intersection(*committees)
    assert set(map(int, counted.elected)) == everywhere
    assert set(map(int, counted.undecided)) == set().union(*committees) - everywhere
