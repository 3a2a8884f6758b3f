"""Ballots that give every candidate a number."""

import pytest

from gongtong.voting.counting.scores import Scores


def test_what_is_given_is_added_up() -> None:
    """Nothing given is not nothing scored: the one is a blank, the other a score of 0."""
    scores = Scores.from_ballots("ab", [({0: 5, 1: 0}, 2), ({1: 9}, 1)])
    assert scores.sums() == [10, 9]
    assert scores.weights.total(scores.given[0]) == 2
    assert scores.weights.total(scores.given[1]) == 3
    assert scores.sums(0b01) == [10, 0]
    assert scores.total == 3


def test_who_scores_one_above_the_other_prefers_it() -> None:
    """Level scores prefer none."""
    scores = Scores.from_ballots("ab", [({0: 8, 1: 7}, 1), ({0: 3, 1: 4}, 1), ({0: 2, 1: 2}, 1)])
    assert (scores.preferring(0, 1), scores.preferring(1, 0)) == (0b001, 0b010)


def test_a_negative_score_is_refused() -> None:
    """Scores start at 0."""
    with pytest.raises(ValueError, match="scores start at 0"):
        Scores.from_ballots("ab", [({0: -1}, 1)])


def test_parts_add_up_and_no_ballots_are_nothing() -> None:
    """Also where the one part needs more bits than the other."""
    one = Scores.from_ballots("ab", [({0: 1}, 1)])
    other = Scores.from_ballots("ab", [({0: 100, 1: 3}, 2)])
    both = one + other
    assert both.sums() == [201, 6]
    assert both.weights.total(both.given[1]) == 2
    assert Scores.from_ballots("ab", []).sums() == [0, 0]
    with pytest.raises(ValueError, match="same candidates"):
        one + Scores.from_ballots("ac", [])
