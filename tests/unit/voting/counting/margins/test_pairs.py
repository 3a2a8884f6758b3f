from fractions import Fraction

from gongtong.voting.counting.counting_method import CountSettings
from gongtong.voting.counting.margins.margin import Least
from gongtong.voting.counting.margins.pairs import Final, least_for_pairs
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.methods import ranked_pairs, schulze

# each beats the next: a over b by 11, b over c by 5, c over a by 1
CYCLE = [([[0], [1], [2]], 8), ([[1], [2], [0]], 3), ([[2], [0], [1]], 6)]


def test_whoever_beats_all_stays_while_it_does() -> None:
    """The first is ahead of b by 8 and of c by 10: the smaller lead counts, 4 switched or 8 added."""
    ballots = Rankings.from_ballots("abc", [([[0], [1], [2]], 9), ([[1]], 1)])
    count = schulze.METHOD.run(ballots, CountSettings())
    assert count.elected == ("a",)
    assert least_for_pairs(count, by_margins=False) == Least(4, 8)


def test_in_a_cycle_the_order_of_the_wins_must_stay() -> None:
    """With leads of 11, 5 and 1, the lead of 1 falls to a single ballot."""
    ballots = Rankings.from_ballots("abc", CYCLE)
    for method, by_margins in ((schulze.METHOD, False), (ranked_pairs.METHOD, True)):
        count = method.run(ballots, CountSettings())
        assert least_for_pairs(count, by_margins=by_margins) == Least(1, 1)


def test_two_wins_that_come_to_be_equal_can_change_the_order() -> None:
    """With leads of 20, 14 and 8 the smallest falls to 4 switched ballots, a gap of 6 between two to 2."""
    ballots = Rankings.from_ballots(
        "abc", [([[0], [1], [2]], 17), ([[1], [2], [0]], 14), ([[2], [0], [1]], 11)]
    )
    count = ranked_pairs.METHOD.run(ballots, CountSettings())
    leads = sorted(abs(pair.prefer_one - pair.prefer_other) for pair in count.rounds[0].pairs)
    assert leads == [8, 14, 20]
    # leads close in by up to 4 with a switched ballot and by 2 with an added one
    assert least_for_pairs(count, by_margins=True) == Least(2, 3)
    # those who prefer the winner are 25, 28 and 31: gaps of 3, which close by 2 and by 1
    assert least_for_pairs(count, by_margins=False) == Least(2, 3)


def test_a_final_is_lost_to_the_second_or_to_who_comes_level_with_it() -> None:
    """The second is 10 behind in the final; the third is 2 behind the second, but only 3 in a final."""
    final = Final(
        winner=0, figures=(Fraction(20), Fraction(12), Fraction(10)), leads=(0, 10, 3), swing=1
    )
    assert final.least() == Least(2, 3)


def test_a_final_is_lost_by_not_being_in_it() -> None:
    """The third is 4 points behind the winner, with up to 2 points on a ballot: 1 switched, 2 added."""
    final = Final(
        winner=0, figures=(Fraction(10), Fraction(9), Fraction(6)), leads=(0, 20, 20), swing=2
    )
    assert final.least() == Least(1, 2)
