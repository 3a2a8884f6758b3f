"""Where another library decides otherwise: the case, what it does, and what is decided here."""

import random
from fractions import Fraction
from typing import Any

import pyrankvote
import pytest
from votelib.evaluate.sequential import TransferableVoteSelector
from votelib.evaluate.threshold import RelativeThreshold

from gongtong.core.shares import AtLeast
from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountSettings
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.ties import TieRule
from gongtong.voting.counting.traces import TieBreak
from gongtong.voting.methods import irv, plurality


def test_votelib_drops_whoever_is_exactly_at_a_relative_threshold() -> None:
    """At least half is met by half: `accept_equal` compares the votes with the fraction itself."""
    threshold: Any = RelativeThreshold
    votes = {"a": 50, "b": 30, "c": 20}
    assert threshold(Fraction(1, 2), accept_equal=True).evaluate(votes) == []
    ballots = Approvals.from_ballots("abc", [({0}, 50), ({1}, 30), ({2}, 20)])
    settings = CountSettings(majority=AtLeast(1, 2))
    assert plurality.METHOD.run(ballots, settings).elected == ("a",)


def test_pyrankvote_breaks_a_tie_by_an_unseeded_draw() -> None:
    """Two against two: either wins, by the state of the program; here it stays open, or a lot is named."""
    people = [pyrankvote.Candidate(name) for name in "ab"]
    cast = [pyrankvote.Ballot([person]) for person in people for _ in range(2)]
    winners = set()
    before = random.getstate()
    for seed in range(20):
        random.seed(seed)
        result = pyrankvote.instant_runoff_voting(people, cast)
        winners |= {one.name for one in result.get_winners()}
    random.setstate(before)
    assert winners == {"a", "b"}

    ballots = Rankings.from_ballots("ab", [([[0]], 2), ([[1]], 2)])
    count = irv.METHOD.run(ballots, CountSettings())
    assert (count.elected, count.undecided) == ((), ("a", "b"))
    lot = CountSettings(ties=TieRule(by=TieBreak.LOT, seed="2025071"))
    assert irv.METHOD.run(ballots, lot).elected == irv.METHOD.run(ballots, lot).elected != ()


def test_votelib_stops_at_a_tie_that_does_not_matter() -> None:
    """Whoever of b and c goes out first, a is elected: the tie is told, and the count goes on."""
    selector: Any = TransferableVoteSelector
    with pytest.raises(NotImplementedError, match="tie in STV elimination"):
        selector(quota_function="droop").evaluate({("a",): 5, ("b", "a"): 3, ("c", "a"): 3}, 1)
    ballots = Rankings.from_ballots("abc", [([[0]], 5), ([[1], [0]], 3), ([[2], [0]], 3)])
    count = irv.METHOD.run(ballots, CountSettings())
    assert count.elected == ("a",)
    assert [tie.matters for tie in count.ties] == [False]
