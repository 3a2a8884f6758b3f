"""Funds, promises and rollbacks against a plain model: money stays in its fund, numbers have no gaps."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from typing_extensions import override

from gongtong.core.errors import RefusedError
from gongtong.ledger.books.balances.reservations import ReservationState
from gongtong.ledger.books.chart import (
    CASH,
    CLEANING,
    COMMON_FUND,
    FUND_TRANSFERS,
    MAINTENANCE_FUND,
    NET_ASSETS,
    SANITATION,
)
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.funds.transfers import TransferBetweenFunds
from gongtong.ledger.books.reserving.requests import PostReserved, ReleaseReserved, ReserveEntry
from gongtong.testing.databases import Database, EngineKind
from gongtong.testing.examples.books import OPENING_FEN, open_books
from gongtong.testing.examples.people import BOOKKEEPER
from gongtong.testing.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from gongtong.community import Gongtong

TODAY = date(2025, 6, 10)
FUNDS = st.sampled_from([SANITATION, COMMON_FUND, MAINTENANCE_FUND])
AMOUNTS = st.sampled_from([1, 300_000, 500_000, OPENING_FEN])


def spend(fund: str, fen: int) -> Draft:
    lines = (Posting(CLEANING, fund, fen), Posting(CASH, fund, -fen))
    return Draft(EntryKind.MANUAL, TODAY, "清掏", lines)


class FundsMachine(RuleBasedStateMachine):
    """Pays, promises, transfers and gives up, and asks a counter of funds after each step."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage = stage
        self.held: Counter[tuple[str, str]] = Counter(
            {(CASH, SANITATION): OPENING_FEN, (NET_ASSETS, SANITATION): -OPENING_FEN}
        )
        self.promised: dict[UUID, tuple[str, int]] = {}
        self.entries = 1
        self.steps = 0

    def available(self, fund: str) -> int:
        """What the fund has in the cash box, less what is promised of it."""
        return self.held[CASH, fund] - sum(fen for of, fen in self.promised.values() if of == fund)

    def run_command(self, name: str, payload: Any, refusals: tuple[str, ...]) -> Any:
        """Run a command and compare the grounds of a refusal with the model's."""
        self.steps += 1
        found: tuple[str, ...] = ()
        result = None
        try:
            result = self.stage.run(name, payload, key=f"step/{self.steps}", actor=BOOKKEEPER)
        except RefusedError as refusal:
            found = refusal.codes
        assert found == refusals
        return result

    def book(self, *moved: tuple[str, str, int]) -> None:
        """Take an entry into the model."""
        self.entries += 1
        for account, fund, fen in moved:
            self.held[account, fund] += fen

    def short(self, fund: str, fen: int, code: str) -> tuple[str, ...]:
        """Give the ground on which a fund without the money is refused."""
        return (code,) if fen > self.available(fund) else ()

    @rule(fund=FUNDS, fen=AMOUNTS)
    def pay(self, fund: str, fen: int) -> None:
        """Pay from the box out of a fund."""
        refusals = self.short(fund, fen, "ledger.account_overdrawn")
        if self.run_command("ledger.post_entry", spend(fund, fen), refusals):
            self.book((CASH, fund, -fen), (CLEANING, fund, fen))

    @rule(fund=FUNDS, fen=AMOUNTS)
    def promise(self, fund: str, fen: int) -> None:
        """Promise money of a fund."""
        refusals = self.short(fund, fen, "ledger.account_overdrawn")
        request = ReserveEntry(spend(fund, fen), TODAY)
        event = self.run_command("ledger.reserve_entry", request, refusals)
        if event:
            self.promised[event.reservation.id] = fund, fen

    @rule(data=st.data(), part=st.sampled_from([1, 2]))
    def keep_promise(self, data: st.DataObject, part: int) -> None:
        """Post a promise whole, or half of it."""
        if self.promised:
            one = data.draw(st.sampled_from(sorted(self.promised)))
            fund, fen = self.promised.pop(one)
            paid = max(fen // part, 1)
            self.run_command("ledger.post_reserved", PostReserved(one, (paid, -paid)), ())
            self.book((CASH, fund, -paid), (CLEANING, fund, paid))

    @rule(data=st.data())
    def break_promise(self, data: st.DataObject) -> None:
        """Give a promise back."""
        if self.promised:
            one = data.draw(st.sampled_from(sorted(self.promised)))
            del self.promised[one]
            self.run_command("ledger.release_reserved", ReleaseReserved(one, "取消"), ())

    @rule(giver=FUNDS, taker=FUNDS, fen=AMOUNTS, decision=st.sampled_from(["", "决定"]))
    def transfer(self, giver: str, taker: str, fen: int, decision: str) -> None:
        """Move money between funds, or into the same one."""
        refusals = (
            *(("ledger.transfer_within_fund",) if giver == taker else ()),
            *(
                ("ledger.transfer_without_decision",)
                if giver == MAINTENANCE_FUND and not decision
                else ()
            ),
            *self.short(giver, fen, "ledger.transfer_not_covered"),
        )
        request = TransferBetweenFunds(giver, taker, fen, CASH, TODAY, "调拨", decision=decision)
        if self.run_command("ledger.transfer_between_funds", request, refusals):
            self.book(
                (CASH, giver, -fen),
                (FUND_TRANSFERS, giver, fen),
                (CASH, taker, fen),
                (FUND_TRANSFERS, taker, -fen),
            )

    @rule(fund=FUNDS, fen=AMOUNTS)
    def give_up(self, fund: str, fen: int) -> None:
        """Pay and roll back: as if nothing had been."""
        self.steps += 1
        found: tuple[str, ...] = ()
        with self.stage.engine.connect() as connection:
            transaction = connection.begin()
            work = self.stage.on(connection, BOOKKEEPER)
            try:
                work.ledger.books.post_entry(spend(fund, fen), key=f"step/{self.steps}")
            except RefusedError as refusal:
                found = refusal.codes
            transaction.rollback()
        assert found == self.short(fund, fen, "ledger.account_overdrawn")

    @invariant()
    def both_say_the_same(self) -> None:
        """Balances by fund, promises and numbers agree; every fund's books balance by themselves."""
        with self.stage.work() as work:
            reports = work.ledger.books.reports
            assert reports.verify() == ()
            assert [entry.number for entry in reports.entries()] == list(range(1, self.entries + 1))
            pending = {(one.account, one.fund): one for one in reports.pending()}
            kept = work.ledger.reserving.reservations(ReservationState.PENDING)
        assert {key: one.posted_fen for key, one in pending.items() if one.posted_fen} == {
            key: fen for key, fen in self.held.items() if fen
        }
        assert {one.id for one in kept} == set(self.promised)
        for fund in (SANITATION, COMMON_FUND, MAINTENANCE_FUND):
            assert sum(fen for (_, of), fen in self.held.items() if of == fund) == 0
            box = pending.get((CASH, fund))
            assert (box.available_fen if box else 0) == self.available(fund) >= 0


def test_funds_agree_with_a_plain_model(
    gongtong_app: Gongtong,
    gongtong_new_place: Callable[[EngineKind], Database],
    gongtong_engine_kind: EngineKind,
) -> None:
    """Paying, promising, transferring and rolling back in any order: same balances, same refusals."""
    prepared = gongtong_new_place(gongtong_engine_kind)
    engine = prepared.open()
    open_books(Stage(gongtong_app, engine))
    engine.dispose()

    class OnACopy(FundsMachine):
        """Begins with open books and drops its copy at the end."""

        def __init__(self) -> None:
            self.database = prepared.copy()
            super().__init__(Stage(gongtong_app, self.database.open()))

        @override
        def teardown(self) -> None:
            self.stage.engine.dispose()
            self.database.drop()

    run_state_machine_as_test(
        OnACopy,
        settings=settings(
            max_examples=12 if gongtong_engine_kind is EngineKind.SQLITE else 3,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    prepared.drop()
