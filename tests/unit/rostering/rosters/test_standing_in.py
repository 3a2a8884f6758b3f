"""Who could take an empty place, and what keeps the others from it."""

from hypothesis import given

from gongtong.rostering.rosters.checking import check_roster
from gongtong.rostering.rosters.problem import Roster, RosterProblem
from gongtong.rostering.rosters.standing_in import empty_places, stand_ins
from gongtong.rostering.rosters.statements import Barred, Cap, Limit, Load, Need, Wish
from gongtong.testing.rosters import PROBLEMS, ROSTERS

PEOPLE, SHIFTS = ("a", "b", "c", "d", "e"), ("s", "t")
PROBLEM = RosterProblem(
    PEOPLE,
    SHIFTS,
    (
        Barred("away", "a", "t"),
        Limit("rest", "b", (("s", 1), ("t", 1)), None, 1),
        Cap("apart", "t", ("c", "d"), 1),
        Need("two at a time", "t", PEOPLE, 2, 1000),
        *(Load("fair", one, SHIFTS, (1, 3)) for one in PEOPLE),
        Wish("wishes", "e", "t", 10),
    ),
)
ROSTER = Roster({"s": ("a", "b"), "t": ("d",)})


def test_an_empty_place_tells_how_many_each_rule_keeps_from_it() -> None:
    """Everybody is counted once, under the first rule; who is left is named."""
    (place,) = empty_places(PROBLEM, ROSTER)
    assert place.missing == 1
    assert dict(place.kept_out) == {"away": 1, "rest": 1, "apart": 1}
    assert place.free == ("e",)
    assert (
        place.zh == "t「two at a time」差1人:可选5人中away排除1人、rest排除1人、apart排除1人,余1人"
    )
    assert "of 5 away keeps out 1, rest keeps out 1, apart keeps out 1, 1 are left" in place.en


def test_those_who_can_be_asked_come_first_then_by_what_they_cost() -> None:
    """What it costs is told by rule; what he would break is told too."""
    first, *others = stand_ins(PROBLEM, ROSTER, "t")
    assert (first.member, first.can_be_asked) == ("e", True)
    assert dict(first.points_by_rule) == {"two at a time": -1000, "fair": 1, "wishes": 10}
    assert first.points == -989
    assert [one.member for one in others] == ["c", "a", "b"]
    assert not any(one.can_be_asked for one in others)
    assert [one.broken[0].statement.rule for one in others] == ["apart", "away", "rest"]


def test_a_full_roster_has_no_empty_place() -> None:
    """Two are two."""
    assert not empty_places(PROBLEM, Roster({"t": ("d", "e")}))


@given(PROBLEMS, ROSTERS)
def test_what_a_stand_in_costs_is_what_the_check_says(
    problem: RosterProblem, roster: Roster
) -> None:
    """Of the whole roster before and after."""
    before = check_roster(problem, roster)
    for one in stand_ins(problem, roster, "s"):
        then = Roster({**roster.teams, "s": (*roster.team("s"), one.member)})
        assert check_roster(problem, then).points - before.points == one.points
