"""Every ground on which a report, a hand-over or an end is refused."""

from datetime import timedelta

from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.plugins.builtin.cn_incidents.terms import DEFAULT_TERMS
from gongtong.rostering.incidents.incident import (
    MAX_NAME,
    MAX_WHERE,
    MAX_WORDS,
    MOST_PHOTOS,
    Incident,
    IncidentEnd,
    IncidentKind,
    Outcome,
)
from gongtong.rostering.incidents.reporting import (
    EndIncident,
    HandOverIncident,
    IncidentReported,
    ReportIncident,
    rule_on_ending,
    rule_on_handing_over,
    rule_on_reporting,
)
from gongtong.testing.examples.incidents import (
    FOUND_AT,
    HOME_AGAIN,
    LOST_ELDER,
    TO_GRID,
    TO_POLICE,
)

NOW = FOUND_AT + timedelta(hours=2)
LOST = Incident(1, IncidentKind.LOST_PERSON, FOUND_AT, "v-liu", "小路", "老人")
TOLD = evolve(LOST, hand_overs=(TO_POLICE.hand_over, TO_GRID.hand_over))


def _codes(ruling: object) -> list[str]:
    if not isinstance(ruling, Refused):
        return []
    return [one.code.removeprefix("rostering.") for one in ruling.reasons]


def _reported(request: ReportIncident) -> list[str]:
    return _codes(rule_on_reporting(request, {LOST_ELDER.reported_by}, 4, now=NOW))


def test_a_report_gets_the_next_number_and_its_event_tells_neither_place_nor_person() -> None:
    """Numbers count in the place; the words stay in the table."""
    ruling = rule_on_reporting(LOST_ELDER, {LOST_ELDER.reported_by}, 4, now=NOW)
    assert isinstance(ruling, Granted)
    assert ruling.event == IncidentReported(
        5, IncidentKind.LOST_PERSON, FOUND_AT, LOST_ELDER.reported_by, LOST_ELDER.photos
    )


def test_every_ground_against_a_report_is_told_at_once() -> None:
    """No such volunteer, a moment that has not come, no place, no words, a picture that is no digest."""
    wrong = evolve(
        LOST_ELDER,
        reported_by="v-no",
        at=NOW + timedelta(seconds=1),
        where="",
        what=" ",
        photos=("IMG_1.jpg",),
    )
    assert _reported(wrong) == [
        "no_volunteer",
        "not_yet",
        "no_where",
        "no_words",
        "photos_by_digest",
    ]


def test_words_and_pictures_have_limits() -> None:
    """Just at them and just over them."""
    most = evolve(
        LOST_ELDER,
        where="楼" * MAX_WHERE,
        what="话" * MAX_WORDS,
        person="人" * MAX_WORDS,
        photos=("5e" * 32,) * MOST_PHOTOS,
        at=NOW,
    )
    assert _reported(most) == []
    assert _reported(evolve(most, where="楼" * (MAX_WHERE + 1))) == ["no_where"]
    assert _reported(evolve(most, what="话" * (MAX_WORDS + 1))) == ["too_many_words"]
    assert _reported(evolve(most, person="人" * (MAX_WORDS + 1))) == ["too_many_words"]
    assert _reported(evolve(most, photos=("5e" * 32,) * (MOST_PHOTOS + 1))) == ["photos_by_digest"]


def _handed(request: HandOverIncident, incident: Incident = LOST) -> list[str]:
    return _codes(rule_on_handing_over(request, incident, now=NOW, by="u"))


def test_a_hand_over_names_who_took_it_and_lies_after_the_incident() -> None:
    """At the very moment of the incident and of now it may be."""
    one = TO_POLICE.hand_over
    for at in (FOUND_AT, NOW):
        assert _handed(evolve(TO_POLICE, hand_over=evolve(one, at=at))) == []
    early = evolve(
        one, at=FOUND_AT - timedelta(seconds=1), taken_by="", words="话" * (MAX_WORDS + 1)
    )
    ended = evolve(LOST, end=HOME_AGAIN.end)
    assert _handed(evolve(TO_POLICE, hand_over=early), ended) == [
        "incident_ended",
        "before_it",
        "nobody_took_it",
        "too_many_words",
    ]
    late = evolve(one, at=NOW + timedelta(seconds=1), taken_by="名" * (MAX_NAME + 1))
    assert _handed(evolve(TO_POLICE, hand_over=late)) == ["not_yet", "nobody_took_it"]


def _ended(request: EndIncident, incident: Incident = TOLD) -> list[str]:
    return _codes(rule_on_ending(request, incident, DEFAULT_TERMS, now=NOW, by="u"))


def test_an_incident_ends_when_everybody_was_told_whom_the_place_wants_told() -> None:
    """A lost person: the police and the grid; each that is missing is a ground."""
    assert _ended(HOME_AGAIN) == []
    assert _ended(HOME_AGAIN, LOST) == ["not_handed_over"] * 2
    only_police = evolve(LOST, hand_overs=(TO_POLICE.hand_over,))
    assert _ended(HOME_AGAIN, only_police) == ["not_handed_over"]


def test_where_nothing_was_there_nobody_has_to_be_told() -> None:
    """A false alarm ends without."""
    nothing = EndIncident(1, IncidentEnd(Outcome.NOTHING_THERE, NOW))
    assert _ended(nothing, LOST) == []


def test_an_end_is_told_once_after_the_incident_and_of_the_right_kind() -> None:
    """A family is found for somebody who was lost."""
    quarrel = evolve(LOST, kind=IncidentKind.QUARREL)
    assert _ended(HOME_AGAIN, quarrel) == ["nobody_was_lost"]
    again = evolve(TOLD, end=HOME_AGAIN.end)
    early = IncidentEnd(Outcome.SETTLED, FOUND_AT - timedelta(seconds=1), "话" * (MAX_WORDS + 1))
    assert _ended(EndIncident(1, early), again) == [
        "incident_ended",
        "before_it",
        "too_many_words",
    ]
    late = IncidentEnd(Outcome.SETTLED, NOW + timedelta(seconds=1))
    assert _ended(EndIncident(1, late)) == ["not_yet"]
