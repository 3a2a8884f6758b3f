"""The ledger against a plain model: whatever the order of commands, both say the same."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import define, field
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from typing_extensions import override

from gongtong.core.errors import RefusedError
from gongtong.ledger.books.chart import (
    ALIPAY_WALLET,
    CASH,
    NET_ASSETS,
    OTHER_INCOME,
    REPAIRS,
    SANITATION,
)
from gongtong.ledger.books.closing import MovePeriod
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.reversals import ReverseEntry
from gongtong.testing.audit import audit
from gongtong.testing.databases import Database, EngineKind
from gongtong.testing.examples.books import open_books
from gongtong.testing.examples.people import BOOKKEEPER, CHAIR
from gongtong.testing.stage import Stage
from gongtong.testing.strategies import amounts_fen

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from gongtong.community import Gongtong

PAIRS = st.permutations([CASH, ALIPAY_WALLET, OTHER_INCOME, REPAIRS])
MONTHS = st.integers(1, 4)
OPENING_FEN = 1_000_000


@define
class Booked:
    """What the model remembers of an entry."""

    id: UUID
    month: int
    moved: Counter[str]
    is_reversal: bool = False
    is_reversed: bool = False


@define
class Model:
    """The books as a dictionary and a number."""

    held: Counter[str] = field(
        factory=lambda: Counter({CASH: OPENING_FEN, NET_ASSETS: -OPENING_FEN})
    )
    entries: list[Booked] = field(factory=list)
    closed_through: int = 0

    def refusals(self, moved: Counter[str], month: int) -> tuple[str, ...]:
        """Say on which grounds an entry is refused."""
        if month <= self.closed_through:
            return ("ledger.period_not_open",)
        if moved[CASH] < 0 and self.held[CASH] + moved[CASH] < 0:
            return ("ledger.account_overdrawn",)
        return ()

    def book(self, entry: Booked) -> None:
        """Take an entry."""
        for account, amount_fen in entry.moved.items():
            self.held[account] += amount_fen
        self.entries.append(entry)


class LedgerMachine(RuleBasedStateMachine):
    """Posts, reverses, closes and repeats, and asks the model after each step."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage = stage
        self.model = Model()
        self.done: list[tuple[str, Any, str, Any]] = []
        self.steps = 0

    def run_command(self, name: str, payload: Any, *, actor: str, refusals: tuple[str, ...]) -> Any:
        """Run a command; compare the grounds of a refusal with those that the model gives."""
        self.steps += 1
        key = f"step/{self.steps}"
        found: tuple[str, ...] = ()
        result = None
        try:
            result = self.stage.run(name, payload, key=key, actor=actor)
        except RefusedError as refusal:
            found = refusal.codes
        else:
            self.done.append((name, payload, key, result))
        assert found == refusals
        return result

    @rule(accounts=PAIRS, amount_fen=amounts_fen(1, 900_000), month=MONTHS)
    def post(self, accounts: list[str], amount_fen: int, month: int) -> None:
        """Move an amount between two accounts."""
        giver, taker = accounts[:2]
        moved = Counter({taker: amount_fen, giver: -amount_fen})
        postings = tuple(Posting(account, SANITATION, fen) for account, fen in moved.items())
        draft = Draft(EntryKind.MANUAL, date(2025, month, 9), "试账", postings)
        refusals = self.model.refusals(moved, month)
        entry = self.run_command("ledger.post_entry", draft, actor=BOOKKEEPER, refusals=refusals)
        if entry is not None:
            self.model.book(Booked(entry.id, month, moved))

    @rule(data=st.data(), month=MONTHS)
    def reverse(self, data: st.DataObject, month: int) -> None:
        """Undo any entry, also one that cannot be undone any more."""
        if not self.model.entries:
            return
        original = data.draw(st.sampled_from(self.model.entries))
        moved = Counter({account: -fen for account, fen in original.moved.items()})
        refusals = (
            # reversals are the chair's, who may not undo them again
            *(["ledger.reversed_by_same_hand"] if original.is_reversal else []),
            *(["ledger.already_reversed"] if original.is_reversed else []),
            *(["ledger.reversal_of_reversal"] if original.is_reversal else []),
            *(["ledger.reversal_too_early"] if month < original.month else []),
        ) or self.model.refusals(moved, month)
        request = ReverseEntry(original.id, date(2025, month, 9), "记错科目")
        event = self.run_command("ledger.reverse_entry", request, actor=CHAIR, refusals=refusals)
        if event is not None:
            original.is_reversed = True
            self.model.book(Booked(event.entry.id, month, moved, is_reversal=True))

    @rule(month=MONTHS)
    def close(self, month: int) -> None:
        """Close a month, in order or not."""
        last = self.model.closed_through
        refusals = (
            ("ledger.period_step_impossible",)
            if month <= last
            else ("ledger.earlier_period_open",)
            if month > last + 1
            else ()
        )
        request = MovePeriod(f"2025-{month:02}")
        if self.run_command("ledger.close_period", request, actor=BOOKKEEPER, refusals=refusals):
            self.model.closed_through = month

    @rule(data=st.data())
    def repeat(self, data: st.DataObject) -> None:
        """Give a command again under its key: its first result, whatever has happened since."""
        if self.done:
            name, payload, key, result = data.draw(st.sampled_from(self.done))
            assert self.stage.run(name, payload, key=key, actor=BOOKKEEPER) == result

    @invariant()
    def both_say_the_same(self) -> None:
        """Kept balances, the number of entries and the audit agree with the model."""
        with self.stage.work() as work:
            assert audit(work) == ()
            reports = work.ledger.books.reports
            held = {
                line.account.code: line.debit_fen - line.credit_fen
                for line in reports.trial_balance().lines
            }
            assert len(reports.entries()) == 1 + len(self.model.entries)
        expected = {account: fen for account, fen in self.model.held.items() if fen}
        assert {account: fen for account, fen in held.items() if fen} == expected


def run_machine(app: Gongtong, prepared: Database, *, examples: int, steps: int) -> None:
    """Run the machine on copies of a database in which the books are open."""

    class OnACopy(LedgerMachine):
        """Begins with open books and drops its copy at the end."""

        def __init__(self) -> None:
            self.database = prepared.copy()
            super().__init__(Stage(app, self.database.open()))

        @override
        def teardown(self) -> None:
            self.stage.engine.dispose()
            self.database.drop()

    run_state_machine_as_test(
        OnACopy,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_ledger_agrees_with_a_plain_model(
    gongtong_app: Gongtong,
    gongtong_new_place: Callable[[EngineKind], Database],
    gongtong_engine_kind: EngineKind,
) -> None:
    """Posting, reversing, closing and repeating in any order: same balances, same refusals."""
    prepared = gongtong_new_place(gongtong_engine_kind)
    engine = prepared.open()
    open_books(Stage(gongtong_app, engine))
    engine.dispose()
    examples = 15 if gongtong_engine_kind is EngineKind.SQLITE else 4
    run_machine(gongtong_app, prepared, examples=examples, steps=15)
    prepared.drop()
