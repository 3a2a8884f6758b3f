"""The rules of rosters that a place can choose from; every number in them is the place's own (可选排班规则)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import Final

from attrs import frozen

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
    return RosterRule("rostering.absences", "请假", "away", source, _write_absences)


def rest_between(minutes: int, source: Source = HOUSE_VOLUNTEERS) -> RosterRule:
    """Between two shifts of anybody lie at least so many minutes; never two at once (间隔时间)."""
    hours = f"{minutes // 60}小时" if minutes % 60 == 0 else f"{minutes}分钟"
    return RosterRule(
        "rostering.rest",
        f"两班之间至少间隔{hours}",
        f"{minutes} minutes of rest",
        source,
        _RestBetween(minutes),
    )


def weekly_limit(source: Source = HOUSE_VOLUNTEERS) -> RosterRule:
    """Nobody stands in more shifts of a week, Monday to Sunday, than he agreed to (每周上限)."""
    return RosterRule(
        "rostering.weekly_limit",
        "每周不超过本人同意的次数",
        "the weekly limit",
        source,
        _write_weekly_limit,
    )


def night_limit(
    most: int, begins_at: int = 22 * 60, source: Source = HOUSE_VOLUNTEERS
) -> RosterRule:
    """Nobody stands in more than so many shifts of a week that last past a minute of the day (夜班上限)."""
    return RosterRule(
        "rostering.night_limit",
        f"夜班每周不超过{most}次",
        f"{most} nights a week",
        source,
        _NightLimit(most, begins_at),
    )


def seats(points: int | None = 1000, source: Source = HOUSE_VOLUNTEERS) -> RosterRule:
    """Every shift has as many people as it needs, no more; each missing one costs `points` (班次人数)."""
    return RosterRule("rostering.seats", "班次人数", "as many as it needs", source, _Seats(points))


def never_alone(least: int = 2, source: Source = HOUSE_VOLUNTEERS) -> RosterRule:
    """A shift that needs more than one person has nobody or at least so many (不单人上岗)."""
    return RosterRule(
        "rostering.never_alone", "不单人上岗", "nobody alone", source, _NeverAlone(least)
    )


def skill_present(
    skill: str,
    points: int | None,
    *,
    kinds: frozenset[str] = frozenset(),
    source: Source = HOUSE_VOLUNTEERS,
) -> RosterRule:
    """In every shift, or those of some kinds, somebody stands who can do something on that day (班内技能)."""
    code = f"rostering.skill.{skill}"
    return RosterRule(
        code,
        f"班内有人会{skill}",
        f"somebody who can do {skill}",
        source,
        _SkillPresent(points, skill, kinds),
    )


def mixed_experience(points: int | None, source: Source = HOUSE_VOLUNTEERS) -> RosterRule:
    """Who serves for the first time stands with somebody who served before; says nothing where nobody has (新老搭配)."""
    return RosterRule(
        "rostering.mixed_experience",
        "新老搭配",
        "new ones with experienced ones",
        source,
        _MixedExperience(points),
    )


def wishes(wanted: int, unwanted: int, source: Source = HOUSE_VOLUNTEERS) -> RosterRule:
    """A shift that somebody wants gains points, one that he would rather not costs some (个人意愿)."""
    return RosterRule("rostering.wishes", "个人意愿", "wishes", source, _Wishes(wanted, unwanted))


def buddies(points: int, source: Source = HOUSE_VOLUNTEERS) -> RosterRule:
    """Those who would like to stand together gain points for every shift in which they do (结伴)."""
    return RosterRule("rostering.buddies", "结伴", "buddies together", source, _Buddies(points))


def kept_apart(source: Source = HOUSE_VOLUNTEERS) -> RosterRule:
    """Those who must not be paired never stand in one shift; nobody reads why (不同班)."""
    return RosterRule("rostering.kept_apart", "不同班", "kept apart", source, _write_kept_apart)


def fair_load(points: int = 1, source: Source = HOUSE_VOLUNTEERS) -> RosterRule:
    """Each further duty of somebody costs more than the one before, counted on from earlier periods (负担均衡)."""
    return RosterRule("rostering.fair_load", "负担均衡", "a fair share", source, _FairLoad(points))


def same_people(
    points: int, regulars: Callable[[Shift], Iterable[str]], source: Source = HOUSE_VOLUNTEERS
) -> RosterRule:
    """Who stood in such a shift before gains points for standing in it again (固定人员)."""
    return RosterRule(
        "rostering.same_people",
        "固定人员",
        "the same people",
        source,
        _SamePeople(points, regulars),
    )


def _write_absences(code: str, draft: RosterDraft) -> Iterator[Statement]:
    for one in draft.absences:
        for shift in draft.shifts:
            if one.covers(shift):
                yield Barred(code, one.volunteer, shift.code)


@frozen
class _RestBetween:
    minutes: int

    def __call__(self, code: str, draft: RosterDraft) -> Iterator[Statement]:
        for one, other in combinations(draft.shifts, 2):
            if one.rest_until(other) < self.minutes and other.rest_until(one) < self.minutes:
                for member in draft.members:
                    yield Limit(code, member, ((one.code, 1), (other.code, 1)), None, 1)


def _write_weekly_limit(code: str, draft: RosterDraft) -> Iterator[Statement]:
    for shifts in _weeks(draft.shifts):
        terms = tuple((one.code, 1) for one in shifts)
        for volunteer in draft.volunteers:
            yield Limit(code, volunteer.code, terms, None, volunteer.most_per_week)


@frozen
class _NightLimit:
    most: int
    begins_at: int

    def __call__(self, code: str, draft: RosterDraft) -> Iterator[Statement]:
        for shifts in _weeks(draft.shifts):
            terms = tuple((one.code, 1) for one in shifts if one.end > self.begins_at)
            if len(terms) > self.most:
                yield from (Limit(code, member, terms, None, self.most) for member in draft.members)


@frozen
class _Seats:
    points: int | None

    def __call__(self, code: str, draft: RosterDraft) -> Iterator[Statement]:
        for shift in draft.shifts:
            yield Need(code, shift.code, draft.members, shift.need, self.points)
            yield Cap(code, shift.code, draft.members, shift.need)


@frozen
class _NeverAlone:
    least: int

    def __call__(self, code: str, draft: RosterDraft) -> Iterator[Statement]:
        for shift in draft.shifts:
            if shift.need >= self.least:
                yield Quorum(code, shift.code, draft.members, self.least)


@frozen
class _SkillPresent:
    points: int | None
    skill: str
    kinds: frozenset[str]

    def __call__(self, code: str, draft: RosterDraft) -> Iterator[Statement]:
        for shift in draft.shifts:
            if self.kinds and shift.kind not in self.kinds:
                continue
            able = tuple(one.code for one in draft.volunteers if one.can(self.skill, shift.day))
            yield Need(code, shift.code, able, 1, self.points)


@frozen
class _MixedExperience:
    points: int | None

    def __call__(self, code: str, draft: RosterDraft) -> Iterator[Statement]:
        old = tuple(one for one in draft.members if one in draft.experienced)
        new = tuple(one for one in draft.members if one not in draft.experienced)
        for shift in draft.shifts:
            if new and old:
                yield Company(code, shift.code, new, old, self.points)


@frozen
class _Wishes:
    wanted: int
    unwanted: int

    def __call__(self, code: str, draft: RosterDraft) -> Iterator[Statement]:
        for one in draft.wishes:
            yield Wish(
                code, one.volunteer, one.shift, -self.wanted if one.is_wanted else self.unwanted
            )


@frozen
class _Buddies:
    points: int

    def __call__(self, code: str, draft: RosterDraft) -> Iterator[Statement]:
        for pair in draft.buddies:
            yield from (Together(code, shift.code, pair, -self.points) for shift in draft.shifts)


def _write_kept_apart(code: str, draft: RosterDraft) -> Iterator[Statement]:
    for pair in draft.apart:
        yield from (Cap(code, shift.code, pair, 1, HARD) for shift in draft.shifts)


@frozen
class _FairLoad:
    points: int

    def __call__(self, code: str, draft: RosterDraft) -> Iterator[Statement]:
        shifts = tuple(one.code for one in draft.shifts)
        least = min((draft.served.get(one, 0) for one in draft.members), default=0)
        for member in draft.members:
            before = draft.served.get(member, 0) - least
            count = min(len(shifts), _MOST_STEPS)
            steps = tuple(self.points * (2 * (before + number) + 1) for number in range(count))
            yield Load(code, member, shifts, steps)


@frozen
class _SamePeople:
    points: int
    regulars: Callable[[Shift], Iterable[str]]

    def __call__(self, code: str, draft: RosterDraft) -> Iterator[Statement]:
        there = frozenset(draft.members)
        for shift in draft.shifts:
            for member in self.regulars(shift):
                if member in there:
                    yield Wish(code, member, shift.code, -self.points)


def _weeks(shifts: Iterable[Shift]) -> Iterable[list[Shift]]:
    weeks: dict[tuple[int, int], list[Shift]] = {}
    for one in shifts:
        year, week, _ = one.day.isocalendar()
        weeks.setdefault((year, week), []).append(one)
    return weeks.values()
