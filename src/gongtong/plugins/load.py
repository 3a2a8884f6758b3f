"""Finding plugins and admitting them, the same way every time (加载插件).

The order of `sys.path` decides nothing: candidates are sorted by name and distribution, the host's
choice is applied before anything is imported, and of two strangers with one name neither is taken.
"""

from __future__ import annotations

import inspect
from collections import Counter
from difflib import get_close_matches
from importlib.metadata import EntryPoint, distributions
from typing import TYPE_CHECKING

import pluggy
from attrs import evolve, frozen

from gongtong.core.errors import CodecError
from gongtong.plugins.config import read_config
from gongtong.plugins.manifest import API_VERSION, Plugin
from gongtong.plugins.report import PluginReport, PluginState
from gongtong.plugins.spec import HOOKS, PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from gongtong.core.codec import JsonValue

GROUP = "gongtong.plugins"
_HOOK_NAMES = frozenset(hook.name for hook in HOOKS)
_NOT_OURS_TO_GIVE = ("wrapper", "hookwrapper", "tryfirst", "trylast")


@frozen
class Candidate:
    """A plugin that was found but not yet imported (候选插件)."""

    name: str
    distribution: str
    version: str
    load: Callable[[], object]
    is_built_in: bool = False

    def report(
        self, state: PluginState, detail: str, error: BaseException | None = None
    ) -> PluginReport:
        """Say what became of it (说明情况)."""
        return PluginReport(self.name, self.distribution, self.version, state, detail, error=error)


def find_candidates(path: Sequence[str] | None = None) -> tuple[Candidate, ...]:
    """List the installed plugins, sorted by name and distribution (查找插件).

    `path` is searched instead of `sys.path` where it is given.
    """
    found = distributions() if path is None else distributions(path=list(path))
    candidates: dict[tuple[str, str], Candidate] = {}
    for distribution in found:
        name = distribution.metadata["Name"] or ""
        for point in distribution.entry_points.select(group=GROUP):
            # the first on the path is the one that an import would find
            candidates.setdefault((point.name, name), _candidate(point, name, distribution.version))
    return tuple(candidates[key] for key in sorted(candidates))


def _candidate(point: EntryPoint, distribution: str, version: str) -> Candidate:
    return Candidate(point.name, distribution, version, point.load)


@frozen
class Choice:
    """Which plugins a host wants: everything installed, unless it says otherwise (选用).

    What is built in need not be allowed and can be blocked. An entry is a plugin's name, or `distribution:name` where two distributions use one name.
    """

    allow: Collection[str] | None = None
    block: Collection[str] = ()

    def takes(self, candidate: Candidate) -> bool:
        """Say whether the host wants this one (是否选用)."""
        names = {candidate.name, f"{candidate.distribution}:{candidate.name}"}
        if not names.isdisjoint(self.block):
            return False
        allowed = self.allow is None or candidate.is_built_in
        return allowed or not names.isdisjoint(self.allow or ())


def admit(
    candidates: Iterable[Candidate],
    manager: pluggy.PluginManager,
    choice: Choice,
    settings: Mapping[str, Mapping[str, JsonValue]],
) -> tuple[PluginReport, ...]:
    """Import and register what the host wants, and report on every candidate (接纳插件)."""
    every = tuple(candidates)
    wanted = [candidate for candidate in every if choice.takes(candidate)]
    taken = Counter(candidate.name for candidate in wanted)
    reports: list[PluginReport] = []
    for candidate in every:
        if candidate not in wanted:
            reports.append(candidate.report(PluginState.DISABLED, "not chosen by the host"))
        elif taken[candidate.name] > 1 and not candidate.is_built_in:
            others = sorted(c.distribution for c in wanted if c.name == candidate.name)
            told = f"{' and '.join(others)} both provide it; allow distribution:name"
            reports.append(candidate.report(PluginState.DUPLICATE, told))
        else:
            reports.append(_admit_one(candidate, manager, settings.get(candidate.name, {})))
    return tuple(reports)


def _admit_one(
    candidate: Candidate, manager: pluggy.PluginManager, settings: Mapping[str, JsonValue]
) -> PluginReport:
    try:
        plugin = candidate.load()
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a stranger's module does on import
        told = f"{type(error).__name__}: {error}"
        return candidate.report(PluginState.FAILED_IMPORT, told, error)
    if not isinstance(plugin, Plugin):
        told = f"the entry point names a {type(plugin).__name__}, not a Plugin"
        return candidate.report(PluginState.INVALID, told)
    if plugin.name != candidate.name:
        told = f"its manifest calls it {plugin.name!r}"
        return candidate.report(PluginState.INVALID, told)
    if not plugin.fits():
        told = f"wants hooks {plugin.api}; these are {API_VERSION}"
        return candidate.report(PluginState.INCOMPATIBLE, told)
    return _register(candidate, plugin, manager, settings)


def _register(
    candidate: Candidate,
    plugin: Plugin,
    manager: pluggy.PluginManager,
    settings: Mapping[str, JsonValue],
) -> PluginReport:
    try:
        implementations = plugin.implementations(_configure(plugin, settings))
        faults = tuple(_faults(implementations))
        if not faults:
            manager.register(implementations, plugin.name)
    except CodecError as error:
        return candidate.report(PluginState.INVALID, "; ".join(error.faults), error)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - as on import
        return candidate.report(PluginState.INVALID, f"{type(error).__name__}: {error}", error)
    if faults:
        return candidate.report(PluginState.INVALID, "; ".join(faults))
    callers = manager.get_hookcallers(implementations) or []
    return evolve(
        candidate.report(PluginState.ACTIVE, ""),
        hooks=tuple(sorted(caller.name for caller in callers)),
        maintainers=plugin.maintainers,
        docs_url=plugin.docs_url,
    )


def _configure(plugin: Plugin, settings: Mapping[str, JsonValue]) -> object:
    if plugin.config is not None:
        return read_config(plugin.name, plugin.config, settings)
    if settings:
        raise CodecError([f"{plugin.name}: takes no settings"])
    return None


def _faults(implementations: object) -> Iterator[str]:
    """Say everything that would surprise somebody later: pluggy is content with most of it."""
    marked = 0
    for name, function in inspect.getmembers(implementations, callable):
        options = getattr(function, f"{PROJECT}_impl", None)
        if not isinstance(options, dict):
            if name in _HOOK_NAMES and not inspect.isclass(function) and _is_plain(function):
                yield f"{name} lacks @hookimpl"
            continue
        marked += 1
        yield from _option_faults(name, options)
        yield from _signature_faults(name, function)
    if not marked:
        yield "implements no hook"


def _is_plain(function: object) -> bool:
    return inspect.isfunction(function) or inspect.ismethod(function)


def _option_faults(name: str, options: Mapping[str, object]) -> Iterator[str]:
    hook = str(options.get("specname") or name)
    if hook not in _HOOK_NAMES and not options.get("optionalhook"):
        close = get_close_matches(hook, _HOOK_NAMES, n=1)
        hint = f"; {close[0]} is one" if close else ""
        yield f"there is no hook {hook}{hint}"
    for option in _NOT_OURS_TO_GIVE:
        if options.get(option):
            yield f"{name} asks for {option}; hooks are called in the order of the plugins' names"


def _signature_faults(name: str, function: Callable[..., object]) -> Iterator[str]:
    if inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function):
        yield f"{name} is a coroutine; hooks are plain functions"
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is not inspect.Parameter.POSITIONAL_OR_KEYWORD:
            yield f"{name}: the parameter {parameter.name} must be a plain one"
        elif parameter.default is not inspect.Parameter.empty:
            yield f"{name}: the parameter {parameter.name} must have no default"
