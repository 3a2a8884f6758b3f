from fractions import Fraction

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountSettings
from gongtong.voting.counting.ties import TieRule
from gongtong.voting.counting.traces import Count, Measure, Stage, TieBreak, Why
from gongtong.voting.methods.seq_pav import METHOD, one_more_elected

NAMES = ("甲", "乙", "丙", "丁")
BALLOTS = [({0, 1, 2}, 4), ({0, 1}, 2), ({0}, 1), ({3}, 4)]


def run(ballots: list[tuple[set[int], int]], seats: int, rule: TieRule | None = None) -> Count:
    settings = CountSettings(seats=seats, ties=rule or TieRule())
    return METHOD.run(Approvals.from_ballots(NAMES, ballots), settings)


def test_a_ballot_counts_half_once_one_of_its_candidates_is_elected() -> None:
    """甲 has 7; then 丁 has 4 and 乙 half of 6; then 乙 has 3 and 丙 half of 4."""
    count = run(BALLOTS, 3)
    assert count.elected == ("甲", "丁", "乙")
    points = [{one.candidate: one.amount for one in each.amounts} for each in count.rounds]
    assert points == [
        {"甲": 7, "乙": 6, "丙": 4, "丁": 4},
        {"乙": 3, "丙": 2, "丁": 4},
        {"乙": 3, "丙": 2},
    ]


def test_a_ballot_counts_a_third_once_two_are_elected() -> None:
    """With three seats for one list of voters the third candidate has a third of the votes."""
    count = run([({0, 1, 2}, 7), ({0, 1}, 2), ({0}, 1)], 3)
    assert count.rounds[2].amounts[0].amount == Fraction(7, 3)


def test_the_trace_says_seat_by_seat_on_what_ground() -> None:
    """Every round fills one seat, in points, with the points that decided."""
    first, *_ = run(BALLOTS, 3).rounds
    assert (first.stage, first.measure) == (Stage.SEAT, Measure.POINTS)
    assert [(step.candidate, step.why, step.amount) for step in first.steps] == [
        ("甲", Why.MOST, Fraction(7))
    ]


def test_an_early_tie_that_changes_the_outcome_leaves_undecided_what_depends_on_it() -> None:
    """After a tie for the first seat only those are elected who are so either way."""
    # 甲 and 乙 tie with 4; either way the other's voters are spent, and 丁 gets the second seat
    count = run([({0, 1}, 4), ({3}, 3)], 2)
    assert (count.elected, count.undecided) == (("丁",), ("甲", "乙"))


def test_a_rule_that_looks_back_asks_earlier_points_first() -> None:
    """乙 and 丙 tie with 2 for the second seat; in the first turn 乙 had more."""
    rule = TieRule(by=TieBreak.SENIORITY, names=NAMES[::-1], looks_back=True)
    count = run([({0, 1}, 2), ({0}, 3), ({1}, 1), ({2}, 2)], 2, rule)
    assert count.elected == ("甲", "乙")
    assert count.ties[0].broken_by is TieBreak.EARLIER_ROUNDS


def test_seats_that_nobody_is_named_for_stay_open() -> None:
    """With more seats than named candidates the others stay open."""
    count = run([({0}, 2)], 3)
    assert (count.elected, count.seats_open) == (("甲",), 2)


def test_weights_count_like_as_many_ballots() -> None:
    """A ballot that was cast three times counts like three ballots."""
    once = [ballot for ballot, times in BALLOTS for _ in range(times)]
    flags = b"".join(bytes(number in ballot for number in range(4)) for ballot in once)
    single = METHOD.run(Approvals.from_flags(NAMES, flags), CountSettings(seats=3))
    assert single.rounds == run(BALLOTS, 3).rounds


def test_ballots_move_on_by_one_set_only() -> None:
    """A ballot that names the newly elected moves one set on, and an empty last set is left out."""
    assert one_more_elected([0b1111], 0b0011) == [0b1100, 0b0011]
    assert one_more_elected([0b1100, 0b0011], 0b0110) == [0b1000, 0b0101, 0b0010]
    assert one_more_elected([0b1100, 0b0011], 0b0100) == [0b1000, 0b0111]
