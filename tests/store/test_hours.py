"""Hours in the database: recorded, confirmed by another, disputed, corrected, certified."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from gongtong.community import Gongtong
from gongtong.core.errors import PolicyError, RefusedError, UnknownReferenceError
from gongtong.core.periods import since
from gongtong.core.policies import Provision, Rank
from gongtong.core.rulings import Source, Standing
from gongtong.plugins import hookimpl
from gongtong.plugins.host import Host
from gongtong.plugins.manifest import Plugin
from gongtong.rostering.hours.certificates import StarTable
from gongtong.rostering.hours.entries import EntryState
from gongtong.rostering.hours.policies import SERVICE_STARS
from gongtong.rostering.hours.recording import (
    ConfirmService,
    CorrectService,
    DisputeService,
    RecordService,
)
from gongtong.testing.examples.hours import CAPTAIN, EVENING, record
from gongtong.testing.examples.volunteers import LIU
from gongtong.testing.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongtong.core.policies import AnyProvision

HOUSE = Source("本小区决定", "星级", standing=Standing.HOUSE)
SHORTER = evolve(EVENING, ended_at=datetime(2025, 6, 6, 13, 0, tzinfo=UTC))


def with_stars(stage: Stage) -> Stage:
    """The same place, with a table of stars of its own: two hours for the first."""

    @hookimpl
    def gongtong_provisions() -> Iterable[AnyProvision]:
        yield Provision(
            "court.stars",
            SERVICE_STARS,
            StarTable((2, 100)),
            area="/test-court",
            in_force=since("2025-01-01"),
            rank=Rank.HOUSE_RULE,
            cites=(HOUSE,),
        )

    plugin = Plugin("court-stars", hooks=SimpleNamespace(gongtong_provisions=gongtong_provisions))
    return Stage(Gongtong(host=Host.of(plugin)), stage.engine, stage.place)


def test_time_is_confirmed_by_another_disputed_and_corrected(place: Stage) -> None:
    """What was wrong stays, with why; the correction has to be confirmed as well."""
    record(place)
    with place.work() as work, pytest.raises(RefusedError):
        work.rostering.hours.confirm_service(ConfirmService((1,)), key="own")
    with place.work(CAPTAIN) as work:
        hours = work.rostering.hours
        hours.confirm_service(ConfirmService((1,)), key="yes")
        assert hours.report(LIU.code).confirmed == 150
        hours.dispute_service(DisputeService(1, "早退"), key="no")
        assert hours.report(LIU.code).disputed == 150
        with pytest.raises(RefusedError):
            hours.certificate(LIU.code)
        hours.correct_service(CorrectService(1, "早退", SHORTER), key="corrected")
        first, second = hours.entries(LIU.code)
        assert (first.state, first.reason) == (EntryState.REPLACED, "早退")
        assert (second.replaces, second.line, second.state) == (1, SHORTER, EntryState.RECORDED)
    with place.work("u-another") as work:
        hours = work.rostering.hours
        hours.confirm_service(ConfirmService((2,)), key="yes again")
        certificate = hours.certificate(LIU.code)
        assert (certificate.minutes, certificate.head) == (120, work.head().digest.hex())
        assert "刘思远" in certificate.zh()
        assert "早退" not in str([event.body for event in work.pending_events(consumer="t")])
        with pytest.raises(UnknownReferenceError):
            hours.certificate("none")
        assert work.broken_event() is None


def test_time_that_was_struck_is_free_again(place: Stage) -> None:
    """And is not counted."""
    record(place)
    with place.work(CAPTAIN) as work:
        hours = work.rostering.hours
        with pytest.raises(RefusedError) as refused:
            hours.record_service(RecordService((SHORTER,)), key="twice")
        assert refused.value.codes == ("rostering.twice_at_once",)
        hours.correct_service(CorrectService(1, "记错人"), key="struck")
        assert [one.reason for one in hours.entries()] == ["记错人"]
        hours.record_service(RecordService((SHORTER,)), key="now")
        assert hours.report(LIU.code).waiting == 120


def test_stars_go_by_the_table_of_the_place(place: Stage) -> None:
    """Without one the question is refused: no table is law."""
    record(place)
    with place.work(CAPTAIN) as work:
        work.rostering.hours.confirm_service(ConfirmService((1,)), key="yes")
        with pytest.raises(PolicyError):
            work.rostering.hours.stars(LIU.code)
    with with_stars(place).work() as work:
        assert work.rostering.hours.stars(LIU.code) == 1
