"""The hooks: what a plugin may add, ask and be told (插件接口).

Five hooks are answered once, when a host starts; `objections_to` is asked before a command runs, and
`on_events` told after its transaction was committed. Every hook takes nothing or one frozen request, so
that a field with a default can be added to it without breaking anybody. No hook is handed a
database session.

A hook can be implemented with `@hookimpl` under its own name, or, so that a type checker compares
both sides, with `@gongtong_provisions.impl` under any name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, Generic, ParamSpec, TypeVar

import pluggy
from attrs import field, frozen

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.events import RecordedEvent
from gongtong.core.places import Place
from gongtong.core.policies import (
    AnyPoint,
    AnyProvision,
    AreaCodeChange,
    GuardPoint,
    PolicyPoint,
    Provision,
)
from gongtong.core.rulings import Reason

if TYPE_CHECKING:
    from gongtong.core.storage.migrations import Step

P = ParamSpec("P")
R = TypeVar("R")

PROJECT: Final = "gongtong"
hookspec: Final = pluggy.HookspecMarker(PROJECT)
hookimpl: Final = pluggy.HookimplMarker(PROJECT)


@frozen
class ObjectionRequest:
    """A command that somebody is about to run in a place (异议请求)."""

    command: str
    payload: object
    place: Place
    actor: str
    on: date


@frozen
class EventBatch:
    """Events of one place that were committed, in their order (事件批次)."""

    place: Place
    events: tuple[RecordedEvent, ...]


@frozen
class Hook(Generic[P, R]):
    """One hook: how it is asked, and of which types its answers are (接口).

    A hook without answer types is told something and answers nothing.
    """

    declaration: Callable[P, R]
    answers: tuple[type | str, ...] = field(default=())

    @property
    def name(self) -> str:
        """The name under which plugins implement it (接口名称)."""
        return self.declaration.__name__

    @property
    def impl(self) -> Callable[[Callable[P, R]], Callable[P, R]]:
        """Mark a function as an implementation, checked by the type checker (标记实现)."""
        return hookimpl(specname=self.name)

    def accepts(self, item: object) -> bool:
        """Say whether something may be answered (类型是否相符)."""
        kinds = {f"{kind.__module__}:{kind.__qualname__}" for kind in type(item).__mro__}
        return any(
            answer in kinds if isinstance(answer, str) else isinstance(item, answer)
            for answer in self.answers
        )


def hook(*answers: type | str) -> Callable[[Callable[P, R]], Hook[P, R]]:
    """Declare a hook by a function without a body (声明接口)."""
    return lambda declaration: Hook(declaration, answers)


@hook(Provision)
def gongtong_provisions() -> Iterable[AnyProvision]:
    """Give dated, scoped and cited answers to policy points (规定)."""
    return ()


@hook(PolicyPoint, GuardPoint)
def gongtong_policy_points() -> Iterable[AnyPoint]:
    """Declare policy points of the plugin's own (政策点)."""
    return ()


@hook(AreaCodeChange)
def gongtong_area_codes() -> Iterable[AreaCodeChange]:
    """Say which area codes became which, and when (区划代码变更)."""
    return ()


@hook(Command)
def gongtong_commands() -> Iterable[AnyCommand]:
    """Give commands that hosts can run beside the built-in ones (命令)."""
    return ()


# named, not imported: the steps need the database library, and a plugin without tables does not
@hook("gongtong.core.storage.migrations:Step")
def gongtong_schema_components() -> Iterable[Step]:
    """Give the steps that make the plugin's own tables (数据表)."""
    return ()


@hook(Reason)
def objections_to(request: ObjectionRequest) -> Iterable[Reason]:  # noqa: ARG001 - a declaration
    """Object to a command, with reasons; a plugin can refuse and never permit (异议)."""
    return ()


@hook()
def on_events(batch: EventBatch) -> None:
    """Hear of events after they were committed; nothing can be undone any more (事件通知)."""
    del batch


AnyHook = Hook[Any, Any]
HOOKS: Final[tuple[AnyHook, ...]] = (
    gongtong_provisions,
    gongtong_policy_points,
    gongtong_area_codes,
    gongtong_commands,
    gongtong_schema_components,
    objections_to,
    on_events,
)


def new_manager() -> pluggy.PluginManager:
    """Make a registry that knows the hooks; each host has its own (新建注册表)."""
    manager = pluggy.PluginManager(PROJECT)
    declarations = ModuleType("gongtong hooks")
    for each in HOOKS:
        setattr(declarations, each.name, hookspec(each.declaration))
    manager.add_hookspecs(declarations)
    return manager
