"""Equal shares, with one unit more for every voter as long as it fits."""

import pytest

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import Completion, CountSettings
from gongtong.voting.counting.projects import Exclusion, ProjectVotes
from gongtong.voting.counting.ties import TieRule
from gongtong.voting.counting.traces import FigureName, TieBreak
from gongtong.voting.methods.pb_equal_shares_add1 import METHOD

NAMES = ("大", "中", "小")
BALLOTS = Approvals.from_ballots(NAMES, [({0}, 5), ({1}, 3), ({2}, 2)])


@pytest.mark.parametrize(
    ("budget", "elected", "per_voter", "too_much"),
    [
        # 14 each for the five pay 70: from then on 大 is bought, and 70 + 30 + 20 must fit
        (119, ("小", "中"), 13, 14),
        (120, NAMES, 14, None),
    ],
)
def test_the_last_amount_that_fits_decides(
    budget: int, elected: tuple[str, ...], per_voter: int, too_much: int | None
) -> None:
    """From 11.9 or 12 each to 13 and 14: just too little for all three together, and just enough."""
    counted = METHOD.run(ProjectVotes(BALLOTS, (70, 30, 20), budget), CountSettings())
    assert set(counted.elected) == set(elected)
    notes = {one.name: one.amount for one in counted.notes}
    assert notes[FigureName.BUDGET_PER_VOTER] == per_voter
    assert (FigureName.TOO_MUCH_COST in notes) is (too_much is not None)
    if too_much:
        assert notes[FigureName.TOO_MUCH_PER_VOTER] == too_much
        assert notes[FigureName.TOO_MUCH_COST] == 120


def test_a_step_is_a_unit_of_the_file() -> None:
    """Where costs are in hundredths, a step is a hundred of them, and notes are in units."""
    votes = ProjectVotes(BALLOTS, (7000, 3000, 2000), 11900, units=100)
    notes = {one.name: one.amount for one in METHOD.run(votes, CountSettings()).notes}
    step = notes[FigureName.TOO_MUCH_PER_VOTER] - notes[FigureName.BUDGET_PER_VOTER]
    assert step == 1
    assert notes[FigureName.TOO_MUCH_COST] == 120
    assert notes[FigureName.MONEY_LEFT] == 69


def test_it_ends_where_more_money_buys_nothing_more() -> None:
    """Everything that anybody wants is bought, or excluded by what was: no further trial is needed."""
    votes = ProjectVotes(BALLOTS, (7, 3, 2), 1000, exclusions=(Exclusion(frozenset({0, 1})),))
    counted = METHOD.run(votes, CountSettings())
    assert len(counted.elected) == 2
    assert FigureName.TOO_MUCH_COST not in {one.name for one in counted.notes}


def test_a_few_voters_with_much_money_are_counted_in_leaps() -> None:
    """A thousand million steps would be needed one by one; proven amounts are leapt over."""
    ballots = Approvals.from_ballots(NAMES, [({0, 1}, 1), ({1, 2}, 1), ({2}, 1)])
    votes = ProjectVotes(ballots, (10**10, 3 * 10**9, 9 * 10**9), 12 * 10**9)
    counted = METHOD.run(votes, CountSettings())
    assert set(counted.elected) == {"中", "小"}


def test_the_same_tie_is_broken_once_for_all_trials() -> None:
    """Two level projects are asked about once, in round 0, however many trials there are."""
    ballots = Approvals.from_ballots(NAMES, [({0, 1}, 2), ({2}, 2)])
    votes = ProjectVotes(ballots, (30, 30, 100), 50)
    counted = METHOD.run(votes, CountSettings(ties=TieRule(by=TieBreak.ORDER)))
    assert counted.elected == ("大",)
    assert [(tie.round, tie.chosen) for tie in counted.ties] == [(0, ("大",))]
    open_count = METHOD.run(votes, CountSettings())
    assert (open_count.elected, open_count.undecided) == ((), ("大", "中"))


def test_money_left_over_is_spent_by_votes_only_if_the_settings_say_so() -> None:
    """At 119 the large project does not fit behind the others; a completion buys a further small one."""
    names = (*NAMES, "无人")
    ballots = Approvals.from_ballots(names, [({0}, 5), ({1}, 3), ({2}, 2)])
    votes = ProjectVotes(ballots, (70, 30, 20, 60), 119)
    assert set(METHOD.run(votes, CountSettings()).elected) == {"中", "小"}
    completed = METHOD.run(votes, CountSettings(completion=Completion.UTILITARIAN))
    assert set(completed.elected) == {"中", "小", "无人"}
