"""Ranked ballots: what they say is kept, and what they cannot say is refused."""

import pytest

from gongtong.voting.counting.bitsets import Weights
from gongtong.voting.counting.rankings import UNRANKED, Pile, Rankings, SharedRanks

NONE = UNRANKED
# a > b > c; b, nobody, a; c alone; nobody at all
ORDERS = bytes([0, 1, 2, 1, NONE, 0, 2, NONE, NONE, NONE, NONE, NONE])


def test_orders_and_ranks_say_the_same() -> None:
    """A skipped line stays skipped; the two forms give the same sets."""
    by_order = Rankings.from_orders("abc", ORDERS)
    by_rank = Rankings.from_ranks(
        "abc", bytes([0, 1, 2, 2, 0, NONE, NONE, NONE, 0, NONE, NONE, NONE])
    )
    assert by_order.at == ((0b0001, 0, 0b0010), (0b0010, 0b0001, 0), (0b0100, 0, 0b0001))
    assert by_rank.at == by_order.at
    assert by_order.total == 4
    assert not by_order.has_shared_ranks


def test_equal_ballots_are_put_together_with_their_number() -> None:
    """Three and two of the same are one row of weight five."""
    rankings = Rankings.from_ballots("ab", [([[0], [1]], 3), ([[1]], 2), ([[0], [1]], 2)])
    assert rankings.size == 2
    assert rankings.total == 7
    assert rankings.first_choices() == [5, 2]
    assert rankings.weights.total(rankings.ranked(0)) == 5


def test_a_candidate_twice_on_a_ballot_is_refused() -> None:
    """In both forms, with the row or the name."""
    with pytest.raises(ValueError, match="row 1 ranks b twice"):
        Rankings.from_orders("ab", bytes([0, 1, 1, 1]))
    with pytest.raises(ValueError, match="ranks a twice"):
        Rankings.from_ballots("ab", [([[0], [0]], 1)])


@pytest.mark.parametrize(
    ("names", "orders"),
    [("ab", bytes([0, 2])), ("ab", bytes([0])), ("aa", bytes([0, 1])), ("", b"")],
)
def test_rows_that_do_not_fit_the_paper_are_refused(names: str, orders: bytes) -> None:
    """A number without candidate, half a row, a name twice, no candidates."""
    with pytest.raises(ValueError, match=r"no number below|no rows of|different names"):
        Rankings.from_orders(names, orders)


def test_a_rank_beyond_the_number_of_candidates_is_refused() -> None:
    """Among two candidates nobody is third."""
    with pytest.raises(ValueError, match="2 is no rank"):
        Rankings.from_ranks("ab", bytes([0, 2]))


def test_each_ballot_goes_to_its_best_standing_candidate() -> None:
    """Without a, the first ballot goes to b; ballots that name nobody standing are left over."""
    rankings = Rankings.from_orders("abc", ORDERS)
    assert rankings.piles(rankings.everyone, [0, 1, 2]) == [
        Pile((0,), 0b0001),
        Pile((1,), 0b0010),
        Pile((2,), 0b0100),
    ]
    assert rankings.piles(0b1011, [0, 2]) == [Pile((0,), 0b0011)]


def test_candidates_on_one_rank_get_a_pile_together() -> None:
    """Two share the first rank; when the one is out, the other has it alone."""
    rankings = Rankings.from_ballots("abc", [([[0, 1], [2]], 1)])
    assert rankings.has_shared_ranks
    assert rankings.piles(1, [0, 1, 2]) == [Pile((0, 1), 1)]
    assert rankings.piles(1, [1, 2]) == [Pile((1,), 1)]


def test_what_a_shared_rank_means_is_a_named_rule() -> None:
    """Skipped, the ballot goes on to c; exhausted, it ends; split, it stays as it is."""
    rankings = Rankings.from_ballots("abc", [([[0, 1], [2]], 1)])
    assert rankings.with_shared_ranks(SharedRanks.SPLIT) is rankings
    skipped = rankings.with_shared_ranks(SharedRanks.SKIP)
    assert skipped.piles(1, [0, 1, 2]) == [Pile((2,), 1)]
    ended = rankings.with_shared_ranks(SharedRanks.EXHAUST)
    assert ended.piles(1, [0, 1, 2]) == []


def test_who_is_not_ranked_stands_below_and_level() -> None:
    """One ballot a > b of three: a beats both, b beats c; the ballot with nobody prefers none."""
    rankings = Rankings.from_orders("abc", bytes([0, 1, NONE, NONE, NONE, NONE]))
    assert rankings.preferences() == [[0, 1, 1], [0, 0, 1], [0, 0, 0]]


def test_two_parts_count_like_one_whole() -> None:
    """Parts that were read apart are put side by side, also where one is less deep."""
    whole = Rankings.from_orders("abc", ORDERS)
    first = Rankings.from_orders("abc", ORDERS[:6])
    second = Rankings.from_orders("abc", ORDERS[6:])
    assert (first + second).at == whole.at
    short = Rankings.from_ballots("abc", [([[2]], 4)])
    both = first + short
    assert (both.size, both.total, both.first_choices()) == (3, 6, [1, 1, 4])
    with pytest.raises(ValueError, match="same candidates"):
        first + Rankings.from_orders("ab", bytes([0, 1]))


def test_rows_may_weigh_more_than_one() -> None:
    """By area, in square centimetres."""
    rankings = Rankings.from_orders("ab", bytes([0, 1, 1, 0]), Weights.of([754_200, 821_500]))
    assert rankings.first_choices() == [754_200, 821_500]
    assert rankings.preferences() == [[0, 754_200], [821_500, 0]]


def test_255_candidates_fit_and_256_do_not() -> None:
    """A byte has a number for each of 255, and one for nobody."""
    names = [str(number) for number in range(255)]
    rankings = Rankings.from_orders(names, bytes([254, *([NONE] * 254)]))
    assert rankings.first_choices()[254] == 1
    with pytest.raises(ValueError, match="1 to 255"):
        Rankings.from_orders([*names, "x"], bytes(256))
