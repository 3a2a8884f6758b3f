"""Ballots are read one by one, as they were put in."""

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.scores import Scores
from gongtong.voting.replay.paper_ballots import (
    NamingPaper,
    RankedPaper,
    naming_papers,
    ranked_papers,
    scoring_papers,
)


def test_rankings_come_back_with_shared_and_without_empty_ranks() -> None:
    """A ballot that ranks a alone, then b and c together; one that ranks nobody."""
    ballots = Rankings.from_ballots("abc", [([[0], [1, 2]], 3), ([], 2)])
    assert ranked_papers(ballots) == [RankedPaper((("a",), ("b", "c")), 3), RankedPaper((), 2)]


def test_a_ranking_gives_its_best_and_its_places() -> None:
    """Without a, both on the next rank are best; who is not ranked stands behind all."""
    paper = RankedPaper((("a",), ("b", "c")), 1)
    assert paper.best(["b", "c", "d"]) == ("b", "c")
    assert paper.best(["d"]) == ()
    assert [paper.place(name) for name in "abcd"] == [0, 1, 1, 2]


def test_names_and_scores_come_back() -> None:
    """A blank scores nothing."""
    names = Approvals.from_ballots("ab", [({1}, 2), ((), 1)])
    assert naming_papers(names) == [NamingPaper(frozenset("b"), 2), NamingPaper(frozenset(), 1)]
    (paper,) = scoring_papers(Scores.from_ballots("ab", [({0: 5}, 4)]))
    assert (paper.of("a"), paper.of("b"), paper.of("x"), paper.weight) == (5, 0, 0, 4)
