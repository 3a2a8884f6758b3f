"""Examples of recording facts, reading meters and sharing costs (计费事实、抄表与公摊命令示例)."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.core.periods import month_span, since
from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.fees.facts.recording import EndDwellingFact, RecordDwellingFact
from gongtong.ledger.fees.meters.reading import (
    InstallMeter,
    NewReading,
    RecordReadings,
    ReplaceMeter,
)
from gongtong.ledger.fees.meters.registering import Device, ReadingSource
from gongtong.ledger.fees.policies import DatedFact, FactKind, MeterKind
from gongtong.ledger.fees.sharing.costs import CostKind, ShareCost
from gongtong.testing.examples.books import open_books
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.people import BOOKKEEPER, dwelling_id, move_in, take_office

if TYPE_CHECKING:
    from uuid import UUID

    from gongtong.testing.stage import Stage

INSTALLED_ON: Final = date(2025, 1, 1)
"""When the meters of the test's place were entered (装表日)."""


def paper(name: str) -> DocumentRef:
    """Make up a paper of this name (测试凭证)."""
    return DocumentRef(name, sha256(name.encode()).hexdigest())


def people_and_homes(stage: Stage) -> None:
    """Put everybody into office and enter the register (就任并登记)."""
    take_office(stage)
    move_in(stage)


def vacancy(stage: Stage, number: int = 3) -> RecordDwellingFact:
    """Ask to record that a home stands empty, with the paper that shows it (登记空置)."""
    fact = DatedFact(FactKind.VACANT, since("2025-01-15"))
    return RecordDwellingFact(dwelling_id(stage, number), fact, paper("水电停用证明.pdf"))


def water_meter(stage: Stage, number: int = 0, *, digits: int = 5) -> InstallMeter:
    """Ask to enter the water meter of a home, which shows 100 cubic metres (登记水表)."""
    return InstallMeter(
        MeterKind.WATER,
        Device(f"W-{number}", digits),
        INSTALLED_ON,
        100_000,
        dwelling_id(stage, number),
    )


def install(stage: Stage, number: int = 0) -> UUID:
    """Enter the water meter of a home and give its id (装表)."""
    request = water_meter(stage, number)
    with stage.work(BOOKKEEPER) as work:
        return work.ledger.fees.meters.install(request, key=f"stage/meter/{number}").meter.id


def lift_bill() -> ShareCost:
    """Ask to share the electricity bill of the lifts, which is only passed on (分摊电梯电费)."""
    return ShareCost(
        "lift-power",
        "电梯电费",
        month_span(2025, 5),
        paper("供电公司账单2025-05.pdf"),
        100_000,
        CostKind.IN_TRUST,
    )


def _fact(stage: Stage) -> RecordDwellingFact:
    people_and_homes(stage)
    return vacancy(stage)


def _fact_end(stage: Stage) -> EndDwellingFact:
    people_and_homes(stage)
    request = vacancy(stage)
    with stage.work(BOOKKEEPER) as work:
        kept = work.ledger.fees.facts.record(request, key="stage/vacancy")
    return EndDwellingFact(kept.fact_id, date(2025, 6, 1))


def _installation(stage: Stage) -> InstallMeter:
    people_and_homes(stage)
    return water_meter(stage)


def _readings(stage: Stage) -> RecordReadings:
    people_and_homes(stage)
    first, second = install(stage, 0), install(stage, 1)
    return RecordReadings(
        (
            NewReading(first, date(2025, 5, 31), 112_500),
            NewReading(second, date(2025, 4, 30), 105_000, ReadingSource.ESTIMATED),
            NewReading(second, date(2025, 5, 31), 104_000),
        )
    )


def _replacement(stage: Stage) -> ReplaceMeter:
    people_and_homes(stage)
    return ReplaceMeter(install(stage), date(2025, 5, 20), 110_000, Device("W-9"), 0)


def _cost(stage: Stage) -> ShareCost:
    open_books(stage)
    move_in(stage)
    return lift_bill()


EXAMPLES: Final = (
    CommandExample(
        "ledger.record_dwelling_fact",
        _fact,
        refused=lambda request: evolve(request, evidence=None),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.end_dwelling_fact",
        _fact_end,
        refused=lambda request: evolve(request, on=date(2025, 1, 15)),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.install_meter",
        _installation,
        refused=lambda request: evolve(request, initial_value=-1),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.record_readings",
        _readings,
        refused=lambda request: evolve(request, readings=()),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.replace_meter",
        _replacement,
        refused=lambda request: evolve(request, final_value=99_999),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.share_cost",
        _cost,
        refused=lambda request: evolve(request, charged_fen=100_001),
        actor=BOOKKEEPER,
    ),
)
