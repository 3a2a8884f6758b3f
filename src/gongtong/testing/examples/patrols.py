"""Examples of the commands for patrols (巡逻命令示例)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.rostering.patrols.draws import commitment, drawn
from gongtong.rostering.patrols.laws import open_day
from gongtong.rostering.patrols.periods import NotePatrols, PromisePatrols, RevealPatrols
from gongtong.testing.examples.example import CommandExample

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

LAW: Final = open_day(opens_at=360, hours=18, slot_minutes=15, patrols=3, length=4, gap=8)
SEED: Final = bytes(range(32))
"""The seed of the example: a real one comes from a source of chance (示例种子)."""
FIRST, LAST = date(2025, 6, 2), date(2025, 6, 8)
PROMISE: Final = PromisePatrols("2025-06", LAW, FIRST, LAST, commitment(SEED, LAW))
IN_MAY: Final = datetime(2025, 5, 30, 1, 0, tzinfo=UTC)


def promise(stage: Stage) -> None:
    """Put up the promise of a week in May (公布承诺)."""
    stage.run("rostering.promise_patrols", PROMISE, key="promise", now=IN_MAY)


def _promising(_: Stage) -> PromisePatrols:
    # today is 10 June 2025: the week after next
    return evolve(PROMISE, code="2025-07", first=date(2025, 7, 1), last=date(2025, 7, 31))


def _noting(stage: Stage) -> NotePatrols:
    promise(stage)
    return NotePatrols(PROMISE.code, FIRST, drawn(SEED, LAW, FIRST))


def _revealing(stage: Stage) -> RevealPatrols:
    promise(stage)
    return RevealPatrols(PROMISE.code, SEED.hex())


EXAMPLES: Final = (
    CommandExample(
        "rostering.promise_patrols",
        _promising,
        refused=lambda request: evolve(request, first=FIRST),
    ),
    CommandExample(
        "rostering.note_patrols", _noting, refused=lambda request: evolve(request, starts=(1, 0))
    ),
    CommandExample(
        "rostering.reveal_patrols",
        _revealing,
        refused=lambda request: evolve(request, seed="00" * 32),
        altered=lambda request: evolve(request, seed=request.seed.upper()),
    ),
)
