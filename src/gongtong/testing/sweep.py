"""One command through every point at which it can fail (逐点故障).

After each failure the database must hold exactly what was there before or exactly what one undisturbed
run leaves, its audit must find nothing, and repeating the command with the same key must give the
result of the undisturbed run.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from attrs import define, field, frozen
from typing_extensions import override

from gongtong.core.machines.pinning import SHELF
from gongtong.testing.failat import COMMIT, Fate, Fault, FaultInjector, Moment, SimulatedDeath
from gongtong.testing.snapshot import Snapshot, list_tables, take_snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import sqlalchemy as sa

    from gongtong.testing.databases import Database

Deed: TypeAlias = "Callable[[sa.Connection], Any]"
Audit: TypeAlias = "Callable[[sa.Connection], Sequence[str]]"
Host: TypeAlias = "Callable[[sa.Engine, Deed], Any]"

R = TypeVar("R")

EVERY_WAY: Final = (
    (Moment.BEFORE, Fate.ERROR),
    (Moment.AFTER, Fate.ERROR),
    (Moment.BEFORE, Fate.DEATH),
    (Moment.AFTER, Fate.DEATH),
)
"""Each call fails in each of these ways; COMMIT also by losing its connection."""
FEWER_WAYS: Final = ((Moment.AFTER, Fate.ERROR), (Moment.BEFORE, Fate.DEATH))
"""Half the cases: dying after a call differs little from dying before the next one."""
_COMMIT_WAYS: Final = ((Moment.BEFORE, Fate.LOST), (Moment.AFTER, Fate.LOST))


@frozen
class Violation:
    """A failure after which something was not as it must be (违例)."""

    fault: Fault | None
    call: str
    finding: str

    @override
    def __str__(self) -> str:
        """Say where it failed and what was found."""
        if self.fault is None:
            return f"undisturbed: {self.finding}"
        return f"{self.fault.fate} {self.fault.moment} call {self.fault.call} ({self.call}): {self.finding}"


@frozen
class SweepReport:
    """What a sweep tried and found (逐点故障报告)."""

    calls: tuple[str, ...]
    points: int
    committed: int
    violations: tuple[Violation, ...]


def in_one_transaction(engine: sa.Engine, deed: Deed) -> Any:
    """Do the deed as a host does: begin, do, commit (单事务执行)."""
    with engine.begin() as connection:
        return deed(connection)


def sweep(
    database: Database,
    deed: Deed,
    *,
    audit: Audit,
    host: Host = in_one_transaction,
    ways: Iterable[tuple[Moment, Fate]] = EVERY_WAY,
) -> SweepReport:
    """Fail the deed at every call in every way, and judge each outcome (逐点故障).

    `database` is only copied, never changed. `deed` must be safe to repeat: commands with a key are.
    """
    running = _Sweep(database, deed, audit, host)
    running.run_undisturbed()
    for fault in running.faults(tuple(ways)):
        running.run_to(fault)
    running.close()
    return running.report()


@define
class _Subject:
    """A copy of the prepared database: one engine that fails, and one to look at what is left."""

    database: Database
    engine: sa.Engine
    injector: FaultInjector
    observer: sa.Engine

    @classmethod
    def copy_of(cls, original: Database) -> _Subject:
        database = original.copy()
        engine = database.open()
        return cls(database, engine, FaultInjector(engine), database.open())

    def close(self) -> None:
        self.engine.dispose()
        self.observer.dispose()
        self.database.drop()


@define
class _Sweep:
    """The state of one sweep."""

    original: Database
    deed: Deed
    audit: Audit
    host: Host
    subject: _Subject = field(init=False)
    tables: tuple[str, ...] = ()
    before: Snapshot = field(factory=lambda: Snapshot(()))
    after: Snapshot = field(factory=lambda: Snapshot(()))
    result: Any = None
    calls: tuple[str, ...] = ()
    points: int = 0
    committed: int = 0
    violations: list[Violation] = field(factory=list)
    audited: dict[Snapshot, tuple[str, ...]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.subject = _Subject.copy_of(self.original)

    def run_undisturbed(self) -> None:
        """Run once without a failure, then once more with the same key."""
        with self.subject.observer.connect() as connection:
            self.tables = list_tables(connection)
        self.before = self.look(None)
        with self.subject.injector.counting():
            self.result = self.do()
        self.calls = self.subject.injector.calls
        self.after = self.look(None)
        self.repeat(None, self.after)
        self.renew()

    def faults(self, ways: tuple[tuple[Moment, Fate], ...]) -> Iterator[Fault]:
        """Give every failure to be tried."""
        for number, call in enumerate(self.calls):
            for moment, fate in (*ways, *_COMMIT_WAYS) if call == COMMIT else ways:
                yield Fault(number, moment, fate)

    def run_to(self, fault: Fault) -> None:
        """Fail at one point, judge what is left, and repeat."""
        self.points += 1
        with self.subject.injector.counting(fault):
            try:
                self.do()
            except SimulatedDeath:
                pass
            except Exception as error:  # noqa: BLE001 - whatever a host would see
                if fault.fate is Fate.DEATH:
                    self.blame(fault, f"the death was caught and became {error!r}")
            else:
                self.blame(fault, "the failure was swallowed")
        left = self.look(fault)
        if left not in (self.before, self.after):
            self.blame(fault, "something partial was left:\n" + self.before.difference(left))
            self.renew()
            return
        self.repeat(fault, left)
        if left != self.before:
            self.committed += 1
            self.renew()

    def do(self) -> Any:
        """Do the deed as a process does that was just started: what others have read, it reads again."""
        SHELF.clear()
        return self.host(self.subject.engine, self.deed)

    def repeat(self, fault: Fault | None, left: Snapshot) -> None:
        """Repeat with the same key; where nothing was left, inside a transaction taken back."""
        with self.subject.observer.connect() as connection, connection.begin() as transaction:
            again = self.deed(connection)
            found = take_snapshot(connection, self.tables)
            if left == self.before:
                transaction.rollback()
        if again != self.result:
            self.blame(fault, f"the repetition gave {again!r}, the undisturbed run {self.result!r}")
        if found != self.after:
            self.blame(fault, "the repetition left:\n" + self.after.difference(found))

    def look(self, fault: Fault | None) -> Snapshot:
        """Read what the database holds now, and audit it unless the same was audited before."""
        with self.subject.observer.connect() as connection, connection.begin():
            state = take_snapshot(connection, self.tables)
            if state not in self.audited:
                self.audited[state] = tuple(self.audit(connection))
        for finding in self.audited[state]:
            self.blame(fault, finding)
        return state

    def renew(self) -> None:
        """Start again from a fresh copy."""
        with closing(self.subject):
            self.subject = _Subject.copy_of(self.original)

    def close(self) -> None:
        """Drop the last copy."""
        self.subject.close()

    def blame(self, fault: Fault | None, finding: str) -> None:
        """Note a violation."""
        call = "" if fault is None else self.calls[fault.call]
        self.violations.append(Violation(fault, call, finding))

    def report(self) -> SweepReport:
        """Sum up."""
        return SweepReport(self.calls, self.points, self.committed, tuple(self.violations))
