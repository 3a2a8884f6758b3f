"""Running the stages of the demonstration, each command in a transaction of its own (分步执行)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from attrs import frozen

from gongtong.core.storage.engines import snapshot
from gongtong.core.storage.retrying import retrying

if TYPE_CHECKING:
    import sqlalchemy as sa

    from gongtong.community import Gongtong, Work
    from gongtong.core.places import Place
    from gongtong.demo.cast import Part

P = TypeVar("P")
R = TypeVar("R")
P_contra = TypeVar("P_contra", contravariant=True)
R_co = TypeVar("R_co", covariant=True)


class Verb(Protocol[P_contra, R_co]):
    """A verb of a desk, such as `work.ledger.books.open_books` (服务动词)."""

    def __call__(self, request: P_contra, /, *, key: str) -> R_co:
        """Run the command under its key (执行)."""
        ...


def content_key(*parts: str | bytes) -> str:
    """Make a short key that is the same for the same content (内容键)."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        digest.update(len(content).to_bytes(8) + content)
    return digest.hexdigest()[:20]


@frozen
class Desk:
    """Where the demonstration works: the library, the database and the place (工作地点)."""

    gongtong: Gongtong
    engine: sa.Engine
    place: Place

    def do(
        self,
        part: Part,
        now: datetime,
        *,
        key: str,
        verb: Callable[[Work], Verb[P, R]],
        request: P,
    ) -> R:
        """Let a part run one command at a moment, once, whatever happens to this process (执行一步)."""

        def unit(connection: sa.Connection) -> R:
            work = self.gongtong.at(connection, place=self.place.code, actor=part.actor, now=now)
            return verb(work)(request, key=key)

        return retrying(self.engine, unit, key=key).value

    def read(self, part: Part, now: datetime, look: Callable[[Work], R]) -> R:
        """Look at the books and the records at one moment, writing nothing (查阅)."""
        with snapshot(self.engine) as connection:
            return look(
                self.gongtong.at(connection, place=self.place.code, actor=part.actor, now=now)
            )


@frozen
class Stage:
    """One stage of the year: what it is called and its steps (阶段).

    Running a stage yields after each step, so that a progress bar can follow; `steps` is how many.
    """

    zh: str
    en: str
    steps: int
    run: Callable[[], Iterator[None]]
