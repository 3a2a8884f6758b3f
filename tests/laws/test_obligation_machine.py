"""Random commands over an obligation graph, against a model that is kept by hand: nothing is lost, nothing paid twice."""

from __future__ import annotations

import tempfile
from collections import Counter
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from typing_extensions import override

from gongtong.community import Gongtong
from gongtong.core.errors import RefusedError
from gongtong.core.periods import SHANGHAI
from gongtong.core.storage.engines import sqlite_engine
from gongtong.mediation.obligations.changing import Dependents, Substitute, Waive
from gongtong.mediation.obligations.conditions import AnyOf
from gongtong.mediation.obligations.duty import Duty, DutyKind, Obligation, Side, Verifier
from gongtong.mediation.obligations.lapsing import (
    DeclareBreach,
    Demand,
    LetTimePass,
    NoteEvent,
)
from gongtong.mediation.obligations.obligation_machine import (
    OBLIGATION_MACHINE,
    ObligationState,
)
from gongtong.mediation.obligations.performing import Perform, PerformanceLine, Verify
from gongtong.testing.examples.mediation_agreements import in_force
from gongtong.testing.examples.mediation_parties import (
    CASE,
    DEVELOPER,
    OWNERS,
    PAPER,
    TODAY,
    label_number,
)
from gongtong.testing.stage import build

STEPS = {(row.state, row.to) for row in OBLIGATION_MACHINE.transitions}
SEEN: Counter[tuple[str, str]] = Counter()
NUMBERS = st.integers(1, 6)


def graph() -> tuple[Duty, ...]:
    """Two acts, two payments that wait for them, one that waits for an event, one with a last day."""
    household, company = Side(OWNERS, label_number(1)), Side(DEVELOPER)
    until = date(2025, 6, 20)
    found = [Duty(n, DutyKind.ACT, company, household, "交付", on=until) for n in (1, 2)]
    found += [
        Duty(
            n + 2,
            DutyKind.MONEY,
            household,
            company,
            "付款",
            amount_fen=300,
            on=until,
            waits_for=(AnyOf((n,)),),
        )
        for n in (1, 2)
    ]
    found.append(
        Duty(
            5,
            DutyKind.ACT,
            company,
            household,
            "移交",
            on=until,
            waits_for=(AnyOf(events=("handover",)),),
        )
    )
    found.append(
        Duty(
            6,
            DutyKind.ACT,
            company,
            household,
            "验收",
            on=until,
            waits_for=(AnyOf((5,)),),
            long_stop=date(2025, 7, 1),
        )
    )
    return tuple(found)


class ObligationCommands(RuleBasedStateMachine):
    """Commands in any order, refused or not."""

    @initialize()
    def begin(self) -> None:
        """Bring the agreement into force on a database of its own."""
        folder = Path(tempfile.mkdtemp())
        self.stage = build(Gongtong(), sqlite_engine(folder / "court.db"))
        in_force(self.stage, *graph())
        self.day = TODAY
        self.turn = 0
        self.paid: Counter[int] = Counter()
        self.before = self.obligations()

    def obligations(self) -> dict[int, Obligation]:
        with self.stage.work() as work:
            return {one.number: one for one in work.mediation.obligations.obligations(CASE)}

    def run_one(self, name: str, payload: Any, actor: str = "u-clerk") -> bool:
        """Run a command; a refused one writes nothing."""
        self.turn += 1
        now = datetime.combine(self.day, time(9), SHANGHAI)
        with self.stage.work() as work:
            head = work.head()
        try:
            self.stage.run(
                f"mediation.{name}", payload, key=f"turn/{self.turn}", actor=actor, now=now
            )
        except RefusedError:
            with self.stage.work() as work:
                assert work.head() == head
            assert self.obligations() == self.before
            return False
        return True

    @rule(number=NUMBERS, amount_fen=st.sampled_from((None, 100, 200, 300)))
    def perform(self, number: int, amount_fen: int | None) -> None:
        """Somebody says that it was performed."""
        line = PerformanceLine(number, self.day, PAPER, amount_fen)
        self.run_one("perform", Perform(CASE, (line,)), "u-worker")

    @rule(number=NUMBERS, accepts=st.booleans(), same=st.booleans())
    def verify(self, number: int, accepts: bool, same: bool) -> None:
        """Somebody sees it, or not; the same person cannot."""
        waiting = self.before[number].state is ObligationState.EVIDENCE_IN
        with self.stage.work() as work:
            kept = [one for n, one in work.mediation.obligations.performances(CASE) if n == number]
        seen = Verify(CASE, (number,), Verifier.CREDITOR, accepts, "不符")
        done = self.run_one("verify", seen, "u-worker" if same else "u-owner")
        assert done is (waiting and not same)
        if done and accepts:
            self.paid[number] += kept[-1].line.amount_fen or 0

    @rule(number=NUMBERS, unlocks=st.booleans())
    def waive(self, number: int, unlocks: bool) -> None:
        """The creditor gives it up."""
        how = Dependents.UNLOCK if unlocks else Dependents.FALL_AWAY
        creditor = self.before[number].duty.creditor
        self.run_one("waive", Waive(CASE, number, creditor, how, PAPER))

    @rule(number=NUMBERS)
    def substitute(self, number: int) -> None:
        """Another stands in its place."""
        duty = self.before[number].duty
        last = max(self.before)
        other = Duty(
            last + 1,
            duty.kind,
            duty.debtor,
            duty.creditor,
            "替代",
            amount_fen=duty.amount_fen,
            on=self.day + timedelta(days=10),
        )
        both = (DEVELOPER, OWNERS)
        self.run_one("substitute", Substitute(CASE, number, (other,), both, PAPER))

    @rule()
    def hand_over(self) -> None:
        """What one of them waits for happens, once."""
        self.run_one("note_event", NoteEvent(CASE, "handover", self.day, PAPER))

    @rule(days=st.sampled_from((1, 8, 30)))
    def days_go_by(self, days: int) -> None:
        """Time passes, and is applied."""
        self.day += timedelta(days=days)
        assert self.run_one("let_time_pass", LetTimePass(CASE))

    @rule(number=NUMBERS)
    def demand(self, number: int) -> None:
        """The debtor is asked once more."""
        overdue = self.before[number].state is ObligationState.OVERDUE
        assert self.run_one("demand", Demand(CASE, number, PAPER)) is overdue

    @rule(number=NUMBERS)
    def declare_breach(self, number: int) -> None:
        """It takes a demand whose term is over."""
        one = self.before[number]
        is_over = one.cure_until is not None and one.cure_until.on < self.day
        told = self.run_one("declare_breach", DeclareBreach(CASE, number))
        assert told is (one.state is ObligationState.OVERDUE and is_over)

    @invariant()
    def nothing_is_lost_and_no_fen_paid_twice(self) -> None:
        """Every obligation is there; only steps of the table were taken; what was accepted is what was paid."""
        if not hasattr(self, "before"):
            return
        now = self.obligations()
        assert set(self.before) <= set(now)
        for number, old in self.before.items():
            new = now[number]
            assert new.duty == old.duty
            if new.state is not old.state:
                assert self.way(old.state, new.state)
            if new.duty.kind is DutyKind.MONEY:
                assert new.paid_fen == self.paid[number] <= (new.duty.amount_fen or 0)
                whole = new.paid_fen == new.duty.amount_fen
                assert (new.state is ObligationState.FULFILLED) is whole
        self.before = now

    def way(self, old: ObligationState, new: ObligationState) -> bool:
        """Say whether a step, or two in one command, lead from one state to the other."""
        if (old, new) in STEPS:
            SEEN[old, new] += 1
            return True
        between = {to for state, to in STEPS if state == old}
        return any((one, new) in STEPS for one in between)

    @override
    def teardown(self) -> None:
        """The record is whole in the end."""
        if hasattr(self, "stage"):
            with self.stage.work() as work:
                assert work.broken_event() is None
            self.stage.engine.dispose()


TestObligationCommands = ObligationCommands.TestCase
TestObligationCommands.settings = settings(
    max_examples=25, stateful_step_count=25, suppress_health_check=list(HealthCheck)
)
