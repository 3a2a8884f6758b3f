"""What is put up keeps everything that must be kept, and nothing that is past is rewritten."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from attrs import evolve
from hypothesis import given

from gongtong.core.periods import SHANGHAI
from gongtong.core.rulings import Granted, Refused
from gongtong.plugins.builtin.cn_rosters.rules import DEFAULT_RULES
from gongtong.rostering.rosters.checking import check_roster
from gongtong.rostering.rosters.drafts import RosterDraft
from gongtong.rostering.rosters.problem import Roster, RosterProblem
from gongtong.rostering.rosters.publishing import (
    MAX_REASON,
    ChangeRoster,
    PublishedRoster,
    PublishRoster,
    RosterFacts,
    digest_of_roster,
    roster_of,
    rule_on_changing,
    rule_on_publishing,
    teams_of,
)
from gongtong.rostering.rosters.rules import WrittenProblem, write_problem
from gongtong.rostering.rosters.shifts import Shift
from gongtong.rostering.volunteers.duties import AgeTerms
from gongtong.rostering.volunteers.sources import HOUSE_VOLUNTEERS
from gongtong.testing.examples.rosters import CHEN, FACTS, SATURDAY, SUN, SUNDAY, WEEKEND
from gongtong.testing.examples.volunteers import LIU
from gongtong.testing.rosters import PROBLEMS, ROSTERS

REGISTER = {one.code: one for one in (LIU, CHEN, SUN)}
WRITTEN = write_problem(FACTS.draft(REGISTER, AgeTerms()), DEFAULT_RULES)
FRIDAY = datetime(2025, 6, 13, 18, tzinfo=SHANGHAI)
HELD = PublishedRoster(
    WEEKEND.code, FACTS, 1, roster_of(WEEKEND.teams), "0" * 64, date(2025, 6, 10)
)


def _publishing(request: PublishRoster, now: datetime = FRIDAY) -> list[str]:
    ruling = rule_on_publishing(request, WRITTEN, {"taken"}, now=now, by="u-1")
    return [one.code for one in ruling.reasons] if isinstance(ruling, Refused) else []


def _changing(
    teams: Mapping[str, tuple[str, ...]], now: datetime, reason: str = "有事"
) -> list[str]:
    request = ChangeRoster(WEEKEND.code, teams_of(Roster(teams)), reason)
    ruling = rule_on_changing(request, HELD, WRITTEN, now=now, by="u-1")
    return [one.code for one in ruling.reasons] if isinstance(ruling, Refused) else []


def test_a_roster_that_keeps_everything_is_put_up_with_its_digest() -> None:
    """Empty places are counted, not hidden."""
    ruling = rule_on_publishing(WEEKEND, WRITTEN, (), now=FRIDAY, by="u-1")
    assert isinstance(ruling, Granted)
    assert ruling.event.digest == digest_of_roster(WEEKEND.code, roster_of(WEEKEND.teams))
    assert (ruling.event.empty_places, ruling.event.points) == (0, 1 + (1 + 3) + 1)
    one_day = evolve(WEEKEND, teams=WEEKEND.teams[:1])
    ruling = rule_on_publishing(one_day, WRITTEN, (), now=FRIDAY, by="u-1")
    assert isinstance(ruling, Granted)
    assert ruling.event.empty_places == 2


def test_a_roster_that_breaks_rules_is_refused_with_all_of_them() -> None:
    """Each with the name and source of its rule, the person and the shift."""
    boy = evolve(LIU, born=date(2013, 1, 1))
    register = REGISTER | {LIU.code: boy}
    written = write_problem(FACTS.draft(register, AgeTerms()), DEFAULT_RULES)
    teams = ((SATURDAY.code, (LIU.code,)), WEEKEND.teams[1])
    ruling = rule_on_publishing(evolve(WEEKEND, teams=teams), written, (), now=FRIDAY, by="u-1")
    assert isinstance(ruling, Refused)
    assert [one.code for one in ruling.reasons] == [
        "rostering.too_young",
        "rostering.guardian_not_asked",
        "rostering.never_alone",
    ]
    assert ruling.reasons[0].zh == "v-liu（2025-06-14/morning）：未到服务年龄"
    assert "第15条" in str(ruling.reasons[0].source)


def test_a_code_a_shift_that_has_begun_and_a_name_that_is_none_are_grounds() -> None:
    """At nine o'clock sharp the shift of nine has begun."""
    nine = datetime(2025, 6, 14, 9, tzinfo=SHANGHAI)
    assert not _publishing(WEEKEND, nine - timedelta(seconds=1))
    assert _publishing(WEEKEND, nine) == ["rostering.shift_is_past"]
    assert _publishing(evolve(WEEKEND, code="taken")) == ["rostering.code_taken"]
    assert _publishing(evolve(WEEKEND, code=" ")) == ["rostering.no_code"]
    stranger = ((SATURDAY.code, (LIU.code, "v-nobody")),)
    assert _publishing(evolve(WEEKEND, teams=stranger)) == ["rostering.unknown_name"]
    assert _publishing(evolve(WEEKEND, teams=WEEKEND.teams * 2)) == ["rostering.unknown_name"]
    nothing = evolve(WEEKEND, facts=RosterFacts((), ()), teams=())
    assert _publishing(nothing) == ["rostering.no_shifts"]


def test_a_change_says_who_left_and_who_entered() -> None:
    """And counts the versions."""
    teams = ((SATURDAY.code, (LIU.code, SUN.code)), WEEKEND.teams[1])
    request = ChangeRoster(WEEKEND.code, teams, "陈国强临时有事")
    ruling = rule_on_changing(request, HELD, WRITTEN, now=FRIDAY, by="u-1")
    assert isinstance(ruling, Granted)
    assert ruling.event.version == 2
    assert ruling.event.left == ((CHEN.code, SATURDAY.code),)
    assert ruling.event.entered == ((SUN.code, SATURDAY.code),)


def test_a_change_has_a_reason_and_changes_something() -> None:
    """Five hundred characters are enough."""
    other = {SATURDAY.code: (LIU.code, SUN.code), SUNDAY.code: (CHEN.code, SUN.code)}
    assert not _changing(other, FRIDAY, "因" * MAX_REASON)
    assert _changing(other, FRIDAY, "因" * (MAX_REASON + 1)) == ["rostering.too_many_words"]
    assert _changing(other, FRIDAY, " ") == ["rostering.no_reason"]
    assert _changing(dict(WEEKEND.teams), FRIDAY) == ["rostering.nothing_changed"]
    assert _changing({SATURDAY.code: ("x",)}, FRIDAY) == ["rostering.unknown_name"]


def test_a_shift_that_has_begun_is_never_changed() -> None:
    """On Saturday at ten only Sunday can be."""
    ten = datetime(2025, 6, 14, 10, tzinfo=SHANGHAI)
    saturday = {SATURDAY.code: (LIU.code, SUN.code), SUNDAY.code: (CHEN.code, SUN.code)}
    assert _changing(saturday, ten) == ["rostering.shift_is_past"]
    sunday = {SATURDAY.code: (LIU.code, CHEN.code), SUNDAY.code: (LIU.code, SUN.code)}
    assert not _changing(sunday, ten)


def test_what_was_broken_before_is_no_ground_against_a_change() -> None:
    """Somebody who left the register since is no reason to change nothing any more."""
    gone = evolve(LIU, left_on=date(2025, 6, 14))
    written = write_problem(FACTS.draft(REGISTER | {LIU.code: gone}, AgeTerms()), DEFAULT_RULES)
    teams = (WEEKEND.teams[0], (SUNDAY.code, ()))
    request = ChangeRoster(WEEKEND.code, teams, "周日停办")
    assert isinstance(rule_on_changing(request, HELD, written, now=FRIDAY, by="u-1"), Granted)
    worse = ChangeRoster(WEEKEND.code, ((SUNDAY.code, (LIU.code, SUN.code)),), "换人")
    ruling = rule_on_changing(worse, HELD, written, now=FRIDAY, by="u-1")
    assert isinstance(ruling, Refused)
    assert [one.code for one in ruling.reasons] == ["rostering.not_on_the_register"]


@given(PROBLEMS, ROSTERS)
def test_no_published_roster_breaks_what_must_be_kept(
    problem: RosterProblem, roster: Roster
) -> None:
    """Whoever wrote the roster: what is granted holds by the independent check, what is refused does not."""
    shifts = tuple(Shift(date(2030, 1, 1), 60, 120, one) for one in problem.shifts)
    names = dict.fromkeys(problem.rules, "规则")
    draft = RosterDraft(shifts, ())
    written = WrittenProblem(
        draft, problem, dict.fromkeys(problem.rules, HOUSE_VOLUNTEERS), names, names
    )
    request = PublishRoster("r", RosterFacts(shifts, ()), teams_of(roster))
    ruling = rule_on_publishing(request, written, (), now=FRIDAY, by="u-1")
    assert isinstance(ruling, Granted) is check_roster(problem, roster).holds
