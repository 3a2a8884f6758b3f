"""Figures by building: of an open poll, and of no group under the limit."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from attrs import evolve

from gongtong.core.periods import SHANGHAI
from gongtong.voting.polls.answers import Choice, MotionAnswer, Picked
from gongtong.voting.polls.breakdowns import building_of, published_cells
from gongtong.voting.polls.poll_count import KeptPoll
from gongtong.voting.polls.poll_on_file import PollOnFile
from gongtong.voting.polls.poll_roll import PollRoll, RollLine
from gongtong.voting.polls.poll_rules import Secrecy
from gongtong.voting.polls.requests import CastingChannel
from gongtong.voting.polls.settling import NamedBallot, SecretBallot

WHEN = datetime(2025, 6, 20, 9, tzinfo=SHANGHAI)


def roll_of(*sizes: int) -> PollRoll:
    """Put so many homes into each building."""
    return PollRoll(
        [
            RollLine(f"{building}-1-{room}", UUID(int=100 * building + room), 80)
            for building, size in enumerate(sizes, start=1)
            for room in range(1, size + 1)
        ]
    )


def all_in_favour(poll: PollOnFile, roll: PollRoll) -> KeptPoll:
    answers = (MotionAnswer((Choice.FOR,)), Picked(()))
    ballots = tuple(
        NamedBallot(
            commitment=number.to_bytes(32),
            label=line.label,
            channel=CastingChannel.ONLINE,
            cast_at=WHEN,
            salt=bytes(32),
            answers=answers,
        )
        for number, line in enumerate(roll.lines)
    )
    return KeptPoll(poll=poll, roll=roll, named=ballots)


def test_buildings_are_told_from_k_voters_on(poll_on_file: PollOnFile) -> None:
    """Four in one building go together with the next; five and six stand alone."""
    for sizes, groups in (
        ((4, 6, 9), [("1", "2"), ("3",)]),
        ((5, 6, 9), [("1",), ("2",), ("3",)]),
        ((6, 6, 9), [("1",), ("2",), ("3",)]),
    ):
        cells = published_cells(all_in_favour(poll_on_file, roll_of(*sizes)), 1)
        assert [cell.groups for cell in cells] == groups


def test_answers_are_told_as_they_were_counted(poll_on_file: PollOnFile) -> None:
    """Ticks by their side, blanks as blank."""
    stored = all_in_favour(poll_on_file, roll_of(6))
    assert published_cells(stored, 1)[0].answers == (("for", 6),)
    assert published_cells(stored, 2)[0].answers == (("blank", 6),)


def test_a_secret_poll_is_told_as_a_whole_or_not_at_all(poll_on_file: PollOnFile) -> None:
    """Four ballots are too few, five are enough; there is no building on them."""
    secret = evolve(poll_on_file, secrecy=Secrecy.SECRET)
    answers = (MotionAnswer((Choice.FOR, Choice.AGAINST)), Picked(("东门",)))
    for count, people in ((4, []), (5, [5]), (6, [6])):
        ballots = tuple(
            SecretBallot(commitment=n.to_bytes(32), salt=bytes(32), answers=answers)
            for n in range(count)
        )
        stored = KeptPoll(poll=secret, roll=roll_of(9), secret=ballots)
        cells = published_cells(stored, 1)
        assert [cell.people for cell in cells] == people
        assert all(cell.answers == (("spoilt", cell.people),) for cell in cells)


def test_the_group_of_a_line_is_its_building() -> None:
    """Who has no hyphen is a group of his own, and so never told alone."""
    assert (building_of("10-1-602"), building_of("王芳")) == ("10", "王芳")
