"""Ranked pairs: the largest margins first."""

import pytest

from gongtong.core.shares import MoreThan
from gongtong.voting.counting.counting_method import CountSettings, UncountableError
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.ties import TieRule
from gongtong.voting.counting.traces import Act, Stage, TieBreak, Why
from gongtong.voting.methods.pairwise import PairTable
from gongtong.voting.methods.ranked_pairs import METHOD, by_margin, contenders, ranked_levels

RING = Rankings.from_ballots(
    "甲乙丙", [([[0], [1], [2]], 40), ([[1], [2], [0]], 35), ([[2], [0], [1]], 25)]
)
EQUAL_RING = Rankings.from_ballots("甲乙丙", [([[n], [(n + 1) % 3]], 1) for n in range(3)])
LIST = TieRule(by=TieBreak.SENIORITY, names=("丙", "甲", "乙", "丁"))


def test_a_ring_is_cut_at_its_smallest_margin() -> None:
    """乙 over 丙 by 50, 甲 over 乙 by 30; 丙 over 甲 by 20 would close the ring."""
    count = METHOD.run(RING, CountSettings())
    assert count.elected == ("甲",)
    steps = [step for each in count.rounds if each.stage is Stage.LOCK for step in each.steps]
    assert [(step.act, step.candidate, step.against) for step in steps] == [
        (Act.LOCKED, "乙", "丙"),
        (Act.LOCKED, "甲", "乙"),
        (Act.SKIPPED, "丙", "甲"),
    ]
    assert [step.amount for step in steps] == [50, 30, 20]
    assert steps[2].why is Why.WOULD_CLOSE_A_CYCLE
    assert [each.stage for each in count.rounds] == [
        Stage.PAIRS,
        Stage.LOCK,
        Stage.LOCK,
        Stage.LOCK,
        Stage.SEAT,
    ]
    assert count.rounds[-1].steps[0].why is Why.UNBEATEN
    assert [amount.amount for amount in count.scores] == [2, 1, 0]


def test_equal_margins_that_decide_are_a_tie() -> None:
    """Each of three can be first, by the order in which equal comparisons are taken."""
    count = METHOD.run(EQUAL_RING, CountSettings())
    assert (count.elected, count.undecided) == ((), ("甲", "乙", "丙"))
    first, second = count.ties
    assert (first.candidates, first.round, first.chosen) == (("甲", "乙", "丙"), 2, ())
    assert (second.candidates, second.matters) == (("乙", "丙"), True)


def test_a_list_takes_the_comparisons_of_its_first_name_first() -> None:
    """丙 over 甲, then 甲 over 乙; 乙 over 丙 is skipped."""
    count = METHOD.run(EQUAL_RING, CountSettings(seats=3, ties=LIST))
    assert count.elected == ("丙", "甲", "乙")
    assert [tie.chosen for tie in count.ties] == [("丙",), ("甲",)]
    assert {tie.broken_by for tie in count.ties} == {TieBreak.SENIORITY}


def test_a_list_that_lacks_a_name_orders_nothing() -> None:
    """Without an order of all candidates the comparisons stay open, and no rule is said to break them."""
    half = TieRule(by=TieBreak.SENIORITY, names=("丙", "甲"))
    count = METHOD.run(EQUAL_RING, CountSettings(ties=half))
    assert count.undecided == ("甲", "乙", "丙")
    assert {tie.broken_by for tie in count.ties} == {TieBreak.OPEN}


def test_equal_margins_behind_the_winner_do_not_matter() -> None:
    """丁 beats all; the three behind are a ring, whose order decides nothing about the one seat."""
    ballots = Rankings.from_ballots("甲乙丙丁", [([[3], [n], [(n + 1) % 3]], 1) for n in range(3)])
    for rule in (TieRule(), LIST):
        count = METHOD.run(ballots, CountSettings(ties=rule))
        assert count.elected == ("丁",)
        assert count.rounds[0].steps[0].why is Why.BEATS_ALL
        assert count.rounds[-1].stage is Stage.LOCK
        assert {tie.matters for tie in count.ties} == {False}
    two = METHOD.run(ballots, CountSettings(seats=2))
    assert (two.elected, two.undecided) == (("丁",), ("甲", "乙", "丙"))


def test_every_order_may_elect_the_same() -> None:
    """Two comparisons of one strength stand against each other only through others that are skipped.

    甲 beats 乙 by 5; 乙 beats 丙, 丙 beats 丁 and 丁 beats 乙 by 1 each; 甲 beats 丙 and 丁 by 3: the
    ring behind 甲 can be cut anywhere.
    """
    prefer = ((0, 5, 3, 3), (0, 0, 1, 0), (0, 0, 0, 1), (0, 1, 0, 0))
    count = METHOD.run(
        PairTable(candidates=("甲", "乙", "丙", "丁"), prefer=prefer, ballots=9),
        CountSettings(seats=4),
    )
    assert count.elected == ("甲", "乙", "丙", "丁")
    assert [tie.matters for tie in count.ties] == [False, False]
    assert count.ties[0].chosen == ("乙",)


def test_candidates_level_in_the_end_tie() -> None:
    """Two beat the third and are level with each other: no comparison is locked between them."""
    ballots = Rankings.from_ballots("甲乙丙", [([[0], [1]], 1), ([[1], [0]], 1)])
    count = METHOD.run(ballots, CountSettings())
    assert (count.elected, count.undecided) == ((), ("甲", "乙"))
    assert METHOD.run(ballots, CountSettings(ties=LIST)).elected == ("甲",)
    assert METHOD.run(ballots, CountSettings(seats=2)).elected == ("甲", "乙")


def test_where_everybody_can_be_first_all_are_undecided() -> None:
    """Twelve on a circle, each beats the next five: no order of the equal comparisons is like another."""
    names = tuple(f"候选人{number}" for number in range(12))
    prefer = tuple(
        tuple(1 if (other - one) % 12 in range(1, 6) else 0 for other in range(12))
        for one in range(12)
    )
    table = PairTable(candidates=names, prefer=prefer, ballots=1)
    assert METHOD.run(table, CountSettings()).undecided == names


@pytest.mark.parametrize("seats", [1, 2])
def test_too_many_ways_leave_all_contenders_undecided(seats: int) -> None:
    """Three voters, eight candidates in one large knot: the search gives up, and says nothing wrong.

    Whoever beats all is elected even so.
    """
    names = "ABCDEFGH"
    orders = [
        [[names.index(one)] for one in order] for order in ("EHCAGFDB", "BEAGCDFH", "DBFGHCEA")
    ]
    knot = Rankings.from_ballots(names, [(order, 1) for order in orders])
    count = METHOD.run(knot, CountSettings(seats=seats))
    assert (count.elected, count.undecided) == ((), tuple(names))
    behind = Rankings.from_ballots([*names, "王芳"], [([[8], *order], 1) for order in orders])
    count = METHOD.run(behind, CountSettings(seats=seats + 1))
    assert (count.elected, count.undecided) == (("王芳",), tuple(names))


def test_contenders_are_those_not_beaten_from_outside_their_rings() -> None:
    """A ring above one more; for several seats all can matter."""
    table = PairTable.of(EQUAL_RING)
    assert contenders(table, 1) == {0, 1, 2}
    lower = PairTable(
        candidates=("甲", "乙", "丙", "丁"),
        prefer=(*((*row, 1) for row in table.prefer), (0, 0, 0, 0)),
        ballots=3,
    )
    assert contenders(lower, 1) == {0, 1, 2}
    assert contenders(lower, 2) == {0, 1, 2, 3}


def test_margins_are_sorted_from_the_largest() -> None:
    """Equal ones stand together, in the order of the paper."""
    assert by_margin(PairTable.of(RING)) == {50: [(1, 2)], 30: [(0, 1)], 20: [(2, 0)]}
    assert list(by_margin(PairTable.of(RING))) == [50, 30, 20]
    assert by_margin(PairTable.of(EQUAL_RING)) == {1: [(0, 1), (1, 2), (2, 0)]}
    assert ranked_levels((0b110, 0b100, 0)) == [[0], [1], [2]]


def test_one_candidate_and_blank_ballots() -> None:
    """One is elected; all who are level everywhere tie."""
    assert METHOD.run(Rankings.from_ballots("甲", []), CountSettings()).elected == ("甲",)
    blank = METHOD.run(Rankings.from_ballots("甲乙", [([], 2)]), CountSettings())
    assert blank.undecided == ("甲", "乙")


def test_a_majority_is_refused() -> None:
    """It elects by comparison, not by the number of ballots that name somebody."""
    with pytest.raises(UncountableError, match="no majority"):
        METHOD.run(RING, CountSettings(majority=MoreThan(1, 2)))
