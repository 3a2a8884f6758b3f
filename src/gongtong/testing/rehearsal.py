"""What every command must withstand, example by example (命令演练)."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from gongtong.core.errors import IdempotencyMismatchError, RefusedError
from gongtong.testing.audit import AUDITS, PlaceAudit, audit
from gongtong.testing.snapshot import Snapshot, take_snapshot
from gongtong.testing.stage import Stage, build
from gongtong.testing.sweep import EVERY_WAY, SweepReport, in_one_transaction, sweep

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import sqlalchemy as sa

    from gongtong.community import Gongtong
    from gongtong.core.rulings import Reason
    from gongtong.testing.databases import Database
    from gongtong.testing.examples.example import CommandExample
    from gongtong.testing.failat import Fate, Moment
    from gongtong.testing.sweep import Host

KEY: Final = "rehearsal"
"""The idempotency key of the command that is rehearsed (演练幂等键)."""


@frozen
class Rehearsal:
    """An example on its prepared stage, ready to be copied and tried (演练).

    Nothing is ever done to the prepared database itself.
    """

    gongtong: Gongtong
    example: CommandExample
    prepared: Database
    payload: Any
    audits: Sequence[PlaceAudit] = AUDITS

    @classmethod
    def prepare(
        cls,
        gongtong: Gongtong,
        example: CommandExample,
        empty: Database,
        audits: Sequence[PlaceAudit] = AUDITS,
    ) -> Rehearsal:
        """Set the stage in a migrated database with the place in it (准备场地)."""
        engine = empty.open()
        try:
            payload = example.prepare(Stage(gongtong, engine))
        finally:
            engine.dispose()
        return cls(gongtong, example, empty, payload, audits)

    def sweep(
        self, ways: Iterable[tuple[Moment, Fate]] = EVERY_WAY, *, host: Host = in_one_transaction
    ) -> SweepReport:
        """Fail the command at every database call (逐点故障)."""
        return sweep(self.prepared, self._deed, audit=self._audit, host=host, ways=ways)

    def refuse(self) -> tuple[tuple[Reason, ...], str]:
        """Give the refused payload; give back the grounds and what was written all the same (拒绝)."""
        assert self.example.refused is not None
        payload = self.example.refused(self.payload)
        with self._copy() as stage:
            before = _look(stage.engine)
            reasons: tuple[Reason, ...] = ()
            with stage.engine.begin() as connection:
                # the host catches the refusal and commits: still nothing may be written
                try:
                    self._run(stage, connection, payload)
                except RefusedError as refusal:
                    reasons = refusal.reasons
            return reasons, before.difference(_look(stage.engine))

    def repeat(self) -> tuple[Any, Any, str]:
        """Give the command twice with one key; give back both results and what the second wrote (重复)."""
        with self._copy() as stage:
            first = self._commit(stage, self.payload)
            before = _look(stage.engine)
            second = self._commit(stage, self.payload)
            return first, second, before.difference(_look(stage.engine))

    def misuse_key(self) -> tuple[bool, str]:
        """Give another payload under the same key; say whether it was noticed and what it wrote (误用幂等键)."""
        other = self.example.other(self.payload)
        with self._copy() as stage:
            self._commit(stage, self.payload)
            before = _look(stage.engine)
            try:
                self._commit(stage, other)
            except IdempotencyMismatchError:
                return True, before.difference(_look(stage.engine))
            return False, before.difference(_look(stage.engine))

    def _deed(self, connection: sa.Connection) -> Any:
        return self._run(Stage(self.gongtong, connection.engine), connection, self.payload)

    def _audit(self, connection: sa.Connection) -> Sequence[str]:
        return audit(Stage(self.gongtong, connection.engine).on(connection), self.audits)

    def _run(self, stage: Stage, connection: sa.Connection, payload: Any) -> Any:
        work = stage.on(connection, self.example.actor, now=self.example.now)
        return work.unit.run(stage.command(self.example.command), payload, key=KEY)

    def _commit(self, stage: Stage, payload: Any) -> Any:
        with stage.engine.begin() as connection:
            return self._run(stage, connection, payload)

    @contextmanager
    def _copy(self) -> Iterator[Stage]:
        database = self.prepared.copy()
        engine = database.open()
        try:
            yield Stage(self.gongtong, engine)
        finally:
            engine.dispose()
            database.drop()


def prepare_place(gongtong: Gongtong, database: Database) -> Database:
    """Migrate a database and found the test's place in it (准备空小区)."""
    engine = database.open()
    try:
        build(gongtong, engine)
    finally:
        engine.dispose()
    return database


def _look(engine: sa.Engine) -> Snapshot:
    with engine.connect() as connection, connection.begin():
        return take_snapshot(connection)
