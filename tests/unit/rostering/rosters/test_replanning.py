"""After somebody fell out as few as possible are moved, and never in what is past or too near."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongtong.rostering.rosters.checking import check_roster
from gongtong.rostering.rosters.found import FoundRoster, Proof
from gongtong.rostering.rosters.highs import solve_by_highs
from gongtong.rostering.rosters.problem import Roster, RosterProblem
from gongtong.rostering.rosters.replanning import (
    Move,
    RosterChange,
    Upset,
    changes_between,
    replan,
    replanning_problem,
    without,
)
from gongtong.rostering.rosters.statements import Barred, Limit, Need, Touched, Wish
from gongtong.testing.rosters import PROBLEMS, ROSTERS, SHIFTS, fewest_points

PEOPLE = ("a", "b", "c", "d")
PLACES = tuple(Need("two at a time", shift, PEOPLE, 2, 1000) for shift in ("s", "t", "u"))


def _solve(problem: RosterProblem, start: Roster) -> FoundRoster:
    return solve_by_highs(problem, start=start)


def _replan(problem: RosterProblem, roster: Roster, upset: Upset) -> tuple[RosterChange, ...]:
    return replan(problem, roster, upset, _solve, per_change=50).changes


def test_one_enters_for_one_who_fell_out_although_a_new_roster_would_be_better() -> None:
    """Wishes of others move nobody."""
    wishes = [Wish("wishes", one, "u", -9) for one in ("a", "c")]
    problem = RosterProblem(PEOPLE, ("s", "t", "u"), (*PLACES, *wishes))
    roster = Roster({"s": ("a", "b"), "t": ("c", "d"), "u": ("b", "d")})
    upset = Upset(frozenset({("d", "t")}), past=frozenset({"s"}))
    answer = replan(problem, roster, upset, _solve, per_change=50)
    assert len(answer.changes) == 1
    assert (answer.changes[0].shift, answer.changes[0].move) == ("t", Move.ENTERS)
    assert answer.moved in {("a",), ("b",)}
    assert answer.found.check.points == 50


def test_a_chain_is_taken_where_nobody_else_is_free() -> None:
    """Only a may stand in t, and needs a rest between t and u: c takes over u. Whom that moves is told."""
    said = (
        Barred("away", "c", "t"),
        Barred("away", "d", "t"),
        Limit("rest", "a", (("t", 1), ("u", 1)), None, 1),
    )
    problem = RosterProblem(PEOPLE, ("t", "u"), (*PLACES[1:], *said))
    roster = Roster({"t": ("b",), "u": ("a", "d")})
    answer = replan(problem, roster, Upset(frozenset({("b", "u")})), _solve, per_change=50)
    assert answer.changes == (
        RosterChange("t", "a", Move.ENTERS),
        RosterChange("u", "a", Move.LEAVES),
        RosterChange("u", "c", Move.ENTERS),
    )
    assert answer.moved == ("a", "c")


def test_near_shifts_lose_nobody_and_are_entered_by_those_on_standby_alone() -> None:
    """Somebody who cannot be told in time is not sent."""
    problem = RosterProblem(PEOPLE, ("s",), PLACES[:1])
    roster, near = Roster({"s": ("a", "b")}), frozenset({"s"})
    gone = frozenset({("a", "s")})
    assert not _replan(problem, roster, Upset(gone, near=near))
    changes = _replan(problem, roster, Upset(gone, near=near, standby=frozenset({"d"})))
    assert changes == (RosterChange("s", "d", Move.ENTERS),)


def test_who_had_too_much_before_gets_no_more() -> None:
    """The past cannot be mended, and is no reason for giving up or for more of it."""
    quota = Limit("quota", "a", (("s", 1), ("t", 1), ("u", 1)), None, 1)
    weekends = Touched("weekends", "b", (("s",), ("t",), ("u",)), 1)
    problem = RosterProblem(PEOPLE, ("s", "t", "u"), (*PLACES, quota, weekends))
    roster = Roster({"s": ("a", "b"), "t": ("a", "b"), "u": ("c", "d")})
    upset = Upset(frozenset({("d", "u"), ("c", "u")}), past=frozenset({"s", "t"}))
    answer = replan(problem, roster, upset, _solve, per_change=50)
    assert answer.found.check.holds
    assert answer.found.roster.team("u") == ("d", "c") or not set(answer.found.roster.team("u")) & {
        "a",
        "b",
    }


def test_nobody_is_replaced_in_a_shift_that_is_past() -> None:
    """An absence is recorded, a roster of yesterday is not rewritten."""
    problem = RosterProblem(PEOPLE, ("s",), PLACES[:1])
    upset = Upset(frozenset({("a", "s")}), past=frozenset({"s"}))
    with pytest.raises(ValueError, match="that are past: s"):
        _replan(problem, Roster({"s": ("a", "b")}), upset)
    with pytest.raises(ValueError, match="more than nothing"):
        replan(problem, Roster(), Upset(frozenset()), _solve, per_change=0)


upsets = st.builds(
    Upset,
    st.just(frozenset[tuple[str, str]]()),
    past=st.frozensets(st.sampled_from(SHIFTS[:2])),
    near=st.frozensets(st.sampled_from(SHIFTS[2:])),
    standby=st.frozensets(st.just("c")),
)


@given(PROBLEMS, ROSTERS, upsets)
@settings(max_examples=25, deadline=None)
def test_the_past_is_never_touched_and_the_points_are_the_fewest(
    problem: RosterProblem, roster: Roster, upset: Upset
) -> None:
    """The oracle tries every roster of the problem as the upset left it."""
    posed = replanning_problem(problem, roster, upset, per_change=50)
    fewest = fewest_points(posed)
    answer = replan(problem, roster, upset, _solve, per_change=50)
    if fewest is None:
        assert answer.found.proof is Proof.INFEASIBLE
        return
    assert answer.found.check.points == fewest
    for one in answer.changes:
        assert one.shift not in upset.past
        assert one.shift not in upset.near or (one.member == "c" and one.move is Move.ENTERS)
    free = check_roster(posed.without({"unchanged"}), answer.found.roster)
    moved = [one for one in answer.changes if one.shift not in upset.near]
    entered = [one for one in answer.changes if one.shift in upset.near]
    assert fewest - 50 * (len(moved) + len(entered)) == free.points - (posed.base - problem.base)


@given(ROSTERS, ROSTERS)
def test_changes_lead_from_one_roster_to_the_other(before: Roster, after: Roster) -> None:
    """Who leaves was there, who enters was not."""
    changes = changes_between(before, after)
    left = without(before, {(one.member, one.shift) for one in changes if one.move is Move.LEAVES})
    entered = {(one.member, one.shift) for one in changes if one.move is Move.ENTERS}
    assert left.pairs | entered == after.pairs
    assert not left.pairs & entered
