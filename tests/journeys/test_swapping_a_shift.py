"""Chen cannot come on Saturday and offers it to Sun: the roster changes by Sun's word, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from gongtong.community import Gongtong
from gongtong.core.errors import RefusedError, UnknownReferenceError
from gongtong.core.rulings import Granted, Refused
from gongtong.core.storage.engines import sqlite_engine
from gongtong.rostering.swaps.swapping import AnswerSwap, SwapState
from gongtong.rostering.volunteers.enrolling import EnrolVolunteers
from gongtong.rostering.volunteers.volunteer import Band
from gongtong.testing.examples.attendance import AFTERWARDS
from gongtong.testing.examples.rosters import SATURDAY, SUN, WEEKEND, publish
from gongtong.testing.examples.swaps import OFFER, YES, offer
from gongtong.testing.examples.volunteers import LIU
from gongtong.testing.stage import Stage, build

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """A place where Saturday is offered to Sun."""
    stage = build(Gongtong(), sqlite_engine(tmp_path / "court.db"))
    offer(stage)
    return stage


def test_accepted_the_roster_is_up_in_another_version(stage: Stage) -> None:
    """With Sun in it, and the reason says who gave what to whom."""
    answered = stage.run("rostering.answer_swap", YES, key="yes")
    assert answered.version == 2
    with stage.work() as work:
        held = work.rostering.rosters.roster(WEEKEND.code)
        assert held.roster.team(SATURDAY.code) == (LIU.code, SUN.code)
        assert "换班" in held.reason
        (swap,) = work.rostering.swaps.swaps(WEEKEND.code)
        assert swap.state is SwapState.ACCEPTED
        assert swap.answered_at is not None


def test_declined_the_roster_stays(stage: Stage) -> None:
    """And the shift may be offered again."""
    no = AnswerSwap(1, SwapState.DECLINED, SUN.code)
    assert stage.run("rostering.answer_swap", no, key="no").version is None
    assert stage.run("rostering.offer_swap", OFFER, key="again").number == 2
    with stage.work() as work:
        assert work.rostering.rosters.roster(WEEKEND.code).version == 1


def test_after_the_shift_has_begun_nothing_is_swapped(stage: Stage) -> None:
    """The acceptance is refused with the ground of the roster, and the offer stays as it was."""
    with pytest.raises(RefusedError, match="shift_is_past"):
        stage.run("rostering.answer_swap", YES, key="late", now=AFTERWARDS)
    with stage.work() as work:
        (swap,) = work.rostering.swaps.swaps()
        assert swap.state is SwapState.OFFERED


def test_a_shift_is_not_offered_to_whom_the_rules_keep_from_it(tmp_path: Path) -> None:
    """Somebody who is free in the evenings only is no answer to a Saturday morning: the rule is named at once."""
    stage = build(Gongtong(), sqlite_engine(tmp_path / "other.db"))
    publish(stage)
    evening = evolve(LIU, code="v-evening", name="何晚晴", bands=(Band.WEEKDAY_EVENING,))
    stage.run("rostering.enrol_volunteers", EnrolVolunteers((evening,)), key="evening")
    with stage.work() as work:
        desk = work.rostering.swaps
        assert isinstance(desk.may_offer_swap(OFFER), Granted)
        ruling = desk.may_offer_swap(evolve(OFFER, taker=evening.code))
    assert isinstance(ruling, Refused)


def test_an_offer_that_is_none_is_told(stage: Stage) -> None:
    """By its number."""
    with pytest.raises(UnknownReferenceError, match="9"):
        stage.run("rostering.answer_swap", evolve(YES, number=9), key="x")
