"""The rules of rosters that a place can choose from; every number in them is the place's own (可选排班规则)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import Final

from gongtong.core.rulings import Source
from gongtong.rostering.rosters.drafts import RosterDraft
from gongtong.rostering.rosters.rules import RosterRule
from gongtong.rostering.rosters.shifts import Shift
from gongtong.rostering.rosters.statements import (
    HARD,
    Barred,
    Cap,
    Company,
    Limit,
    Load,
    Need,
    Quorum,
    Statement,
    Together,
    Wish,
)
from gongtong.rostering.volunteers.sources import HOUSE_VOLUNTEERS, volunteer_rules

NOTICE_OF_ABSENCE: Final = volunteer_rules(22, "志愿者因故不能参加的，应当及时告知")
_MOST_STEPS: Final = 60


def absences(source: Source = NOTICE_OF_ABSENCE) -> RosterRule:
    """Nobody stands in a shift that touches a day on which he is away (请假)."""

    def write(code: str, draft: RosterDraft) -> Iterator[Statement]:
        for one in draft.absences:
            for shift in draft.shifts:
                if one.covers(shift):
                    yield Barred(code, one.volunteer, shift.code)

    return RosterRule("rostering.absences", "请假", "away", source, write)


def rest_between(minutes: int, source: Source = HOUSE_VOLUNTEERS) -> RosterRule:
    """Between two shifts of anybody lie at least so many minutes; never two at once (间隔时间)."""

    def write(code: str, draft: RosterDraft) -> Iterator[Statement]:
        for one, other in combinations(draft.shifts, 2):
            if one.rest_until(other) < minutes and other.rest_until(one) < minutes:
                for member in draft.members:
                    yield Limit(code, member, ((one.code, 1), (other.code, 1)), None, 1)

    hours = f"{minutes // 60}小时" if minutes % 60 == 0 else f"{minutes}分钟"
    return RosterRule(
        "rostering.rest", f"两班之间至少间隔{hours}", f"{minutes} minutes of rest", source, write
    )


def weekly_limit(source: Source = HOUSE_VOLUNTEERS) -> RosterRule:
    """Nobody stands in more shifts of a week, Monday to Sunday, than he agreed to (每周上限)."""

    def write(code: str, draft: RosterDraft) -> Iterator[Statement]:
        for shifts in _weeks(draft.shifts):
            terms = tuple((one.code, 1) for one in shifts)
            for volunteer in draft.volunteers:
                yield Limit(code, volunteer.code, terms, None, volunteer.most_per_week)

    return RosterRule(
        "rostering.weekly_limit", "每周不超过本人同意的次数", "the weekly limit", source, write
    )


def night_limit(
    most: int, begins_at: int = 22 * 60, source: Source = HOUSE_VOLUNTEERS
) -> RosterRule:
    """Nobody stands in more than so many shifts of a week that last past a minute of the day (夜班上限)."""

    def write(code: str, draft: RosterDraft) -> Iterator[Statement]:
        for shifts in _weeks(draft.shifts):
            terms = tuple((one.code, 1) for one in shifts if one.end > begins_at)
            if len(terms) > most:
                yield from (Limit(code, member, terms, None, most) for member in draft.members)

    return RosterRule(
        "rostering.night_limit", f"夜班每周不超过{most}次", f"{most} nights a week", source, write
    )


def seats(points: int | None = 1000, source: Source = HOUSE_VOLUNTEERS) -> RosterRule:
    """Every shift has as many people as it needs, no more; each missing one costs `points` (班次人数)."""

    def write(code: str, draft: RosterDraft) -> Iterator[Statement]:
        for shift in draft.shifts:
            yield Need(code, shift.code, draft.members, shift.need, points)
            yield Cap(code, shift.code, draft.members, shift.need)

    return RosterRule("rostering.seats", "班次人数", "as many as it needs", source, write)


def never_alone(least: int = 2, source: Source = HOUSE_VOLUNTEERS) -> RosterRule:
    """A shift that needs more than one person has nobody or at least so many (不单人上岗)."""

    def write(code: str, draft: RosterDraft) -> Iterator[Statement]:
        for shift in draft.shifts:
            if shift.need >= least:
                yield Quorum(code, shift.code, draft.members, least)

    return RosterRule("rostering.never_alone", "不单人上岗", "nobody alone", source, write)


def skill_present(
    skill: str,
    points: int | None,
    *,
    kinds: frozenset[str] = frozenset(),
    source: Source = HOUSE_VOLUNTEERS,
) -> RosterRule:
    """In every shift, or those of some kinds, somebody stands who can do something on that day (班内技能)."""

    def write(code: str, draft: RosterDraft) -> Iterator[Statement]:
        for shift in draft.shifts:
            if kinds and shift.kind not in kinds:
                continue
            able = tuple(one.code for one in draft.volunteers if one.can(skill, shift.day))
            yield Need(code, shift.code, able, 1, points)

    code = f"rostering.skill.{skill}"
    return RosterRule(code, f"班内有人会{skill}", f"somebody who can do {skill}", source, write)


def mixed_experience(points: int | None, source: Source = HOUSE_VOLUNTEERS) -> RosterRule:
    """Who serves for the first time stands with somebody who served before (新老搭配)."""

    def write(code: str, draft: RosterDraft) -> Iterator[Statement]:
        old = tuple(one for one in draft.members if one in draft.experienced)
        new = tuple(one for one in draft.members if one not in draft.experienced)
        for shift in draft.shifts:
            if new:
                yield Company(code, shift.code, new, old, points)

    return RosterRule(
        "rostering.mixed_experience", "新老搭配", "new ones with experienced ones", source, write
    )


def wishes(wanted: int, unwanted: int, source: Source = HOUSE_VOLUNTEERS) -> RosterRule:
    """A shift that somebody wants gains points, one that he would rather not costs some (个人意愿)."""

    def write(code: str, draft: RosterDraft) -> Iterator[Statement]:
        for one in draft.wishes:
            yield Wish(code, one.volunteer, one.shift, -wanted if one.is_wanted else unwanted)

    return RosterRule("rostering.wishes", "个人意愿", "wishes", source, write)


def buddies(points: int, source: Source = HOUSE_VOLUNTEERS) -> RosterRule:
    """Those who would like to stand together gain points for every shift in which they do (结伴)."""

    def write(code: str, draft: RosterDraft) -> Iterator[Statement]:
        for pair in draft.buddies:
            yield from (Together(code, shift.code, pair, -points) for shift in draft.shifts)

    return RosterRule("rostering.buddies", "结伴", "buddies together", source, write)


def kept_apart(source: Source = HOUSE_VOLUNTEERS) -> RosterRule:
    """Those who must not be paired never stand in one shift; nobody reads why (不同班)."""

    def write(code: str, draft: RosterDraft) -> Iterator[Statement]:
        for pair in draft.apart:
            yield from (Cap(code, shift.code, pair, 1, HARD) for shift in draft.shifts)

    return RosterRule("rostering.kept_apart", "不同班", "kept apart", source, write)


def fair_load(points: int = 1, source: Source = HOUSE_VOLUNTEERS) -> RosterRule:
    """Each further duty of somebody costs more than the one before, counted on from earlier periods (负担均衡)."""

    def write(code: str, draft: RosterDraft) -> Iterator[Statement]:
        shifts = tuple(one.code for one in draft.shifts)
        least = min((draft.served.get(one, 0) for one in draft.members), default=0)
        for member in draft.members:
            before = draft.served.get(member, 0) - least
            count = min(len(shifts), _MOST_STEPS)
            steps = tuple(points * (2 * (before + number) + 1) for number in range(count))
            yield Load(code, member, shifts, steps)

    return RosterRule("rostering.fair_load", "负担均衡", "a fair share", source, write)


def same_people(
    points: int, regulars: Callable[[Shift], Iterable[str]], source: Source = HOUSE_VOLUNTEERS
) -> RosterRule:
    """Who stood in such a shift before gains points for standing in it again (固定人员)."""

    def write(code: str, draft: RosterDraft) -> Iterator[Statement]:
        there = frozenset(draft.members)
        for shift in draft.shifts:
            for member in regulars(shift):
                if member in there:
                    yield Wish(code, member, shift.code, -points)

    return RosterRule("rostering.same_people", "固定人员", "the same people", source, write)


def _weeks(shifts: Iterable[Shift]) -> Iterable[list[Shift]]:
    weeks: dict[tuple[int, int], list[Shift]] = {}
    for one in shifts:
        year, week, _ = one.day.isocalendar()
        weeks.setdefault((year, week), []).append(one)
    return weeks.values()
