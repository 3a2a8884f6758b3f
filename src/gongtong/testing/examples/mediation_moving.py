"""Examples of the commands of this desk (案件推进命令示例)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.mediation.cases.case_states import CaseEvent, CaseState
from gongtong.mediation.moving.migrating import MigrateCase
from gongtong.mediation.moving.moves import MoveCase
from gongtong.mediation.moving.ticking import TellWhatRanOut
from gongtong.testing.examples.dispute_walk import DisputeWalk
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.mediation_parties import CASE
from gongtong.testing.examples.older_case_table import pin_older_table

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

LATER: Final = datetime(2025, 8, 1, 1, 0, tzinfo=UTC)


def _applying(stage: Stage) -> MoveCase:
    DisputeWalk(stage).reach(CaseState.DRAFT)
    return MoveCase(CASE, CaseEvent.APPLY, 1)


def _migration(stage: Stage) -> MigrateCase:
    DisputeWalk(stage).reach(CaseState.APPLIED)
    pin_older_table(stage, CASE)
    return MigrateCase(CASE, 2, "法律修改")


def _telling(stage: Stage) -> TellWhatRanOut:
    DisputeWalk(stage).reach(CaseState.APPLIED)
    return TellWhatRanOut()


EXAMPLES: Final = (
    CommandExample(
        "mediation.move_case",
        _applying,
        refused=lambda request: evolve(request, event=CaseEvent.SIGN),
    ),
    CommandExample(
        "mediation.migrate_case", _migration, refused=lambda request: evolve(request, words=" ")
    ),
    CommandExample(
        "mediation.tell_what_ran_out",
        _telling,
        altered=lambda request: evolve(request, until=date(2025, 7, 1)),
        now=LATER,
    ),
)
