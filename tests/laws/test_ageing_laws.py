"""Arrears by age equal a fold of charges and what settled them, at any day, on both engines."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from gongtong.community import Gongtong, Work
from gongtong.core.periods import month_span
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.reversals import ReverseEntry
from gongtong.ledger.exchange.bills import Bill, BillLine, Channel, Direction
from gongtong.ledger.fees.assessing import AssessFees
from gongtong.ledger.fees.debts.debts import debt_at
from gongtong.ledger.fees.debts.histories.store import load_debt_facts
from gongtong.ledger.payments.booking import ImportBill
from gongtong.ledger.reports.arrears.ageing import AgeBuckets
from gongtong.ledger.reports.as_of import AsOf
from gongtong.plugins.host import Host
from gongtong.testing.databases import EngineKind
from gongtong.testing.examples import fee_plugin
from gongtong.testing.examples.books import open_books
from gongtong.testing.examples.people import BOOKKEEPER, CHAIR, HOMES, move_in
from gongtong.testing.stage import Stage, build

if TYPE_CHECKING:
    from collections.abc import Iterator

    import sqlalchemy as sa

    from gongtong.testing.databases import DatabaseSource

LABELS = [str(home.label) for home in HOMES]
LATER = datetime(2026, 6, 10, tzinfo=UTC)
BEFORE_EVERYTHING = datetime(2024, 1, 1, tzinfo=UTC)
BUCKETS = AgeBuckets((30, 90, 180))

PAYMENT = st.tuples(
    st.integers(1, 364), st.sampled_from(LABELS), st.sampled_from([1, 15_000, 60_001])
)
STEP = st.one_of(
    st.tuples(st.just("charge"), st.integers(1, 12)),
    st.tuples(st.just("pay"), PAYMENT),
    st.tuples(st.just("by hand"), st.tuples(st.integers(1, 364), st.integers(0, 3))),
    st.tuples(st.just("undo"), st.integers(0, 50)),
)
DAYS = st.integers(0, 500).map(lambda day: date.fromordinal(date(2025, 1, 1).toordinal() + day))


@pytest.fixture(scope="module", params=list(EngineKind))
def stage(request: pytest.FixtureRequest, gongtong_databases: DatabaseSource) -> Iterator[Stage]:
    """Four dwellings and open books on each engine."""
    database = gongtong_databases.create(request.param)
    engine = database.open()
    made = build(Gongtong(host=Host.of(fee_plugin.plugin)), engine)
    open_books(made)
    move_in(made)
    yield made
    engine.dispose()
    database.drop()


def day_of(number: int) -> date:
    return date.fromordinal(date(2025, 1, 1).toordinal() + number)


def happen(stage: Stage, connection: sa.Connection, step: tuple[str, Any], key: str) -> None:
    """Charge a month, book a payment, write on a receivable by hand, or undo some entry."""
    work = stage.on(connection, BOOKKEEPER, now=LATER)
    match step:
        case ("charge", int(month)):
            work.ledger.fees.assess(AssessFees(month_span(2025, month)), key=key)
        case ("pay", (int(day), str(label), int(fen))):
            at = datetime.combine(day_of(day), datetime.min.time(), UTC)
            line = BillLine(
                key, at, "路人", "", label, Direction.IN, fen, "已收钱", "转账", "b.csv", 18
            )
            bill = Bill(Channel.WECHAT, "b.csv", "0" * 64, (line,))
            work.ledger.payments.import_bill(ImportBill(bill), key=key)
        case ("by hand", (int(day), int(home))):
            who = work.registry.register(work.unit.today).at(HOMES[home].label).id
            lines = (
                Posting("1122", "sanitation", 4_321, who),
                Posting("3101", "sanitation", -4_321),
            )
            work.ledger.books.post_entry(
                Draft(EntryKind.MANUAL, day_of(day), "补记", lines), key=key
            )
        case ("undo", int(number)):
            entries = work.ledger.books.reports.entries()
            undone = {entry.reverses for entry in entries}
            able = [one for one in entries if one.id not in undone and one.reverses is None]
            entry = able[number % len(able)]
            chair = stage.on(connection, CHAIR, now=LATER)
            if entry.booked_by != CHAIR and entry.kind is not EntryKind.OPENING:
                request = ReverseEntry(entry.id, entry.effective_on, "试验")
                chair.ledger.books.reverse_entry(request, key=key)
        case _:
            raise AssertionError(step)


def by_hand(work: Work, day: date) -> dict[str, tuple[int, ...]]:
    """Put every open line of every dwelling's debt into its bucket, and what has no charge last."""
    found: dict[str, tuple[int, ...]] = {}
    for dwelling in work.registry.register(work.unit.today).dwellings:
        facts = load_debt_facts(work.unit, (dwelling.id,))[dwelling.id]
        sums: Counter[int] = Counter()
        for line in debt_at(facts, day).lines:
            assert line.charge.due_on is not None
            overdue = (day - line.charge.due_on).days
            sums[(overdue > 0) + sum(overdue > last for last in (30, 90, 180))] += line.open_fen
        held = sum(one.amount_fen for one in facts.receivable if one.effective_on <= day)
        row = (*(sums[place] for place in range(5)), held - sum(sums.values()))
        if any(row):
            found[str(dwelling.label)] = row
    return found


@given(steps=st.lists(STEP, max_size=9), days=st.lists(DAYS, min_size=1, max_size=3))
@settings(max_examples=15, deadline=None, phases=(Phase.explicit, Phase.generate))
def test_arrears_by_age_are_what_each_debt_says_line_by_line(
    stage: Stage, steps: list[tuple[str, Any]], days: list[date]
) -> None:
    """At any day the table from SQL is the debts of the dwellings, and adds up to the receivable account."""
    with stage.engine.connect() as connection:
        transaction = connection.begin()
        for number, step in enumerate(steps):
            happen(stage, connection, step, f"step/{number}")
        work = stage.on(connection, BOOKKEEPER, now=LATER)
        for day in days:
            report = work.ledger.reports.ageing(AsOf(day), BUCKETS)
            assert {
                str(line.label): (*line.amounts_fen, line.other_fen) for line in report.dwellings
            } == by_hand(work, day)
            balances = work.ledger.books.reports.balances_at(day)
            assert report.total_fen == sum(
                held.amount_fen for held in balances if held.account == "1122"
            )
        assert work.ledger.reports.ageing(AsOf(None, BEFORE_EVERYTHING)).dwellings == ()
        transaction.rollback()
