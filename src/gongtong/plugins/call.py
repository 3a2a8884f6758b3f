"""Asking plugins, and naming the one that raised or answered with the wrong type (调用插件)."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from attrs import frozen

from gongtong.core.errors import PluginError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import pluggy

    from gongtong.plugins.spec import AnyHook, Hook

T = TypeVar("T")

_LOG = logging.getLogger("gongtong.plugins")
_LOG.addHandler(logging.NullHandler())


@frozen
class Sourced(Generic[T]):
    """An answer, and the plugin that gave it (带来源的答复)."""

    plugin: str
    item: T


@frozen
class Callers:
    """The implementations of one host, asked in the order of the plugins' names (调用器)."""

    manager: pluggy.PluginManager
    order: tuple[str, ...]

    def collect(self, hook: Hook[..., Iterable[T]], *request: object) -> tuple[Sourced[T], ...]:
        """Gather the answers of every plugin; the first failure stops (收集).

        Raises `PluginError`.
        """
        return tuple(
            Sourced(plugin, item)
            for plugin, function in self._implementations(hook)
            for item in _answers(hook, plugin, function, request)
        )

    def collect_all(self, hook: Hook[..., Iterable[T]], *request: object) -> tuple[Sourced[T], ...]:
        """Gather the answers of every plugin; all are asked before a failure is raised (全部收集).

        Raises an `ExceptionGroup` of `PluginError`.
        """
        found: list[Sourced[T]] = []
        failures: list[PluginError] = []
        for plugin, function in self._implementations(hook):
            try:
                found += [
                    Sourced(plugin, item) for item in _answers(hook, plugin, function, request)
                ]
            except PluginError as error:
                failures.append(error)
        if failures:
            raise ExceptionGroup(f"{hook.name} could not be asked of every plugin", failures)
        return tuple(found)

    def notify(self, hook: Hook[..., None], *request: object) -> tuple[PluginError, ...]:
        """Tell every plugin; failures are logged and returned, never raised (通知)."""
        failures: list[PluginError] = []
        for plugin, function in self._implementations(hook):
            try:
                function(*request)
            except Exception as error:  # noqa: BLE001 - what is committed stays so, whatever a listener does
                failure = _failure(plugin, hook, error)
                _LOG.error("%s", failure, exc_info=error, extra={"gt_plugin": plugin})
                failures.append(failure)
        return tuple(failures)

    def _implementations(self, hook: AnyHook) -> Sequence[tuple[str, Callable[..., Any]]]:
        caller: pluggy.HookCaller = getattr(self.manager.hook, hook.name)
        found = [(impl.plugin_name, impl.function) for impl in caller.get_hookimpls()]
        return sorted(found, key=lambda pair: self.order.index(pair[0]))


def _answers(
    hook: Hook[..., Iterable[T]],
    plugin: str,
    function: Callable[..., Any],
    request: tuple[object, ...],
) -> Iterable[T]:
    try:
        answer = function(*request)
        items = list(answer)
    except (Exception, SystemExit) as error:
        raise _failure(plugin, hook, error) from error
    for item in items:
        if not hook.accepts(item):
            wanted = " or ".join(
                kind if isinstance(kind, str) else kind.__name__ for kind in hook.answers
            )
            raise PluginError(plugin, hook.name, f"answered {item!r}, which is no {wanted}")
    return items


def _failure(plugin: str, hook: AnyHook, error: BaseException) -> PluginError:
    return PluginError(plugin, hook.name, f"{type(error).__name__}: {error}")
