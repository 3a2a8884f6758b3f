"""Laws of fees and payments: what a dwelling owes and has paid ahead, whatever order things happen in."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongtong.community import Gongtong, Work
from gongtong.core.periods import year_span
from gongtong.core.storage.engines import sqlite_engine
from gongtong.ledger.exchange.bills import Bill, BillLine, Channel, Direction
from gongtong.ledger.fees.assessing import AssessFees
from gongtong.ledger.payments.booking import ImportBill
from gongtong.ledger.payments.payments import SettledAs
from gongtong.ledger.payments.settling import SettleSuspense
from gongtong.plugins.host import Host
from gongtong.testing.examples import fee_plugin
from gongtong.testing.examples.books import open_books
from gongtong.testing.examples.people import BOOKKEEPER, HOMES, move_in
from gongtong.testing.stage import Stage, build

LABELS = [str(home.label) for home in HOMES]
LATER = datetime(2027, 6, 10, tzinfo=UTC)

# what happens: a year is charged, a statement comes in, a payment in suspense is given to a dwelling
PAYMENT = st.tuples(
    st.integers(0, 11),
    st.sampled_from([*LABELS, "转账"]),
    st.sampled_from([1, 15_000, 30_000, 60_001]),
)
STEP = st.one_of(
    st.tuples(st.just("charge"), st.sampled_from([2025, 2026, 2027])),
    st.tuples(st.just("bill"), st.lists(PAYMENT, max_size=4, unique_by=lambda paid: paid[0])),
    st.tuples(st.just("settle"), st.tuples(st.integers(0, 11), st.sampled_from(LABELS))),
)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Four dwellings and open books, in one database for all examples."""
    engine = sqlite_engine(tmp_path_factory.mktemp("laws") / "place.db")
    made = build(Gongtong(host=Host.of(fee_plugin.plugin)), engine)
    open_books(made)
    move_in(made)
    yield made
    engine.dispose()


class Oracle:
    """What each dwelling owes less what it has paid, by plain addition."""

    def __init__(self) -> None:
        self.net = Counter[str]()
        self.years: set[int] = set()
        self.paid: dict[int, tuple[str, int]] = {}
        self.waiting: dict[int, int] = {}

    def charge(self, year: int) -> None:
        if year not in self.years:
            self.years.add(year)
            self.net.update(dict.fromkeys(LABELS, 30_000))

    def bill(self, payments: list[tuple[int, str, int]]) -> list[tuple[int, str, int]]:
        """Take what is new; a number that came before keeps its first text and amount."""
        new = [paid for paid in payments if paid[0] not in self.paid]
        for number, text, fen in new:
            self.paid[number] = (text, fen)
            if text in LABELS:
                self.net[text] -= fen
            else:
                self.waiting[number] = fen
        return [(number, *self.paid[number]) for number, _, _ in payments]

    def settle(self, number: int, label: str) -> None:
        self.net[label] -= self.waiting.pop(number)


def line(number: int, text: str, fen: int) -> BillLine:
    at = datetime(2025, 5, 6, number, tzinfo=UTC)
    return BillLine(
        f"42{number}", at, "路人", "", text, Direction.IN, fen, "已收钱", "转账", "b.csv", 18
    )


def happen(work: Work, oracle: Oracle, step: tuple[str, Any], key: str) -> None:
    ledger = work.ledger
    match step:
        case ("charge", int(year)):
            oracle.charge(year)
            ledger.fees.assess(AssessFees(year_span(year)), key=key)
        case ("bill", list(payments)):
            lines = tuple(line(*paid) for paid in oracle.bill(payments))
            ledger.payments.import_bill(
                ImportBill(Bill(Channel.WECHAT, "b.csv", "0" * 64, lines)), key=key
            )
        case ("settle", (int(number), str(label))) if number in oracle.waiting:
            oracle.settle(number, label)
            home = next(
                d.id
                for d in work.registry.register(work.unit.today).dwellings
                if str(d.label) == label
            )
            request = SettleSuspense(
                Channel.WECHAT, f"42{number}", SettledAs.DWELLING, "核实", home
            )
            ledger.payments.settle_suspense(request, key=key)


@given(st.lists(STEP, max_size=8))
@settings(max_examples=60, deadline=None)
def test_what_is_owed_and_paid_ahead_is_what_was_charged_less_what_was_paid(
    stage: Stage, steps: list[tuple[str, Any]]
) -> None:
    """Nobody owes and has an advance at once, no fen is lost, and the kept sums equal the postings."""
    with stage.engine.connect() as connection:
        transaction = connection.begin()
        work = stage.on(connection, BOOKKEEPER, now=LATER)
        oracle = Oracle()
        for number, step in enumerate(steps):
            happen(work, oracle, step, f"step/{number}")
        register = work.registry.register(work.unit.today)
        owed = {str(one.label): one.open_fen for one in work.ledger.fees.list_arrears()}
        ahead = {
            str(register.dwelling(held.dwelling_id).label): -held.amount_fen
            for held in work.ledger.books.reports.dwelling_balances("2203")
        }
        assert owed == {label: fen for label, fen in oracle.net.items() if fen > 0}
        assert ahead == {label: -fen for label, fen in oracle.net.items() if fen < 0}
        assert sum(one.amount_fen for one in work.ledger.payments.list_suspense()) == sum(
            oracle.waiting.values()
        )
        opened = Counter[str]()
        for charge in work.ledger.fees.list_charges():
            opened[str(charge.label)] += charge.open_fen
        assert {label: fen for label, fen in opened.items() if fen} == owed
        assert work.ledger.books.reports.verify() == ()
        transaction.rollback()
