"""A place for tests to act in (测试场地)."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from gongtong.core.offices import Actor
from gongtong.core.places import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    import sqlalchemy as sa

    from gongtong.community import Gongtong, Work
    from gongtong.core.commands import AnyCommand

NOW: Final = datetime(2025, 6, 10, 1, 0, tzinfo=UTC)
"""When tests act unless they say otherwise: nine in the morning in Shanghai (测试时刻)."""
PLACE: Final = Place(code="test-court", name_zh="测试小区", area="421003", name_en="Test Court")
"""The place in which tests act (测试小区)."""
SOMEBODY: Final = "u-somebody"
"""Who acts unless a test says otherwise (默认操作人)."""


@frozen
class Stage:
    """A place in a migrated database, with the library that serves it (测试场地)."""

    gongtong: Gongtong
    engine: sa.Engine
    place: Place = PLACE

    @contextmanager
    def work(self, actor: str = SOMEBODY, *, now: datetime = NOW) -> Iterator[Work]:
        """Open a transaction, work in it as this person, and commit (以某人身份工作)."""
        with self.engine.begin() as connection:
            yield self.on(connection, actor, now=now)

    def on(self, connection: sa.Connection, actor: str = SOMEBODY, *, now: datetime = NOW) -> Work:
        """Work as this person on a connection of the test's own (在指定连接上工作)."""
        return self.gongtong.at(connection, place=self.place.code, actor=Actor(actor), now=now)

    def command(self, name: str) -> AnyCommand:
        """Find a command by its name (按名称取命令)."""
        commands = {command.name: command for command in self.gongtong.commands}
        if name not in commands:
            raise LookupError(f"no command is called {name!r}; there are {', '.join(commands)}")
        return commands[name]

    def run(
        self, name: str, payload: Any, *, key: str, actor: str = SOMEBODY, now: datetime = NOW
    ) -> Any:
        """Run one command in a transaction of its own (单独执行一条命令)."""
        with self.work(actor, now=now) as work:
            return work.unit.run(self.command(name), payload, key=key)


def build(gongtong: Gongtong, engine: sa.Engine, place: Place = PLACE) -> Stage:
    """Migrate a database and found the place in it (搭建场地)."""
    gongtong.migrate(engine)
    with engine.begin() as connection:
        gongtong.found(connection, place)
    return Stage(gongtong, engine, place)
