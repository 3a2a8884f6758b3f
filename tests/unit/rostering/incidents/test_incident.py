"""Whom an incident has to be handed to, until when, and what of it is published."""

from datetime import timedelta

import pytest
from attrs import evolve

from gongtong.rostering.incidents.incident import (
    HandOver,
    HandOverRule,
    Incident,
    IncidentEnd,
    IncidentKind,
    IncidentTerms,
    Outcome,
    Receiver,
    duties_of,
    published_counts,
)
from gongtong.testing.examples.incidents import FOUND_AT

TERMS = IncidentTerms(
    (
        HandOverRule(IncidentKind.LOST_PERSON, Receiver.GRID, 60),
        HandOverRule(IncidentKind.LOST_PERSON, Receiver.POLICE, 30),
        HandOverRule(IncidentKind.FIRE, Receiver.FIRE_BRIGADE, 5),
    )
)
LOST = Incident(1, IncidentKind.LOST_PERSON, FOUND_AT, "v-liu", "小路", "老人", "姓吴")


def _at(minutes: int, seconds: int = 0) -> HandOver:
    return HandOver(Receiver.POLICE, FOUND_AT + timedelta(minutes=minutes, seconds=seconds), "周某")


def test_the_most_urgent_hand_over_comes_first_and_others_kinds_have_none_here() -> None:
    """By when it is due."""
    duties = duties_of(LOST, TERMS)
    assert [one.to for one in duties] == [Receiver.POLICE, Receiver.GRID]
    assert duties[0].due_at == FOUND_AT + timedelta(minutes=30)
    assert all(one.done_at is None for one in duties)
    assert duties_of(evolve(LOST, kind=IncidentKind.QUARREL), TERMS) == ()


@pytest.mark.parametrize(
    ("hand_over", "is_late"),
    [
        pytest.param(_at(29, 59), False, id="a second before"),
        pytest.param(_at(30), False, id="at the last moment"),
        pytest.param(_at(30, 1), True, id="a second after"),
    ],
)
def test_a_hand_over_is_in_time_until_the_last_moment(hand_over: HandOver, is_late: bool) -> None:
    """To the second; the first one counts where there were several."""
    told = evolve(LOST, hand_overs=(_at(50), hand_over))
    police = duties_of(told, TERMS)[0]
    assert police.is_late is is_late
    assert not police.is_overdue(FOUND_AT + timedelta(days=1))


def test_what_was_not_handed_over_is_overdue_after_the_last_moment() -> None:
    """Not at it."""
    police = duties_of(LOST, TERMS)[0]
    assert not police.is_overdue(police.due_at)
    assert police.is_overdue(police.due_at + timedelta(seconds=1))
    assert not police.is_late


def test_only_counts_are_published() -> None:
    """Neither place nor person nor day."""
    ended = evolve(LOST, number=2, end=IncidentEnd(Outcome.FAMILY_FOUND, FOUND_AT))
    fire = evolve(LOST, number=3, kind=IncidentKind.FIRE)
    assert published_counts([fire, LOST, ended]) == (("走失人员", 2, 1), ("火情", 1, 0))
    assert published_counts([]) == ()


def test_what_is_private_is_not_printed() -> None:
    """Logs hold numbers, not people."""
    for word in ("小路", "老人", "姓吴", "周某"):
        assert word not in repr(evolve(LOST, hand_overs=(_at(1),)))


def test_every_kind_receiver_and_outcome_has_a_chinese_name() -> None:
    """No two the same."""
    for kind in (IncidentKind, Receiver, Outcome):
        assert len({one.zh for one in kind}) == len(kind)
