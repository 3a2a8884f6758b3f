from fractions import Fraction

import pytest

from gongtong.core.shares import MoreThan
from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountingMethod, CountSettings
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.reasons import Fate, why
from gongtong.voting.counting.scores import Scores
from gongtong.voting.counting.ties import TieRule
from gongtong.voting.counting.traces import (
    Act,
    Amount,
    Count,
    Round,
    Stage,
    Step,
    TieBreak,
    Why,
)
from gongtong.voting.methods import (
    approval,
    irv,
    minimax,
    pav,
    pb_greedy,
    ranked_pairs,
    schulze,
    seq_pav,
    seq_phragmen,
    star,
)
from gongtong.voting.methods.catalogue import METHODS

NAMES = ("甲", "乙", "丙", "丁")
APPROVALS = Approvals.from_ballots(NAMES, [({0, 1, 2}, 4), ({0, 1}, 2), ({0}, 1), ({3}, 4)])
# 甲 beats 乙 by 14 to 7, 乙 beats 丙 by 15 to 8, 丙 beats 甲 by 15 to 8; all beat 丁
CYCLE = Rankings.from_ballots(
    NAMES,
    [
        ([[0], [1], [2], [3]], 8),
        ([[1], [2], [0]], 7),
        ([[2], [0], [1]], 6),
        ([[3], [2]], 2),
    ],
)
CLEAR = Rankings.from_ballots("abc", [([[0], [1], [2]], 9), ([[1], [0], [2]], 5), ([[2]], 1)])
SCORES = Scores.from_ballots(NAMES, [({0: 5, 1: 3}, 5), ({1: 5, 2: 4}, 4), ({2: 2, 3: 5}, 1)])
PROJECTS = ProjectVotes(APPROVALS, (50, 60, 30, 45), 100)


def ask(method: CountingMethod, ballots: object, name: str, seats: int = 2) -> tuple[str, str]:
    count = method.run(ballots, CountSettings(seats=method.fixed_seats or seats))
    sentence = why(count, name).sentence
    return sentence.zh, sentence.en


def test_votes_are_compared_with_the_next() -> None:
    """Whoever is elected by votes is told how far the next one was behind."""
    assert ask(approval.METHOD, APPROVALS, "乙") == (
        "乙第1轮当选；在余下的人中居先；乙有6票，丙有4票，相差2。",
        "乙 was elected in round 1; came first among those left; 乙 had 6 votes and 丙 4 votes, 2 apart.",
    )


def test_a_threshold_is_named_with_what_it_takes() -> None:
    """Whoever reached a threshold is told what was needed, round by round."""
    assert ask(irv.METHOD, CYCLE, "丙")[0] == "丙第3轮当选；丙有15票，门槛为超过11.5票。"


def test_points_after_a_run_off_are_those_of_the_pair() -> None:
    """The winner of a run-off is told how many prefer whom."""
    assert ask(star.METHOD, SCORES, "甲", 1)[0] == "甲第2轮当选；两两比较中甲对乙为5比4。"


def test_whoever_beats_all_is_told_the_closest_comparison() -> None:
    """Of all comparisons that were won, the closest is named."""
    assert ask(minimax.METHOD, CLEAR, "a", 1) == (
        "a第1轮当选；两两比较胜过其他所有人；两两比较中a对b为9比5。",
        "a was elected in round 1; beats every other, one by one; one against the other, a has 9 and b 5.",
    )


def test_whoever_is_unbeaten_is_told_the_paths() -> None:
    """Where paths decide, the strength of the paths to and fro is named."""
    zh, _ = ask(schulze.METHOD, CYCLE, "乙")
    assert "余下的人都不在其前；从乙到甲的最强路径为15，反向为14" in zh


def test_a_smaller_load_comes_first() -> None:
    """Where less is better, the next is the next larger."""
    zh, _ = ask(seq_phragmen.METHOD, APPROVALS, "丁")
    assert zh.startswith("丁第2轮当选；在余下的人中居先；丁有0.25负担，乙有13/42（约0.30952）负担")


def test_a_committee_is_elected_as_a_whole() -> None:
    """A member of the best committee is told that no committee has more points."""
    assert ask(pav.METHOD, APPROVALS, "丁") == (
        "丁第1轮当选；所在的一组共有11分，没有一组更高。",
        "丁 was elected in round 1; its committee has 11 points, and no committee has more.",
    )


def test_a_project_is_told_what_it_costs() -> None:
    """A project that is chosen is told its cost and what there was to spend."""
    assert ask(pb_greedy.METHOD, PROJECTS, "甲")[0] == "甲第1轮入选；甲有7票；费用50，当时余额100。"


def test_no_more_candidates_than_seats() -> None:
    """Whoever is elected because seats remain is told so."""
    one = Round(
        number=1,
        stage=Stage.COUNT,
        amounts=(Amount("a", Fraction(3)),),
        steps=(Step(Act.ELECTED, "a", Why.SEATS_REMAIN),),
    )
    count = Count(method="x", candidates=("a",), seats=1, ballots=3, elected=("a",), rounds=(one,))
    assert why(count, "a").sentence.zh == "a第1轮当选；余下候选人不多于余下席位；a有3票。"


def test_a_broken_tie_is_told_with_its_rule() -> None:
    """Who came first of several by a rule is told of the tie, and so is who did not."""
    ballots = Approvals.from_ballots("ab", [({0}, 2), ({1}, 2)])
    count = approval.METHOD.run(ballots, CountSettings(ties=TieRule(by=TieBreak.ORDER)))
    assert why(count, "a").sentence.zh.endswith("两者并列；a、b并列（按选票上的顺序，a在前）。")
    lost = why(count, "b")
    assert (lost.fate, lost.round) == (Fate.NOT_ELECTED, 1)
    assert (
        lost.sentence.zh
        == "b第1轮未当选；b有2票，a有2票，两者并列；a、b并列（按选票上的顺序，a在前）。"
    )


def test_an_open_tie_leaves_undecided() -> None:
    """Who is undecided is told the tie, and which rule is missing."""
    ballots = Approvals.from_ballots("abc", [({0}, 2), ({1}, 2), ({2}, 1)])
    count = approval.METHOD.run(ballots, CountSettings())
    told = why(count, "b")
    assert (told.fate, told.round) == (Fate.UNDECIDED, 1)
    assert told.sentence.zh == "b第1轮因并列未定；a、b并列（未约定处理规则，留待决定）。"
    assert why(count, "c").sentence.zh == (
        "c第1轮未当选；无论并列如何处理，结果都不包括它；a、b并列（未约定处理规则，留待决定）；"
        "c有1票，a有2票，相差1。"
    )


def test_whoever_is_elected_either_way_is_told_so() -> None:
    """Where the trace ends at a tie, who is elected whichever way it is broken is told that."""
    ballots = Approvals.from_ballots("abc", [({0, 1}, 4), ({2}, 3)])
    count = seq_pav.METHOD.run(ballots, CountSettings(seats=2))
    told = why(count, "c")
    assert (told.fate, told.round) == (Fate.ELECTED, None)
    assert told.sentence.zh == (
        "c当选；无论并列如何处理，结果都包括它；a、b并列（未约定处理规则，留待决定）。"
    )


def test_nobody_who_was_no_candidate_has_a_reason() -> None:
    """To ask for somebody who was no candidate is an error that names the candidates."""
    count = approval.METHOD.run(APPROVALS, CountSettings())
    with pytest.raises(ValueError, match="戊 is not among the candidates: 甲, 乙, 丙, 丁"):
        why(count, "戊")


def test_a_method_that_tells_nothing_is_believed() -> None:
    """Of a count without rounds only the outcome can be said."""
    count = Count(method="x", candidates=("a", "b"), seats=1, ballots=3, elected=("a",))
    assert why(count, "a").sentence.zh == "a当选。"
    assert why(count, "b").sentence.zh == "b未当选；计票中没有它的任何得数。"
    assert why(count, "b").round is None


def test_a_majority_that_is_missed_is_told() -> None:
    """Who lacks a majority is told by how many whole votes; exactly half is one short of more than half."""
    ballots = Approvals.from_ballots("ab", [({0}, 5), ({1}, 3), ((), 2)])
    count = approval.METHOD.run(ballots, CountSettings(majority=MoreThan(1, 2)))
    assert why(count, "a").sentence.zh == "a第1轮未当选；a有5票，门槛为超过5票，差1。"
    assert why(count, "b").sentence.en == (
        "b was not elected in round 1; b had 3 votes, the threshold being more than 5 votes, 3 short."
    )


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
@pytest.mark.parametrize("seats", [1, 2])
def test_every_method_answers_for_every_candidate(method: CountingMethod, seats: int) -> None:
    """Whatever the method, there is an answer for everybody, in agreement with the result."""
    single = Approvals.from_ballots(NAMES, [({0}, 7), ({1}, 5), ({2}, 3)])
    kinds = (single, CYCLE, SCORES, PROJECTS)
    ballots = next(kind for kind in kinds if isinstance(kind, method.takes))
    count = method.run(ballots, CountSettings(seats=method.fixed_seats or seats))
    for name in NAMES:
        told = why(count, name)
        assert (told.fate is Fate.ELECTED) == (name in count.elected)
        assert (told.fate is Fate.UNDECIDED) == (name in count.undecided)
        assert told.sentence.zh.startswith(name)
        assert told.sentence.en.startswith(name)
        assert not count.rounds or told.round is not None or name not in count.elected


def test_ranked_pairs_say_through_whom() -> None:
    """Who loses through others although it wins the direct comparison is told every link."""
    ballots = Rankings.from_ballots(
        "abc", [([[0], [1], [2]], 9), ([[1], [2], [0]], 7), ([[2], [0], [1]], 4)]
    )
    # a beats b by 13 to 7, b beats c by 16 to 4, c beats a by 11 to 9: the last is skipped
    count = ranked_pairs.METHOD.run(ballots, CountSettings())
    assert count.elected == ("a",)
    assert why(count, "c").sentence.en.endswith(
        "one against the other, a has 13 and b 7; one against the other, b has 16 and c 4."
    )
    assert why(count, "c").fate is Fate.NOT_ELECTED
