"""Quorums and majorities by counting heads one by one, and walks through a meeting's states."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from gongtong.core.shares import AtLeast, MoreThan
from gongtong.deliberation.assemblies.kinds import CountRule, MeetingBasis, MeetingKind
from gongtong.deliberation.assemblies.meeting_machine import MEETING
from gongtong.deliberation.assemblies.meetings import (
    ItemOutcome,
    MeetingOnFile,
    Show,
    state_after,
)
from gongtong.deliberation.assemblies.sitting import has_quorum, outcome_of

DAY = date(2026, 3, 20)
SHARES = st.integers(2, 7).flatmap(
    lambda bottom: st.integers(1, bottom - 1).map(lambda top: (top, bottom))
)
BOUNDS = SHARES.map(lambda share: AtLeast(*share)) | SHARES.map(lambda share: MoreThan(*share))


def is_met(bound: AtLeast | MoreThan, part: int, whole: int) -> bool:
    """Say it in fractions, without the library's own comparison."""
    share = Fraction(part, whole)
    wanted = Fraction(bound.numerator, bound.denominator)
    return share > wanted if isinstance(bound, MoreThan) else share >= wanted


@given(quorum=BOUNDS, majority=BOUNDS, entitled=st.integers(1, 400), data=st.data())
def test_a_quorum_and_a_majority_are_exact_shares(
    quorum: AtLeast | MoreThan,
    majority: AtLeast | MoreThan,
    entitled: int,
    data: st.DataObject,
) -> None:
    """Of those entitled, and of those present, whoever abstains included."""
    present = data.draw(st.integers(0, entitled))
    kind = MeetingKind(
        "m",
        "会",
        "决定",
        decides=True,
        quorum=(CountRule(MeetingBasis.ADULTS, quorum),),
        majority=CountRule(MeetingBasis.PRESENT, majority),
    )
    meeting = MeetingOnFile(
        "1", "m", "会", "open", "u", DAY, DAY, 1, (), MeetingBasis.ADULTS, entitled
    )
    assert has_quorum(kind, meeting, present) is is_met(quorum, present, entitled)
    if present:
        in_favour = data.draw(st.integers(0, present))
        passed = outcome_of(kind, Show(in_favour, present - in_favour), present)
        assert (passed is ItemOutcome.PASSED) is is_met(majority, in_favour, present)


@given(choices=st.lists(st.integers(0, 9), max_size=40))
def test_whatever_happens_a_meeting_is_in_a_state_that_the_table_knows(choices: list[int]) -> None:
    """Every step that the table offers leads to a state of it, until an end is reached."""
    meeting = MeetingOnFile("1", "m", "会", MEETING.start, "u", DAY, DAY, 1)
    state = meeting.state
    for choice in choices:
        events = MEETING.events_from(state)
        if not events:
            assert MEETING.state(state).is_final
            break
        at = MeetingOnFile("1", "m", "会", state, "u", DAY, DAY, 1)
        state = state_after(at, events[choice % len(events)])
        assert MEETING.state(state).name == state
