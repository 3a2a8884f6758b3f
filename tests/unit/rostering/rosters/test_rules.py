"""Rules of a place are named, can be changed one by one, and come after the grounds of the law."""

from datetime import date

import pytest
from attrs import evolve

from gongtong.rostering.rosters import house_rules as house
from gongtong.rostering.rosters.drafts import RosterDraft
from gongtong.rostering.rosters.rules import NO_RULES, RosterRules, grounds_against, write_problem
from gongtong.rostering.rosters.shifts import Shift
from gongtong.rostering.rosters.statements import Barred
from gongtong.rostering.volunteers.volunteer import Band, Volunteer

NIGHT = Shift(date(2026, 9, 4), 22 * 60, 25 * 60, "night", zh="夜间巡逻", is_risky=True)
WILLING = Volunteer(
    "V1",
    "张三",
    date(1960, 1, 1),
    "一队",
    (Band.WEEKDAY_EVENING,),
    2,
    date(2026, 1, 1),
    risks_told_on=date(2026, 1, 1),
    insured_until=date(2026, 9, 4),
)


def test_every_ground_is_a_bar_with_its_own_name_and_source() -> None:
    """A night into Saturday: the insurance ends on Friday and weekends do not suit."""
    draft = RosterDraft((NIGHT,), (WILLING,))
    written = write_problem(draft, NO_RULES)
    codes = ("rostering.not_insured", "rostering.time_does_not_suit")
    assert written.problem.statements == tuple(Barred(one, "V1", NIGHT.code) for one in codes)
    assert written.names_zh["rostering.not_insured"] == "没有人身意外伤害保险"
    assert "第17条" in str(written.sources["rostering.not_insured"])


def test_who_may_be_asked_is_barred_from_nothing() -> None:
    """Insured one day longer and free at any time."""
    ready = evolve(WILLING, insured_until=date(2026, 9, 5), bands=(Band.ANY_TIME,))
    draft = RosterDraft((NIGHT,), (ready,))
    assert not grounds_against(ready, NIGHT, draft)
    assert not write_problem(draft, NO_RULES).problem.statements


def test_a_rule_with_a_code_that_is_there_takes_its_place() -> None:
    """A place changes one number and keeps the rest."""
    rules = RosterRules((house.rest_between(720), house.seats()))
    changed = rules.plus(house.rest_between(600), house.never_alone())
    assert changed.codes == ("rostering.rest", "rostering.seats", "rostering.never_alone")
    assert changed.rules[0].zh == "两班之间至少间隔10小时"
    assert changed.without("rostering.rest").codes == ("rostering.seats", "rostering.never_alone")
    with pytest.raises(KeyError):
        changed.without("rostering.rest2")
