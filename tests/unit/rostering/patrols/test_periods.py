"""A period of patrols: promised before, noted day by day, told and checked after."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.rostering.patrols.draws import drawn
from gongtong.rostering.patrols.laws import PatrolLaw
from gongtong.rostering.patrols.periods import (
    DayVerdict,
    NotedDay,
    NotePatrols,
    PatrolPeriod,
    RevealPatrols,
    check_period,
    rule_on_noting,
    rule_on_promise,
    rule_on_revealing,
    seed_of,
)
from gongtong.rostering.patrols.unpredictability import PatrolFloors
from gongtong.testing.examples.patrols import FIRST, LAST, LAW, PROMISE, SEED

FLOORS = PatrolFloors(Fraction(1, 100), 120, Fraction(1, 20))
BEFORE, AFTER = date(2025, 6, 1), date(2025, 6, 9)
PERIOD = PatrolPeriod(PROMISE.code, LAW, FIRST, LAST, PROMISE.promise)
TOLD = evolve(PERIOD, seed=SEED.hex())
PLAN = drawn(SEED, LAW, FIRST)


def codes(ruling: object) -> list[str]:
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("rostering.") for code in found]


def promised(today: date = BEFORE, known: tuple[str, ...] = (), **change: Any) -> Any:
    return rule_on_promise(evolve(PROMISE, **change), known, FLOORS, today)


def noted(today: date = AFTER, known: tuple[date, ...] = (), **change: Any) -> Any:
    request = evolve(NotePatrols(PROMISE.code, FIRST, PLAN), **change)
    return rule_on_noting(request, PERIOD, known, today=today, by="u-captain")


@pytest.mark.parametrize(("day", "granted"), [(1, True), (2, False), (3, False)])
def test_a_promise_is_made_before_the_first_day(day: int, granted: bool) -> None:
    """On the first day itself it is too late."""
    told = promised(date(2025, 6, day))
    assert isinstance(told, Granted) is granted
    assert granted or codes(told) == ["begun_already"]


def test_a_promise_tells_the_law_and_no_time() -> None:
    """Its digest alone."""
    told = promised()
    assert isinstance(told, Granted)
    assert told.event.law == LAW.digest


@pytest.mark.parametrize(
    ("last", "granted"),
    [(date(2025, 6, 1), False), (FIRST, True), (date(2025, 9, 1), True), (date(2025, 9, 2), False)],
)
def test_a_period_has_one_to_ninety_two_days(last: date, granted: bool) -> None:
    """A day, and a quarter of a year."""
    assert isinstance(promised(last=last), Granted) is granted


def test_every_ground_against_a_promise_is_told() -> None:
    """The code, the promise, and what the floors say."""
    always = PatrolLaw(360, 15, 1, 4, 8, (1, 0, 0, 0))
    wrong = promised(code=" ", promise="g" * 64, law=always)
    # the day is as short as the patrol, which nothing in it can miss
    assert codes(wrong) == ["no_code", "no_promise", "patrols_too_easy_to_guess"]
    assert codes(promised(known=(PROMISE.code,))) == ["code_taken"]
    none = PatrolLaw(360, 15, 2, 1, 4, (1, 1))
    assert codes(promised(law=none)) == ["no_plan"]


def test_a_day_is_noted_once_when_it_has_come() -> None:
    """As it was walked, with a reason where it was not as drawn."""
    told = noted()
    assert isinstance(told, Granted)
    assert not told.event.was_changed
    rain = noted(starts=(), reason="暴雨")
    assert isinstance(rain, Granted)
    assert rain.event.was_changed
    assert "暴雨" not in str(rain.event)
    assert isinstance(noted(today=FIRST), Granted)
    assert codes(noted(today=BEFORE)) == ["not_that_day"]
    assert codes(noted(day=AFTER)) == ["not_that_day"]
    assert codes(noted(known=(FIRST,))) == ["noted_already"]
    assert codes(noted(starts=())) == ["no_patrol_why"]
    assert codes(noted(reason="字" * 501)) == ["too_many_words"]
    assert isinstance(noted(reason="字" * 500), Granted)


@pytest.mark.parametrize("starts", [(1, 0), (3, 3), (-1,), (72,)])
def test_slots_are_those_of_the_law_in_their_order(starts: tuple[int, ...]) -> None:
    """Each once."""
    assert codes(noted(starts=starts)) == ["no_slots"]


def test_a_seed_is_told_after_the_last_day() -> None:
    """Once, and it must be the one that was promised."""
    request = RevealPatrols(PROMISE.code, SEED.hex())
    told = rule_on_revealing(request, PERIOD, AFTER)
    assert isinstance(told, Granted)
    assert codes(rule_on_revealing(request, PERIOD, LAST)) == ["not_over_yet"]
    assert codes(rule_on_revealing(request, TOLD, AFTER)) == ["told_already"]
    for seed in ("00" * 32, "zz", SEED.hex()[:-2]):
        assert codes(rule_on_revealing(evolve(request, seed=seed), PERIOD, AFTER)) == [
            "another_seed"
        ]
    assert seed_of(SEED.hex().upper()) == SEED


def test_a_period_is_checked_day_by_day() -> None:
    """As drawn, changed for a reason, changed in silence, and not noted at all."""
    days = PERIOD.days
    assert (days[0], days[-1], len(days)) == (FIRST, LAST, 7)
    moved = (0, 20, 40)
    walks = {
        days[0]: NotedDay(days[0], drawn(SEED, LAW, days[0])),
        days[1]: NotedDay(days[1], moved, "两人生病"),
        days[2]: NotedDay(days[2], moved),
        days[3]: NotedDay(days[3], (), "暴雨"),
    }
    told = check_period(TOLD, walks)
    verdicts = [one.verdict for one in told.days]
    assert verdicts[:4] == [
        DayVerdict.AS_DRAWN,
        DayVerdict.CHANGED_FOR_A_REASON,
        DayVerdict.CHANGED_IN_SILENCE,
        DayVerdict.CHANGED_FOR_A_REASON,
    ]
    assert told.count(DayVerdict.NOT_NOTED) == 3
    assert told.audit.days == 3
    assert told.days[4].walked is None
    with pytest.raises(ValueError, match="not told yet"):
        check_period(PERIOD, walks)
