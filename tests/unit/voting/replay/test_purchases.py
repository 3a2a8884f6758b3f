"""Money is followed project by project and purse by purse."""

from fractions import Fraction

import pytest
from attrs import evolve

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountSettings
from gongtong.voting.counting.projects import Exclusion, ProjectVotes, SpendingCap
from gongtong.voting.methods import pb_equal_shares, pb_greedy
from gongtong.voting.replay.paper_ballots import naming_papers
from gongtong.voting.replay.purchases import (
    equal_part,
    replay_budget,
    replay_descent,
    replay_payments,
)

BALLOTS = Approvals.from_ballots("abc", [({0, 1}, 4), ({1, 2}, 3), ({2}, 2)])
VOTES = ProjectVotes(BALLOTS, (500, 300, 250), 900, units=100)
PAPERS = naming_papers(BALLOTS)
COSTS = {"a": Fraction(5), "b": Fraction(3), "c": Fraction(5, 2)}


def test_votes_costs_and_money_left_hold() -> None:
    """A budget told in yuan and kept in fen; a smaller one is overspent."""
    count = pb_greedy.METHOD.run(VOTES, CountSettings())
    assert list(replay_budget(count, VOTES, PAPERS)) == []
    found = list(replay_budget(count, evolve(VOTES, budget=500), PAPERS))
    assert any("is left" in departure.en for departure in found)
    assert any("more than there is" in departure.en for departure in found)
    assert list(replay_budget(count, VOTES, PAPERS[1:]))


def test_what_the_rules_of_the_vote_forbid_is_found() -> None:
    """A cap, an exclusion and a minimum that the count did not know of."""
    count = pb_greedy.METHOD.run(VOTES, CountSettings())
    assert count.elected == ("b", "c")
    stricter = evolve(
        VOTES,
        caps=(SpendingCap("东区", frozenset({1, 2}), 549),),
        exclusions=(Exclusion(frozenset({1, 2})),),
        minimum_score=6,
    )
    told = [departure.en for departure in replay_budget(count, stricter, PAPERS)]
    assert told == [
        "the chosen cost more than the cap 东区",
        "b, c exclude each other",
        "c has fewer votes than the minimum",
    ]
    exactly = evolve(stricter, caps=(SpendingCap("东区", frozenset({1, 2}), 550),), minimum_score=5)
    assert [one.en for one in replay_budget(count, exactly, PAPERS)] == ["b, c exclude each other"]


def test_projects_are_taken_from_the_most_votes_down() -> None:
    """Nothing is taken before what has more votes, and nothing is passed over in silence."""
    count = pb_greedy.METHOD.run(VOTES, CountSettings())
    assert list(replay_descent(count)) == []
    turned = evolve(count, rounds=count.rounds[::-1])
    assert any("taken after it" in one.en for one in replay_descent(turned))
    shorter = evolve(count, rounds=count.rounds[:1])
    assert "nothing is said of" in next(iter(replay_descent(shorter))).en


def test_everybody_pays_an_equal_part() -> None:
    """The prices of equal shares; with richer voters they would have been lower."""
    count = pb_equal_shares.METHOD.run(VOTES, CountSettings())
    each = Fraction(1)
    assert list(replay_payments(count, PAPERS, costs=COSTS, each=each, by_cost=True)) == []
    poorer = list(replay_payments(count, PAPERS, costs=COSTS, each=Fraction(1, 10), by_cost=True))
    assert "cannot pay" in poorer[0].en


@pytest.mark.parametrize(
    ("cost", "part"), [(Fraction(3), Fraction(1)), (Fraction(7), Fraction(3)), (Fraction(8), None)]
)
def test_the_poorer_pay_all_they_have(cost: Fraction, part: Fraction | None) -> None:
    """One has 1, two have 3: three yuan are one each, seven are 1, 3 and 3, eight are too many."""
    assert equal_part(cost, [(Fraction(3), 2), (Fraction(1), 1)]) == part
