"""Objections to a poll's roll by the rules of the franchise: in time, ruled on once, late ones marked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.periods import SHANGHAI
from gongtong.core.rulings import Granted, Refused, Ruling
from gongtong.voting.franchise.bases import ElectorateBasis, VotingBody
from gongtong.voting.polls.moving import MoveFacts
from gongtong.voting.polls.poll_on_file import PollOnFile
from gongtong.voting.polls.poll_roll import (
    MAX_LABEL_LENGTH,
    LineCorrection,
    ObjectedTo,
    PollObjection,
    PollRoll,
    RollLine,
)
from gongtong.voting.polls.poll_states import PollState, PollStep
from gongtong.voting.polls.requests import ObjectInPoll, SettlePollObjection
from gongtong.voting.polls.roll_objections import (
    roll_facts,
    rule_on_poll_objection,
    rule_on_settlement,
    voters_on,
    with_objection_settled,
)
from gongtong.voting.weights import Weight

Facts = Callable[..., MoveFacts]
ID, NEW = UUID(int=9), UUID(int=300)
ROLL = PollRoll([RollLine(f"1-1-{n}", UUID(int=n), 80) for n in range(1, 11)])


def day(number: int, hour: int = 9) -> datetime:
    return datetime(2025, 6, number, hour, tzinfo=SHANGHAI)


OBJECTION = PollObjection(
    id=NEW,
    about=ObjectedTo.ROLL,
    raised_at=day(12),
    raised_by="李伟",
    grounds="面积有误",
    label="1-1-1",
    ruling_due_on=date(2025, 6, 14),
)
REQUEST = ObjectInPoll(ID, "李伟", "面积有误", "1-1-1")
POSTED = (PollStep.POST_ROLL, day(10))


def codes(ruling: Ruling[Any]) -> tuple[str, ...]:
    return ruling.codes if isinstance(ruling, Refused) else ()


def test_the_voters_of_a_roll_have_all_their_lines(poll_on_file: PollOnFile) -> None:
    """Two dwellings of one owner are one entry; a roll that cannot be used has none."""
    roll = PollRoll([*ROLL.lines, RollLine("2-1-1", UUID(int=1), 20)])
    voters = voters_on(roll, poll_on_file)
    assert len(voters.entries) == 10
    assert voters.entry_of(UUID(int=1)).weight == Weight(1, 100)
    assert voters.entry_of(UUID(int=1)).label == "1-1-1、2-1-1"
    residents = voters_on(ROLL, evolve(poll_on_file, body=VotingBody.RESIDENTS))
    assert (voters.basis, residents.basis) == (
        ElectorateBasis.OWNER_PARTY,
        ElectorateBasis.ADULT_RESIDENT,
    )
    assert voters_on(PollRoll([RollLine("x", UUID(int=1), -1)]), poll_on_file).entries == ()


def test_the_days_are_those_that_were_announced(facts_with: Facts) -> None:
    """And the day of posting is the day of the step."""
    known = roll_facts(facts_with(POSTED), ROLL)
    assert known.posted_on == date(2025, 6, 10)
    assert known.calendar.objection_days == 5
    assert roll_facts(facts_with(), ROLL).posted_on is None


def test_an_objection_is_about_what_is_posted(facts_with: Facts) -> None:
    """The roll before the vote, with a day for its ruling; the count after it, with none."""
    for state, about, due in (
        (PollState.ROLL_POSTED, ObjectedTo.ROLL, date(2025, 6, 14)),
        (PollState.COUNTED, ObjectedTo.COUNT, None),
    ):
        facts = facts_with(POSTED, state=state, held=(), now=day(12))
        ruling = rule_on_poll_objection(REQUEST, facts, ROLL, NEW)
        assert isinstance(ruling, Granted)
        assert (ruling.event.about, ruling.event.ruling_due_on) == (about, due)
        assert ruling.event.label == "1-1-1"
    empty = rule_on_poll_objection(ObjectInPoll(ID, "", " "), facts_with(), ROLL, NEW)
    assert codes(empty) == (
        "voting.wrong_poll_state",
        "voting.grounds_unsaid",
        "voting.objector_unnamed",
    )


@pytest.mark.parametrize(("on", "is_late"), [(14, False), (15, False), (16, True)])
def test_the_roll_takes_objections_for_the_days_announced(
    facts_with: Facts, on: int, *, is_late: bool
) -> None:
    """Posted on the 10th with five days: the 15th is the last."""
    facts = facts_with(POSTED, state=PollState.ROLL_POSTED, now=day(on, 23))
    found = codes(rule_on_poll_objection(REQUEST, facts, ROLL, NEW))
    assert found == ("objection_too_late",) * is_late


def test_whoever_is_missing_objects_without_a_line(facts_with: Facts) -> None:
    """A label that is not posted, or none, is a voter who should be added."""
    facts = facts_with(POSTED, state=PollState.ROLL_POSTED, now=day(12))
    for label in ("", "9-9-909"):
        assert codes(rule_on_poll_objection(evolve(REQUEST, label=label), facts, ROLL, NEW)) == ()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"grounds": "字" * 2000}, ()),
        ({"grounds": "字" * 2001}, ("voting.grounds_too_long",)),
        ({"label": "字" * MAX_LABEL_LENGTH}, ()),
        ({"label": "字" * (MAX_LABEL_LENGTH + 1)}, ("voting.label_unusable",)),
    ],
)
def test_grounds_and_labels_have_an_end(
    facts_with: Facts, changes: dict[str, Any], expected: tuple[str, ...]
) -> None:
    """Two thousand characters of grounds are enough, and a label is as long as the roll's."""
    facts = facts_with(POSTED, state=PollState.ROLL_POSTED, now=day(12))
    assert codes(rule_on_poll_objection(evolve(REQUEST, **changes), facts, ROLL, NEW)) == expected


def settle(**changes: Any) -> SettlePollObjection:
    request = SettlePollObjection(
        poll_id=ID,
        objection_id=OBJECTION.id,
        is_upheld=True,
        ruling="异议成立",
        correction=LineCorrection("1-1-1", UUID(int=1), 81),
    )
    return evolve(request, **changes)


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (settle(), ()),
        (settle(is_upheld=False, correction=None), ()),
        (settle(correction=None), ("voting.correction_missing",)),
        (settle(is_upheld=False), ("correction_not_ruled",)),
        (settle(ruling=" "), ("ruling_without_grounds",)),
        (
            settle(correction=LineCorrection("1-1-1", UUID(int=1), 80)),
            ("voting.correction_changes_nothing",),
        ),
        (settle(correction=LineCorrection("1-1-1", UUID(int=1), -1)), ("voting.area_negative",)),
        (settle(correction=LineCorrection("1-1-1")), ()),
        (settle(correction=LineCorrection("1-1-1", UUID(int=2), 80)), ()),
        (settle(correction=LineCorrection("9-9-9", UUID(int=77), 80)), ()),
        (
            settle(is_upheld=False, correction=LineCorrection("1-1-1", UUID(int=2), 80)),
            ("correction_not_ruled",),
        ),
    ],
)
def test_an_upheld_objection_corrects_the_roll_and_a_dismissed_one_does_not(
    facts_with: Facts, request_: SettlePollObjection, expected: tuple[str, ...]
) -> None:
    """A weight, a line struck, a line of another voter, a line put in; and every ruling has its words."""
    facts = facts_with(POSTED, state=PollState.ROLL_POSTED, now=day(13))
    assert codes(rule_on_settlement(request_, facts, OBJECTION, ROLL)) == expected


def test_an_objection_to_the_count_corrects_no_roll(facts_with: Facts) -> None:
    """And has no days for its ruling: the certification waits."""
    facts = facts_with(POSTED, state=PollState.COUNTED, now=day(30))
    of_count = evolve(OBJECTION, about=ObjectedTo.COUNT, ruling_due_on=None, label="")
    found = rule_on_settlement(settle(), facts, of_count, ROLL)
    assert codes(found) == ("voting.correction_without_ruling",)
    ruling = rule_on_settlement(settle(correction=None), facts, of_count, ROLL)
    assert isinstance(ruling, Granted)
    assert not ruling.event.is_late


@pytest.mark.parametrize(("on", "is_late"), [(13, False), (14, False), (15, True)])
def test_a_late_ruling_answers_and_is_marked(facts_with: Facts, on: int, *, is_late: bool) -> None:
    """Due on the 14th: on the 15th it is late, and holds."""
    facts = facts_with(POSTED, state=PollState.ROLL_POSTED, now=day(on, 23))
    ruling = rule_on_settlement(settle(), facts, OBJECTION, ROLL)
    assert isinstance(ruling, Granted)
    assert ruling.event.is_late is is_late
    assert with_objection_settled(OBJECTION, ruling.event, facts, "u-chair").is_late is is_late


def test_an_objection_is_ruled_on_once(facts_with: Facts) -> None:
    """What was decided is kept with who decided it, and is not decided again."""
    facts = facts_with(POSTED, state=PollState.ROLL_POSTED, now=day(13))
    ruling = rule_on_settlement(settle(), facts, OBJECTION, ROLL)
    assert isinstance(ruling, Granted)
    settled = with_objection_settled(OBJECTION, ruling.event, facts, "u-chair")
    assert (settled.is_upheld, settled.settled_by, settled.settled_at) == (
        True,
        "u-chair",
        facts.now,
    )
    again = rule_on_settlement(settle(), facts, settled, ROLL)
    assert codes(again) == ("objection_ruled_already",)
