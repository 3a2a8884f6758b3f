"""The counting methods that a poll names: known, for its ballots, for its seats."""

from __future__ import annotations

from attrs import evolve

from gongtong.voting.methods.catalogue import METHODS
from gongtong.voting.polls.methods_named import reasons_of_methods
from gongtong.voting.polls.poll_on_file import PollOnFile
from gongtong.voting.polls.questions import Counting, PickQuestion, Question, RankQuestion

KNOWN = {method.name: method for method in METHODS}
PICK = PickQuestion(title="选一个", options=("a", "b"), most=1, counting=Counting("plurality"))
RANK = RankQuestion(title="排", options=("a", "b"), ties_allowed=True, counting=Counting("irv"))


def codes(*questions: Question) -> list[str]:
    return [reason.code for reason in reasons_of_methods(questions, KNOWN)]


def test_a_motion_needs_no_method(poll_on_file: PollOnFile) -> None:
    """Owners decide it in heads and area."""
    assert codes(poll_on_file.questions[0]) == []


def test_a_method_must_be_known() -> None:
    """A misspelt name is found at the announcement, not at the count."""
    assert codes(evolve(PICK, counting=Counting("plurarity"))) == ["voting.method_unknown"]
    assert codes(PICK) == []


def test_a_method_must_take_the_ballots_of_the_question() -> None:
    """One that counts names cannot count points, and one that elects one cannot elect two."""
    wrong = evolve(RANK, counting=Counting("approval", seats=1))
    assert codes(wrong) == ["voting.method_takes_other_ballots"]


def test_a_method_that_elects_one_is_not_asked_for_two() -> None:
    """Every method of one winner, whatever ballots it takes."""
    singles = [method for method in METHODS if method.fixed_seats == 1]
    assert singles
    for method in singles:
        question = evolve(PICK, counting=Counting(method.name, seats=2))
        assert "voting.method_elects_another_number" in codes(question)
