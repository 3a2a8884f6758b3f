"""Days of obligations that wait for the arrangement of a year, in the database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING

from attrs import evolve

from gongtong.community import Gongtong
from gongtong.core.periods import since
from gongtong.core.policies import Provision, Rank
from gongtong.core.rulings import Source, Standing
from gongtong.core.workdays.calendars import WorkCalendar, YearTable
from gongtong.core.workdays.policies import WORK_CALENDAR
from gongtong.core.workdays.terms import Term, TimeUnit
from gongtong.mediation.obligations.lapsing import LetTimePass
from gongtong.mediation.obligations.obligation_machine import ObligationState as S
from gongtong.mediation.obligations.recomputing import MovedDay
from gongtong.plugins import hookimpl
from gongtong.plugins.host import Host
from gongtong.plugins.manifest import Plugin
from gongtong.testing.examples.mediation_agreements import in_force
from gongtong.testing.examples.mediation_obligations import REPAIR
from gongtong.testing.examples.mediation_parties import CASE
from gongtong.testing.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongtong.core.policies import AnyProvision

OFF = [date(2025, 6, day) for day in (11, 12, 13)]
NOTICE = Source("放假安排", "测试", standing=Standing.HOUSE)
UNKNOWN = WorkCalendar(lambda _: None)
ANNOUNCED = WorkCalendar({2025: YearTable(2025, OFF, (), NOTICE)}.get)
TUESDAY, NEXT_WEEK = date(2025, 6, 17), date(2025, 6, 18)


def with_calendar(stage: Stage, calendar: WorkCalendar) -> Stage:
    """The same place, served by a library that knows this calendar."""

    @hookimpl
    def gongtong_provisions() -> Iterable[AnyProvision]:
        yield Provision(
            "court.calendar",
            WORK_CALENDAR,
            calendar,
            area="/test-court",
            in_force=since("2025-01-01"),
            rank=Rank.HOUSE_RULE,
            cites=(NOTICE,),
        )

    plugin = Plugin(
        "court-calendar", hooks=SimpleNamespace(gongtong_provisions=gongtong_provisions)
    )
    return Stage(Gongtong(host=Host.of(plugin)), stage.engine, stage.place)


def test_a_day_moves_with_the_year_that_is_announced_later(place: Stage) -> None:
    """Due on Friday while nobody knew; Wednesday to Friday turn out to be off, and on Tuesday nothing is overdue."""
    before, after = with_calendar(place, UNKNOWN), with_calendar(place, ANNOUNCED)
    in_force(before, evolve(REPAIR, on=None, within=Term(3, TimeUnit.WORKING_DAY)))
    with before.work() as work:
        desk = work.mediation.obligations
        assert desk.cases_with_something_due() == (CASE,)
        assert desk.let_time_pass(LetTimePass(CASE), key="nothing is known yet").is_empty
        (line,) = desk.due(CASE).due
        assert (line.due_on, line.is_provisional) == (date(2025, 6, 13), True)
    with after.work(now=datetime(2025, 6, 17, 1, 0, tzinfo=UTC)) as work:
        desk = work.mediation.obligations
        told = desk.let_time_pass(LetTimePass(CASE), key="the year is announced")
        assert told.moved == (MovedDay(1, 1, date(2025, 6, 13), NEXT_WEEK, provisional=False),)
        assert told.overdue == ()
        assert desk.obligation(CASE, 1).state is S.DUE
        assert desk.cases_with_something_due() == ()
        (line,) = desk.due(CASE, TUESDAY).due
        assert (line.due_on, line.is_provisional) == (NEXT_WEEK, False)
        assert work.broken_event() is None
