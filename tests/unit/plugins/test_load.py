"""Finding and admitting plugins: seeded cases, the same whatever the order of the path."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongtong.core.errors import PluginError
from gongtong.plugins.host import Host
from gongtong.plugins.load import Candidate, find_candidates
from gongtong.plugins.report import PluginReport, PluginState

GOOD = """
from gongtong.plugins import Plugin, hookimpl

@hookimpl
def gongtong_area_codes():
    return ()

plugin = Plugin({name!r}, hooks=__name__, docs_url="https://example.org/{name}")
"""
SEEDED = {
    "apple": GOOD,
    "raises": "raise RuntimeError('broken on import')",
    "leaves": "import sys\nsys.exit(3)",
    "no-manifest": "plugin = 'a text'",
    "misnamed": GOOD.replace("{name!r}", "'other-name'"),
    "from-tomorrow": GOOD.replace("hooks=", "api='>=2.0', hooks="),
    "misspelt": GOOD.replace("gongtong_area_codes", "gongtong_area_code"),
    "forgot-mark": GOOD.replace("@hookimpl\n", ""),
    "with-default": GOOD.replace("gongtong_area_codes()", "gongtong_area_codes(day=1)"),
}


@pytest.fixture(autouse=True)
def _forget_imports() -> Iterator[None]:
    """Leave neither modules nor path entries behind."""
    modules, path = set(sys.modules), list(sys.path)
    yield
    sys.path[:] = path
    for name in set(sys.modules) - modules:
        del sys.modules[name]


def install(folder: Path, distribution: str, name: str, source: str) -> None:
    """Lay out a distribution as an installer leaves it."""
    module = f"seeded_{distribution.replace('-', '_')}_{name.replace('-', '_')}"
    folder.mkdir(exist_ok=True)
    (folder / f"{module}.py").write_text(
        source.replace("{name!r}", repr(name)).replace("{name}", name)
    )
    info = folder / f"{distribution.replace('-', '_')}-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.2\n")
    (info / "entry_points.txt").write_text(f"[gongtong.plugins]\n{name} = {module}:plugin\n")


@pytest.fixture(name="folders", params=[False, True], ids=["path", "path-reversed"])
def _folders(tmp_path: Path, request: pytest.FixtureRequest) -> list[str]:
    """Nine seeded distributions in two folders, in both orders of the path."""
    for index, (name, source) in enumerate(SEEDED.items()):
        install(tmp_path / f"site{index % 2}", f"dist-{name}", name, source)
    folders = [str(tmp_path / "site0"), str(tmp_path / "site1")]
    if request.param:
        folders.reverse()
    sys.path[:0] = folders
    return folders


def seeded(host: Host) -> dict[str, PluginReport]:
    """The reports on what was seeded, by name."""
    return {report.name: report for report in host.reports if report.distribution != "gongtong"}


def test_every_seeded_case_is_reported_as_what_it_is(folders: list[str]) -> None:
    """One good plugin works; each bad one is left out and says why."""
    reports = seeded(Host.installed(path=folders, strict=False))
    assert {name: report.state for name, report in reports.items()} == {
        "apple": PluginState.ACTIVE,
        "raises": PluginState.FAILED_IMPORT,
        "leaves": PluginState.FAILED_IMPORT,
        "no-manifest": PluginState.INVALID,
        "misnamed": PluginState.INVALID,
        "from-tomorrow": PluginState.INCOMPATIBLE,
        "misspelt": PluginState.INVALID,
        "forgot-mark": PluginState.INVALID,
        "with-default": PluginState.INVALID,
    }
    told = {name: report.detail for name, report in reports.items()}
    assert told["raises"] == "RuntimeError: broken on import"
    assert told["leaves"] == "SystemExit: 3"
    assert told["no-manifest"] == "the entry point names a str, not a Plugin"
    assert told["misnamed"] == "its manifest calls it 'other-name'"
    assert told["from-tomorrow"] == "wants hooks >=2.0; these are 1.0"
    assert told["misspelt"] == "there is no hook gongtong_area_code; gongtong_area_codes is one"
    assert told["forgot-mark"] == "gongtong_area_codes lacks @hookimpl; implements no hook"
    assert told["with-default"] == "gongtong_area_codes: the parameter day must have no default"


def test_a_strict_host_raises_every_fault_at_once(folders: list[str]) -> None:
    """Nobody mends eight plugins one start at a time; the causes are kept."""
    with pytest.raises(ExceptionGroup) as raised:
        Host.installed(path=folders)
    faults = raised.value.exceptions
    assert [fault.plugin for fault in faults if isinstance(fault, PluginError)] == [
        "forgot-mark",
        "from-tomorrow",
        "leaves",
        "misnamed",
        "misspelt",
        "no-manifest",
        "raises",
        "with-default",
    ]
    causes = {type(fault.__cause__) for fault in faults}
    assert causes == {RuntimeError, SystemExit, type(None)}


def test_an_empty_choice_leaves_what_is_built_in(folders: list[str]) -> None:
    """A host that allows nothing still has the statutes."""
    host = Host.installed(path=folders, allow=[])
    assert {report.state for report in seeded(host).values()} == {PluginState.DISABLED}
    own = {r.state for r in host.reports if r.distribution == "gongtong"}
    assert own == {PluginState.ACTIVE}


def test_what_the_host_did_not_choose_is_never_imported(folders: list[str]) -> None:
    """A disabled plugin costs nothing and cannot break anything: its module is not touched."""
    host = Host.installed(path=folders, allow=["apple"])
    states = {name: report.state for name, report in seeded(host).items()}
    assert states.pop("apple") is PluginState.ACTIVE
    assert set(states.values()) == {PluginState.DISABLED}
    assert "seeded_dist_apple_apple" in sys.modules
    assert "seeded_dist_raises_raises" not in sys.modules


def test_a_blocked_plugin_is_not_imported_either(folders: list[str]) -> None:
    """Blocking takes single plugins out of what is installed."""
    names = [name for name in SEEDED if name != "apple"]
    host = Host.installed(path=folders, block=names)
    assert seeded(host)["raises"].state is PluginState.DISABLED
    assert "seeded_dist_raises_raises" not in sys.modules


@pytest.mark.parametrize("reverse", [False, True])
def test_two_distributions_of_one_name_are_both_refused(tmp_path: Path, reverse: bool) -> None:
    """No distribution takes another's place by its position on the path."""
    install(tmp_path / "one", "jingzhou", "local", GOOD)
    install(tmp_path / "two", "jingzhou-fork", "local", GOOD)
    folders = [str(tmp_path / "one"), str(tmp_path / "two")]
    path = folders[::-1] if reverse else folders
    sys.path[:0] = path
    host = Host.installed(path=path, strict=False)
    found = [(r.distribution, r.state) for r in host.reports if r.name == "local"]
    assert found == [
        ("jingzhou", PluginState.DUPLICATE),
        ("jingzhou-fork", PluginState.DUPLICATE),
    ]
    chosen = Host.installed(path=path, allow=["jingzhou:local"])
    assert [(r.distribution, r.state) for r in chosen.reports if r.name == "local"] == [
        ("jingzhou", PluginState.ACTIVE),
        ("jingzhou-fork", PluginState.DISABLED),
    ]


def test_nobody_takes_the_name_of_a_built_in_plugin(tmp_path: Path) -> None:
    """A stranger called cn-civil-code does not silently replace the statute."""
    install(tmp_path / "one", "stranger", "cn-civil-code", GOOD)
    sys.path.insert(0, str(tmp_path / "one"))
    with pytest.raises(ExceptionGroup) as raised:
        Host.installed(path=[str(tmp_path / "one")])
    assert "gongtong and stranger both provide it" in str(raised.value.exceptions[0])
    lenient = Host.installed(path=[str(tmp_path / "one")], allow=["cn-civil-code"], strict=False)
    found = [(r.distribution, r.state) for r in lenient.reports if r.name == "cn-civil-code"]
    assert found == [("gongtong", PluginState.ACTIVE), ("stranger", PluginState.DUPLICATE)]


def test_a_distribution_that_is_on_the_path_twice_counts_once(tmp_path: Path) -> None:
    """The first on the path is the one that an import finds."""
    for folder in ("one", "two"):
        install(tmp_path / folder, "twice", "twice", GOOD)
    found = find_candidates([str(tmp_path / "one"), str(tmp_path / "two")])
    assert [(c.name, c.distribution, c.version) for c in found] == [("twice", "twice", "1.2")]


def test_the_interrupt_key_still_works() -> None:
    """A plugin's faults are contained; the operator's Ctrl-C is not a fault."""

    def interrupt() -> object:
        raise KeyboardInterrupt

    from_keyboard = Candidate("slow", "dist", "1", interrupt)
    with pytest.raises(KeyboardInterrupt):
        from_keyboard.load()
