"""What owners chose: every owner once, under the choice made, or totals alone where no more may be told."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.voting.owners.owner_margins import margins_from_totals, owners_margin
from gongtong.voting.owners_votes import OwnerChoice, OwnersVote, count_owners_vote
from gongtong.voting.polls.answers import Choice, MotionAnswer
from gongtong.voting.polls.owner_choices import choices_in
from gongtong.voting.polls.poll_count import KeptPoll
from gongtong.voting.polls.poll_on_file import PollOnFile
from gongtong.voting.polls.poll_roll import PollRoll, RollLine
from gongtong.voting.polls.poll_rules import Secrecy
from gongtong.voting.polls.requests import CastingChannel
from gongtong.voting.polls.settling import NamedBallot, SecretBallot
from gongtong.voting.readings import PartsCovered
from gongtong.voting.weights import Weight, total

AREAS = {1: 80, 2: 90, 3: 70, 4: 100, 5: 60, 6: 50}
SAID: dict[int, tuple[Choice, ...]] = {
    1: (Choice.FOR,),
    2: (Choice.FOR,),
    3: (Choice.AGAINST,),
    4: (Choice.FOR, Choice.AGAINST),
}
ROLL = PollRoll([RollLine(f"1-1-{n}", UUID(int=n), area) for n, area in AREAS.items()])


def kept(poll: PollOnFile) -> KeptPoll:
    """Four of six have voted, one of them with two ticks; the fifth was reached and is silent."""
    ballots = tuple(
        NamedBallot(
            commitment=hashlib.sha256(str(n).encode()).digest(),
            label=f"1-1-{n}",
            channel=CastingChannel.PAPER,
            cast_at=poll.period.opens_at + timedelta(minutes=n),
            salt=bytes(32),
            answers=(MotionAnswer(ticked),),
        )
        for n, ticked in SAID.items()
    )
    asked = evolve(poll, questions=poll.questions[:1])
    return KeptPoll(poll=asked, roll=ROLL, named=ballots, delivered=frozenset({"1-1-5", "1-1-1"}))


def test_every_owner_of_the_roll_is_listed_once(poll_on_file: PollOnFile) -> None:
    """Heaviest first within each choice, and all of them together are the roll."""
    choices = choices_in(kept(poll_on_file), 1)
    assert {choice: list(weights) for choice, weights in choices.by_choice().items()} == {
        OwnerChoice.NOT_REACHED: [Weight(1, 50)],
        OwnerChoice.FOR: [Weight(1, 90), Weight(1, 80)],
        OwnerChoice.AGAINST: [Weight(1, 70)],
        OwnerChoice.ABSTAIN: [],
        OwnerChoice.FOLLOWING: [],
        OwnerChoice.SPOILT: [Weight(1, 100)],
        OwnerChoice.SILENT: [Weight(1, 60)],
    }
    sums = {choice: total(own) for choice, own in choices.by_choice().items()}
    assert OwnersVote.from_choices(sums) == choices.votes
    assert choices.votes.everyone == ROLL.weight


def test_the_margin_can_be_found_from_it(poll_on_file: PollOnFile) -> None:
    """Two of four in favour are no majority: one owner more would have made it one."""
    choices = choices_in(kept(poll_on_file), 1)
    margin = owners_margin(choices.by_choice(), choices.rule, choices.rules)
    passed = count_owners_vote(choices.votes, choices.rule, choices.rules).is_passed
    assert (margin.is_passed, passed) == (False, False)
    assert margin.owners == 1
    assert margins_from_totals(choices.votes, choices.rule, choices.rules)


def test_a_secret_poll_tells_totals_alone(poll_on_file: PollOnFile) -> None:
    """Nobody's weight stands beside a choice, and asking for it is an error that says so."""
    ballots = tuple(
        SecretBallot(
            commitment=bytes([n]), salt=bytes(32), answers=(MotionAnswer(said),), area_cm2=80
        )
        for n, said in SAID.items()
    )
    marked = frozenset(UUID(int=n) for n in SAID)
    asked = evolve(poll_on_file, questions=poll_on_file.questions[:1], secrecy=Secrecy.SECRET)
    choices = choices_in(KeptPoll(poll=asked, roll=ROLL, secret=ballots, marked=marked), 1)
    assert choices.each is None
    assert (choices.votes.approving, choices.votes.spoilt) == (Weight(2, 160), Weight(1, 80))
    with pytest.raises(LookupError, match="take the totals"):
        choices.by_choice()


def test_where_ballots_speak_for_named_parts_totals_alone_are_told(
    poll_on_file: PollOnFile,
) -> None:
    """What an owner did not vote with belongs to no other owner."""
    stored = kept(poll_on_file)
    rules = evolve(stored.poll.required_rules(), parts_covered=PartsCovered.NAMED_PARTS_ONLY)
    assert choices_in(evolve(stored, poll=evolve(stored.poll, rules=rules)), 1).each is None


def test_another_question_has_no_sides(poll_on_file: PollOnFile) -> None:
    """A choice of places is no motion, and neither is a question that was not asked."""
    stored = evolve(kept(poll_on_file), poll=poll_on_file)
    for number in (0, 2, 3):
        with pytest.raises(LookupError, match="no motion"):
            choices_in(stored, number)
