"""Commands: what can be done to a place, each with its payload, result and handler (命令).

A command is data about a verb of a service, so that every one of them can be listed, given an
idempotency key, and put through the same tests of faults and repetition, plugins' commands included.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongtong.core.storage.lanes import Lane
    from gongtong.core.storage.unit import UnitOfWork

P = TypeVar("P")
R = TypeVar("R")


@frozen
class Command(Generic[P, R]):
    """A verb of a service: it reads facts, asks the rule, saves and records the event (命令).

    `name` is stable, such as `ledger.pay_spending`; payload and result are attrs classes that the
    codec can write. A command of which there are very many may bring a lane of its own, and functions
    that write its payload and its result as the canonical JSON text that the codec would give.
    """

    name: str
    payload: type[P]
    result: type[R]
    handle: Callable[[UnitOfWork, P], R]
    zh: str
    lane: Lane | None = None
    payload_text: Callable[[P], str] | None = None
    result_text: Callable[[R], str] | None = None


AnyCommand: TypeAlias = Command[Any, Any]
