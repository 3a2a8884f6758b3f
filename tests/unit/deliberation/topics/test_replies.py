"""Deciding, telling, asking again."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Refused
from gongtong.core.workdays.calendars import WorkCalendar
from gongtong.deliberation.topics.handling_machine import HANDLING, HandlingEvent, HandlingState
from gongtong.deliberation.topics.replies import (
    AskAgain,
    HandleTopic,
    HandlingFacts,
    HouseholdLine,
    LinkKind,
    LinkTopic,
    ReplyTerms,
    Satisfaction,
    TellHouseholds,
    rule_on_asking_again,
    rule_on_handling,
    rule_on_linking,
    rule_on_telling,
)

E, S = HandlingEvent, HandlingState
HOME, OTHER = DwellingLabel(1, 1, 101), DwellingLabel(2, 1, 102)
TODAY = date(2025, 6, 10)
FACTS = HandlingFacts(
    S.UNDER_REVIEW,
    1,
    frozenset((HOME, OTHER)),
    frozenset((HOME, OTHER)),
    frozenset((HOME, OTHER)),
    ((LinkKind.SPENDING, "2025-031"),),
    TODAY,
    ReplyTerms(),
    (Office.CHAIR,),
    "u-chair",
    TODAY,
    lambda: WorkCalendar(lambda _: None),
)
ADOPT = HandleTopic("light", E.ADOPT, "普遍要求", "六月底前换灯", "ab" * 32)
LINES = (HouseholdLine(HOME, TODAY),)


def codes(ruling: object) -> list[str]:
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("deliberation.") for code in found]


def handled(facts: HandlingFacts = FACTS, **change: Any) -> list[str]:
    return codes(rule_on_handling(evolve(ADOPT, **change), facts))


def test_every_step_of_the_table_can_be_taken() -> None:
    """Where everything is there."""
    for row in HANDLING.transitions:
        request = evolve(ADOPT, event=HandlingEvent(row.event))
        told = rule_on_handling(request, evolve(FACTS, state=HandlingState(row.state)))
        assert isinstance(told, Granted)
        assert told.event.entered == row.to


def test_a_decision_has_an_office_a_reason_and_a_reply() -> None:
    """Which those who asked will read; the record has digests."""
    told = rule_on_handling(ADOPT, FACTS)
    assert isinstance(told, Granted)
    assert "换灯" not in str(told.event)
    assert handled(evolve(FACTS, held=()), reason="", reply=" ") == [
        "office_required",
        "no_reason",
        "no_reply",
    ]
    assert handled(reply="长" * 2001) == ["too_long"]


@pytest.mark.parametrize(("day", "is_late"), [(9, True), (10, False), (11, False)])
def test_an_answer_on_the_last_day_is_in_time(day: int, is_late: bool) -> None:
    """Today is the 10th."""
    told = rule_on_handling(ADOPT, evolve(FACTS, answer_by=date(2025, 6, day)))
    assert isinstance(told, Granted)
    assert told.event.is_late is is_late


def test_the_time_for_an_answer_runs_from_the_review() -> None:
    """Fifteen days from 10 June."""
    told = rule_on_handling(evolve(ADOPT, event=E.REVIEW), evolve(FACTS, state=S.RECEIVED))
    assert isinstance(told, Granted)
    assert told.event.answer_by is not None
    assert told.event.answer_by.on == date(2025, 6, 25)


@pytest.mark.parametrize(
    ("state", "event", "change", "code"),
    [
        (S.RECEIVED, E.REVIEW, {"asked_by": frozenset()}, "nobody_asked"),
        (S.ADOPTED, E.START, {"links": ()}, "not_linked"),
        (S.DONE, E.TELL, {"told": frozenset((HOME,))}, "household_not_told"),
        (S.TOLD, E.CLOSE, {"asked": frozenset((HOME,))}, "household_not_asked"),
    ],
)
def test_each_guard_has_its_ground(
    state: HandlingState, event: HandlingEvent, change: dict[str, Any], code: str
) -> None:
    """One household of two is not all of them."""
    assert handled(evolve(FACTS, state=state, **change), event=event) == [code]
    assert handled(evolve(FACTS, state=S.IN_PROGRESS), event=E.FINISH, evidence="g" * 64) == [
        "no_evidence"
    ]


def test_a_topic_is_linked_once_to_each_thing() -> None:
    """By its number there, and not when it is closed."""
    link = LinkTopic("light", LinkKind.VOTE, "poll-3")
    assert isinstance(rule_on_linking(link, FACTS), Granted)
    again = LinkTopic("light", LinkKind.SPENDING, "2025-031")
    assert codes(rule_on_linking(again, FACTS)) == ["linked_already"]
    closed = rule_on_linking(evolve(link, reference=" "), evolve(FACTS, state=S.CLOSED))
    assert codes(closed) == ["no_reference", "topic_closed"]


def test_only_those_who_asked_are_told_and_only_what_was_decided() -> None:
    """Each once, in some way, and not in the future."""
    tell = TellHouseholds("light", LINES, "上门")
    assert codes(rule_on_telling(tell, FACTS)) == ["nothing_to_tell"]
    decided = evolve(FACTS, state=S.DONE)
    assert codes(rule_on_telling(tell, decided)) == []
    assert codes(rule_on_telling(evolve(tell, lines=(), how=" "), decided)) == [
        "households_named",
        "no_way",
    ]
    stranger = HouseholdLine(DwellingLabel(9, 9, 909), date(2025, 6, 11))
    assert codes(rule_on_telling(evolve(tell, lines=(stranger,)), decided)) == [
        "household_did_not_ask",
        "day_to_come",
    ]


def test_whoever_is_asked_again_was_told() -> None:
    """A household that gives no answer was silent."""
    ask = AskAgain("light", (HouseholdLine(HOME, TODAY, Satisfaction.PARTLY),))
    assert isinstance(rule_on_asking_again(ask, FACTS), Granted)
    untold = evolve(FACTS, told=frozenset())
    assert codes(rule_on_asking_again(ask, untold)) == ["asked_before_told"]
