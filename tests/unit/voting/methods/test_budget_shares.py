"""A vote on a budget by equal shares: trials, completion and comparison."""

from fractions import Fraction

import pytest

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import (
    Completion,
    CountSettings,
    UncountableError,
    Utility,
)
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.counting.scores import Scores
from gongtong.voting.counting.ties import Referee, TieRule
from gongtong.voting.counting.traces import Act, Count, FigureName, Stage
from gongtong.voting.methods.budget_shares import BudgetShares

NAMES = ("大", "小甲", "小乙", "小丙")
# three fifths want the large project; the others each a small one
VOTES = ProjectVotes(
    Approvals.from_ballots(NAMES, [({0}, 6), ({1}, 2), ({2}, 1), ({3}, 1)]), (90, 20, 10, 10), 100
)


def shares(votes: ProjectVotes = VOTES, settings: CountSettings | None = None) -> BudgetShares:
    referee = Referee(votes.candidates, TieRule())
    return BudgetShares("pb-equal-shares", votes, settings or CountSettings(), referee)


def finished(**settings: object) -> Count:
    made = shares(settings=CountSettings(**settings))  # type: ignore[arg-type]  # each test names what it sets
    return made.finish(made.trial(made.equal_part))


def test_the_budget_is_divided_among_all_who_voted() -> None:
    """Ten voters have a tenth each, those who abstain included."""
    assert shares().equal_part == 10
    ballots = Approvals.from_ballots(NAMES, [({0}, 6), (set(), 4)])
    assert shares(ProjectVotes(ballots, VOTES.costs, 100)).equal_part == 10


def test_without_voters_nothing_is_bought() -> None:
    """A vote in which nobody voted buys nothing, and nothing fails."""
    made = shares(ProjectVotes(Approvals.from_ballots(NAMES, []), VOTES.costs, 100))
    assert made.finish(made.trial(made.equal_part)).elected == ()


def test_votes_are_worth_the_cost_and_points_themselves() -> None:
    """Without a utility in the settings the ballots say which; with one it holds."""
    points = ProjectVotes(Scores.from_ballots(NAMES, [({0: 3}, 1)]), VOTES.costs, 100)
    assert shares().utility is Utility.COST
    assert shares(points).utility is Utility.POINTS
    assert shares(points, CountSettings(utility=Utility.NUMBER)).utility is Utility.NUMBER


def test_a_trial_says_whether_more_money_could_buy_more() -> None:
    """With 10 each the six cannot pay 90; with 15 each everything is bought."""
    made = shares()
    first, last = made.trial(Fraction(10)), made.trial(Fraction(15))
    assert ([NAMES[one] for one in first.spending.bought], first.wants_money) == (
        ["小甲", "小乙", "小丙"],
        True,
    )
    assert (len(last.spending.bought), last.wants_money) == (4, False)


def test_rows_put_together_buy_the_same() -> None:
    """Putting equal ballots together changes the time it takes and nothing else."""
    one, other = shares(), shares()
    other.put_alike_together()
    assert one.trial(Fraction(12)).steps == other.trial(Fraction(12)).steps


def test_the_money_left_over_stays_unless_a_completion_is_named() -> None:
    """60 are left, and the large project costs 90: by votes nothing more fits, with 30 more it does."""
    assert finished().elected == ("小甲", "小乙", "小丙")
    votes = ProjectVotes(VOTES.ballots, (90, 20, 10, 10), 130)
    # 13 each: the six have 78
    settings = CountSettings(completion=Completion.UTILITARIAN)
    made = shares(votes, settings)
    counted = made.finish(made.trial(made.equal_part))
    assert counted.elected == ("小甲", "小乙", "小丙", "大")
    assert [one.stage for one in counted.rounds][-1] is Stage.COMPLETION
    assert {one.name: one.amount for one in counted.notes}[FigureName.MONEY_LEFT] == 0


def test_a_budget_is_not_completed_by_growing_money() -> None:
    """That completion belongs to committees, and the refusal says what else there is."""
    with pytest.raises(UncountableError, match="by votes or not at all"):
        shares(settings=CountSettings(completion=Completion.PHRAGMEN))


def test_the_comparison_takes_what_more_voters_prefer() -> None:
    """Six prefer the large project, three of the others what equal shares buy: votes alone win."""
    counted = finished(comparison=True)
    assert counted.elected == ("大", "小乙")
    told = {(one.name, one.of): one.amount for one in counted.rounds[-1].figures}
    assert told[FigureName.PREFER_GREEDY, ""] == 6
    assert told[FigureName.COST, "小甲"] == 20
    bought = [
        step.candidate for one in counted.rounds for step in one.steps if step.act is Act.ELECTED
    ]
    assert bought == list(counted.elected)


def test_a_comparison_that_is_level_keeps_equal_shares() -> None:
    """Five against five: equal shares stay, as the published rule says."""
    ballots = Approvals.from_ballots(NAMES, [({0}, 5), ({1}, 4), ({2}, 1)])
    votes = ProjectVotes(ballots, (90, 30, 9, 10), 90)
    made = shares(votes, CountSettings(comparison=True))
    counted = made.finish(made.trial(made.equal_part))
    told = {one.name: one.amount for one in counted.rounds[-1].figures}
    assert told[FigureName.PREFER_SHARES] == told[FigureName.PREFER_GREEDY] == 5
    assert counted.elected == ("小甲", "小乙")
