"""Which rules clash is proved, and each of them is needed for it."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings

from gongtong.rostering.rosters.checking import must_be_kept
from gongtong.rostering.rosters.clashes import ClashPart, NotProvedError, clash_in, smallest_failing
from gongtong.rostering.rosters.found import found
from gongtong.rostering.rosters.highs import solve_by_highs
from gongtong.rostering.rosters.problem import Roster, RosterProblem
from gongtong.rostering.rosters.statements import Barred, Limit, Need
from gongtong.testing.rosters import PROBLEMS, fewest_points

PEOPLE, SHIFTS = ("a", "b", "c"), ("s", "t")
SAID = (
    Barred("away", "a", "s"),
    Barred("away", "c", "t"),
    Need("two at a time", "s", PEOPLE, 2),
    Need("two at a time", "t", PEOPLE, 2),
    Limit("rest", "b", (("s", 1), ("t", 1)), None, 1),
    Limit("quota", "a", (("s", 1), ("t", 1)), None, 2),
)


def test_two_at_a_time_and_a_rest_clash_where_others_are_away() -> None:
    """Relaxing any of the five is enough; the quota has nothing to do with it."""
    clash = clash_in(RosterProblem(PEOPLE, SHIFTS, SAID), solve_by_highs)
    assert clash is not None
    assert clash.rules == ("away", "two at a time", "rest")
    assert [str(part) for part in clash.parts] == [
        "away(a)",
        "away(c)",
        "two at a time(s)",
        "two at a time(t)",
        "rest(b)",
    ]
    assert clash.statements[4] == (SAID[4],)
    assert "放宽其中任何一项即可:away(a)、" in clash.zh
    assert clash.en.endswith("rest(b)")


def test_where_everything_can_be_kept_there_is_no_clash() -> None:
    """Without the rest there is a roster."""
    assert clash_in(RosterProblem(PEOPLE, SHIFTS, SAID).without({"rest"}), solve_by_highs) is None


def test_a_solver_that_cannot_prove_explains_nothing() -> None:
    """It is an error, not a guess."""
    with pytest.raises(NotProvedError, match="nobody neither found"):
        clash_in(
            RosterProblem(PEOPLE, SHIFTS, SAID), lambda problem: found(problem, Roster(), "nobody")
        )


@given(PROBLEMS)
@settings(max_examples=12, deadline=None)
def test_a_clash_is_one_and_without_any_part_is_none(problem: RosterProblem) -> None:
    """The oracle tries every roster: with all parts there is none, without any one of them there is."""
    clash = clash_in(problem, solve_by_highs)
    if clash is None:
        assert fewest_points(problem) is not None
        return
    said = [list(each) for each in clash.statements]
    assert all(must_be_kept(one) for each in said for one in each)
    for left_out in (None, *range(len(said))):
        kept = [one for number, each in enumerate(said) if number != left_out for one in each]
        fewest = fewest_points(RosterProblem(problem.members, problem.shifts, tuple(kept)))
        assert (fewest is None) is (left_out is None)


def test_a_few_among_many_take_few_questions() -> None:
    """Three among a thousand are found with fewer than a hundred."""
    parts = [ClashPart("r", str(number)) for number in range(1000)]
    guilty = {parts[3], parts[500], parts[998]}
    asked: list[int] = []

    def fails(kept: Sequence[ClashPart]) -> bool:
        asked.append(len(kept))
        return guilty <= set(kept)

    assert smallest_failing(parts, fails) == [parts[3], parts[500], parts[998]]
    assert len(asked) < 100
