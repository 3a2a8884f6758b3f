"""A host's plugins, with everything they brought (宿主)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from gongtong.core.errors import PluginError
from gongtong.core.policies import Lineage, PolicyBook
from gongtong.plugins import spec
from gongtong.plugins.builtin import BUILT_IN
from gongtong.plugins.call import Callers, Sourced
from gongtong.plugins.load import Candidate, Choice, admit, find_candidates
from gongtong.plugins.report import PluginState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    import pluggy

    from gongtong.core.codec import JsonValue
    from gongtong.core.commands import AnyCommand
    from gongtong.core.policies import AnyPoint
    from gongtong.core.rulings import Reason
    from gongtong.core.storage.migrations import Step
    from gongtong.plugins.manifest import Plugin
    from gongtong.plugins.report import PluginReport

_NO_SETTINGS: Mapping[str, Mapping[str, JsonValue]] = {}
_OWN_DISTRIBUTION = "gongtong"


def _chosen(plugin: Plugin, distribution: str) -> Candidate:
    is_built_in = distribution == _OWN_DISTRIBUTION
    return Candidate(plugin.name, distribution, "", lambda: plugin, is_built_in)


@frozen(eq=False)
class Host:
    """The plugins of one host and what they registered, gathered once at the start (宿主).

    There is no global state: two hosts in one process may hold different plugins.
    """

    reports: tuple[PluginReport, ...]
    book: PolicyBook
    commands: tuple[AnyCommand, ...]
    steps: tuple[Step, ...]
    _callers: Callers = field(repr=False)

    @classmethod
    def installed(
        cls,
        *,
        allow: Collection[str] | None = None,
        block: Collection[str] = (),
        settings: Mapping[str, Mapping[str, JsonValue]] = _NO_SETTINGS,
        strict: bool = True,
        path: Sequence[str] | None = None,
    ) -> Host:
        """Load the built-in plugins and the installed ones (加载已安装的插件).

        `allow` and `block` are applied to installed plugins before anything is imported; built-in
        ones can only be blocked. With `strict` every fault is raised at once in an
        `ExceptionGroup`; without it, a faulty plugin is left out and its report says why.
        """
        found = find_candidates(path)
        return cls._open(found, Choice(allow, block), settings, strict=strict)

    @classmethod
    def of(
        cls,
        *plugins: Plugin,
        settings: Mapping[str, Mapping[str, JsonValue]] = _NO_SETTINGS,
        strict: bool = True,
    ) -> Host:
        """Load the built-in plugins and those given, whatever is installed (加载指定插件)."""
        chosen = [_chosen(plugin, "given by the host") for plugin in plugins]
        return cls._open(chosen, Choice(), settings, strict=strict)

    @classmethod
    def _open(
        cls,
        candidates: Iterable[Candidate],
        choice: Choice,
        settings: Mapping[str, Mapping[str, JsonValue]],
        *,
        strict: bool,
    ) -> Host:
        own = [_chosen(plugin, _OWN_DISTRIBUTION) for plugin in BUILT_IN]
        every = sorted([*own, *candidates], key=lambda one: (one.name, one.distribution))
        manager = spec.new_manager()
        reports, brought = _gather(manager, admit(every, manager, choice, settings))
        if strict:
            unknown = sorted(settings.keys() - {candidate.name for candidate in every})
            _refuse(reports, brought.commands, unknown)
            brought.book.check()
        return cls(
            reports,
            brought.book,
            tuple(sourced.item for sourced in brought.commands),
            tuple(sourced.item for sourced in brought.steps),
            brought.callers,
        )

    @property
    def points(self) -> Mapping[str, AnyPoint]:
        """Every policy point that rooms and plugins declare, by name (全部政策点)."""
        return {point.name: point for point in self.book.points}

    def objections_to(self, request: spec.ObjectionRequest) -> tuple[Reason, ...]:
        """Ask every plugin whether it objects to a command (征求异议).

        Raises an `ExceptionGroup` where a plugin failed: a check that broke has not passed.
        """
        found = self._callers.collect_all(spec.objections_to, request)
        return tuple(sourced.item for sourced in found)

    def on_events(self, batch: spec.EventBatch) -> tuple[PluginError, ...]:
        """Tell every plugin of committed events; failures are returned, not raised (通知事件)."""
        return self._callers.notify(spec.on_events, batch)


@frozen
class _Brought:
    """What the active plugins registered."""

    callers: Callers
    book: PolicyBook
    commands: tuple[Sourced[AnyCommand], ...]
    steps: tuple[Sourced[Step], ...]


def _gather(
    manager: pluggy.PluginManager, reports: tuple[PluginReport, ...]
) -> tuple[tuple[PluginReport, ...], _Brought]:
    """Ask the registration hooks; a plugin that fails in one of them is left out and reported."""
    while True:
        active = tuple(one.name for one in reports if one.state is PluginState.ACTIVE)
        try:
            return reports, _ask(Callers(manager, active))
        except PluginError as error:
            manager.unregister(name=error.plugin)
            reports = tuple(
                evolve(one, state=PluginState.INVALID, detail=str(error), error=error)
                if one.name == error.plugin
                else one
                for one in reports
            )


def _ask(callers: Callers) -> _Brought:
    provisions = callers.collect(spec.gongtong_provisions)
    book = PolicyBook(
        tuple(evolve(sourced.item, plugin=sourced.plugin) for sourced in provisions),
        Lineage(sourced.item for sourced in callers.collect(spec.gongtong_area_codes)),
        tuple(sourced.item for sourced in callers.collect(spec.gongtong_policy_points)),
    )
    return _Brought(
        callers,
        book,
        callers.collect(spec.gongtong_commands),
        callers.collect(spec.gongtong_schema_components),
    )


def _refuse(
    reports: Iterable[PluginReport],
    commands: Iterable[Sourced[AnyCommand]],
    unknown_settings: Iterable[str],
) -> None:
    faults: list[PluginError] = []
    for report in (one for one in reports if one.state.is_fault):
        fault = PluginError(report.name, "loading", f"{report.state}: {report.detail}")
        fault.__cause__ = report.error
        faults.append(fault)
    faults += [
        PluginError(name, "settings", "there is no such plugin") for name in unknown_settings
    ]
    first: dict[str, str] = {}
    for sourced in commands:
        name = sourced.item.name
        if first.setdefault(name, sourced.plugin) != sourced.plugin:
            told = f"{name} is a command of {first[name]} already"
            faults.append(PluginError(sourced.plugin, spec.gongtong_commands.name, told))
    if faults:
        raise ExceptionGroup("some plugins cannot be used", faults)
