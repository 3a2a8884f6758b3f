"""The roll of a poll: lines in one order, a digest over all of them, corrections line by line."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from gongtong.core.places import DwellingLabel
from gongtong.voting.electorates import Electorate, Part, Voter
from gongtong.voting.polls.poll_roll import LineCorrection, PollRoll, RollLine
from gongtong.voting.weights import Weight

WANG, CHEN = UUID(int=1), UUID(int=2)
LINES = (RollLine("1-1-101", WANG, 80), RollLine("1-1-102", CHEN, 90), RollLine("2-1-1", WANG, 10))
ROLL = PollRoll(LINES)


def test_owners_stand_once_for_each_dwelling_and_weigh_one_head() -> None:
    """All area of an owner is added up, the head is one."""
    electorate = Electorate(
        date(2025, 6, 1),
        [
            Voter(WANG, [Part(DwellingLabel(1, 1, 101), 80), Part(DwellingLabel(2, 1, 1), 10)]),
            Voter(CHEN, [Part(DwellingLabel(1, 1, 102), 90)]),
        ],
    )
    assert PollRoll.from_electorate(electorate) == ROLL
    assert ROLL.weights() == {WANG: Weight(1, 90), CHEN: Weight(1, 90)}
    assert ROLL.weight == Weight(2, 180)


def test_the_order_plays_no_part_and_every_change_is_in_the_digest() -> None:
    """Another label, voter or area is another digest."""
    assert PollRoll(reversed(LINES)).digest() == ROLL.digest()
    for changed in (
        RollLine("1-1-103", CHEN, 90),
        RollLine("1-1-102", WANG, 90),
        RollLine("1-1-102", CHEN, 91),
    ):
        assert PollRoll([LINES[0], changed, LINES[2]]).digest() != ROLL.digest()


def test_a_label_stands_once() -> None:
    """Nobody could say whose ballot it is."""
    with pytest.raises(ValueError, match="1-1-101"):
        PollRoll([LINES[0], RollLine("1-1-101", CHEN)])


def test_a_correction_puts_in_changes_or_strikes_one_line() -> None:
    """Without a voter the line is struck."""
    added = ROLL.corrected(LineCorrection("9-1-1", CHEN, 5))
    assert added.weights()[CHEN] == Weight(1, 95)
    changed = ROLL.corrected(LineCorrection("1-1-102", CHEN, 95))
    assert changed.weights()[CHEN] == Weight(1, 95)
    assert CHEN not in ROLL.corrected(LineCorrection("1-1-102")).weights()
