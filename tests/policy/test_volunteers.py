"""Who may be asked for which duty: 志愿服务条例."""

from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve

from gongtong.core.rulings import Granted
from gongtong.rostering.hours.certificates import certify
from gongtong.rostering.hours.entries import EntryState, ServiceEntry
from gongtong.rostering.hours.recording import (
    RecordingFacts,
    RecordService,
    rule_on_recording,
)
from gongtong.rostering.volunteers.duties import AgeTerms, Duty, reasons_against
from gongtong.rostering.volunteers.volunteer import Volunteer
from gongtong.testing.examples.hours import EVENING
from gongtong.testing.examples.volunteers import BOY, LIU

REGULATION = "志愿服务条例"
SATURDAY = date(2025, 6, 14)
PATROL = Duty("夜间巡逻", is_risky=True)
LESSON = Duty("作业辅导")
READY = evolve(LIU, risks_told_on=SATURDAY, insured_until=SATURDAY)


def codes(one: Volunteer, duty: Duty, terms: AgeTerms = AgeTerms()) -> list[str]:  # noqa: B008 - a frozen value
    reasons = reasons_against(one, duty, SATURDAY, hour=20, terms=terms)
    return [reason.code.removeprefix("rostering.") for reason in reasons]


@pytest.mark.policy(source=REGULATION, clause="第12条")
@pytest.mark.parametrize(("day", "told"), [(13, True), (14, True), (15, False)])
def test_whoever_may_be_hurt_was_told_of_it_before(day: int, told: bool) -> None:
    """说明在志愿服务过程中可能发生的风险: on the day itself is in time."""
    one = evolve(READY, risks_told_on=date(2025, 6, day))
    assert codes(one, PATROL) == ([] if told else ["risks_not_told"])


@pytest.mark.policy(source=REGULATION, clause="第15条")
@pytest.mark.parametrize(
    ("born", "grounds"),
    [
        (date(2007, 6, 13), []),
        (date(2007, 6, 14), []),
        (date(2007, 6, 15), ["minor_on_risky_duty"]),
    ],
)
def test_a_duty_fits_the_age(born: date, grounds: list[str]) -> None:
    """与其年龄相适应; by the house's reading nobody below eighteen goes where somebody may be hurt."""
    assert codes(evolve(READY, born=born, guardian_agreed=True), PATROL) == grounds
    allowed = AgeTerms(minors_on_risky_duty=True)
    assert codes(evolve(READY, born=born, guardian_agreed=True), PATROL, allowed) == []


@pytest.mark.policy(source=REGULATION, clause="第15条")
@pytest.mark.parametrize(
    ("born", "grounds"),
    [
        (date(2011, 6, 13), []),
        (date(2011, 6, 14), []),
        (date(2011, 6, 15), ["too_young"]),
    ],
)
def test_nobody_below_the_least_age_is_asked(born: date, grounds: list[str]) -> None:
    """Fourteen, unless the place says otherwise."""
    assert codes(evolve(BOY, born=born, guardian_agreed=True), LESSON) == grounds


@pytest.mark.policy(source=REGULATION, clause="第15条")
@pytest.mark.parametrize(("last", "fits"), [(13, False), (14, True), (15, True)])
def test_a_duty_fits_what_somebody_can_do(last: int, fits: bool) -> None:
    """与其知识、技能相适应: a licence that ran out yesterday is none."""
    skill = evolve(LIU.skills[0], until=date(2025, 6, last))
    aid = Duty("义诊", skill=skill.name)
    assert codes(evolve(READY, skills=(skill,)), aid) == ([] if fits else ["skill_missing"])


@pytest.mark.policy(source=REGULATION, clause="第17条第2款")
@pytest.mark.parametrize(("until", "insured"), [(13, False), (14, True), (15, True)])
def test_whoever_may_be_hurt_is_insured_on_that_day(until: int, insured: bool) -> None:
    """应当购买相应的人身意外伤害保险: through the day of the duty."""
    one = evolve(READY, insured_until=date(2025, 6, until))
    assert codes(one, PATROL) == ([] if insured else ["not_insured"])


@pytest.mark.policy(source=REGULATION, clause="第20条")
def test_nobody_is_named_without_his_consent() -> None:
    """未经志愿者本人同意，不得公开或者泄露其有关信息."""
    assert READY.public_name == "刘**"
    assert evolve(READY, may_publish=True).public_name == "刘思远"


@pytest.mark.policy(source=REGULATION, clause="第25条")
def test_somebody_who_has_left_or_whom_the_time_does_not_suit_is_not_asked() -> None:
    """不得强行指派."""
    assert codes(evolve(READY, left_on=SATURDAY), PATROL) == ["not_on_the_register"]
    assert codes(evolve(READY, bands=()), PATROL) == ["time_does_not_suit"]


@pytest.mark.policy(source=REGULATION, clause="第19条")
@pytest.mark.parametrize(("begins", "recorded"), [(13, False), (14, True), (15, True)])
def test_nobody_is_credited_twice_for_the_same_time(begins: int, recorded: bool) -> None:
    """如实记录: the evening ended at 21:30; what begins then or later is another service."""
    done = ServiceEntry(1, EVENING, EntryState.CONFIRMED, "u-clerk", "u-captain")
    start = datetime(2025, 6, 6, begins, 0, tzinfo=UTC)
    line = evolve(EVENING, started_at=start, ended_at=start + timedelta(hours=1))
    now = datetime(2025, 6, 10, tzinfo=UTC)
    facts = RecordingFacts({LIU.code: LIU}, {1: done}, now, "u-clerk", 1)
    told = rule_on_recording(RecordService((line,)), facts)
    assert isinstance(told, Granted) is recorded


@pytest.mark.policy(source=REGULATION, clause="第19条")
def test_a_certificate_is_true_and_free() -> None:
    """无偿、如实出具志愿服务记录证明: what nobody has confirmed is not in it."""
    done = ServiceEntry(1, EVENING, EntryState.CONFIRMED, "u-clerk", "u-captain")
    waiting = evolve(done, number=2, state=EntryState.RECORDED)
    told = certify(LIU, (done, waiting), issued_on=SATURDAY, head="ab" * 32)
    assert isinstance(told, Granted)
    assert told.event.minutes == 150
    assert "无偿出具" in told.event.zh()
    assert not isinstance(certify(LIU, (waiting,), issued_on=SATURDAY, head=""), Granted)
