"""Volunteers in the database: the sample sheet, what each was told, and who may be asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gongtong.core.errors import RefusedError, UnknownReferenceError
from gongtong.rostering.volunteers.duties import Duty
from gongtong.rostering.volunteers.enrolling import (
    ChangeVolunteer,
    EndService,
    EnrolVolunteers,
    InsureVolunteers,
    TellRisks,
    rewritten,
)
from gongtong.rostering.volunteers.sheet import read_volunteer_sheet
from gongtong.rostering.volunteers.volunteer import Band, Skill
from gongtong.testing.examples.volunteers import BOY, LIU, POLICY, TODAY, enrol

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

SAMPLE = Path(__file__).parents[2] / "examples" / "dormitory" / "志愿者名册.csv"
SATURDAY = date(2025, 6, 14)
PATROL = Duty("夜间巡逻", is_risky=True)
LESSON = Duty("作业辅导")


def test_what_was_enrolled_is_read_back(place: Stage) -> None:
    """Every word of it; names and days of birth are not in the record."""
    enrol(place)
    with place.work() as work:
        desk = work.rostering.volunteers
        assert desk.volunteer(LIU.code) == LIU
        assert desk.volunteers() == (BOY, LIU)
        assert desk.volunteers(date(2025, 5, 31)) == ()
        with pytest.raises(UnknownReferenceError):
            desk.volunteer("none")
        record = str([event.body for event in work.pending_events(consumer="t")])
        assert "刘思远" not in record
        assert "1993" not in record


def test_who_may_be_asked_for_a_patrol(place: Stage) -> None:
    """After she was told and insured she may; the boy may not, and leaves."""
    enrol(place)
    with place.work() as work:
        desk = work.rostering.volunteers
        before = {one.volunteer.code: one.reasons for one in desk.candidates(PATROL, SATURDAY, 20)}
        assert [one.code for one in before[LIU.code]] == [
            "rostering.risks_not_told",
            "rostering.not_insured",
        ]
        desk.tell_risks(TellRisks((LIU.code,), TODAY), key="told")
        insurance = InsureVolunteers((LIU.code,), date(2026, 5, 31), POLICY)
        desk.insure_volunteers(insurance, key="insured")
        after = {one.volunteer.code: one.reasons for one in desk.candidates(PATROL, SATURDAY, 20)}
        assert after[LIU.code] == ()
        assert "rostering.minor_on_risky_duty" in [one.code for one in after[BOY.code]]
        desk.end_service(EndService(BOY.code, TODAY), key="left")
        assert [one.code for one in desk.volunteers()] == [LIU.code]
        assert work.broken_event() is None


def test_the_sample_is_enrolled_once(place: Stage) -> None:
    """The second time all of them are there already, and nothing is written."""
    people = read_volunteer_sheet(SAMPLE.read_bytes(), file="志愿者名册.csv", agreed_on=TODAY)
    with place.work() as work:
        desk = work.rostering.volunteers
        assert len(desk.enrol_volunteers(EnrolVolunteers(people), key="sheet").codes) == 34
    with place.work() as work, pytest.raises(RefusedError) as refused:
        work.rostering.volunteers.enrol_volunteers(EnrolVolunteers(people), key="again")
    assert refused.value.codes == ("rostering.enrolled_already",)


def test_what_changes_of_somebody_is_written_anew(place: Stage) -> None:
    """A guardian agrees, and the boy may be asked for what is not risky."""
    enrol(place)
    skills = (Skill("摄影", date(2025, 12, 31)),)
    request = ChangeVolunteer(
        BOY.code, "综合巡逻队", (Band.WEEKEND,), 2, skills, guardian_agreed=True
    )
    with place.work() as work:
        desk = work.rostering.volunteers
        desk.change_volunteer(request, key="changed")
        now = desk.volunteer(BOY.code)
        assert now == rewritten(request, BOY)
        assert (now.skills, now.bands, now.name) == (skills, (Band.WEEKEND,), BOY.name)
        lesson = {one.volunteer.code: one.reasons for one in desk.candidates(LESSON, SATURDAY, 15)}
        assert lesson[BOY.code] == ()
