"""Surveys of satisfaction, and figures with their response rate (满意度调查服务)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.commands import AnyCommand

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork

COMMANDS: Final[tuple[AnyCommand, ...]] = ()


class Surveys:
    """Surveys of satisfaction, and figures with their response rate (调查台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit
