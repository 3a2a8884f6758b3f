"""Each rule says what its name says; the law's own grounds come first."""

from datetime import date

import pytest
from attrs import evolve

from gongtong.rostering.rosters import house_rules as house
from gongtong.rostering.rosters.checking import RosterCheck, check_roster
from gongtong.rostering.rosters.drafts import Absence, RosterDraft, ShiftWish
from gongtong.rostering.rosters.problem import Roster
from gongtong.rostering.rosters.rules import RosterRule, RosterRules, write_problem
from gongtong.rostering.rosters.shifts import Shift
from gongtong.rostering.volunteers.volunteer import Band, Skill, Volunteer

FRIDAY, SATURDAY, MONDAY = date(2026, 9, 4), date(2026, 9, 5), date(2026, 9, 7)
EVENING = Shift(FRIDAY, 20 * 60, 22 * 60, "evening", zh="晚间巡逻", is_risky=True)
MORNING = Shift(SATURDAY, 7 * 60, 9 * 60, "morning", zh="早间巡逻")
LATE = Shift(MONDAY, 21 * 60, 23 * 60, "late", zh="夜间巡逻")
SHIFTS = (EVENING, MORNING, LATE)


def _person(code: str) -> Volunteer:
    return Volunteer(
        code,
        "张三",
        date(1960, 1, 1),
        "一队",
        (Band.ANY_TIME,),
        2,
        date(2026, 1, 1),
        risks_told_on=date(2026, 1, 1),
        insured_until=date(2027, 1, 1),
    )


A, B, C = (_person(code) for code in "ABC")
DRAFT = RosterDraft(SHIFTS, (A, B, C))


def _broken(rule: RosterRule, draft: RosterDraft, **teams: str) -> int:
    """Give by how much a roster breaks a rule that must be kept."""
    return sum(one.amount for one in _check(rule, draft, **teams).broken)


def _points(rule: RosterRule, draft: RosterDraft, **teams: str) -> int:
    return _check(rule, draft, **teams).points


def _check(rule: RosterRule, draft: RosterDraft, **teams: str) -> RosterCheck:
    codes = {one.kind: one.code for one in draft.shifts}
    roster = Roster({codes[kind]: tuple(team) for kind, team in teams.items()})
    problem = write_problem(draft, RosterRules((rule,))).problem
    assert {one.rule for one in problem.statements} <= {rule.code}
    return check_roster(problem, roster)


@pytest.mark.parametrize(("minutes", "broken"), [(539, 0), (540, 0), (541, 1), (720, 1)])
def test_between_two_shifts_lies_a_rest(minutes: int, broken: int) -> None:
    """From 22:00 to 7:00 are 540 minutes: a rule of 540 is kept, one of 541 is not."""
    assert _broken(house.rest_between(minutes), DRAFT, evening="A", morning="A") == broken


@pytest.mark.parametrize(("most", "broken"), [(1, 1), (2, 0)])
def test_nobody_stands_in_more_shifts_of_a_week_than_he_agreed_to(most: int, broken: int) -> None:
    """Friday and Saturday are one week, the Monday after another."""
    draft = evolve(DRAFT, volunteers=(evolve(A, most_per_week=most), B, C))
    assert _broken(house.weekly_limit(), draft, evening="A", morning="A", late="A") == broken


@pytest.mark.parametrize(("begins_at", "broken"), [(22 * 60 - 1, 1), (22 * 60, 0)])
def test_nights_of_a_week_are_limited(begins_at: int, broken: int) -> None:
    """A shift that ends at ten lasts past 21:59 and not past 22:00."""
    draft = evolve(DRAFT, shifts=(EVENING, evolve(EVENING, day=SATURDAY)))
    rule = house.night_limit(1, begins_at)
    problem = write_problem(draft, RosterRules((rule,))).problem
    roster = Roster({one.code: ("A",) for one in draft.shifts})
    assert len(check_roster(problem, roster).broken) == broken


def test_a_shift_has_as_many_people_as_it_needs() -> None:
    """A missing one costs, one too many is never there."""
    rule = house.seats(1000)
    assert _points(rule, DRAFT, evening="AB", morning="A") == 1000 + 2000
    assert _broken(rule, DRAFT, evening="ABC") == 1
    assert _broken(house.seats(None), DRAFT, evening="AB", morning="AB", late="A") == 1


@pytest.mark.parametrize(("team", "broken"), [("", 0), ("A", 1), ("AB", 0)])
def test_nobody_patrols_alone(team: str, broken: int) -> None:
    """An empty shift is a gap, a patrol of one is forbidden."""
    assert _broken(house.never_alone(), DRAFT, evening=team) == broken
    single = evolve(DRAFT, shifts=(evolve(EVENING, need=1),))
    assert _broken(house.never_alone(), single, evening=team) == 0


def test_somebody_with_a_skill_that_has_not_expired_is_in_the_shift() -> None:
    """The last day of a skill counts."""
    until = (Skill("急救", SATURDAY),)
    draft = evolve(DRAFT, volunteers=(evolve(A, skills=until), B, C))
    rule = house.skill_present("急救", 100)
    assert _points(rule, draft, evening="A", morning="A", late="A") == 100
    some = house.skill_present("急救", 100, kinds=frozenset({"morning"}))
    assert _points(some, draft, morning="B") == 100


def test_new_ones_stand_with_experienced_ones() -> None:
    """Two who never served are not left to themselves."""
    draft = evolve(DRAFT, experienced=frozenset({"C"}))
    rule = house.mixed_experience(60)
    assert _points(rule, draft, evening="AB", morning="AC", late="C") == 60


def test_wishes_buddies_and_those_kept_apart() -> None:
    """What is wanted gains points, what is not costs some, who is kept apart never meets."""
    said = (
        ShiftWish("A", EVENING.code, is_wanted=True),
        ShiftWish("A", LATE.code, is_wanted=False),
    )
    draft = evolve(DRAFT, wishes=said, buddies=(("A", "B"),), apart=(("A", "C"),))
    assert _points(house.wishes(4, 10), draft, evening="A", late="A") == -4 + 10
    assert _points(house.buddies(6), draft, evening="AB", late="AC") == -6
    assert _broken(house.kept_apart(), draft, evening="AB", late="AC") == 1


def test_who_is_away_does_not_serve_and_need_not_say_why() -> None:
    """志愿服务条例 第22条: he tells in time; that is all."""
    draft = evolve(DRAFT, absences=(Absence("A", SATURDAY, SATURDAY),))
    assert _broken(house.absences(), draft, evening="A", morning="A") == 1


def test_who_served_more_before_gets_less_now() -> None:
    """The first duty of who served twice more costs as much as the third of another."""
    draft = evolve(DRAFT, served={"A": 5, "B": 3, "C": 3})
    rule = house.fair_load()
    assert _points(rule, draft, evening="A") == 5
    assert _points(rule, draft, evening="B", morning="B", late="B") == 1 + 3 + 5


def test_the_same_people_are_preferred() -> None:
    """Whoever a place calls regulars of a shift, if they are in the draft."""
    rule = house.same_people(2, lambda shift: ("A", "Z") if shift.kind == "late" else ())
    assert _points(rule, DRAFT, evening="A", late="A") == -2
