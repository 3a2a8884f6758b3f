"""What became of every plugin that was found (插件清单)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable


class PluginState(StrEnum):
    """Whether a plugin works here, and if not, why (插件状态)."""

    ACTIVE = "active"
    DISABLED = "disabled"
    FAILED_IMPORT = "failed_import"
    INVALID = "invalid"
    INCOMPATIBLE = "incompatible"
    DUPLICATE = "duplicate"

    @property
    def zh(self) -> str:
        """The state in Chinese (中文名称)."""
        return _STATE_ZH[self]

    @property
    def is_fault(self) -> bool:
        """Whether somebody must do something about it (是否有误)."""
        return self not in {PluginState.ACTIVE, PluginState.DISABLED}


_STATE_ZH = {
    PluginState.ACTIVE: "启用",
    PluginState.DISABLED: "未启用",
    PluginState.FAILED_IMPORT: "导入失败",
    PluginState.INVALID: "无效",
    PluginState.INCOMPATIBLE: "版本不兼容",
    PluginState.DUPLICATE: "重名",
}


@frozen
class PluginReport:
    """One plugin that was found, its state and the reason for it (插件情况)."""

    name: str
    distribution: str
    version: str
    state: PluginState
    detail: str = ""
    hooks: tuple[str, ...] = ()
    maintainers: tuple[str, ...] = ()
    docs_url: str = ""
    error: BaseException | None = None

    def zh(self) -> str:
        """Write one line of the list in Chinese (中文一行)."""
        return self._line(self.state.zh)

    def en(self) -> str:
        """Write one line of the list in English (英文一行)."""
        return self._line(self.state.value.replace("_", " "))

    def _line(self, state: str) -> str:
        told = self.detail or ", ".join(self.hooks)
        return f"{self.name}  {self.distribution} {self.version}  {state}  {told}".rstrip()


def lines(reports: Iterable[PluginReport], *, language: str = "zh") -> tuple[str, ...]:
    """Write the list of plugins for a terminal, a line each (清单文本)."""
    return tuple(report.zh() if language == "zh" else report.en() for report in reports)
