"""The state of a search keeps what it costs while people come and go."""

import random

from gongtong.rostering.rosters.costs import RosterCosts
from gongtong.rostering.rosters.problem import Roster, RosterProblem
from gongtong.rostering.rosters.state import SearchState
from gongtong.rostering.rosters.statements import Barred, Load, Need, Together

PROBLEM = RosterProblem(
    ("a", "b", "c"),
    ("s", "t"),
    (
        Barred("away", "c", "s"),
        Need("seats", "s", ("a", "b", "c"), 2, 100),
        Need("seats", "t", ("a", "b", "c"), 1, 100),
        Load("fair", "a", ("s", "t"), (1, 3)),
        Together("buddies", "s", ("a", "b"), -6),
    ),
)


def test_whoever_may_not_stand_somewhere_is_not_free_there() -> None:
    """Those who are barred are never tried."""
    assert SearchState(RosterCosts(PROBLEM), Roster()).free_at == [[0, 1], [0, 1, 2]]


def test_coming_and_going_changes_the_total_as_counting_anew_does() -> None:
    """A state that was changed costs what a new one of the same roster does."""
    costs = RosterCosts(PROBLEM)
    state = SearchState(costs, Roster({"s": ("a",)}))
    chance = random.Random(3)  # noqa: S311 - drawn for a test, no secret
    for _ in range(50):
        shift = chance.randrange(2)
        into = chance.choice([one for one in range(3) if one not in state.people[shift]] or [None])
        out = chance.choice([*state.people[shift], None])
        state.put(shift, out=out, into=into)
        fresh = SearchState(costs, costs.named(state.teams))
        assert state.total == fresh.total == costs.total(fresh.rows, fresh.teams)
