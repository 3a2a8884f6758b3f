"""Sums are added up ballot by ballot."""

from attrs import evolve

from gongtong.voting.counting.counting_method import CountSettings
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.scores import Scores
from gongtong.voting.methods import block, borda, plurality, star
from gongtong.voting.replay.paper_ballots import (
    NamingPaper,
    ranked_papers,
    scoring_papers,
)
from gongtong.voting.replay.points import replay_borda, replay_names, replay_scores

RANKINGS = Rankings.from_ballots("abc", [([[0, 1], [2]], 4), ([[2]], 3), ([[1], [0]], 2)])
SCORES = Scores.from_ballots("abc", [({0: 5, 1: 3}, 2), ({1: 4, 2: 5}, 1)])


def test_first_choices_and_first_two_hold() -> None:
    """A shared first rank is half a vote for one seat, and a whole one for two."""
    papers = ranked_papers(RANKINGS)
    one = plurality.METHOD.run(RANKINGS, CountSettings())
    assert list(replay_names(one, papers, most=1)) == []
    assert list(replay_names(one, papers, most=2))
    two = block.METHOD.run(RANKINGS, CountSettings(seats=2))
    assert list(replay_names(two, papers, most=2)) == []


def test_names_are_one_vote_each() -> None:
    """A ballot that names two gives each of them one."""
    count = plurality.METHOD.run(RANKINGS, CountSettings())
    papers = [NamingPaper(frozenset("ab"), 4)]
    assert {departure.round for departure in replay_names(count, papers, most=None)} == {1}


def test_points_by_rank_share_the_places_of_a_rank() -> None:
    """Two on the first of three places get one and a half each."""
    count = borda.METHOD.run(RANKINGS, CountSettings())
    assert list(replay_borda(count, ranked_papers(RANKINGS))) == []
    assert list(replay_borda(count, ranked_papers(RANKINGS)[1:]))


def test_scores_and_run_offs_hold() -> None:
    """The sums of the first round and the preferences of the second."""
    count = star.METHOD.run(SCORES, CountSettings())
    papers = scoring_papers(SCORES)
    assert list(replay_scores(count, papers)) == []
    heavier = [evolve(paper, weight=paper.weight + 1) for paper in papers]
    assert {departure.round for departure in replay_scores(count, heavier)} == {1, 2}
