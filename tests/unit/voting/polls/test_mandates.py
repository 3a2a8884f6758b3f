"""Mandates as a poll keeps them: in force, by whom held, and in which words instructions are compared."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.periods import SHANGHAI
from gongtong.voting.franchise.proxies import MandateForm
from gongtong.voting.franchise.representation import Capacity
from gongtong.voting.polls.answers import Answer, Choice, MotionAnswer, Picked, Ranked
from gongtong.voting.polls.mandates import PollMandate, ToldAnswer, words_of

MANDATE = PollMandate(
    id=UUID(int=5),
    label="1-1-101",
    voter_id=UUID(int=1),
    holder="李伟",
    holder_id=UUID(int=2),
    form=MandateForm.WRITTEN,
    capacity=Capacity.PROXY,
    roles=(),
    instructions=(ToldAnswer(2, Picked(("东门",))),),
    recorded_at=datetime(2025, 6, 12, tzinfo=SHANGHAI),
)


def test_a_mandate_is_in_force_until_it_is_revoked() -> None:
    """民法典 第173条: the principal ends it; from that day on there is none."""
    revoked = evolve(MANDATE, revoked_at=datetime(2025, 6, 21, 9, tzinfo=SHANGHAI))
    assert MANDATE.is_in_force
    assert not revoked.is_in_force
    assert MANDATE.as_ruled_on().revoked_on is None
    assert revoked.as_ruled_on().revoked_on == date(2025, 6, 21)


def test_the_holder_is_known_by_name_or_by_the_id_of_his_line() -> None:
    """Who stands on the roll may be named either way, who does not has a name alone."""
    assert MANDATE.is_held_by("李伟")
    assert MANDATE.is_held_by(str(UUID(int=2)))
    assert not MANDATE.is_held_by("陈静")
    assert not evolve(MANDATE, holder_id=None).is_held_by("None")


def test_the_rules_of_the_franchise_see_ids_where_there_are_ids() -> None:
    """A voter who names himself is found even under another name."""
    assert MANDATE.as_ruled_on().holder == str(UUID(int=2))
    assert evolve(MANDATE, holder_id=None).as_ruled_on().holder == "李伟"
    assert MANDATE.as_ruled_on().instruction_on("2") == "东门"
    assert MANDATE.as_ruled_on().instruction_on("1") is None


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (MotionAnswer((Choice.FOR,)), MotionAnswer((Choice.FOR, Choice.FOR)), True),
        (MotionAnswer((Choice.FOR,)), MotionAnswer((Choice.AGAINST,)), False),
        (MotionAnswer(()), MotionAnswer((Choice.ABSTAIN,)), False),
        (Picked(("东门", "西门")), Picked(("西门", "东门")), True),
        (Picked(("东门",)), Picked(("东门", "西门")), False),
        (Ranked((("东门", "西门"),)), Ranked((("西门", "东门"), ())), True),
        (Ranked((("东门",), ("西门",))), Ranked((("西门",), ("东门",))), False),
    ],
)
def test_words_are_the_same_for_the_same_answer_alone(
    one: Answer, other: Answer, *, is_same: bool
) -> None:
    """An instruction is kept by what counts, not by the order of ticks."""
    assert (words_of(one) == words_of(other)) is is_same


def test_a_single_tick_is_said_as_the_ballot_prints_it() -> None:
    """A refusal says 同意 and not a form of data."""
    assert words_of(MotionAnswer((Choice.FOR,))) == "同意"
    assert words_of(Picked(("东门",))) == "东门"
