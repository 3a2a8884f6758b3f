"""The rounds of a count of transferable votes under different rules."""

from collections.abc import Sequence

from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.ties import TieRule, settle
from gongtong.voting.counting.traces import Act, Count, FigureName, Stage, TieBreak, Why
from gongtong.voting.methods.transfer_rounds import count_transferable
from gongtong.voting.methods.transferable_votes import Cutting, Quota, StvRules, Surpluses

TOGETHER = StvRules(
    quota=Quota.WHOLE, decimals=4, surpluses=Surpluses.TOGETHER, cutting=Cutting.RATE_FIRST
)
IN_TURN = StvRules(quota=Quota.WHOLE, decimals=5, surpluses=Surpluses.LARGEST_FIRST)
SINGLE = StvRules(quota=Quota.WHOLE, quota_each_round=True)


def count(
    papers: Sequence[tuple[str, int]],
    rules: StvRules,
    *,
    seats: int = 1,
    names: str = "abcd",
    ties: TieRule | None = None,
) -> Count:
    """Count papers written as "abc" for a before b before c."""
    ballots = Rankings.from_ballots(
        names, [([[names.index(one)] for one in order], times) for order, times in papers]
    )
    return settle(
        lambda referee: count_transferable(ballots, seats, referee, rules=rules, method="test"),
        names,
        ties or TieRule(),
    )


def acts(counted: Count) -> list[list[tuple[str, str, str]]]:
    """What each round did with whom, and why."""
    return [[(one.act, one.candidate, one.why) for one in each.steps] for each in counted.rounds]


PAPERS = [("ac", 7), ("bc", 7), ("d", 1), ("c", 1)]


def test_surpluses_of_one_round_move_together() -> None:
    """Both surpluses of 1 move at once, nobody goes out in that round, and the last round only shows."""
    counted = count(PAPERS, TOGETHER, seats=2)
    assert acts(counted) == [
        [(Act.ELECTED, "a", Why.REACHED_THRESHOLD), (Act.ELECTED, "b", Why.REACHED_THRESHOLD)],
        [],
    ]
    first, last = counted.rounds
    assert {(one.giver, one.taker, float(one.amount)) for one in first.transfers} == {
        ("a", "c", 0.9996),
        ("b", "c", 0.9996),
    }
    assert [float(one.amount) for one in last.amounts] == [6, 6, 2.9992, 1]


def test_surpluses_in_turn_are_not_handed_on_once_the_seats_are_filled() -> None:
    """The count ends with the election of the last."""
    counted = count(PAPERS, IN_TURN, seats=2)
    assert counted.elected == ("a", "b")
    assert len(counted.rounds) == 1
    assert not counted.rounds[0].transfers


def test_the_largest_surplus_moves_first_and_each_in_a_round_of_its_own() -> None:
    """Of 11 and 8 with a quota of 6, the 5 too many of a move first; with them c is elected."""
    papers = [("ac", 11), ("bc", 8), ("c", 3), ("d", 1)]
    counted = count(papers, IN_TURN, seats=3)
    assert [one.stage for one in counted.rounds] == [Stage.SURPLUS, Stage.COUNT]
    assert counted.rounds[0].transfers[0].giver == "a"
    lost = [f for f in counted.rounds[0].figures if f.name is FigureName.LOST]
    assert [float(one.amount) for one in lost] == [0.00006]


def test_whoever_never_can_be_elected_goes_out_before_anybody_is_elected() -> None:
    """Though a has more than half, the write-ins are handed on first."""
    rules = StvRules(quota=Quota.WHOLE, quota_each_round=True, first_out=("d",))
    counted = count([("a", 5), ("dc", 2), ("b", 1)], rules)
    assert acts(counted)[0] == [(Act.ELIMINATED, "d", Why.BELOW_THRESHOLD)]
    assert acts(counted)[1] == [(Act.ELECTED, "a", Why.REACHED_THRESHOLD)]


def test_whoever_never_can_be_elected_is_not_elected_as_the_last_one_left() -> None:
    """Without votes they wait like others, and the seat goes to the last who can have it."""
    rules = StvRules(quota=Quota.WHOLE, first_out=("a",))
    assert count([("b", 1)], rules, names="ab").elected == ("b",)


def test_sure_losers_go_out_together_where_the_rules_say_so() -> None:
    """Of b, c and d nobody can catch up with e, who has 7, whatever they get from each other."""
    papers = [("abcde", 8), ("edcba", 7), ("bac", 1), ("cab", 1), ("de", 1)]
    batch = StvRules(quota=Quota.WHOLE, quota_each_round=True, sure_losers_together=True)
    together = count(papers, batch, names="abcde")
    assert [one for _, one, _ in acts(together)[0]] == ["b", "c", "d"]
    one_by_one = count(papers, SINGLE, names="abcde", ties=TieRule(by=TieBreak.ORDER))
    assert [one for _, one, _ in acts(one_by_one)[0]] == ["d"]
    assert together.elected == one_by_one.elected == ("a",)


def test_a_quota_of_the_first_round_stays_where_it_is_not_found_anew() -> None:
    """Of the last two, the one with more is elected even below it."""
    fixed = count([("a", 4), ("b", 3), ("c", 3)], StvRules(quota=Quota.WHOLE), names="abc")
    assert {one.needed.amount for one in fixed.rounds if one.needed} == {6}
    assert acts(fixed)[-1] == [(Act.ELECTED, "a", Why.MOST)]
    anew = count([("a", 4), ("b", 3), ("c", 3)], SINGLE, names="abc")
    assert [one.needed.amount for one in anew.rounds if one.needed] == [6, 4]


def test_candidates_without_votes_go_out_together_when_ties_are_open() -> None:
    """Nothing moves when they go, so nobody has to choose among them."""
    papers = [("a", 6), ("b", 4), ("cb", 3)]
    counted = count(papers, IN_TURN, seats=2, names="abcdefghijkl")
    assert acts(counted)[1] == [(Act.ELIMINATED, name, Why.FEWEST) for name in "defghijkl"]
    assert counted.elected == ("a", "b")
    assert [tie.matters for tie in counted.ties] == [False]


def test_without_enough_others_those_without_votes_are_level_for_the_last_seats() -> None:
    """One of three seats is left for c, d and e, none of whom has a vote: it stays open."""
    counted = count([("a", 6), ("b", 1)], IN_TURN, seats=3, names="abcde")
    assert counted.elected == ("a", "b")
    assert counted.undecided == ("c", "d", "e")
    assert [(tie.candidates, tie.seats) for tie in counted.ties] == [(("c", "d", "e"), 1)]
    assert acts(counted)[-1] == [(Act.ELECTED, "b", Why.SEATS_REMAIN)]


def test_no_ballots_leave_everything_open() -> None:
    """Nobody is elected who did not get a vote, unless there are seats for all."""
    assert count([], IN_TURN, seats=2).undecided == ("a", "b", "c", "d")
    assert count([], IN_TURN, seats=4).elected == ("a", "b", "c", "d")
    assert count([], SINGLE).undecided == ("a", "b", "c", "d")
    assert count([], IN_TURN, seats=2, ties=TieRule(by=TieBreak.ORDER)).elected == ("a", "b")


def test_more_seats_than_candidates_stay_empty() -> None:
    """All are elected, and the rest of the seats is open."""
    counted = count([("ab", 1)], IN_TURN, seats=3, names="ab")
    assert counted.elected == ("a", "b")
    assert counted.seats_open == 1
