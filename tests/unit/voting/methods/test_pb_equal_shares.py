"""Equal shares of a budget."""

from fractions import Fraction

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountSettings, Utility
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.counting.scores import Scores
from gongtong.voting.counting.ties import TieRule
from gongtong.voting.counting.traces import Act, FigureName, TieBreak, Why
from gongtong.voting.methods.pb_equal_shares import METHOD

NAMES = ("广场", "路灯", "树", "长椅")
# four fifths of the voters want three things, one fifth the fourth
BALLOTS = Approvals.from_ballots(NAMES, [({0, 1, 2}, 8), ({3}, 2)])
VOTES = ProjectVotes(BALLOTS, (50, 40, 30, 20), 100)


def test_a_fifth_of_the_voters_decide_on_a_fifth_of_the_money() -> None:
    """By votes the eight would have 广场 and 路灯 and leave nothing; now the two have their 长椅."""
    counted = METHOD.run(VOTES, CountSettings(ties=TieRule(by=TieBreak.ORDER)))
    assert counted.elected == ("广场", "树", "长椅")
    assert {one.name: one.amount for one in counted.notes} == {
        FigureName.BUDGET_PER_VOTER: 10,
        FigureName.MONEY_LEFT: 0,
    }


def test_the_price_is_money_for_the_worth() -> None:
    """Worth their cost, all three of the eight have the price 1/8, and the rule decides; worth one, 树 is cheapest."""
    ruled = TieRule(by=TieBreak.ORDER)
    by_cost = METHOD.run(VOTES, CountSettings(ties=ruled))
    assert by_cost.rounds[0].amount_of("路灯") == Fraction(1, 8)
    assert by_cost.ties[0].candidates == ("广场", "路灯", "树")
    by_number = METHOD.run(VOTES, CountSettings(ties=ruled, utility=Utility.NUMBER))
    assert by_number.elected == ("树", "路灯", "长椅")
    assert by_number.rounds[0].amount_of("树") == Fraction(30, 8)


def test_points_share_the_cost_in_their_proportion() -> None:
    """Who gives 3 points pays three times as much as who gives 1."""
    ballots = Scores.from_ballots(("路灯", "树"), [({0: 3}, 1), ({0: 1}, 1)])
    counted = METHOD.run(ProjectVotes(ballots, (8, 9), 12), CountSettings())
    assert counted.elected == ("路灯",)
    figures = {one.name: one.amount for one in counted.rounds[0].figures}
    assert (counted.rounds[0].amount_of("路灯"), figures[FigureName.PER_VOTER]) == (
        Fraction(2),
        Fraction(6),
    )


def test_what_its_supporters_cannot_pay_is_told_with_their_money() -> None:
    """After 广场 the eight have 30 left, which is too little for 路灯."""
    counted = METHOD.run(VOTES, CountSettings(ties=TieRule(by=TieBreak.ORDER)))
    skipped = [step for one in counted.rounds for step in one.steps if step.act is Act.SKIPPED]
    assert [(step.candidate, step.why, step.amount) for step in skipped] == [
        ("路灯", Why.NOT_AFFORDABLE, Fraction(30))
    ]


def test_nobody_pays_for_what_he_does_not_want() -> None:
    """A project that one voter wants and that costs more than a part is not bought, with money left."""
    ballots = Approvals.from_ballots(NAMES, [({0}, 1), (set(), 9)])
    counted = METHOD.run(ProjectVotes(ballots, (11, 1, 1, 1), 100), CountSettings())
    assert counted.elected == ()
    assert counted.undecided == ()
