"""A type checker compares a plugin's functions with the hooks' declarations."""

import subprocess
import sys
from inspect import signature
from pathlib import Path

import pytest

from gongtong.plugins.report import PluginState
from gongtong.plugins.spec import HOOKS

GOOD = """
from collections.abc import Iterable

from gongtong.core.policies import AnyProvision
from gongtong.core.rulings import Reason
from gongtong.plugins.spec import ObjectionRequest, gongtong_provisions, objections_to


@gongtong_provisions.impl
def provisions() -> Iterable[AnyProvision]:
    return []


@objections_to.impl
def objections(request: ObjectionRequest) -> list[Reason]:
    return [] if request.command else []
"""
BAD = """
from gongtong.plugins.spec import (
    EventBatch, ObjectionRequest, gongtong_provisions, objections_to, on_events
)


@gongtong_provisions.impl
def wrong_item() -> list[str]:  # 8
    return []


@gongtong_provisions.impl
def wrong_argument(day: int) -> list[object]:  # 13
    return []


@objections_to.impl
def no_argument() -> list[object]:  # 18
    return []


@on_events.impl
def wrong_request(batch: ObjectionRequest) -> None:  # 23
    print(batch)


@on_events.impl
async def awaits(batch: EventBatch) -> None:  # 28
    print(batch)
"""


@pytest.fixture(name="flagged", scope="module")
def _flagged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[int]]:
    """The lines that the type checker flags in a good and a bad plugin."""
    folder = tmp_path_factory.mktemp("typed")
    (folder / "good.py").write_text(GOOD)
    (folder / "bad.py").write_text(BAD)
    command = [sys.executable, "-m", "mypy", "--strict", "--no-color-output"]
    files = [str(folder / "good.py"), str(folder / "bad.py")]
    result = subprocess.run([*command, *files], capture_output=True, text=True, check=False)  # noqa: S603 - our own checker on our own files
    errors = [line for line in result.stdout.splitlines() if ": error:" in line]
    assert errors, result.stdout + result.stderr
    return {
        name: {int(line.split(":")[1]) for line in errors if f"{name}.py:" in line}
        for name in ("good", "bad")
    }


def test_good_implementations_pass(flagged: dict[str, set[int]]) -> None:
    """Functions that take the request and answer with the declared type."""
    assert flagged["good"] == set()


def test_bad_implementations_are_all_found(flagged: dict[str, set[int]]) -> None:
    """A wrong item, argument or request, a missing argument and a coroutine: each decorator is flagged."""
    assert flagged["bad"] == {7, 12, 17, 22, 27}


def test_every_hook_is_declared_without_an_answer() -> None:
    """A hook that nobody implements brings nothing; the declarations themselves can be called."""
    for hook in HOOKS:
        asked = () if hook.name.startswith("gongtong_") else (object(),)
        assert hook.declaration(*asked) in ((), None)
        assert hook.declaration.__doc__


def test_the_guide_names_every_hook_and_every_state() -> None:
    """What an author may implement, and what the host may say of the plugin, is written down."""
    guide = Path(__file__).parents[3] / "docs" / "guides" / "write-a-plugin.md"
    text = guide.read_text(encoding="utf-8")
    for hook in HOOKS:
        parameters = ", ".join(signature(hook.declaration).parameters)
        assert f"| `{hook.name}({parameters})` |" in text
    for state in PluginState:
        assert f"| `{state}` |" in text
