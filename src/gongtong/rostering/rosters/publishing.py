"""A roster that is put up and changed: never one that breaks a rule, never what is past (公布与变更排班)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Final, TypeAlias

from attrs import field, frozen

from gongtong.core.codec import digest_of, to_json
from gongtong.core.rulings import Granted, Reason, Refused, Source
from gongtong.rostering.rosters.checking import Breach, check_roster
from gongtong.rostering.rosters.drafts import Absence, RosterDraft, ShiftWish
from gongtong.rostering.rosters.problem import Roster, RosterProblem, UnknownNameError
from gongtong.rostering.rosters.rules import WrittenProblem
from gongtong.rostering.rosters.shifts import Shift
from gongtong.rostering.rosters.statements import Barred, OfMember
from gongtong.rostering.volunteers.duties import AgeTerms
from gongtong.rostering.volunteers.sources import HOUSE_VOLUNTEERS
from gongtong.rostering.volunteers.volunteer import Volunteer

Teams: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""Shifts with those who stand in them (各班人员)."""

MAX_CODE: Final = 40
MAX_REASON: Final = 500
MOST_SHIFTS: Final = 2000


@frozen
class RosterFacts:
    """What a roster was written from, beside the register and the rules of the place (排班事实).

    `volunteers` are codes of the register; everything else is as in a `RosterDraft`.
    """

    shifts: tuple[Shift, ...]
    volunteers: tuple[str, ...]
    wishes: tuple[ShiftWish, ...] = ()
    absences: tuple[Absence, ...] = ()
    buddies: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    experienced: tuple[str, ...] = ()
    served: tuple[tuple[str, int], ...] = ()

    def draft(self, register: Mapping[str, Volunteer], ages: AgeTerms) -> RosterDraft:
        """Give the draft with the volunteers as the register has them (生成排班依据).

        Raises `UnknownNameError` where somebody is not in the register.
        """
        if missing := [one for one in self.volunteers if one not in register]:
            raise UnknownNameError(f"not in the register: {', '.join(missing)}")
        return RosterDraft(
            self.shifts,
            tuple(register[one] for one in self.volunteers),
            ages,
            self.wishes,
            self.absences,
            self.buddies,
            self.apart,
            frozenset(self.experienced),
            dict(self.served),
        )


@frozen
class PublishRoster:
    """A request to put up a roster: what it was written from, and who stands in which shift (公布排班申请)."""

    code: str
    facts: RosterFacts
    teams: Teams


@frozen
class RosterPublished:
    """A roster is up (排班已公布).

    `digest` is that of the paper at the gate; `empty_places` counts the places for which nobody was found.
    """

    code: str
    digest: str
    points: int
    empty_places: int
    published_by: str


@frozen
class ChangeRoster:
    """A request to put up a roster anew with other people in it, and why (变更排班申请)."""

    code: str
    teams: Teams
    reason: str = field(repr=False)


@frozen
class RosterChanged:
    """A roster is up in another version; who left which shift and who entered it is told (排班已变更)."""

    code: str
    version: int
    digest: str
    left: tuple[tuple[str, str], ...]
    entered: tuple[tuple[str, str], ...]
    changed_by: str


@frozen
class PublishedRoster:
    """A roster as it is up (在册排班).

    `version` counts from 1; `reason` says why it is not the first any more.
    """

    code: str
    facts: RosterFacts
    version: int
    roster: Roster
    digest: str
    published_on: date
    reason: str = field(default="", repr=False)

    @property
    def last_day(self) -> date:
        """The day of its last shift (最后一日)."""
        return max(one.day for one in self.facts.shifts)


def digest_of_roster(code: str, roster: Roster) -> str:
    """Give the digest of who stands where, whatever the order (排班摘要)."""
    teams = sorted((shift, sorted(team)) for shift, team in roster.teams.items() if team)
    return digest_of(to_json({"code": code, "teams": teams})).hex()


def teams_of(roster: Roster) -> Teams:
    """Write a roster as teams (排班表转为各班人员).

    >>> teams_of(Roster({"t": ("a",), "s": (), "r": ("b",)}))
    (('r', ('b',)), ('t', ('a',)))
    """
    return tuple(sorted((shift, team) for shift, team in roster.teams.items() if team))


def roster_of(teams: Teams) -> Roster:
    """Read a roster from teams; raises `UnknownNameError` where a shift comes twice (各班人员转为排班表)."""
    roster = Roster(dict(teams))
    if len(roster.teams) < len(teams):
        raise UnknownNameError("a shift comes twice")
    return roster


def rule_on_publishing(
    request: PublishRoster,
    written: WrittenProblem,
    known: Collection[str],
    *,
    now: datetime,
    by: str,
) -> Granted[RosterPublished] | Refused:
    """Let a roster be put up (公布排班审核).

    Grounds, in this order: the code, no shifts or too many, a shift that has begun, a name that is none, and everything that must be kept but
    is not, each with the name and source of its rule, the person and the shift.
    """
    reasons = [*_of_code(request.code, known), *_of_shifts(request.facts.shifts, now)]
    roster, unknown = _read(request.teams, written)
    if unknown:
        return Refused((*reasons, *unknown))
    check = check_roster(written.problem, roster)
    reasons += [_of_breach(one, written) for one in check.broken]
    if reasons:
        return Refused(tuple(reasons))
    empty = sum(max(0, one.need - len(roster.team(one.code))) for one in request.facts.shifts)
    digest = digest_of_roster(request.code, roster)
    return Granted(RosterPublished(request.code, digest, check.points, empty, by))


def rule_on_changing(
    request: ChangeRoster, held: PublishedRoster, written: WrittenProblem, *, now: datetime, by: str
) -> Granted[RosterChanged] | Refused:
    """Let a roster be put up anew (变更排班审核).

    Grounds, in this order: no reason or too many words, nothing changed, a shift that has begun is another one, and everything that must be
    kept and is broken further than it was: what cannot be mended any more is no ground.
    """
    reasons = [*_of_reason(request.reason)]
    roster, unknown = _read(request.teams, written)
    if unknown:
        return Refused((*reasons, *unknown))
    was, will = held.roster.pairs, roster.pairs
    if was == will:
        reasons.append(_reason("nothing_changed", "与现有排班相同", "it is the roster that is up"))
    begun = {one.code: one for one in held.facts.shifts if one.starts_at <= now}
    for shift in dict.fromkeys(shift for _, shift in sorted(was ^ will)):
        if shift in begun:
            zh = f"{shift}已开始或者已结束，不得改动；缺勤另行登记"
            en = f"{shift} has begun; an absence is recorded, the roster stays"
            reasons.append(_reason("shift_is_past", zh, en))
    before = _amounts(written.problem, held.roster)
    reasons += [
        _of_breach(one, written)
        for one in check_roster(written.problem, roster).broken
        if one.amount > before.get(one.statement, 0)
    ]
    if reasons:
        return Refused(tuple(reasons))
    return Granted(
        RosterChanged(
            request.code,
            held.version + 1,
            digest_of_roster(request.code, roster),
            tuple(sorted(was - will)),
            tuple(sorted(will - was)),
            by,
        )
    )


def unknown_name(error: UnknownNameError) -> Reason:
    """Say that a roster or what it was written from names somebody or a shift that is not there (名称有误)."""
    zh = "排班表中有不存在的人员、班次，或者有重复"
    return _reason("unknown_name", zh, str(error))


def _read(teams: Teams, written: WrittenProblem) -> tuple[Roster, list[Reason]]:
    """Read teams, or say what in them is none and give an empty roster."""
    try:
        roster = roster_of(teams)
        check_roster(written.problem, roster)
    except UnknownNameError as error:
        return Roster(), [unknown_name(error)]
    return roster, []


def _amounts(problem: RosterProblem, roster: Roster) -> dict[object, int]:
    return {one.statement: one.amount for one in check_roster(problem, roster).broken}


def _of_breach(one: Breach, written: WrittenProblem) -> Reason:
    said = one.statement
    whom = said.member if isinstance(said, OfMember) else said.shift
    at = f"（{said.shift}）" if isinstance(said, Barred) else ""
    return Reason(
        said.rule,
        f"{whom}{at}：{written.names_zh[said.rule]}",
        f"{whom}{at}: {written.names_en[said.rule]}",
        written.sources[said.rule],
    )


def _of_code(code: str, known: Collection[str]) -> Iterator[Reason]:
    if not 0 < len(code.strip()) <= MAX_CODE or code != code.strip():
        yield _reason(
            "no_code", f"编号须有1至{MAX_CODE}字", f"a code of 1 to {MAX_CODE} characters"
        )
    if code in known:
        yield _reason("code_taken", "编号已用", "that code is taken")


def _of_shifts(shifts: Iterable[Shift], now: datetime) -> Iterator[Reason]:
    every = list(shifts)
    if not 0 < len(every) <= MOST_SHIFTS:
        yield _reason(
            "no_shifts", f"一份排班有1至{MOST_SHIFTS}个班次", f"1 to {MOST_SHIFTS} shifts"
        )
    for one in every:
        if one.starts_at <= now:
            yield _reason(
                "shift_is_past",
                f"{one.code}已开始，排班须在班次开始前公布",
                f"{one.code} has begun: a roster is put up before",
            )


def _of_reason(reason: str) -> Iterator[Reason]:
    if not reason.strip():
        yield _reason("no_reason", "须写明变更原因", "say why it is changed")
    if len(reason) > MAX_REASON:
        yield _reason(
            "too_many_words", f"原因不超过{MAX_REASON}字", f"at most {MAX_REASON} characters"
        )


def _reason(code: str, zh: str, en: str, source: Source = HOUSE_VOLUNTEERS) -> Reason:
    return Reason(f"rostering.{code}", zh, en, source)
