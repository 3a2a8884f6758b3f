from fractions import Fraction

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountingMethod, CountSettings
from gongtong.voting.counting.losses import not_elected
from gongtong.voting.counting.projects import Exclusion, ProjectVotes, SpendingCap
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.scores import Scores
from gongtong.voting.counting.ties import TieRule
from gongtong.voting.counting.traces import (
    Act,
    Amount,
    Count,
    Round,
    Stage,
    Step,
    Tie,
    TieBreak,
    Why,
)
from gongtong.voting.methods import (
    equal_shares,
    irv,
    pav,
    pb_greedy,
    pb_greedy_no_skip,
    schulze,
    star,
    two_round,
)

NAMES = ("甲", "乙", "丙", "丁")
APPROVALS = Approvals.from_ballots(NAMES, [({0, 1, 2}, 4), ({0, 1}, 2), ({0}, 1), ({3}, 4)])
RANKED = Rankings.from_ballots(
    NAMES,
    [
        ([[0], [1], [2], [3]], 8),
        ([[1], [2], [0]], 7),
        ([[2], [0], [1]], 6),
        ([[3], [2]], 2),
    ],
)
COSTS = (50, 60, 30, 45)


def told(
    method: CountingMethod, ballots: object, name: str, seats: int = 2, rule: TieRule | None = None
) -> tuple[int | None, list[str]]:
    settings = CountSettings(seats=method.fixed_seats or seats, ties=rule or TieRule())
    number, facts = not_elected(method.run(ballots, settings), name)
    return number, [fact.zh for fact in facts]


def test_an_elimination_is_told_against_the_next() -> None:
    """Who went out is told the round, and how far the next one was ahead."""
    assert told(irv.METHOD, RANKED, "乙") == (
        2,
        ["得数最低而出局", "乙有7票，甲有8票，相差1"],
    )


def test_an_elimination_by_a_tie_is_told_with_the_rule() -> None:
    """Who went out of several level ones is told by which rule."""
    ballots = Rankings.from_ballots("abc", [([[0]], 4), ([[1], [0]], 2), ([[2], [1]], 2)])
    rule = TieRule(by=TieBreak.ORDER)
    number, facts = told(irv.METHOD, ballots, "c", rule=rule)
    assert number == 1
    assert facts[-1] == "b、c并列（按选票上的顺序，c出局）"


def test_amounts_that_a_rule_holds_to_be_level_are_not_compared() -> None:
    """Where a rule treats unequal amounts as level, the tie is the reason, not the amounts."""
    one = Round(
        number=1,
        stage=Stage.ELIMINATION,
        amounts=(Amount("a", Fraction(1, 2)), Amount("b", Fraction(1, 4))),
        steps=(Step(Act.ELIMINATED, "a", Why.FEWEST, amount=Fraction(1, 2)),),
    )
    tie = Tie(candidates=("a", "b"), round=1, seats=0, chosen=("a",), broken_by=TieBreak.LOT)
    count = Count(
        method="x",
        candidates=("a", "b"),
        seats=1,
        ballots=3,
        elected=("b",),
        rounds=(one,),
        ties=(tie,),
    )
    assert [fact.zh for fact in not_elected(count, "a")[1]] == [
        "a有0.5票",
        "a、b并列（按公开种子抽签，a出局）",
    ]


def test_the_last_round_is_told_to_who_stood_in_it() -> None:
    """Who lost the last round is told what both had."""
    assert told(irv.METHOD, RANKED, "甲") == (3, ["甲有8票，丙有15票，相差7"])


def test_who_did_not_get_into_a_run_off_is_told_the_second() -> None:
    """Who missed a run-off is compared with the last who got into it; who lost it, with the winner."""
    assert told(two_round.METHOD, RANKED, "丙") == (
        1,
        ["未进入决胜", "丙有6票，乙有7票，相差1"],
    )
    assert told(two_round.METHOD, RANKED, "乙") == (2, ["乙有7票，甲有14票，相差7"])
    scores = Scores.from_ballots("abc", [({0: 5, 1: 3}, 5), ({1: 5, 2: 4}, 4)])
    assert told(star.METHOD, scores, "c", 1)[1] == ["未进入决胜", "c有16分，a有25分，相差9"]


def test_a_path_is_told_where_paths_decide() -> None:
    """Who is reached by stronger paths is told how strong they are."""
    number, facts = told(schulze.METHOD, RANKED, "丁", 1)
    assert number == 1
    assert facts == ["从乙到丁的最强路径为21，反向为0"]


def test_a_committee_is_compared_as_a_whole() -> None:
    """Who is in no best committee is told the best one with it for one member."""
    assert told(pav.METHOD, APPROVALS, "丙") == (
        1,
        ["换下一人而换入丙，该组至多有9分，比最高的11分少2"],
    )
    level = Approvals.from_ballots("abc", [({0}, 5), ({1}, 2), ({2}, 2)])
    rule = TieRule(by=TieBreak.ORDER)
    assert told(pav.METHOD, level, "c", 2, rule) == (
        1,
        ["另有一组包括c，同样有7分", "b、c并列（按选票上的顺序，b在前）"],
    )


def test_a_project_that_costs_too_much_is_told_how_much_is_missing() -> None:
    """A project beyond the money left is told its cost, what is left and the difference."""
    assert told(pb_greedy.METHOD, ProjectVotes(APPROVALS, COSTS, 100), "乙") == (
        2,
        ["费用60，余额50，差10"],
    )


def test_a_project_beside_another_is_told_which() -> None:
    """A project that cannot stand beside a chosen one is told which one."""
    votes = ProjectVotes(APPROVALS, COSTS, 100, exclusions=(Exclusion(frozenset({0, 2})),))
    assert told(pb_greedy.METHOD, votes, "丙") == (3, ["与已选的甲互斥，两者只能选一"])


def test_a_project_over_the_budget_of_a_district_is_told_which() -> None:
    """A project for which its district has too little left is told which district."""
    cap = SpendingCap("东区", frozenset({0, 2}), 60)
    votes = ProjectVotes(APPROVALS, COSTS, 200, caps=(cap,))
    assert told(pb_greedy.METHOD, votes, "丙")[1] == ["东区的限额已不够支付它"]


def test_a_project_under_the_minimum_is_told_so() -> None:
    """A project with less than the minimum is told that it is below."""
    votes = ProjectVotes(APPROVALS, COSTS, 200, minimum_score=5)
    (fact, *_) = told(pb_greedy.METHOD, votes, "丙")[1]
    assert "门槛" in fact


def test_where_the_rule_stops_it_says_so() -> None:
    """A project after the one at which the rule stops is told that, with its votes."""
    votes = ProjectVotes(APPROVALS, COSTS, 100)
    assert told(pb_greedy_no_skip.METHOD, votes, "丁") == (3, ["按规则到此为止", "丁有4票"])


def test_supporters_without_money_are_told_and_what_came_after() -> None:
    """Who could not be paid for, and did not come first in the completion either, is told both."""
    number, facts = told(equal_shares.METHOD, APPROVALS, "乙")
    assert number == 3
    assert facts[0] == "支持者手中共有18/77（约0.23376），不够支付它的费用"
    assert facts[1].startswith("乙有59/462（约0.1277）负担，丁有3/44（约0.06818）负担")


def test_filled_seats_are_told() -> None:
    """Who is put aside because the seats are filled is told so."""
    one = Round(
        number=1,
        stage=Stage.COUNT,
        amounts=(Amount("a", Fraction(3)),),
        steps=(Step(Act.ELIMINATED, "a", Why.SEATS_FILLED),),
    )
    count = Count(method="x", candidates=("a",), seats=1, ballots=3, elected=(), rounds=(one,))
    number, facts = not_elected(count, "a")
    assert (number, [fact.zh for fact in facts]) == (1, ["席位已满", "a有3票"])
