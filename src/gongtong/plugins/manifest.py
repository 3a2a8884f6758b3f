"""What a plugin says of itself, and whether it fits this version of the hooks (插件声明)."""

from __future__ import annotations

import operator
import re
import sys
from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Callable

    from attrs import Attribute

API_VERSION = "1.0"
"""The version of the hooks; it grows when hooks do, not when the package does."""

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_CLAUSE = re.compile(r"(>=|<=|==|!=|>|<)\s*(\d+(?:\.\d+)*)", re.ASCII)
_COMPARE: dict[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
}


def _a_name(_: object, __: Attribute[str], name: str) -> None:
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is not a plugin name: lower-case words joined by hyphens")


def _clauses(api: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
    matches = [_CLAUSE.fullmatch(clause.strip()) for clause in api.split(",")]
    if not all(matches):
        raise ValueError(f"{api!r} is not a range of versions such as '>=1.0,<2'")
    return tuple((match[1], _numbers(match[2])) for match in matches if match)


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(part) for part in version.split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _a_range(_: object, __: Attribute[str], api: str) -> None:
    _clauses(api)


@frozen
class Plugin:
    """A plugin's manifest: the object that its entry point names (插件声明).

    `hooks` holds the implementations: a module, the name of the module that is being imported, or
    any object. A plugin with a `config` class gives a callable instead, which is called with the
    configuration that the host read and returns that object.
    """

    name: str = field(validator=_a_name)
    hooks: object = field(kw_only=True, repr=False)
    api: str = field(default=">=1.0,<2", kw_only=True, validator=_a_range)
    config: type | None = field(default=None, kw_only=True)
    maintainers: tuple[str, ...] = field(default=(), kw_only=True)
    docs_url: str = field(default="", kw_only=True)

    def fits(self, version: str = API_VERSION) -> bool:
        """Say whether the plugin was written for this version of the hooks (是否兼容)."""
        return all(
            _COMPARE[sign](_numbers(version), numbers) for sign, numbers in _clauses(self.api)
        )

    def implementations(self, config: object = None) -> object:
        """Give the object on which the hooks are looked for (取得实现)."""
        if self.config is not None and callable(self.hooks):
            made: object = self.hooks(config)
            return made
        return sys.modules[self.hooks] if isinstance(self.hooks, str) else self.hooks
