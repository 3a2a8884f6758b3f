"""Comparisons and what was concluded from them are worked out again."""

from fractions import Fraction
from typing import Any

from attrs import evolve

from gongtong.voting.counting.counting_method import CountSettings
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.traces import Act, Count, Stage
from gongtong.voting.methods import minimax, ranked_pairs, schulze
from gongtong.voting.replay.pairs import (
    largest_defeats,
    preferences,
    replay_locks,
    replay_minimax,
    replay_pairs,
    replay_schulze,
)
from gongtong.voting.replay.paper_ballots import ranked_papers

# a beats b, b beats c, c beats a
CYCLE = Rankings.from_ballots(
    "abc", [([[0], [1], [2]], 8), ([[1], [2], [0]], 7), ([[2], [0], [1]], 6)]
)
PAPERS = ranked_papers(CYCLE)


def counted(count: Count, place: int, **changes: Any) -> Count:
    rounds = list(count.rounds)
    rounds[place] = evolve(rounds[place], **changes)
    return evolve(count, rounds=tuple(rounds))


def test_every_pair_is_compared() -> None:
    """Ballots for the one above the other, both ways; a pair that is missing or wrong is found."""
    assert preferences("abc", PAPERS)["a", "b"] == 14
    count = schulze.METHOD.run(CYCLE, CountSettings())
    assert list(replay_pairs(count, PAPERS)) == []
    pairs = count.rounds[0].pairs
    assert list(replay_pairs(counted(count, 0, pairs=pairs[1:]), PAPERS))
    wrong = (evolve(pairs[0], prefer_one=pairs[0].prefer_one + 1), *pairs[1:])
    assert list(replay_pairs(counted(count, 0, pairs=wrong), PAPERS))


def test_strongest_paths_hold() -> None:
    """Every strength is found again; one that is larger is not."""
    count = schulze.METHOD.run(CYCLE, CountSettings())
    assert list(replay_schulze(count, PAPERS)) == []
    first, *rest = count.rounds[0].figures
    figures = (evolve(first, amount=first.amount + 1), *rest)
    assert list(replay_schulze(counted(count, 0, figures=figures), PAPERS))
    assert list(replay_schulze(evolve(count, elected=("c",)), PAPERS))


def test_locks_close_no_cycle_and_leave_none_out() -> None:
    """The weakest of the three is skipped; a skipped one that fits, or a locked one that does not, is found."""
    count = ranked_pairs.METHOD.run(CYCLE, CountSettings())
    assert list(replay_locks(count, PAPERS)) == []
    for place, one in enumerate(count.rounds):
        if one.stage is Stage.LOCK and one.steps:
            other = Act.SKIPPED if one.steps[0].act is Act.LOCKED else Act.LOCKED
            turned = (evolve(one.steps[0], act=other), *one.steps[1:])
            assert list(replay_locks(counted(count, place, steps=turned), PAPERS))


def test_the_largest_defeat_is_found() -> None:
    """Beaten by 13, 14 and 15 of 21."""
    assert largest_defeats("abc", preferences("abc", PAPERS)) == {"a": 13, "b": 14, "c": 15}
    count = minimax.METHOD.run(CYCLE, CountSettings())
    assert list(replay_minimax(count, PAPERS)) == []
    amounts = (evolve(count.rounds[0].amounts[0], amount=Fraction(1)), *count.rounds[0].amounts[1:])
    assert list(replay_minimax(counted(count, 0, amounts=amounts), PAPERS))
