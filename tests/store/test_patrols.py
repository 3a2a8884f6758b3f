"""Patrols in the database: a promise, what was walked, the seed, and the check."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from gongtong.core.errors import RefusedError, UnknownReferenceError
from gongtong.core.rulings import Refused
from gongtong.rostering.patrols.draws import drawn
from gongtong.rostering.patrols.periods import DayVerdict, NotePatrols, RevealPatrols
from gongtong.testing.examples.patrols import LAW, PROMISE, SEED, promise

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

EVENING = datetime(2025, 6, 8, 15, 0, tzinfo=UTC)


def test_a_week_is_promised_walked_told_and_checked(place: Stage) -> None:
    """The seed is nowhere in the database before it is told; one day was moved for a reason, one was not noted."""
    promise(place)
    with place.work(now=EVENING) as work:
        desk = work.rostering.patrols
        period = desk.period(PROMISE.code)
        assert (period.law, period.seed) == (LAW, None)
        for day in period.days[:-1]:
            rain = day == period.days[2]
            starts, reason = ((), "暴雨") if rain else (drawn(SEED, LAW, day), "")
            desk.note_patrols(NotePatrols(PROMISE.code, day, starts, reason), key=f"walk/{day}")
        assert len(desk.walked(PROMISE.code)) == 6
        with pytest.raises(ValueError, match="not told yet"):
            desk.check(PROMISE.code)
        told = RevealPatrols(PROMISE.code, SEED.hex())
        with pytest.raises(RefusedError) as refused:
            desk.reveal_patrols(told, key="too early")
        assert refused.value.codes == ("rostering.not_over_yet",)
        assert SEED.hex() not in str(work.pending_events(consumer="t"))
    with place.work() as work:
        desk = work.rostering.patrols
        desk.reveal_patrols(told, key="told")
        check = desk.check(PROMISE.code)
        assert check.count(DayVerdict.AS_DRAWN) == 5
        assert check.count(DayVerdict.CHANGED_FOR_A_REASON) == 1
        assert check.count(DayVerdict.NOT_NOTED) == 1
        assert check.audit.flagged_on is None
        assert desk.codes() == (PROMISE.code,)
        assert "暴雨" not in str([event.body for event in work.pending_events(consumer="t")])
        assert work.broken_event() is None


def test_a_promise_comes_before_its_period(place: Stage) -> None:
    """Today the week is over."""
    with place.work() as work:
        desk = work.rostering.patrols
        assert isinstance(desk.may_promise_patrols(PROMISE), Refused)
        for code in ("none", ""):
            with pytest.raises(UnknownReferenceError):
                desk.period(code)
