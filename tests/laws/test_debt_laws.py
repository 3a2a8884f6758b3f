"""Laws of debts: on any day what is open, line by line, is what the receivable account says."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongtong.community import Gongtong, Work
from gongtong.core.periods import year_span
from gongtong.core.storage.engines import sqlite_engine
from gongtong.ledger.books.chart import NET_ASSETS, RECEIVABLE, SANITATION
from gongtong.ledger.books.entries import Draft, Entry, EntryKind, Posting
from gongtong.ledger.books.reversals import ReverseEntry
from gongtong.ledger.exchange.bills import Bill, BillLine, Channel, Direction
from gongtong.ledger.fees.assessing import AssessFees
from gongtong.ledger.fees.debts.allocating import (
    AllocationOrder,
    AllocationTerms,
    DwellingAccount,
    FreeCredit,
    OpenItem,
    settle,
)
from gongtong.ledger.fees.debts.debts import Debt
from gongtong.ledger.fees.debts.instalments import (
    InstalmentPart,
    InstalmentPlan,
    PlanStanding,
    plan_state,
)
from gongtong.ledger.fees.debts.late_charges import LateChargeTerms, accrual_on
from gongtong.ledger.payments.booking import ImportBill
from gongtong.plugins.host import Host
from gongtong.testing.debt_histories import DebtHistory
from gongtong.testing.examples import fee_plugin
from gongtong.testing.examples.books import open_books
from gongtong.testing.examples.people import BOOKKEEPER, CHAIR, HOMES, dwelling_id, move_in
from gongtong.testing.stage import Stage, build

LATER = datetime(2028, 6, 10, tzinfo=UTC)
LABEL = str(HOMES[0].label)
DAYS = st.integers(0, 1000).map(lambda number: date(2025, 1, 1) + timedelta(days=number))


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Four dwellings and open books, in one database for all examples."""
    engine = sqlite_engine(tmp_path_factory.mktemp("laws") / "place.db")
    made = build(Gongtong(host=Host.of(fee_plugin.plugin)), engine)
    open_books(made)
    move_in(made)
    yield made
    engine.dispose()


# a year is charged; the home pays; somebody writes on its account by hand; an entry is reversed
STEP = st.one_of(
    st.tuples(st.just("charge"), st.sampled_from([2025, 2026, 2027]), DAYS),
    st.tuples(st.just("pay"), st.sampled_from([1, 15_000, 30_000, 70_001]), DAYS),
    st.tuples(st.just("hand"), st.sampled_from([-5_000, 5_000, 30_000]), DAYS),
    st.tuples(st.just("reverse"), st.integers(0, 30), DAYS),
)


def happen(
    work: Work, reverser: Work, step: tuple[str, int, date], *, home: UUID, key: str
) -> None:
    ledger = work.ledger
    match step:
        case ("charge", year, day):
            ledger.fees.assess(AssessFees(year_span(year), day), key=key)
        case ("pay", fen, day):
            at = datetime(day.year, day.month, day.day, 1, tzinfo=UTC)
            line = BillLine(
                key, at, "路人", "", LABEL, Direction.IN, fen, "已收钱", "转账", "b.csv", 18
            )
            bill = Bill(Channel.WECHAT, "b.csv", "0" * 64, (line,))
            ledger.payments.import_bill(ImportBill(bill), key=key)
        case ("hand", fen, day):
            lines = (
                Posting(RECEIVABLE, SANITATION, fen, home),
                Posting(NET_ASSETS, SANITATION, -fen),
            )
            ledger.books.post_entry(Draft(EntryKind.MANUAL, day, "手工", lines), key=key)
        case (_, number, day):
            undo(work, reverser, number, day=day, key=key)


def undo(work: Work, reverser: Work, number: int, *, day: date, key: str) -> None:
    """Reverse one of the entries of the home that stands, on its day or later."""
    entries = work.ledger.books.reports.entries()
    undone = {entry.reverses for entry in entries}
    standing = [
        entry
        for entry in entries
        if entry.reverses is None
        and entry.id not in undone
        and any(posting.account == RECEIVABLE for posting in entry.postings)
    ]
    if standing:
        chosen = standing[number % len(standing)]
        request = ReverseEntry(chosen.id, max(day, chosen.effective_on), "退回")
        reverser.ledger.books.reverse_entry(request, key=key)


def balance_on(entries: tuple[Entry, ...], home: UUID, day: date, account: str) -> int:
    """Add up the postings one by one: the oracle knows neither charges nor allocations."""
    return sum(
        posting.amount_fen
        for entry in entries
        if entry.effective_on <= day
        for posting in entry.postings
        if posting.account == account and posting.dwelling_id == home
    )


def check_lines(debt: Debt) -> None:
    for line in debt.lines:
        assert line.open_fen == line.charge.amount_fen - sum(one.amount_fen for one in line.settled)
        assert 0 <= line.open_fen <= line.charge.amount_fen
        assert all(one.on <= debt.on for one in line.settled)


@given(st.lists(STEP, max_size=9), st.lists(DAYS, min_size=3, max_size=3))
@settings(max_examples=20, deadline=None)
def test_on_any_day_the_lines_add_up_to_the_account(
    stage: Stage, steps: list[tuple[str, int, date]], days: list[date]
) -> None:
    """Open charges and other lines are the receivable balance; credits are the advances."""
    home = dwelling_id(stage)
    with stage.engine.connect() as connection:
        transaction = connection.begin()
        work = stage.on(connection, BOOKKEEPER, now=LATER)
        reverser = stage.on(connection, CHAIR, now=LATER)
        for number, step in enumerate(steps):
            happen(work, reverser, step, home=home, key=f"step/{number}")
        entries = work.ledger.books.reports.entries()
        for day in (*days, date(2028, 6, 10)):
            debt = work.ledger.fees.debts.debt_of(home, on=day)
            assert debt.balance_fen == balance_on(entries, home, day, RECEIVABLE)
            ahead = -balance_on(entries, home, day, "2203")
            assert sum(one.amount_fen for one in debt.credits) == ahead
            check_lines(debt)
            opened = work.ledger.fees.list_charges(home, on=day)
            listed = Counter({one.id: one.open_fen for one in opened})
            assert listed == Counter({line.charge.id: line.open_fen for line in debt.lines})
            arrears = {
                one.dwelling_id: one.open_fen for one in work.ledger.fees.list_arrears(on=day)
            }
            assert arrears.get(home, 0) == max(0, debt.balance_fen)
        assert work.ledger.books.reports.verify() == ()
        transaction.rollback()


# allocation: against money that is handed out fen by fen


def naive(
    items: list[tuple[int, bool, int]], fen: int, order: AllocationOrder
) -> dict[int, Fraction]:
    """Hand money out group by group, each group in exact proportion (items: due day, late, open)."""
    keys: dict[AllocationOrder, Callable[[int, bool], tuple[int, int]]] = {
        AllocationOrder.OLDEST_DUE_FIRST: lambda due, late: (0, due),
        AllocationOrder.NEWEST_DUE_FIRST: lambda due, late: (0, -due),
        AllocationOrder.LATE_CHARGES_FIRST: lambda due, late: (0 if late else 1, due),
        AllocationOrder.LATE_CHARGES_LAST: lambda due, late: (1 if late else 0, due),
        AllocationOrder.PROPORTIONAL: lambda due, late: (0, 0),
    }
    groups: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for number, (due, late, _) in enumerate(items):
        groups[keys[order](due, late)].append(number)
    given: dict[int, Fraction] = {}
    for rank in sorted(groups):
        whole = sum(items[number][2] for number in groups[rank])
        part = min(fen, whole)
        for number in groups[rank]:
            given[number] = Fraction(part * items[number][2], whole)
        fen -= part
    return given


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.booleans(), st.integers(1, 50_000)),
        min_size=1,
        max_size=6,
    ),
    st.lists(st.integers(1, 60_000), max_size=4),
    st.sampled_from(list(AllocationOrder)),
    st.integers(-20_000, 80_000),
)
def test_money_goes_to_charges_in_order_and_to_the_fen(
    raw: list[tuple[int, bool, int]], paid: list[int], order: AllocationOrder, by_hand_fen: int
) -> None:
    """Each charge gets its exact share, give or take the fen that cannot be cut, and none is lost."""
    start = date(2026, 1, 1)
    items = tuple(
        OpenItem(
            UUID(int=number),
            f"c{number}",
            start + timedelta(days=due),
            start,
            open_fen,
            is_late_charge=late,
        )
        for number, (due, late, open_fen) in enumerate(raw)
    )
    credits_ = tuple(FreeCredit(UUID(int=100 + n), start, fen) for n, fen in enumerate(paid))
    whole = sum(item.open_fen for item in items)
    account = DwellingAccount(
        UUID(int=1), SANITATION, whole + by_hand_fen - sum(paid), items, credits_
    )
    made = settle(account, AllocationTerms(order), {})
    given_fen = Counter[int]()
    used_fen = Counter[int]()
    for one in made:
        assert one.amount_fen > 0
        given_fen[one.charge_id.int] += one.amount_fen
        used_fen[one.entry_id.int - 100] += one.amount_fen
    free = min(sum(paid), max(0, sum(paid) - by_hand_fen), whole)
    assert sum(given_fen.values()) == sum(used_fen.values()) == free
    assert all(used_fen[n] <= fen for n, fen in enumerate(paid))
    assert all(given_fen[n] <= raw[n][2] for n in range(len(raw)))
    wanted = naive(raw, free, order)
    slack = len(paid) + 1  # every payment is cut to whole fen by itself
    assert all(abs(given_fen[n] - share) <= slack for n, share in wanted.items())
    if len(paid) <= 1:
        assert all(abs(given_fen[n] - share) < 1 for n, share in wanted.items())


# late charges: against a count day by day


EVENT = st.tuples(st.integers(0, 120), st.integers(1, 20_000), st.booleans())


@given(
    st.integers(1, 50_000),
    st.lists(EVENT, max_size=4),
    st.integers(0, 20),
    st.integers(0, 140),
    st.tuples(st.booleans(), st.none() | st.integers(0, 3), st.integers(0, 100)),
)
def test_a_late_charge_is_what_a_count_day_by_day_gives(
    principal_fen: int,
    events: list[tuple[int, int, bool]],
    grace: int,
    length: int,
    terms_drawn: tuple[bool, int | None, int],
) -> None:
    """Every day with what was open when it began; payments, reversals, grace and cap included."""
    afterwards, cap, rate = terms_drawn
    start = date(2026, 1, 1)
    history = DebtHistory()
    fee = history.charge(principal_fen, start.isoformat())
    open_on: dict[int, int] = defaultdict(int)
    left = principal_fen
    for number, fen, is_undone in events:
        part = min(fen, left)
        if not part:
            continue
        left -= part
        day = start + timedelta(days=number)
        entry_id = history.pay(part, day.isoformat(), (fee, part))
        open_on[number] -= part
        if is_undone:
            history.reverse(entry_id, (day + timedelta(days=7)).isoformat())
            open_on[number + 7] += part
    terms = LateChargeTerms(
        Fraction(rate, 10_000),
        grace_days=grace,
        cap=None if cap is None else Fraction(cap, 10),
        grace_counts_afterwards=afterwards,
    )
    exact = count_days(principal_fen, open_on, terms, length)
    found = accrual_on(history.facts, fee, terms, through=start + timedelta(days=length))
    assert found.exact_fen == exact
    limit = exact if terms.cap is None else min(exact, terms.cap * principal_fen)
    assert abs(found.amount_fen - limit) <= Fraction(1, 2)


def count_days(
    principal_fen: int, changes: dict[int, int], terms: LateChargeTerms, length: int
) -> Fraction:
    """Walk from the due day on; day n owes on what was open at the end of day n-1."""
    at_end = {}
    left = principal_fen
    for day in range(length + 1):
        left += changes.get(day, 0)
        at_end[day] = left
    total = Fraction(0)
    passed = length > terms.grace_days and at_end[terms.grace_days] > 0
    for day in range(1, length + 1):
        in_grace = day <= terms.grace_days
        if not in_grace or (terms.grace_counts_afterwards and passed):
            total += terms.rate_per_day * at_end[day - 1]
    return total


def test_the_oracle_counts_what_the_worked_case_says() -> None:
    """0.05 % a day on 360 yuan for 30 days, then on 260 for 30 more: 5.40 and 3.90."""
    terms: Any = LateChargeTerms(Fraction(5, 10_000))
    assert count_days(36_000, {30: -10_000, 60: -26_000}, terms, 100) == 540 + 390


# instalments: against a walk day by day


@given(
    st.lists(st.tuples(st.integers(1, 20), st.integers(1, 10_000)), min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(0, 90), st.integers(1, 12_000)), max_size=4),
    st.integers(0, 5),
    st.integers(0, 100),
)
def test_a_plan_is_broken_on_the_first_day_after_a_missed_part(
    gaps: list[tuple[int, int]], paid: list[tuple[int, int]], grace: int, on: int
) -> None:
    """Whatever was paid when: kept until the first evening on which too little was there."""
    start = date(2026, 1, 1)
    whole = sum(fen for _, fen in gaps)
    history = DebtHistory()
    fee = history.charge(whole, start.isoformat())
    paid_by_day: dict[int, int] = defaultdict(int)
    left = whole
    for day, fen in sorted(paid):
        part = min(fen, left)
        if part:
            history.pay(part, (start + timedelta(days=day)).isoformat(), (fee, part))
            paid_by_day[day] += part
            left -= part
    ends: list[tuple[int, int]] = []
    for gap, fen in gaps:
        before, owed = ends[-1] if ends else (0, 0)
        ends.append((before + gap, owed + fen))
    parts = tuple(
        InstalmentPart(start + timedelta(days=end), fen)
        for (end, _), (_, fen) in zip(ends, gaps, strict=True)
    )
    plan = InstalmentPlan(
        fee.id, fee.charge.dwelling_id, start, (fee.id,), parts, "王芳", "u-chair", (), grace
    )
    state = plan_state(plan, history.facts, start + timedelta(days=on))
    so_far, broken = 0, None
    for day in range(on):
        so_far += paid_by_day[day]
        wanted = max((owed for end, owed in ends if end + grace == day), default=0)
        if so_far < wanted:
            broken = day + 1
            break
    expected = None if broken is None else start + timedelta(days=broken)
    assert state.broken_on == expected
    assert (state.standing is PlanStanding.BROKEN) is (expected is not None)
    assert state.paid_fen + state.rest_fen == whole
