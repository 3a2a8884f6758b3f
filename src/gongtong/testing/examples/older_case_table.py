"""A case that runs on an older table of states, as after a change of the law (旧状态表案件)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from gongtong.core.machines.pinning import machine_text, pinned
from gongtong.mediation.cases.case_machine import CASE_MACHINE
from gongtong.mediation.cases.tables import CaseTables

if TYPE_CHECKING:
    from gongtong.core.machines.pinning import PinnedMachine
    from gongtong.testing.stage import Stage


def older_table() -> PinnedMachine:
    """Give the built-in table as it was before, without the clock on a draft (旧状态表)."""
    first, *others = CASE_MACHINE.states
    bare = evolve(first, clocks=(), no_clock_because="起草没有期限")
    return pinned(evolve(CASE_MACHINE, version=0, states=(bare, *others)))


def pin_older_table(stage: Stage, case: str) -> None:
    """Let a case run on the older table (改挂旧状态表)."""
    older = older_table()
    with stage.work() as work:
        table = work.unit.tables(CaseTables).case
        work.unit.connection.execute(
            work.unit.tables(CaseTables)
            .case_definition.insert()
            .values(
                place_id=work.unit.place_id,
                digest=older.digest,
                name=older.machine.name,
                version=older.machine.version,
                machine=machine_text(older.machine),
                pinned_on=work.unit.today,
            )
        )
        work.unit.connection.execute(
            table.update()
            .where(table.c.place_id == work.unit.place_id, table.c.number == case)
            .values(definition=older.digest)
        )
