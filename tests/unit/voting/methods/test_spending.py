"""What was bought from a budget, and what stands in the way of one more project."""

import pytest

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.projects import Exclusion, ProjectVotes, SpendingCap
from gongtong.voting.counting.traces import Why
from gongtong.voting.methods.spending import Obstacle, Spending

NAMES = ("路灯", "树", "长椅", "车棚")
VOTES = ProjectVotes(
    Approvals.from_ballots(NAMES, [({0, 1}, 3), ({2}, 2), ({3}, 1)]),
    (40, 30, 20, 10),
    70,
    caps=(SpendingCap("东区", frozenset({1, 2}), 30),),
    exclusions=(Exclusion(frozenset({0, 3})),),
    minimum_score=2,
)


def spending() -> Spending:
    return Spending.under(VOTES, VOTES.scores())


def test_a_minimum_is_reached_at_exactly_its_number() -> None:
    """With a minimum of 2, two votes are enough and one is too few."""
    assert spending().refusal(2) is None
    assert spending().refusal(3) == Obstacle(Why.BELOW_THRESHOLD)


@pytest.mark.parametrize(("budget", "refusal"), [(39, Why.NOT_AFFORDABLE), (40, None), (41, None)])
def test_the_whole_budget_may_be_spent(budget: int, refusal: Why | None) -> None:
    """A project that costs exactly what is left can be bought; one unit less is too little."""
    votes = ProjectVotes(VOTES.ballots, VOTES.costs, budget)
    found = Spending.under(votes, votes.scores()).refusal(0)
    assert (found.why if found else None) == refusal


@pytest.mark.parametrize(("most", "refused"), [(49, True), (50, False), (51, False)])
def test_a_cap_may_be_filled_but_not_passed(most: int, refused: bool) -> None:
    """Projects of one cap may cost exactly its amount together; the cap is named where they do not fit."""
    caps = (SpendingCap("东区", frozenset({1, 2}), most),)
    votes = ProjectVotes(VOTES.ballots, VOTES.costs, 100, caps=caps)
    book = Spending.under(votes, votes.scores())
    book.buy(1)
    assert book.obstacle(2) == (Obstacle(Why.OVER_CAP, "东区") if refused else None)
    assert book.obstacle(0) is None


def test_of_projects_that_exclude_one_another_one_can_be_bought() -> None:
    """Once one is bought the other is refused, and the refusal names the one."""
    votes = ProjectVotes(VOTES.ballots, VOTES.costs, 100, exclusions=VOTES.exclusions)
    book = Spending.under(votes, votes.scores())
    assert book.obstacle(3) is None
    book.buy(0)
    assert book.obstacle(3) == Obstacle(Why.EXCLUDED_BY_OTHER, "路灯")
    assert (book.bought, book.spent, book.left) == ([0], 40, 60)


def test_whether_projects_fit_together_is_tried_without_buying_them() -> None:
    """Caps, exclusions and money are asked of all of them together, and nothing is noted."""
    book = spending()
    assert book.fits_together([0, 1])
    assert not book.fits_together([1, 2])
    assert not book.fits_together([0, 3])
    assert book.fits_together([])
    assert book.bought == []


def test_rivals_are_bound_by_a_cap_or_an_exclusion() -> None:
    """Two projects are rivals where buying the one can forbid the other, apart from the budget."""
    book = spending()
    assert book.are_rivals(1, 2)
    assert book.are_rivals(0, 3)
    assert not book.are_rivals(0, 1)
