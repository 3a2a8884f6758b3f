import pytest

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountingMethod, CountSettings
from gongtong.voting.counting.margins.what_if import what_if
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.scores import Scores
from gongtong.voting.counting.ties import TieRule
from gongtong.voting.counting.traces import TieBreak
from gongtong.voting.methods import approval, irv, plurality, schulze, score, seq_pav, star
from gongtong.voting.methods.pairwise import PairTable
from gongtong.voting.methods.tallies import Tallies

RANKED = Rankings.from_ballots("abc", [([[0], [1], [2]], 9), ([[1], [2]], 3), ([[2]], 1)])
SCORED = Scores.from_ballots("abc", [({0: 5, 1: 3}, 9), ({1: 5}, 3)])


def test_plurality_is_exact_where_no_ballot_is_shared_out() -> None:
    """With one vote on every ballot the number is exact; with shared first ranks it is a bound."""
    exact = what_if(plurality.METHOD.run(RANKED, CountSettings()), RANKED)
    assert [(one.ballots, one.is_exact) for one in exact] == [(3, True), (6, True)]
    shared = Rankings.from_ballots("abc", [([[0, 2]], 4), ([[1]], 1)])
    bound, _ = what_if(plurality.METHOD.run(shared, CountSettings(seats=2)), shared)
    assert (bound.ballots, bound.is_exact) == (1, False)


def test_scores_need_the_top_of_the_scale() -> None:
    """Without the highest score, all that is said of score and STAR is: at least one."""
    for method in (score.METHOD, star.METHOD):
        count = method.run(SCORED, CountSettings())
        assert [one.ballots for one in what_if(count, SCORED)] == [1, 1]
    switched, _ = what_if(score.METHOD.run(SCORED, CountSettings()), SCORED, highest_score=5)
    assert (switched.ballots, switched.is_exact) == (1, False)
    with pytest.raises(ValueError, match="at least 1"):
        what_if(score.METHOD.run(SCORED, CountSettings()), SCORED, highest_score=0)


@pytest.mark.parametrize("method", [irv.METHOD, schulze.METHOD], ids=lambda one: one.name)
def test_rankings_have_bounds_from_their_rounds_or_pairs(method: CountingMethod) -> None:
    """The winner leads b by 9 to 3 or 4, so at least 3 ballots must be switched; that is a bound, not exact."""
    count = method.run(RANKED, CountSettings())
    switched, added = what_if(count, RANKED)
    assert (switched.ballots, switched.is_exact) == (3, False)
    assert added.ballots is not None
    assert added.ballots >= 5


def test_of_other_methods_only_that_something_must_change() -> None:
    """For committees in proportion all that is said is: at least one ballot."""
    ballots = Approvals.from_ballots("abc", [({0, 1}, 9), ({2}, 1)])
    count = seq_pav.METHOD.run(ballots, CountSettings(seats=2))
    assert [(one.ballots, one.is_exact) for one in what_if(count, ballots)] == [(1, False)] * 2


def test_a_seat_for_everybody_cannot_be_lost_by_votes() -> None:
    """With as many seats as candidates no number of ballots changes anything, unless a majority is asked."""
    ballots = Approvals.from_ballots("ab", [({0}, 1)])
    count = approval.METHOD.run(ballots, CountSettings(seats=2))
    assert [one.ballots for one in what_if(count, ballots)] == [None, None]


def test_a_tie_that_a_rule_broke_needs_no_ballot() -> None:
    """Where the rule for ties decided, the result could be another with no ballot changed."""
    rule = TieRule(by=TieBreak.ORDER)
    ballots = Approvals.from_ballots("ab", [({0}, 2), ({1}, 2)])
    count = approval.METHOD.run(ballots, CountSettings(ties=rule))
    assert [one.ballots for one in what_if(count, ballots)] == [0, 0]
    ranked = Rankings.from_ballots("ab", [([[0]], 2), ([[1]], 2)])
    count = irv.METHOD.run(ranked, CountSettings(ties=rule))
    assert [one.ballots for one in what_if(count, ranked)] == [0, 0]


def test_what_was_added_up_from_parts_is_enough_for_some_methods() -> None:
    """Votes and comparisons that were put together from parts say as much as the ballots themselves."""
    ballots = Approvals.from_ballots("ab", [({0}, 9), ({1}, 4)])
    parts = Tallies.together([approval.tally_approval(ballots)] * 2)
    switched, _ = what_if(approval.METHOD.run(parts, CountSettings()), parts)
    assert (switched.ballots, switched.is_exact) == (5, True)
    # whether ballots shared their first rank is not known of tallies
    parts = Tallies.together([plurality.tally_plurality(ballots, CountSettings())] * 2)
    switched, _ = what_if(plurality.METHOD.run(parts, CountSettings()), parts)
    assert (switched.ballots, switched.is_exact) == (5, False)
    table = PairTable.together([PairTable.of(RANKED)] * 2)
    switched, _ = what_if(schulze.METHOD.run(table, CountSettings()), table)
    assert switched.ballots == 5
