"""Campaigns in which each household agrees to do one thing (承诺服务)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.commands import AnyCommand

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork

COMMANDS: Final[tuple[AnyCommand, ...]] = ()


class Commitments:
    """Campaigns in which each household agrees to do one thing (承诺台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit
