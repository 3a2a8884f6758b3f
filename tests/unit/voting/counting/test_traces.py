"""The trace keeps exact figures under the names of the ballot paper."""

from fractions import Fraction

from gongtong.voting.counting.traces import Amount, Count, Needed, Round, Stage, amounts


def test_at_least_and_more_than_differ_exactly_at_the_figure() -> None:
    """Just under, exactly at, just over."""
    at_least, more_than = Needed(Fraction(5, 2)), Needed(Fraction(5, 2), more_than=True)
    figures = (Fraction(249, 100), Fraction(5, 2), Fraction(251, 100))
    assert [at_least.is_met_by(figure) for figure in figures] == [False, True, True]
    assert [more_than.is_met_by(figure) for figure in figures] == [False, False, True]


def test_figures_come_in_the_order_of_the_paper() -> None:
    """Whatever the order in which they were found."""
    found = amounts(("甲", "乙"), {1: 3, 0: Fraction(1, 2)})
    assert found == (Amount("甲", Fraction(1, 2)), Amount("乙", Fraction(3)))
    one = Round(number=1, stage=Stage.COUNT, amounts=found)
    assert one.amount_of("乙") == 3
    assert one.amount_of("丙") is None


def test_seats_that_nobody_got_are_counted() -> None:
    """Three seats, one elected: two stay open; a budget has no seats."""
    count = Count(method="m", candidates=("甲",), seats=3, ballots=1, elected=("甲",))
    assert count.seats_open == 2
    assert Count(method="m", candidates=(), seats=0, ballots=0, elected=()).seats_open == 0
