"""Parcels of ballots: who holds them, what each is worth, and how they move."""

from fractions import Fraction

import pytest

from gongtong.core.shares import MoreThan
from gongtong.voting.counting.counting_method import (
    CountingMethod,
    CountSettings,
    UncountableError,
)
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.traces import Needed
from gongtong.voting.methods import irv, stv_meek, stv_scottish, two_round
from gongtong.voting.methods.transferable_votes import (
    Cutting,
    Move,
    Parcels,
    Quota,
    StvRules,
    refuse_majority_of_all,
    refuse_shared_ranks,
)


@pytest.mark.parametrize(
    ("quota", "votes", "needed"),
    [
        (Quota.MAJORITY, 100, Needed(Fraction(50), more_than=True)),
        (Quota.MAJORITY, 99, Needed(Fraction(99, 2), more_than=True)),
        (Quota.WHOLE, 99, Needed(Fraction(50))),
        (Quota.WHOLE, 100, Needed(Fraction(51))),
        (Quota.WHOLE, 0, Needed(Fraction(1))),
        (Quota.FRACTIONAL, 99, Needed(Fraction(4951, 100))),
        (Quota.FRACTIONAL, 100, Needed(Fraction(5001, 100))),
    ],
)
def test_each_kind_of_quota_is_more_than_half_where_there_is_one_seat(
    quota: Quota, votes: int, needed: Needed
) -> None:
    """Half of the votes is never enough, and the next whole or smallest part above it is."""
    rules = StvRules(quota=quota, decimals=2)
    assert rules.needed(votes * rules.unit, 1) == needed
    assert not needed.is_met_by(Fraction(votes, 2))
    assert needed.is_met_by(Fraction(votes, 2) + 1)


def test_decimals_are_not_negative() -> None:
    """A rule cannot count in tens of votes."""
    with pytest.raises(ValueError, match="decimals"):
        StvRules(quota=Quota.WHOLE, decimals=-1)


def test_a_value_is_cut_off_once_or_twice() -> None:
    """178 of 15,044 is 0.01183... : half a vote carries 0.0059 either way, 0.9999 differs."""
    once = StvRules(quota=Quota.WHOLE, decimals=4)
    twice = StvRules(quota=Quota.WHOLE, decimals=4, cutting=Cutting.RATE_FIRST)
    assert once.passed_on(9999, 178, 15044) == 118
    assert twice.passed_on(9999, 178, 15044) == 117
    assert once.passed_on(5000, 178, 15044) == twice.passed_on(5000, 178, 15044) == 59


def ballots() -> Rankings:
    """Six ballots of three candidates."""
    return Rankings.from_ballots("abc", [([[0], [1]], 3), ([[0]], 1), ([[2]], 1), ([], 1)])


def test_every_ballot_begins_with_its_best_candidate() -> None:
    """What names nobody is exhausted from the start."""
    parcels = Parcels(ballots(), 10, range(3))
    assert parcels.amounts == {0: 40, 1: 0, 2: 10}
    assert parcels.exhausted == 10


def test_who_goes_out_hands_on_everything() -> None:
    """What names nobody else is exhausted; who is out is no longer in the count."""
    parcels = Parcels(ballots(), 10, range(3))
    assert parcels.take_out([0], [1, 2]) == [Move(0, 1, 30, 10), Move(0, None, 10, 10)]
    assert parcels.amounts == {1: 30, 2: 10}
    assert parcels.exhausted == 20


def test_a_surplus_moves_with_all_ballots_and_loses_what_is_cut_off() -> None:
    """4 votes with a quota of 3: each of 4 ballots carries 0.25, cut off to 0.2."""
    rules = StvRules(quota=Quota.WHOLE, decimals=1)
    parcels = Parcels(ballots(), rules.unit, range(3))
    moves, lost = parcels.hand_on(0, 30, rules, [1, 2])
    assert moves == [Move(0, 1, 6, 2), Move(0, None, 2, 2)]
    assert lost == 2
    assert parcels.amounts == {0: 30, 1: 6, 2: 10}
    assert parcels.take_out([1], [2]) == [Move(1, None, 6, 2)]


def test_a_surplus_too_small_to_carry_is_lost() -> None:
    """Where a ballot would carry nothing, no ballot moves."""
    rules = StvRules(quota=Quota.WHOLE)
    parcels = Parcels(ballots(), rules.unit, range(3))
    assert parcels.hand_on(0, 3, rules, [1, 2]) == ([], 1)


def test_candidates_on_one_rank_hold_equal_parts() -> None:
    """A third each, then a half each, then all; nobody's part is lost on the way."""
    parcels = Parcels(Rankings.from_ballots("abc", [([[0, 1, 2]], 1)]), 1, range(3))
    third = Fraction(1, 3)
    assert parcels.amounts == {0: third, 1: third, 2: third}
    sixth = Fraction(1, 6)
    assert parcels.take_out([0], [1, 2]) == [Move(0, 1, sixth, 1), Move(0, 2, sixth, 1)]
    assert parcels.amounts == {1: Fraction(1, 2), 2: Fraction(1, 2)}
    assert parcels.take_out([1], [2]) == [Move(1, 2, Fraction(1, 2), 1)]
    assert parcels.amounts == {2: 1}


def test_two_of_one_rank_who_go_out_together_hand_on_their_halves() -> None:
    """Each gives half of the ballot to the next, and nothing stays behind."""
    parcels = Parcels(Rankings.from_ballots("abc", [([[0, 1], [2]], 4)]), 1, range(3))
    assert parcels.take_out([0, 1], [2]) == [Move(0, 2, 2, 1), Move(1, 2, 2, 1)]
    assert parcels.amounts == {2: 4}


def test_a_method_without_words_for_shared_ranks_says_what_can_be_done() -> None:
    """The refusal names both ways to prepare such ballots; others pass."""
    refuse_shared_ranks(ballots(), "stv")
    with pytest.raises(UncountableError, match=r"skip.*exhaust"):
        refuse_shared_ranks(Rankings.from_ballots("ab", [([[0, 1]], 1)]), "stv")


@pytest.mark.parametrize(
    "method",
    [irv.METHOD, two_round.METHOD, stv_scottish.METHOD, stv_meek.METHOD],
    ids=lambda method: method.name,
)
def test_a_share_of_all_ballots_cannot_be_asked_of_votes_that_move(method: CountingMethod) -> None:
    """Each of the four methods says so and what to count by instead; without it they count."""
    refuse_majority_of_all(CountSettings(), method.name)
    assert method.run(ballots(), CountSettings()).elected == ("a",)
    with pytest.raises(UncountableError, match="plurality, block or approval"):
        method.run(ballots(), CountSettings(majority=MoreThan(1, 2)))
