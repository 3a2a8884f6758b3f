"""An assessment in parts: the same books as in one, also when it is stopped, killed and resumed."""

from __future__ import annotations

from contextlib import AbstractContextManager, contextmanager
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from gongtong.community import Gongtong
from gongtong.core.codec import canonical, to_json
from gongtong.core.house_rule_adoption import AdoptHouseRule
from gongtong.core.offices import Mandate
from gongtong.core.periods import Span, month_span, since, year_span
from gongtong.core.places import DwellingLabel
from gongtong.core.register import DwellingStatus
from gongtong.core.register_changes import ImportRegister
from gongtong.core.register_lines import SheetDwelling
from gongtong.ledger.books.chart import (
    COMMON_FUND,
    PROPERTY_FEE_INCOME,
    RECEIVABLE,
)
from gongtong.ledger.books.entries import EntryKind
from gongtong.ledger.fees.assessing import AssessFees
from gongtong.ledger.fees.service import Fees, assess_in_parts
from gongtong.ledger.fees.tariffs.enactments import Enactment, EnactmentKind
from gongtong.ledger.fees.tariffs.fee_items import Base, FeeItem
from gongtong.ledger.fees.tariffs.policies import PRICE_LIST
from gongtong.ledger.fees.tariffs.price_lists import PriceList
from gongtong.ledger.fees.tariffs.rounding import exact
from gongtong.ledger.fees.tariffs.tiers import Tier
from gongtong.plugins.host import Host
from gongtong.testing.audit import audit
from gongtong.testing.databases import Database, EngineKind
from gongtong.testing.examples import fee_plugin
from gongtong.testing.examples.books import open_books
from gongtong.testing.examples.people import (
    BOOKKEEPER,
    CHAIR,
)
from gongtong.testing.kill9 import kill_loop
from gongtong.testing.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ALWAYS = since("2025-01-01")
VOTE = Enactment(EnactmentKind.VOTE, "业主大会决定3号", date(2024, 12, 20))
AREA = FeeItem(
    "property",
    "物业服务费",
    COMMON_FUND,
    PROPERTY_FEE_INCOME,
    Base.AREA,
    (Tier(exact("1.50")),),
)
JUNE = month_span(2025, 6)
MANY = 60
A_PART = 7


def adopt(stage: Stage, *items: FeeItem, in_force: Span = ALWAYS) -> None:
    """Adopt a price list by a recorded decision."""
    value = canonical(to_json(PriceList(items, VOTE), PriceList)).decode()
    mandate = Mandate("业主大会决定", VOTE.decided_on, "3号")
    request = AdoptHouseRule(f"prices-{in_force.start}", PRICE_LIST.name, value, in_force, mandate)
    with stage.work(CHAIR) as work:
        work.registry.adopt_house_rule(request, key=request.rule_id)


def many_homes(stage: Stage) -> None:
    """Open the books and enter sixty dwellings."""
    open_books(stage)
    lines = tuple(
        SheetDwelling(
            DwellingLabel(1 + n // 20, 1 + n // 10 % 2, 101 + n % 10),
            (f"业主{n}",),
            f"139{n:08}",
            DwellingStatus.OWNER_OCCUPIED,
            500_000 + n * 7,
        )
        for n in range(MANY)
    )
    with stage.work(CHAIR) as work:
        work.registry.import_register(ImportRegister(date(2025, 1, 1), lines), key="many")
    adopt(stage, AREA)


def desk_of(stage: Stage) -> Callable[[], AbstractContextManager[Fees]]:
    @contextmanager
    def desk() -> Iterator[Fees]:
        with stage.work(BOOKKEEPER) as work:
            yield work.ledger.fees

    return desk


def books_of(stage: Stage) -> list[tuple[str, int]]:
    """Give what every dwelling was charged, and nothing that depends on the parts."""
    with stage.work(BOOKKEEPER) as work:
        charges = work.ledger.fees.list_charges()
        assert not audit(work)
    return [(str(one.label), one.amount_fen) for one in charges]


def test_parts_charge_what_the_whole_does(place: Stage) -> None:
    """Sixty dwellings by sevens: nine entries, progress for each part, and the sum of the preview."""
    many_homes(place)
    with place.work(BOOKKEEPER) as work:
        preview = [(str(one.label), one.amount_fen) for one in work.ledger.fees.preview(JUNE)]
    steps = list(assess_in_parts(desk_of(place), AssessFees(JUNE), key="june", size=A_PART))
    assert [step.done for step in steps] == list(range(1, 10))
    assert [step.is_done for step in steps] == [False] * 8 + [True]
    assert (steps[-1].dwellings, steps[-1].amount_fen) == (MANY, sum(fen for _, fen in preview))
    assert books_of(place) == preview
    with place.work(BOOKKEEPER) as work:
        entries = [
            entry
            for entry in work.ledger.books.reports.entries(year_span(2025))
            if entry.kind is EntryKind.ASSESSMENT
        ]
    assert [len(entry.postings) for entry in entries] == [8] * 8 + [5]
    assert {posting.account for posting in entries[0].postings} == {RECEIVABLE, PROPERTY_FEE_INCOME}


def test_an_assessment_that_was_stopped_goes_on(place: Stage) -> None:
    """Three parts, then again from the beginning, by other parts and another key: the same books."""
    many_homes(place)
    run = assess_in_parts(desk_of(place), AssessFees(JUNE), key="june", size=A_PART)
    for _ in range(3):
        next(run)
    del run
    again = list(assess_in_parts(desk_of(place), AssessFees(JUNE), key="later", size=11))
    assert (again[-1].dwellings, again[-1].already_charged) == (MANY - 21, 21)
    with place.work(BOOKKEEPER) as work:
        preview = [(str(one.label), one.amount_fen) for one in work.ledger.fees.preview(JUNE)]
    assert books_of(place) == preview


@lru_cache
def app() -> Gongtong:
    return Gongtong(host=Host.of(fee_plugin.plugin))


def assess_a_part(engine: sa.Engine, number: int) -> None:
    """Charge one part of a month: month after month, nine parts each."""
    month, part = divmod(number - 1, 9)
    period = month_span(2025 + month // 12, 1 + month % 12)
    desk = desk_of(Stage(app(), engine))
    with desk() as fees:
        plan = fees.plan(AssessFees(period), size=A_PART)
    with desk() as fees:
        fees.assess(plan[part], key=f"{period} {plan[part].part}")


def assessed(engine: sa.Engine) -> int:
    with Stage(app(), engine).work(BOOKKEEPER) as work:
        entries = work.ledger.books.reports.entries()
    return sum(entry.kind is EntryKind.ASSESSMENT for entry in entries)


def findings(engine: sa.Engine) -> Sequence[str]:
    """Nobody is charged twice for a month, and every charge stands in an entry."""
    with Stage(app(), engine).work(BOOKKEEPER) as work:
        charges = work.ledger.fees.list_charges()
        keys = {(one.dwelling_id, one.period) for one in charges}
        doubled = [] if len(keys) == len(charges) else ["a dwelling was charged twice"]
        booked = -sum(
            line.amount_fen
            for line in work.ledger.books.reports.balances_at(date(2100, 1, 1))
            if line.account == PROPERTY_FEE_INCOME
        )
        owed = sum(one.amount_fen for one in charges)
        differ = [] if booked == owed else [f"{booked} booked, {owed} charged"]
        return [*doubled, *differ, *audit(work)]


def test_a_killed_assessment_resumed_gives_the_same_books(
    gongtong_new_place: Callable[[EngineKind], Database], gongtong_figures: list[str]
) -> None:
    """Five times the process is killed between or within parts; resumed to the end, nothing is missing."""
    database = gongtong_new_place(EngineKind.SQLITE)
    engine = database.open()
    many_homes(Stage(app(), engine))
    engine.dispose()
    report = kill_loop(database.url, assess_a_part, count=assessed, audit=findings, kills=5)
    gongtong_figures.append(f"kill -9 while fees are assessed in parts: {report}")
    assert report.findings == ()
    engine = database.open()
    stage = Stage(app(), engine)
    months = 1 + (report.commits - 1) // 9
    for month in range(months):
        period = month_span(2025 + month // 12, 1 + month % 12)
        list(assess_in_parts(desk_of(stage), AssessFees(period), key=str(period), size=A_PART))
    with stage.work(BOOKKEEPER) as work:
        preview = [one.amount_fen for one in work.ledger.fees.preview(JUNE)]
    found = books_of(stage)
    engine.dispose()
    database.drop()
    assert len(found) == MANY * months
    assert sum(fen for _, fen in found) == months * sum(preview)


def raw_charges(database: Database) -> list[tuple[object, ...]]:
    """Charge sixty dwellings, and read the table past every column type."""
    engine = database.open()
    stage = Stage(app(), engine)
    many_homes(stage)
    with stage.work(BOOKKEEPER) as work:
        work.ledger.fees.assess(AssessFees(JUNE), key="june")
    with engine.begin() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM gt_charge ORDER BY charge_id").all()
    engine.dispose()
    database.drop()
    return [tuple(row) for row in rows]


def test_rows_written_directly_are_those_of_the_column_types(
    gongtong_new_place: Callable[[EngineKind], Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The short way into SQLite writes byte for byte what SQLAlchemy writes."""
    written = raw_charges(gongtong_new_place(EngineKind.SQLITE))
    monkeypatch.setattr("gongtong.ledger.fees.booked.store.speaks_directly", lambda _: False)
    assert raw_charges(gongtong_new_place(EngineKind.SQLITE)) == written
    assert len(written) == MANY
