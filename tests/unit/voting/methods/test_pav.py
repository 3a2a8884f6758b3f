from fractions import Fraction

import pytest

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountSettings, UncountableError
from gongtong.voting.counting.ties import TieRule
from gongtong.voting.counting.traces import Count, FigureName, Measure, Stage, TieBreak, Why
from gongtong.voting.methods import committee_search, seq_pav
from gongtong.voting.methods.pav import METHOD

NAMES = ("甲", "乙", "丙", "丁")
# 甲 stands in the middle with 10 votes, but 乙 and 丙 together reach more voters
MIDDLE = [({0, 1}, 5), ({1}, 3), ({0, 2}, 5), ({2}, 4)]


def run(ballots: list[tuple[set[int], int]], seats: int, rule: TieRule | None = None) -> Count:
    settings = CountSettings(seats=seats, ties=rule or TieRule())
    return METHOD.run(Approvals.from_ballots(NAMES, ballots), settings)


def test_the_whole_committee_counts_not_the_order_of_its_members() -> None:
    """Seat by seat 甲 comes first and 16.5 points come out; the best committee, without 甲, has 17."""
    count = run(MIDDLE, 2)
    assert count.elected == ("乙", "丙")
    assert {one.candidate: one.amount for one in count.scores} == {
        "甲": Fraction(33, 2),
        "乙": 17,
        "丙": 17,
    }
    in_turn = seq_pav.METHOD.run(Approvals.from_ballots(NAMES, MIDDLE), CountSettings(seats=2))
    assert in_turn.elected == ("甲", "丙")


def test_the_trace_says_the_points_and_how_far_was_searched() -> None:
    """One round elects the committee, with its points and the number of committees looked at."""
    (only,) = run(MIDDLE, 2).rounds
    assert (only.stage, only.measure) == (Stage.SEAT, Measure.POINTS)
    assert [(step.candidate, step.why) for step in only.steps] == [
        ("乙", Why.MOST),
        ("丙", Why.MOST),
    ]
    figures = {figure.name: figure.amount for figure in only.figures}
    assert figures[FigureName.TOTAL] == 17
    assert figures[FigureName.SEARCHED] >= 1


def test_who_is_in_every_best_committee_is_elected_and_the_others_stay_undecided() -> None:
    """甲 with 乙 and 甲 with 丙 are worth the same: 甲 is elected, 乙 and 丙 are undecided."""
    count = run([({0}, 5), ({1}, 2), ({2}, 2), ({3}, 1)], 2)
    assert (count.elected, count.undecided) == (("甲",), ("乙", "丙"))
    (tie,) = count.ties
    assert (tie.candidates, tie.seats, tie.broken_by) == (("乙", "丙"), 1, TieBreak.OPEN)


def test_the_named_rule_chooses_among_best_committees() -> None:
    """By a list that puts 丙 before 乙, 丙 is elected beside 甲."""
    rule = TieRule(by=TieBreak.SENIORITY, names=NAMES[::-1])
    count = run([({0}, 5), ({1}, 2), ({2}, 2), ({3}, 1)], 2, rule)
    assert (count.elected, count.undecided) == (("甲", "丙"), ())


def test_the_rule_cannot_put_together_a_committee_that_is_not_best() -> None:
    """After 丁, only who is with 丁 in a best committee can follow, though 丙 stands next in the list."""
    # the best committees of two are {甲, 乙} and {丙, 丁}: each pair has all eight voters
    ballots = [({0, 2}, 2), ({0, 3}, 2), ({1, 2}, 2), ({1, 3}, 2)]
    open_count = run(ballots, 2)
    assert open_count.undecided == NAMES
    rule = TieRule(by=TieBreak.SENIORITY, names=("丁", "甲", "乙", "丙"))
    count = run(ballots, 2, rule)
    assert count.elected == ("丙", "丁")
    assert len(count.ties) == 1


def test_candidates_with_the_same_supporters_can_be_exchanged() -> None:
    """Of three candidates whom the same voters name, any one may sit: all three are undecided."""
    count = run([({0, 1, 2}, 2), ({3}, 3)], 2)
    assert (count.elected, count.undecided) == (("丁",), ("甲", "乙", "丙"))
    rule = TieRule(by=TieBreak.SENIORITY, names=("丙", "乙", "甲", "丁"))
    assert run([({0, 1, 2}, 2), ({3}, 3)], 2, rule).elected == ("丙", "丁")


def test_all_are_elected_where_seats_are_enough() -> None:
    """With as many seats as named candidates everybody named sits, and further seats stay open."""
    count = run([({0, 1}, 2), ({2}, 1)], 4)
    assert (count.elected, count.seats_open, count.undecided) == (("甲", "乙", "丙"), 1, ())


def test_nobody_is_elected_where_all_abstain() -> None:
    """Ballots that name nobody elect nobody, and all seats stay open."""
    count = run([(set(), 5)], 2)
    assert (count.elected, count.seats_open, count.rounds, count.scores) == ((), 2, (), ())


def test_a_search_that_is_too_large_is_refused_with_what_to_do() -> None:
    """At the limit the count is refused, and the methods that need no search are named."""
    searched = run(MIDDLE, 2).rounds[0].figures[1].amount
    ballots = Approvals.from_ballots(NAMES, MIDDLE)
    within = committee_search.CommitteeSearch(ballots, [0, 1, 2], 2, int(searched))
    assert within.run().searched == searched
    beyond = committee_search.CommitteeSearch(ballots, [0, 1, 2], 2, int(searched) - 1)
    with pytest.raises(UncountableError, match="seq-pav, seq-phragmen or equal-shares"):
        beyond.run()
