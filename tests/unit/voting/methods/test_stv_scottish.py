"""Single transferable vote by the Scottish rules: quota, transfer values, ties."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from gongtong.voting.counting.counting_method import CountSettings, UncountableError
from gongtong.voting.counting.rankings import Rankings, SharedRanks
from gongtong.voting.counting.ties import TieRule
from gongtong.voting.counting.traces import Count, Stage, TieBreak, Transfer, Why
from gongtong.voting.methods.stv_scottish import METHOD


def count(
    papers: Sequence[tuple[str, int]],
    seats: int,
    *,
    names: str = "abcde",
    ties: TieRule | None = None,
) -> Count:
    """Count papers written as "abc" for a before b before c."""
    ballots = Rankings.from_ballots(
        names, [([[names.index(one)] for one in order], times) for order, times in papers]
    )
    return METHOD.run(ballots, CountSettings(seats=seats, ties=ties or TieRule()))


def held(counted: Count, number: int) -> dict[str, Fraction]:
    """What everybody had in a round."""
    return {one.candidate: one.amount for one in counted.rounds[number - 1].amounts}


@pytest.mark.parametrize(("valid", "quota"), [(99, 25), (100, 26), (103, 26), (104, 27)])
def test_the_quota_ignores_decimals_and_adds_one(valid: int, quota: int) -> None:
    """Rule 46: 99 to 103 votes divided by 4 are 24 or 25, and one more."""
    counted = count([("a", valid), ("", 7)], 3)
    assert counted.rounds[0].needed is not None
    assert counted.rounds[0].needed.amount == quota


def test_all_papers_of_the_elected_carry_the_surplus_cut_off_behind_five_decimals() -> None:
    """Rule 48: 7 votes, a quota of 5: each paper carries 2/7, which is 0.28571 and a bit."""
    papers = [("ab", 4), ("ac", 2), ("a", 1), ("b", 2), ("c", 3), ("d", 1)]
    counted = count(papers, 2, names="abcd")
    first = counted.rounds[0]
    value = Fraction(28571, 100000)
    assert first.transfers == (
        Transfer("a", "b", 4 * value, value),
        Transfer("a", "c", 2 * value, value),
        Transfer("a", None, value, value),
    )
    assert sum(one.amount for one in first.figures if one.of == "a") == 2 + 2 - 7 * value
    assert held(counted, 2) == {"a": 5, "b": 2 + 4 * value, "c": 3 + 2 * value, "d": 1}
    assert counted.rounds[1].exhausted == value


def test_a_second_transfer_is_a_part_of_the_value_at_which_the_paper_came() -> None:
    """Rule 48(4): papers that came to b at 0.5 leave at a part of it, those of its own at that part."""
    counted = count([("abc", 12), ("bd", 3), ("c", 2), ("d", 2)], 2, names="abcd")
    # the quota is 7; a hands on 5 at 5/12, and b has 3 + 12 * 0.41666 = 7.99992
    assert held(counted, 2)["b"] == Fraction(799992, 100000)
    assert counted.elected == ("a", "b")
    more = count([("abc", 12), ("bd", 3), ("c", 2), ("d", 2)], 3, names="abcd")
    # with three seats the quota is 5; a hands on 7 at 0.58333; b has 9.99996 and hands on 4.99996
    surplus = more.rounds[1]
    assert {(one.taker, one.value) for one in surplus.transfers} == {
        ("c", Fraction(58333 * 499996 // 999996, 100000)),
        ("d", Fraction(100000 * 499996 // 999996, 100000)),
    }


def test_the_larger_surplus_moves_first() -> None:
    """Rule 49(1): one transfer is one stage."""
    counted = count([("ac", 6), ("bc", 7), ("c", 1), ("d", 1), ("e", 1)], 3)
    givers = [one.transfers[0].giver for one in counted.rounds if one.stage is Stage.SURPLUS]
    assert givers[0] == "b"


def test_equal_surpluses_go_by_the_last_stage_at_which_they_differed() -> None:
    """Rule 49(2): x and y both come to 9 when n goes out, had 7 each before, and 6 and 5 before that."""
    papers = [("w", 10), ("xu", 6), ("yv", 5), ("mx", 1), ("my", 2), ("nx", 2), ("ny", 2)]
    counted = count([*papers, ("u", 5), ("v", 5)], 4, names="wyxmnuv")
    both = counted.rounds[3]
    assert held(counted, 4) == {"w": 8, "x": 9, "y": 9, "u": 5, "v": 5}
    assert both.transfers[0].giver == "x"
    assert [(tie.candidates, tie.chosen, tie.broken_by) for tie in counted.ties[:1]] == [
        (("y", "x"), ("x",), TieBreak.EARLIER_ROUNDS)
    ]


def test_who_is_excluded_of_two_goes_by_the_last_stage_at_which_they_differed() -> None:
    """Rule 51(2)(a): a hands its paper to b, which then has 3 as c has, and had 2 before."""
    counted = count([("ab", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5)], 2)
    assert [one.steps[0].candidate for one in counted.rounds[:2]] == ["a", "b"]
    assert [(tie.broken_by, tie.chosen) for tie in counted.ties] == [
        (TieBreak.EARLIER_ROUNDS, ("b",))
    ]


def test_a_rule_is_asked_only_where_they_were_level_at_all_stages() -> None:
    """Rule 51(2)(b): then by lot, or by the rule that was named in its place, or it stays open."""
    papers = [("a", 2), ("b", 2), ("cb", 4), ("da", 4)]
    by_lot = count(papers, 2, names="abcd", ties=TieRule(by=TieBreak.LOT, seed="1"))
    assert by_lot.ties[0].broken_by is TieBreak.LOT
    assert by_lot.elected == ("c", "d")
    assert count(papers, 2, names="abcd").elected == ("c", "d")


def test_a_candidate_without_a_surplus_hands_nothing_on() -> None:
    """Who has the quota and no more keeps all, and the lowest is excluded in the same stage."""
    counted = count([("ab", 4), ("b", 3), ("c", 2)], 2, names="abc")
    first = counted.rounds[0]
    assert [(step.candidate, step.why) for step in first.steps] == [
        ("a", Why.REACHED_THRESHOLD),
        ("c", Why.FEWEST),
    ]
    assert first.stage is Stage.ELIMINATION


def test_the_last_seats_go_to_whoever_is_left() -> None:
    """Rule 52: where no more are left than seats, they are elected below the quota."""
    counted = count([("a", 5), ("b", 3), ("c", 2)], 2, names="abc")
    assert counted.rounds[-1].steps[-1].why is Why.SEATS_REMAIN
    assert counted.elected == ("a", "b")
    assert count([("a", 5), ("b", 3)], 2, names="ab").elected == ("a", "b")


def test_shared_ranks_are_refused_unless_it_was_said_what_they_mean() -> None:
    """The Order knows consecutive preferences only."""
    ballots = Rankings.from_ballots("abc", [([[0, 1], [2]], 3), ([[2]], 1)])
    with pytest.raises(UncountableError, match="shared_ranks=skip"):
        METHOD.run(ballots, CountSettings(seats=1))
    skipped = METHOD.run(ballots, CountSettings(seats=1, shared_ranks=SharedRanks.SKIP))
    assert skipped.elected == ("c",)
