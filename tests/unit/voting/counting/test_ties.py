"""Ties are broken by the rule named before the vote and by nothing else."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from gongtong.voting.counting.ties import (
    MOST_WAYS,
    Referee,
    TieRule,
    after_looking_back,
    drawn_lots,
    settle,
)
from gongtong.voting.counting.traces import (
    Act,
    Amount,
    Count,
    Measure,
    Round,
    Stage,
    Step,
    TieBreak,
    Why,
)

NAMES = ("甲", "乙", "丙")


def count_of(referee: Referee, elected: Sequence[int], rounds: Sequence[Round] = ()) -> Count:
    return Count(
        method="test",
        candidates=NAMES,
        seats=1,
        ballots=1,
        elected=tuple(NAMES[number] for number in elected),
        ties=tuple(referee.ties),
        rounds=tuple(rounds),
    )


@pytest.mark.parametrize(
    ("rule", "first", "last"),
    [
        (TieRule(by=TieBreak.ORDER), 0, 2),
        (TieRule(by=TieBreak.SENIORITY, names=["丙", "乙", "甲"]), 2, 0),
        (TieRule(by=TieBreak.DECIDED, names=["乙", "甲", "丙"], decision="第3号"), 1, 2),
    ],
)
def test_a_rule_says_who_is_first_and_who_is_last(rule: TieRule, first: int, last: int) -> None:
    """By the paper, by a list, by a recorded decision."""
    referee = Referee(NAMES, rule)
    assert referee.first([2, 0, 1], round_number=1) == first
    assert referee.last([2, 0, 1], round_number=1) == last
    assert [tie.broken_by for tie in referee.ties] == [rule.by, rule.by]
    assert [tie.seats for tie in referee.ties] == [1, 0]


@pytest.mark.parametrize("by", [TieBreak.SENIORITY, TieBreak.DECIDED, TieBreak.LOT])
def test_a_rule_without_what_it_goes_by_is_refused(by: TieBreak) -> None:
    """A list without names, a lot without a seed."""
    with pytest.raises(ValueError, match="needs"):
        TieRule(by=by)


def test_lots_are_drawn_from_the_seed_alone() -> None:
    """The order in which the tied are given plays no part; another seed or round is another draw."""
    drawn = drawn_lots(NAMES, seed="2025068", round_number=1)
    assert drawn_lots(NAMES[::-1], seed="2025068", round_number=1) == drawn
    others = {drawn_lots(NAMES, seed=str(seed), round_number=1) for seed in range(60)}
    assert len(others) == 6
    assert len({drawn_lots(NAMES, seed="7", round_number=number) for number in range(60)}) == 6


@pytest.mark.parametrize(("seed", "order"), [("7", ("b", "a")), ("8", ("a", "b"))])
def test_lots_are_those_of_the_documented_procedure(seed: str, order: tuple[str, ...]) -> None:
    """By printf and sha256sum: 768d… of b lies before 8800… of a for 7, 1a49… of a before 8807… for 8."""
    assert drawn_lots(("a", "b"), seed=seed, round_number=1) == order


def test_a_list_that_lacks_a_tied_name_breaks_nothing() -> None:
    """The tie then counts as open."""
    rule = TieRule(by=TieBreak.SENIORITY, names=["甲"])
    referee = Referee(NAMES, rule)
    referee.first([0, 1], round_number=1)
    assert referee.asked == [2]


def test_a_single_candidate_is_no_tie() -> None:
    """Nothing is asked and nothing is noted."""
    referee = Referee(NAMES, TieRule())
    assert referee.first([1], round_number=1) == 1
    assert referee.ties == []


def test_earlier_rounds_are_looked_at_from_the_last_backwards() -> None:
    """They differ in round 1 and were level in round 2; the one who had more then comes first."""
    past = [
        Round(
            number=1,
            stage=Stage.COUNT,
            amounts=(Amount("甲", Fraction(3)), Amount("乙", Fraction(4))),
        ),
        Round(
            number=2,
            stage=Stage.COUNT,
            amounts=(Amount("甲", Fraction(5)), Amount("乙", Fraction(5))),
        ),
    ]
    rule = TieRule(by=TieBreak.ORDER, looks_back=True)
    referee = Referee(NAMES, rule)
    assert referee.first([0, 1], round_number=3, past=past) == 1
    assert referee.last([0, 1], round_number=3, past=past) == 0
    assert {tie.broken_by for tie in referee.ties} == {TieBreak.EARLIER_ROUNDS}
    assert referee.first([0, 1], round_number=3, past=past[1:]) == 0
    assert referee.ties[-1].broken_by is TieBreak.ORDER


def test_a_tie_that_changes_nothing_does_not_matter() -> None:
    """丙 is elected whoever of the others goes out first."""

    def count(referee: Referee) -> Count:
        referee.last([0, 1], round_number=1)
        return count_of(referee, [2])

    counted = settle(count, NAMES, TieRule())
    assert counted.elected == ("丙",)
    assert [tie.matters for tie in counted.ties] == [False]
    assert counted.undecided == ()


def test_a_tie_that_matters_leaves_open_who_is_elected() -> None:
    """Whoever stays in is elected: both are undecided, and nobody is elected."""

    def count(referee: Referee) -> Count:
        return count_of(referee, [1 - referee.last([0, 1], round_number=1)])

    counted = settle(count, NAMES, TieRule())
    assert counted.elected == ()
    assert counted.undecided == ("甲", "乙")
    assert [(tie.matters, tie.chosen) for tie in counted.ties] == [(True, ())]


def test_ties_behind_ties_are_followed_too() -> None:
    """Only the second tie of the second way elects somebody else."""

    def count(referee: Referee) -> Count:
        if referee.last([0, 1], round_number=1) == 0:
            return count_of(referee, [2])
        return count_of(referee, [2 if referee.last([0, 2], round_number=2) == 0 else 0])

    assert settle(count, NAMES, TieRule()).undecided == ("甲", "丙")


def test_the_trace_ends_at_the_tie_that_matters() -> None:
    """The first tie has no effect, the second has: rounds and steps behind it would be one way of several."""

    def count(referee: Referee) -> Count:
        referee.last([0, 1], round_number=1)
        out = referee.last([0, 2], round_number=2)
        rounds = [
            Round(number=1, stage=Stage.COUNT, steps=(Step(Act.ADVANCED, "乙", Why.MOST),)),
            Round(
                number=2,
                stage=Stage.COUNT,
                steps=(
                    Step(Act.ADVANCED, "乙", Why.MOST),
                    Step(Act.ELIMINATED, NAMES[out], Why.FEWEST),
                ),
            ),
            Round(number=3, stage=Stage.COUNT),
        ]
        return count_of(referee, [2 - out], rounds)

    counted = settle(count, NAMES, TieRule())
    assert counted.undecided == ("甲", "丙")
    assert [(tie.matters, tie.chosen) for tie in counted.ties] == [(False, ("甲",)), (True, ())]
    assert [len(one.steps) for one in counted.rounds] == [1, 1]


def test_a_run_off_leaves_the_tie_to_a_further_vote() -> None:
    """It is open as without a rule, and says what is to be done."""

    def count(referee: Referee) -> Count:
        return count_of(referee, [referee.first([0, 1], round_number=1)])

    counted = settle(count, NAMES, TieRule(by=TieBreak.RUN_OFF))
    assert counted.undecided == ("甲", "乙")
    assert [tie.broken_by for tie in counted.ties] == [TieBreak.RUN_OFF]


def test_a_silent_rule_leaves_the_tie_open() -> None:
    """The list names only one of the two who are level."""

    def count(referee: Referee) -> Count:
        return count_of(referee, [referee.first([0, 1], round_number=1)])

    counted = settle(count, NAMES, TieRule(by=TieBreak.SENIORITY, names=["甲"]))
    assert counted.undecided == ("甲", "乙")
    assert [tie.broken_by for tie in counted.ties] == [TieBreak.OPEN]


def test_with_a_rule_a_count_is_run_once() -> None:
    """Nothing is tried out when the rule answers."""
    runs = []

    def count(referee: Referee) -> Count:
        runs.append(referee)
        return count_of(referee, [referee.first([0, 1], round_number=1)])

    assert settle(count, NAMES, TieRule(by=TieBreak.ORDER)).elected == ("甲",)
    assert len(runs) == 1


def test_too_many_ways_leave_the_count_undecided_from_the_first_tie_on() -> None:
    """Who was elected before the first open tie stays elected; everybody else is undecided."""
    runs = []

    def count(referee: Referee) -> Count:
        runs.append(referee)
        first = Step(Act.ELECTED, "丙", Why.MOST)
        rounds = [Round(number=1, stage=Stage.COUNT, steps=(first,))]
        for number in range(2, 12):
            referee.last([0, 1], round_number=number)
        return count_of(referee, [2, 0], rounds)

    counted = settle(count, NAMES, TieRule())
    assert len(runs) < MOST_WAYS // 2, "it stops as soon as too many ways are sure to be left"
    assert counted.elected == ("丙",)
    assert counted.undecided == ("甲", "乙")


def rounds(*held: str) -> list[Round]:
    """Rounds in which a, b and c held so many votes."""
    return [
        Round(
            number=number,
            stage=Stage.COUNT,
            amounts=tuple(
                Amount(name, Fraction(vote)) for name, vote in zip("abc", votes, strict=True)
            ),
        )
        for number, votes in enumerate(held, start=1)
    ]


def test_the_last_round_in_which_the_tied_differed_speaks_first() -> None:
    """Round 1 says otherwise, but round 2 is nearer."""
    past = rounds("123", "321", "222")
    assert after_looking_back([0, 1, 2], "abc", past, best=False) == [2]
    assert after_looking_back([0, 1, 2], "abc", past, best=True) == [0]


def test_those_whom_a_round_leaves_level_go_on_to_the_one_before() -> None:
    """Round 2 leaves a and b, and round 1 decides between them."""
    assert after_looking_back([2, 1, 0], "abc", rounds("213", "113"), best=False) == [1]


def test_nobody_is_kept_who_was_level_in_all_rounds() -> None:
    """Then the rule for ties is asked about all of them."""
    assert after_looking_back([0, 1], "abc", rounds("112", "113"), best=False) == [0, 1]
    assert after_looking_back([0, 1], "abc", [], best=True) == [0, 1]


def test_of_loads_the_least_is_best() -> None:
    """Whoever carried less in the last round stands first."""
    one = Round(
        number=1,
        stage=Stage.SEAT,
        measure=Measure.LOAD,
        amounts=(Amount("a", Fraction(1, 3)), Amount("b", Fraction(1, 4))),
    )
    assert after_looking_back([0, 1], "ab", [one], best=True) == [1]
    assert after_looking_back([0, 1], "ab", [one], best=False) == [0]
