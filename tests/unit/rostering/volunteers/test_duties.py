"""Every ground on which somebody is not asked is told at once."""

from datetime import date

from attrs import evolve

from gongtong.rostering.volunteers.duties import AgeTerms, Duty, reasons_against
from gongtong.rostering.volunteers.volunteer import Volunteer
from gongtong.testing.examples.volunteers import BOY, LIU, TODAY

PATROL = Duty("夜间巡逻", is_risky=True, skill="急救")
SATURDAY = date(2025, 6, 14)
READY = evolve(LIU, risks_told_on=TODAY, insured_until=SATURDAY)


def codes(one: Volunteer, duty: Duty = PATROL, day: date = SATURDAY, hour: int = 20) -> list[str]:
    reasons = reasons_against(one, duty, day, hour=hour, terms=AgeTerms())
    return [reason.code.removeprefix("rostering.") for reason in reasons]


def test_whoever_is_ready_may_be_asked() -> None:
    """With everything that a risky duty takes."""
    assert codes(READY) == []


def test_all_grounds_are_told_with_their_articles() -> None:
    """A boy of ten who has left."""
    child = evolve(BOY, born=date(2015, 1, 1), left_on=TODAY, bands=())
    reasons = reasons_against(child, PATROL, SATURDAY, hour=20, terms=AgeTerms())
    assert [reason.code.removeprefix("rostering.") for reason in reasons] == [
        "not_on_the_register",
        "too_young",
        "minor_on_risky_duty",
        "guardian_not_asked",
        "skill_missing",
        "risks_not_told",
        "not_insured",
        "time_does_not_suit",
    ]
    assert {str(reason.source.article) for reason in reasons} >= {"第12条", "第15条", "第17条"}


def test_what_is_not_risky_takes_no_insurance() -> None:
    """A lesson for the neighbours' children on a Tuesday evening."""
    lesson = Duty("作业辅导")
    tuesday = date(2025, 6, 10)
    assert codes(LIU, lesson, tuesday, 19) == []
    assert codes(LIU, lesson, tuesday, 15) == ["time_does_not_suit"]
    assert codes(BOY, lesson, tuesday, 15) == ["guardian_not_asked"]
    assert codes(evolve(BOY, guardian_agreed=True), lesson, tuesday, 15) == []
