"""For all tests: no deadlines; what needs a program of the system is left out loudly (系统程序)."""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import pytest
from attrs import frozen
from hypothesis import HealthCheck, settings

# No test fails because a machine is slow; where changes are handed in, every run tries the same cases.
settings.register_profile(
    "gongtong",
    deadline=None,
    derandomize=os.environ.get("CI") == "true",
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("gongtong")

LEFT_OUT = pytest.StashKey[dict[str, list[str]]]()


@frozen
class SystemProgram:
    """What a marked test needs from the system (系统程序)."""

    marker: str
    packages: str
    is_present: Callable[[], bool]

    @property
    def remedy(self) -> str:
        """The command that brings it."""
        return f"apt-get install {self.packages}"


@cache
def has_chromium() -> bool:
    """Whether Chromium is here, and a font that can draw Chinese (浏览器与字体)."""
    fonts = shutil.which("fc-list")
    if fonts is None or not any(
        map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))
    ):
        return False
    listed = subprocess.run([fonts, ":lang=zh"], capture_output=True, check=False)  # noqa: S603  # a fixed command, found on PATH
    return bool(listed.stdout.strip())


@cache
def has_hledger() -> bool:
    """Whether hledger is here (记账程序)."""
    return shutil.which("hledger") is not None


PROGRAMS: Mapping[str, SystemProgram] = MappingProxyType(
    {
        program.marker: program
        for program in (
            SystemProgram("needs_chromium", "chromium fonts-noto-cjk", has_chromium),
            SystemProgram("needs_hledger", "hledger", has_hledger),
        )
    }
)


def absent_programs(item: pytest.Item) -> list[SystemProgram]:
    """The programs that this test needs and this machine lacks (缺少的程序)."""
    needed = [program for marker, program in PROGRAMS.items() if item.get_closest_marker(marker)]
    return [program for program in needed if not program.is_present()]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what cannot run here, and remember it; with GONGTONG_REQUIRE_SYSTEM=1 keep all."""
    if os.environ.get("GONGTONG_REQUIRE_SYSTEM") == "1":
        return
    left_out: dict[str, list[str]] = {}
    deselected = []
    for item in items:
        for program in (absent := absent_programs(item)):
            left_out.setdefault(program.remedy, []).append(item.nodeid)
        if absent:
            deselected.append(item)
    if deselected:
        items[:] = [item for item in items if item not in deselected]
        config.hook.pytest_deselected(items=deselected)
    config.stash[LEFT_OUT] = left_out


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test that stayed although its program is absent fails, and says what would bring it."""
    for program in absent_programs(item):
        pytest.fail(f"{program.marker}: absent here; {program.remedy}", pytrace=False)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand on what was left out, where this is one of several processes that run tests."""
    output: dict[str, object] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["left_out"] = session.config.stash.get(LEFT_OUT, {})


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a process left out; all of them leave out the same."""
    node.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get("left_out", {})


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say at the end what was left out, and what would bring it."""
    left_out = config.stash.get(LEFT_OUT, {})
    if not left_out:
        return
    terminalreporter.section("left out: a system program is absent", yellow=True)
    for remedy, nodeids in left_out.items():
        terminalreporter.write_line(f"{len(nodeids)} tests would run after: {remedy}")
        for nodeid in nodeids:
            terminalreporter.write_line(f"  {nodeid}")
