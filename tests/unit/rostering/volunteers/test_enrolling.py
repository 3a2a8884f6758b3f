"""Signing up, being told, insured, and leaving."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.rostering.volunteers.enrolling import (
    ChangeVolunteer,
    EndService,
    EnrolVolunteers,
    InsureVolunteers,
    RisksTold,
    ServiceEnded,
    TellRisks,
    VolunteersInsured,
    changed,
    rewritten,
    rule_on_changing,
    rule_on_ending,
    rule_on_enrolling,
    rule_on_insuring,
    rule_on_telling_risks,
)
from gongtong.testing.examples.volunteers import BOY, LIU, POLICY, TODAY

TOMORROW, YESTERDAY = date(2025, 6, 11), date(2025, 6, 9)
KNOWN = {LIU.code: LIU, BOY.code: BOY}


def codes(ruling: object) -> list[str]:
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("rostering.") for code in found]


def enrolled(known: tuple[str, ...] = (), **change: Any) -> Any:
    return rule_on_enrolling(EnrolVolunteers((evolve(LIU, **change), BOY)), known, TODAY)


def test_a_sheet_is_enrolled_whole_or_not_at_all() -> None:
    """The event has codes and no names."""
    told = enrolled()
    assert isinstance(told, Granted)
    assert told.event.codes == (LIU.code, BOY.code)
    assert codes(rule_on_enrolling(EnrolVolunteers(()), (), TODAY)) == ["nobody"]
    assert codes(enrolled(code=BOY.code)) == ["named_twice"]
    assert codes(enrolled((LIU.code,))) == ["enrolled_already"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"code": " "}, "no_name"),
        ({"code": "v-liu "}, "no_name"),
        ({"name": " "}, "no_name"),
        ({"name": "刘" * 61}, "no_name"),
        ({"agreed_on": TOMORROW}, "days_off"),
        ({"born": date(2025, 6, 1)}, "days_off"),
        ({"born": date(1899, 12, 31)}, "days_off"),
        ({"most_per_week": 0}, "times_a_week"),
        ({"most_per_week": 15}, "times_a_week"),
        ({"bands": ()}, "no_time"),
    ],
)
def test_what_is_written_of_somebody_is_true_and_whole(change: dict[str, Any], code: str) -> None:
    """志愿服务条例 第7条."""
    assert codes(enrolled(**change)) == [code]


def test_limits_are_allowed() -> None:
    """Today, the day after the birth, fourteen times, sixty letters."""
    for change in (
        {"agreed_on": TODAY},
        {"born": date(2025, 5, 31)},
        {"born": date(1900, 1, 1)},
        {"most_per_week": 14},
        {"most_per_week": 1},
        {"name": "刘" * 60},
    ):
        assert isinstance(enrolled(**change), Granted)


def test_risks_are_told_to_people_who_are_there() -> None:
    """Today or before."""
    assert isinstance(rule_on_telling_risks(TellRisks((LIU.code,), TODAY), KNOWN, TODAY), Granted)
    wrong = rule_on_telling_risks(TellRisks(("none",), TOMORROW), KNOWN, TODAY)
    assert codes(wrong) == ["not_enrolled", "told_later"]
    assert codes(rule_on_telling_risks(TellRisks((), TODAY), KNOWN, TODAY)) == ["not_enrolled"]


def test_an_insurance_has_a_policy_and_a_day_that_is_not_past() -> None:
    """Today is in."""
    request = InsureVolunteers((LIU.code,), TODAY, POLICY)
    assert isinstance(rule_on_insuring(request, KNOWN, TODAY), Granted)
    wrong = evolve(request, codes=("none",), until=YESTERDAY, document="g" * 64)
    assert codes(rule_on_insuring(wrong, KNOWN, TODAY)) == [
        "not_enrolled",
        "insurance_over",
        "no_policy",
    ]


def test_anybody_may_leave_once() -> None:
    """On the day on which he came at the earliest."""
    request = EndService(LIU.code, LIU.agreed_on)
    assert isinstance(rule_on_ending(request, KNOWN), Granted)
    gone = {LIU.code: evolve(LIU, left_on=TODAY)}
    early = evolve(request, left_on=date(2025, 5, 31))
    assert codes(rule_on_ending(early, gone)) == ["left_already", "left_before"]
    assert codes(rule_on_ending(request, {})) == ["not_enrolled"]


def test_an_event_changes_one_thing() -> None:
    """And leaves the rest."""
    assert changed(RisksTold((), TODAY), LIU) == evolve(LIU, risks_told_on=TODAY)
    insured = changed(VolunteersInsured((), TOMORROW, POLICY), LIU)
    assert insured == evolve(LIU, insured_until=TOMORROW)
    assert changed(ServiceEnded(LIU.code, TODAY), LIU) == evolve(LIU, left_on=TODAY)


CHANGE = ChangeVolunteer(BOY.code, BOY.team, BOY.bands, BOY.most_per_week, guardian_agreed=True)


def test_what_is_new_is_named_and_not_said() -> None:
    """A guardian's word, and twice a week; the rest stays."""
    told = rule_on_changing(evolve(CHANGE, most_per_week=2), KNOWN)
    assert isinstance(told, Granted)
    assert told.event.changed == ("most_per_week", "guardian_agreed")
    assert rewritten(CHANGE, BOY) == evolve(BOY, guardian_agreed=True)


def test_a_change_is_of_somebody_who_is_there_and_says_something_new() -> None:
    """Every ground at once."""
    assert codes(rule_on_changing(evolve(CHANGE, code="none"), KNOWN)) == ["not_enrolled"]
    assert codes(rule_on_changing(evolve(CHANGE, guardian_agreed=False), KNOWN)) == ["nothing_new"]
    gone = {BOY.code: evolve(BOY, left_on=TODAY)}
    wrong = evolve(CHANGE, most_per_week=15, bands=())
    assert codes(rule_on_changing(wrong, gone)) == ["left_already", "times_a_week", "no_time"]
