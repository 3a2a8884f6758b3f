from fractions import Fraction

import pytest

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountSettings, UncountableError
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.ties import TieRule
from gongtong.voting.counting.traces import Count, Measure, Stage, TieBreak, Why
from gongtong.voting.methods.seq_phragmen import METHOD

NAMES = ("甲", "乙", "丙", "丁")
# a majority of seven with favourites of its own, and four who name 丁 alone
BALLOTS = [({0, 1, 2}, 4), ({0, 1}, 2), ({0}, 1), ({3}, 4)]


def run(ballots: list[tuple[set[int], int]], seats: int, rule: TieRule | None = None) -> Count:
    settings = CountSettings(seats=seats, ties=rule or TieRule())
    return METHOD.run(Approvals.from_ballots(NAMES, ballots), settings)


def test_each_seat_goes_where_the_supporters_carry_the_least() -> None:
    """甲 puts 1/7 on seven; then 丁 puts 1/4 on four, less than 13/42 for 乙; then 乙 is next."""
    count = run(BALLOTS, 3)
    assert count.elected == ("甲", "丁", "乙")
    loads = [{one.candidate: one.amount for one in each.amounts} for each in count.rounds]
    assert loads == [
        {"甲": Fraction(1, 7), "乙": Fraction(1, 6), "丙": Fraction(1, 4), "丁": Fraction(1, 4)},
        {"乙": Fraction(13, 42), "丙": Fraction(11, 28), "丁": Fraction(1, 4)},
        {"乙": Fraction(13, 42), "丙": Fraction(11, 28)},
    ]


def test_the_trace_says_seat_by_seat_on_what_ground() -> None:
    """Every round fills one seat, in loads, with the load that decided."""
    first, *_ = run(BALLOTS, 3).rounds
    assert (first.stage, first.measure) == (Stage.SEAT, Measure.LOAD)
    assert [(step.candidate, step.why, step.amount) for step in first.steps] == [
        ("甲", Why.LEAST_LOAD, Fraction(1, 7))
    ]


def test_the_scores_are_the_loads_that_decided_or_came_last() -> None:
    """Whoever got a seat keeps the load of that turn, anybody else the load of the last turn."""
    scores = {one.candidate: one.amount for one in run(BALLOTS, 2).scores}
    assert scores == {
        "甲": Fraction(1, 7),
        "乙": Fraction(13, 42),
        "丙": Fraction(11, 28),
        "丁": Fraction(1, 4),
    }


def test_an_open_tie_at_the_last_seat_stays_open() -> None:
    """Two candidates with one voter each and one seat: nobody is elected, both are undecided."""
    count = run([({0}, 1), ({1}, 1)], 1)
    assert (count.elected, count.undecided) == ((), ("甲", "乙"))
    assert count.ties[0].matters


def test_a_tie_for_which_there_are_seats_enough_does_not_matter() -> None:
    """Two level candidates and two seats: both are elected, and the tie says that it is of no matter."""
    count = run([({0}, 1), ({1}, 1)], 2)
    assert (set(count.elected), count.undecided) == ({"甲", "乙"}, ())
    assert not any(tie.matters for tie in count.ties)


def test_the_named_rule_breaks_a_tie_and_earlier_loads_do_not() -> None:
    """Loads of earlier turns are no merit: also where the rule looks back, its list decides."""
    rule = TieRule(by=TieBreak.SENIORITY, names=NAMES[::-1], looks_back=True)
    # 丙 is first; then 甲 (one fresh voter, two who carry 1/4) and 乙 (two fresh voters) come to 1/2
    ballots = [({0, 2}, 2), ({0}, 1), ({1}, 2), ({2}, 2)]
    count = run(ballots, 2, rule)
    assert [count.rounds[1].amount_of(name) for name in ("甲", "乙")] == [Fraction(1, 2)] * 2
    assert count.rounds[0].amount_of("甲") == Fraction(1, 3)
    assert (count.elected, count.ties[0].broken_by) == (("丙", "乙"), TieBreak.SENIORITY)


def test_seats_that_nobody_is_named_for_stay_open() -> None:
    """With more seats than named candidates the others stay open; a candidate without a vote gets none."""
    count = run([({0}, 2)], 3)
    assert (count.elected, count.seats_open, count.undecided) == (("甲",), 2, ())


def test_nobody_is_elected_where_all_abstain() -> None:
    """Ballots that name nobody elect nobody, and all seats stay open."""
    count = run([(set(), 5)], 2)
    assert (count.elected, count.seats_open, count.rounds) == ((), 2, ())


def test_it_counts_approvals_only() -> None:
    """Rankings are refused."""
    with pytest.raises(UncountableError, match="Approvals"):
        METHOD.run(Rankings.from_ballots("ab", [([[0], [1]], 1)]), CountSettings())
