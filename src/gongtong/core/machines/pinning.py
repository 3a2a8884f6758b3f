"""A machine pinned by its digest, so that what runs on it stays on it (状态表固定).

Two machines have one digest if and only if they are written equally: whoever holds the digest can tell
whether a text that is handed to him is the one that was pinned.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from attrs import frozen

from gongtong.core.codec import JsonValue, digest_of, from_json, to_json
from gongtong.core.machines.definition import Machine

_MOST_KEPT: Final = 256


@frozen
class PinnedMachine:
    """A machine with the digest that it is known by, in hexadecimal digits (固定版本)."""

    machine: Machine
    digest: str


@lru_cache(maxsize=_MOST_KEPT)
def pinned(machine: Machine) -> PinnedMachine:
    """Pin a machine by the digest of its text (固定版本).

    >>> from gongtong.core.machines.definition import StateRow
    >>> pinned(Machine("lamp", 1, "灯", "off", (StateRow("off", "灭"),), ())).digest[:8]
    'c5ff9e3b'
    """
    return PinnedMachine(machine, digest_of(to_json(machine)).hex())


class MachineShelf:
    """Machines that were read once, by their digests: what a digest means never changes (状态表缓存).

    It holds `most` of them, the latest read; whoever reads them from a database reads each once.
    """

    def __init__(self, most: int = _MOST_KEPT) -> None:
        """Begin with an empty shelf."""
        self._most = most
        self._kept: dict[str, PinnedMachine] = {}

    def take(self, digest: str) -> PinnedMachine | None:
        """Give a machine that was read before, or nothing (取出)."""
        return self._kept.get(digest)

    def put(self, machine: PinnedMachine) -> PinnedMachine:
        """Keep a machine, and give it back (放入)."""
        if len(self._kept) >= self._most:
            self._kept.pop(next(iter(self._kept)))
        self._kept[machine.digest] = machine
        return machine

    def clear(self) -> None:
        """Forget every machine, as a new process has read none (清空)."""
        self._kept.clear()


SHELF: Final = MachineShelf()
"""The machines that this process has read (本进程已读状态表)."""


def machine_text(machine: Machine) -> JsonValue:
    """Write a machine as plain JSON (状态表文本)."""
    return to_json(machine)


def machine_from(text: JsonValue, digest: str) -> PinnedMachine:
    """Read a pinned machine; raises `ValueError` if the text is not the one that was pinned (读取固定版本)."""
    if digest_of(text).hex() != digest:
        raise ValueError(f"the text of a machine is not the one that was pinned as {digest}")
    return PinnedMachine(from_json(text, Machine), digest)
