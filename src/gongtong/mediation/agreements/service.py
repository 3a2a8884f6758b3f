"""Agreements: what was agreed, and when it takes effect (调解协议服务)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.commands import AnyCommand

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork

COMMANDS: Final[tuple[AnyCommand, ...]] = ()


class Agreements:
    """Agreements: what was agreed, and when it takes effect (协议台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit
