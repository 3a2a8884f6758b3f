"""Objections to the roll in time, rulings on them, and corrections before the freeze."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.rulings import Granted, Refused, Source
from gongtong.voting.franchise.bases import ElectorateBasis, Entitled
from gongtong.voting.franchise.objections import (
    ObjectionRaised,
    RaiseObjection,
    RollCalendar,
    RollFacts,
    last_day,
    rule_on_objection,
    rule_on_objection_ruling,
    rule_on_posting,
    rule_on_roll_correction,
)
from gongtong.voting.franchise.roll import CorrectionKind, Roll, RollCorrection, RollRuling
from gongtong.voting.weights import Weight

LAW = Source("城市居民委员会组织法", "第17条", date(2026, 1, 1))
POSTED = date(2026, 3, 2)
ADD, REMOVE, WEIGHT = CorrectionKind.ADD, CorrectionKind.REMOVE, CorrectionKind.CHANGE_WEIGHT
ONE, TWO, STRANGER = (Entitled(UUID(int=n), f"甲{n}") for n in (1, 2, 3))
FACTS = RollFacts(
    roll=Roll(date(2026, 3, 1), ElectorateBasis.ADULT_RESIDENT, (ONE, TWO)),
    calendar=RollCalendar(posted_days_before=20, objection_days=5, ruling_days=3),
    calendar_source=LAW,
    posted_on=POSTED,
    frozen_from=date(2026, 3, 20),
)
ID = UUID(int=77)
OBJECTION = RaiseObjection(ID, "u-1", STRANGER.voter_id, ADD, date(2026, 3, 5), "漏登")
RULING = RollRuling(STRANGER.voter_id, ADD, True, date(2026, 3, 8), "委员会", "户籍在此", ID)
CORRECTION = RollCorrection(ADD, STRANGER, RULING, date(2026, 3, 9))


def codes(ruling: object) -> tuple[str, ...]:
    return ruling.codes if isinstance(ruling, Refused) else ()


@pytest.mark.parametrize(
    ("days", "refused"),
    [(0, False), (4, False), (5, False), (6, True)],
)
def test_objections_are_taken_for_five_days(days: int, refused: bool) -> None:
    """自名单公布之日起五日内: the day of posting does not count, the fifth day after it does."""
    request = evolve(OBJECTION, on=POSTED + timedelta(days=days))
    ruling = rule_on_objection(request, FACTS)
    assert codes(ruling) == (("objection_too_late",) if refused else ())
    if isinstance(ruling, Refused):
        assert ruling.reasons[0].source is LAW
        assert ruling.reasons[0].params == (("until", "2026-03-07"),)


def test_a_received_objection_says_when_it_is_ruled_on() -> None:
    """自收到申诉之日起三日内: three days after it came in."""
    assert rule_on_objection(OBJECTION, FACTS) == Granted(
        ObjectionRaised(OBJECTION, date(2026, 3, 8))
    )


def test_a_last_day_of_rest_moves() -> None:
    """A period that would end on days of rest ends on the next other day (民法典 203)."""
    rest = frozenset({date(2026, 3, 7), date(2026, 3, 8)})
    assert last_day(POSTED, 5, rest) == date(2026, 3, 9)
    assert last_day(POSTED, 4, rest) == date(2026, 3, 6)
    late = evolve(OBJECTION, on=date(2026, 3, 9))
    assert codes(rule_on_objection(late, evolve(FACTS, rest_days=rest))) == ()
    assert codes(rule_on_objection(late, FACTS)) == ("objection_too_late",)


def test_before_the_roll_is_posted_nobody_objects() -> None:
    """Neither without a day of posting nor before that day."""
    unposted = evolve(FACTS, posted_on=None)
    assert codes(rule_on_objection(OBJECTION, unposted)) == ("roll_not_posted",)
    early = evolve(OBJECTION, on=POSTED - timedelta(days=1))
    assert codes(rule_on_objection(early, FACTS)) == ("roll_not_posted",)


def test_every_ground_against_an_objection_is_told() -> None:
    """Too late, after the freeze, and for a voter who stands on the roll: three grounds in order."""
    request = evolve(OBJECTION, on=date(2026, 3, 20), voter_id=ONE.voter_id)
    assert codes(rule_on_objection(request, FACTS)) == (
        "objection_too_late",
        "roll_frozen",
        "voter_on_roll",
    )


@pytest.mark.parametrize("kind", [REMOVE, WEIGHT])
def test_who_is_not_on_the_roll_cannot_be_struck(kind: CorrectionKind) -> None:
    """An objection to an entry needs the entry."""
    assert codes(rule_on_objection(evolve(OBJECTION, kind=kind), FACTS)) == ("voter_not_on_roll",)
    named = evolve(OBJECTION, kind=kind, voter_id=ONE.voter_id)
    assert codes(rule_on_objection(named, FACTS)) == ()


@pytest.mark.parametrize(("days", "refused"), [(19, True), (20, False), (21, False)])
def test_the_roll_is_posted_twenty_days_before(days: int, refused: bool) -> None:
    """在选举日的二十日前公布: nineteen days are too few, twenty enough."""
    vote_on = POSTED + timedelta(days=days)
    ruling = rule_on_posting(POSTED, vote_on, FACTS)
    assert codes(ruling) == (("roll_posted_late",) if refused else ())
    if isinstance(ruling, Granted):
        assert ruling.event.objections_until == date(2026, 3, 7)
        assert ruling.event.digest == FACTS.roll.digest()


@pytest.mark.parametrize(("on", "late"), [(7, False), (8, False), (9, True)])
def test_a_late_ruling_still_rules(on: int, late: bool) -> None:
    """The third day is in time; after it the ruling stands and is marked as late."""
    raised = ObjectionRaised(OBJECTION, date(2026, 3, 8))
    ruling = rule_on_objection_ruling(evolve(RULING, ruled_on=date(2026, 3, on)), raised, None)
    assert isinstance(ruling, Granted)
    assert ruling.event.is_late is late


def test_every_ground_against_a_ruling_is_told() -> None:
    """Another matter, ruled already, before the objection, without grounds: four in order."""
    raised = ObjectionRaised(OBJECTION, date(2026, 3, 8))
    wrong = evolve(RULING, kind=REMOVE, ruled_on=date(2026, 3, 4), grounds=" ")
    assert codes(rule_on_objection_ruling(wrong, raised, RULING)) == (
        "ruling_on_other_matter",
        "objection_ruled_already",
        "ruling_before_objection",
        "ruling_without_grounds",
    )


@pytest.mark.parametrize(("days", "refused"), [(-1, True), (0, False), (1, False)])
def test_a_ruling_follows_the_objection_and_a_correction_the_ruling(
    days: int, refused: bool
) -> None:
    """On the same day is early enough, the day before is not."""
    raised = ObjectionRaised(OBJECTION, date(2026, 3, 8))
    ruled = evolve(RULING, ruled_on=OBJECTION.on + timedelta(days=days))
    found = codes(rule_on_objection_ruling(ruled, raised, None))
    assert found == (("ruling_before_objection",) if refused else ())
    corrected = evolve(CORRECTION, on=RULING.ruled_on + timedelta(days=days))
    found = codes(rule_on_roll_correction(corrected, FACTS))
    assert found == (("correction_before_ruling",) if refused else ())


def test_an_upheld_ruling_corrects_the_roll() -> None:
    """The event holds the new roll, chained to the old."""
    ruling = rule_on_roll_correction(CORRECTION, FACTS)
    assert isinstance(ruling, Granted)
    assert STRANGER.voter_id in ruling.event.roll
    assert ruling.event.roll.previous == FACTS.roll.digest()


@pytest.mark.parametrize(("day", "refused"), [(19, False), (20, True), (21, True)])
def test_after_the_freeze_nothing_changes(day: int, refused: bool) -> None:
    """The last day before the freeze is in time, the day of the freeze is not."""
    on = date(2026, 3, day)
    ruling = rule_on_roll_correction(evolve(CORRECTION, on=on), FACTS)
    assert codes(ruling) == (("roll_frozen",) if refused else ())


def test_a_roll_that_is_never_frozen_can_be_corrected() -> None:
    """Until a day is set, no day is too late."""
    late = evolve(CORRECTION, on=date(2027, 1, 1))
    assert codes(rule_on_roll_correction(late, evolve(FACTS, frozen_from=None))) == ()


def test_every_ground_against_a_correction_is_told() -> None:
    """Frozen, another matter, dismissed, before the ruling, already on the roll: five in order."""
    ruling = evolve(RULING, voter_id=UUID(int=9), is_upheld=False, ruled_on=date(2026, 3, 25))
    wrong = RollCorrection(ADD, ONE, ruling, date(2026, 3, 21))
    assert codes(rule_on_roll_correction(wrong, FACTS)) == (
        "roll_frozen",
        "ruling_on_other_matter",
        "correction_not_ruled",
        "correction_before_ruling",
        "voter_on_roll",
    )


@pytest.mark.parametrize(("area_cm2", "refused"), [(0, True), (1, False)])
def test_a_change_changes_something(area_cm2: int, refused: bool) -> None:
    """The same weight again is no correction; any other is."""
    entry = evolve(ONE, weight=Weight(1, area_cm2))
    ruling = evolve(RULING, voter_id=ONE.voter_id, kind=WEIGHT)
    asked = rule_on_roll_correction(RollCorrection(WEIGHT, entry, ruling, date(2026, 3, 9)), FACTS)
    assert codes(asked) == (("weight_unchanged",) if refused else ())


def test_who_is_missing_cannot_be_weighed() -> None:
    """A change of weight for nobody is one ground, not two."""
    ruling = evolve(RULING, kind=WEIGHT)
    wrong = RollCorrection(WEIGHT, STRANGER, ruling, date(2026, 3, 9))
    assert codes(rule_on_roll_correction(wrong, FACTS)) == ("voter_not_on_roll",)


def test_days_cannot_be_negative() -> None:
    """A calendar counts forward."""
    with pytest.raises(ValueError, match="objection_days cannot be -1"):
        RollCalendar(posted_days_before=0, objection_days=-1, ruling_days=0)
