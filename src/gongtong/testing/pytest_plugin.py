"""Fixtures for tests of gongtong's commands and rules on real databases (pytest 插件).

Nothing of the database is imported until a test asks for it: this module is loaded by every pytest
run of an environment that has gongtong installed.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path

    import sqlalchemy as sa

    from gongtong.community import Gongtong
    from gongtong.testing.databases import Database, DatabaseSource, EngineKind
    from gongtong.testing.examples.example import CommandExample
    from gongtong.testing.postgres import PostgresServer
    from gongtong.testing.rehearsal import Rehearsal
    from gongtong.testing.stage import Stage

_RESULTS = pytest.StashKey[dict[str, str]]()
_FIGURES = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """Keep a place for the figures and results of this run, and make the mark known (登记)."""
    if config.getoption("--policy-report") is not None and config.getoption("numprocesses", None):
        message = "--policy-report looks at every test in one process: leave out -n"
        raise pytest.UsageError(message)
    config.stash[_FIGURES] = []
    config.stash[_RESULTS] = {}
    config.addinivalue_line(
        "markers", "policy(source, clause): the rule that this test states, and where it is written"
    )


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print the figures that tests have measured (打印数字)."""
    figures = config.stash[_FIGURES]
    if figures:
        terminalreporter.section("figures of gongtong's tests")
        for figure in figures:
            terminalreporter.write_line(figure)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over the figures of one of several processes that run tests (汇总数字)."""
    node.config.stash[_FIGURES] += getattr(node, "workeroutput", {}).get("gongtong_figures", [])


@pytest.fixture
def gongtong_figures(request: pytest.FixtureRequest) -> list[str]:
    """Give the list to which a test adds lines for the end of the run (数字)."""
    return request.config.stash[_FIGURES]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes the policy reference (命令行选项)."""
    parser.addoption(
        "--policy-report",
        metavar="FILE",
        help="write every rule marked @pytest.mark.policy, with its clause and cases, as Markdown",
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember what became of each test (记下结果)."""
    report = yield
    results = item.config.stash[_RESULTS]
    if report.failed or report.when == "call":
        results[item.nodeid] = "failed" if report.failed else report.outcome
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the policy reference if it was asked for; hand figures on to who prints them (写出政策手册)."""
    output: dict[str, object] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["gongtong_figures"] = session.config.stash[_FIGURES]
    path = session.config.getoption("--policy-report")
    if path is None:
        return
    module = import_module("gongtong.testing.policy_report")
    results = session.config.stash[_RESULTS]
    outcomes = {"passed": module.CaseOutcome.PASSED, "failed": module.CaseOutcome.FAILED}
    cases = [
        module.WorkedCase(
            source=mark.kwargs["source"],
            clause=mark.kwargs["clause"],
            sentence=_sentence_of(item),
            case=_case_of(item),
            outcome=outcomes.get(results.get(item.nodeid, ""), module.CaseOutcome.LEFT_OUT),
        )
        for item in session.items
        for mark in item.iter_markers("policy")
    ]
    target: Path = session.config.rootpath / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(module.policy_report(cases), encoding="utf-8")


def _sentence_of(item: pytest.Item) -> str:
    said = getattr(getattr(item, "obj", None), "__doc__", None) or item.name
    return " ".join(said.split())


def _case_of(item: pytest.Item) -> str:
    spec = getattr(item, "callspec", None)
    return "" if spec is None else str(spec.id)


@pytest.fixture(scope="session")
def gongtong_app() -> Gongtong:
    """Give the library with every installed plugin; override it to choose others (应用)."""
    made: Gongtong = import_module("gongtong.community").Gongtong()
    return made


@pytest.fixture(scope="session")
def gongtong_postgres() -> Iterator[PostgresServer]:
    """Find or start a PostgreSQL; without one the test fails and names the remedies (PostgreSQL 服务)."""
    module = import_module("gongtong.testing.postgres")
    try:
        server: PostgresServer = module.open_postgres()
    except module.PostgresMissingError as error:
        pytest.fail(str(error), pytrace=False)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def gongtong_databases(gongtong_postgres: PostgresServer) -> DatabaseSource:
    """Make databases for tests to spoil (测试库来源)."""
    source: DatabaseSource = import_module("gongtong.testing.databases").DatabaseSource(
        gongtong_postgres
    )
    return source


@pytest.fixture(params=["sqlite", "postgresql"])
def gongtong_engine_kind(request: pytest.FixtureRequest) -> EngineKind:
    """Run the test once on each engine (数据库种类)."""
    kind: EngineKind = import_module("gongtong.testing.databases").EngineKind(request.param)
    return kind


@pytest.fixture(scope="session")
def gongtong_new_place(
    gongtong_app: Gongtong, gongtong_databases: DatabaseSource
) -> Callable[[EngineKind], Database]:
    """Make a migrated database with one empty place in it, from a template (新建空小区)."""
    prepare: Callable[[Gongtong, Database], Database] = import_module(
        "gongtong.testing.rehearsal"
    ).prepare_place
    templates: dict[EngineKind, Database] = {}

    def make(kind: EngineKind) -> Database:
        if kind not in templates:
            templates[kind] = prepare(gongtong_app, gongtong_databases.create(kind))
        return templates[kind].copy()

    return make


@pytest.fixture
def gongtong_database(
    request: pytest.FixtureRequest, gongtong_engine_kind: EngineKind
) -> Iterator[Database]:
    """Give the test a database of its own: empty, or with the place if the test asks for it (测试库)."""
    if "gongtong_place" in request.fixturenames:
        database: Database = request.getfixturevalue("gongtong_new_place")(gongtong_engine_kind)
    else:
        database = request.getfixturevalue("gongtong_databases").create(gongtong_engine_kind)
    yield database
    database.drop()


@pytest.fixture
def gongtong_engine(gongtong_database: Database) -> Iterator[sa.Engine]:
    """Open an engine on the test's database, configured as the books need (数据库引擎)."""
    engine = gongtong_database.open()
    yield engine
    engine.dispose()


@pytest.fixture
def gongtong_place(gongtong_app: Gongtong, gongtong_engine: sa.Engine) -> Stage:
    """Give a migrated, empty place to act in (测试场地)."""
    stage: Stage = import_module("gongtong.testing.stage").Stage(gongtong_app, gongtong_engine)
    return stage


@pytest.fixture(scope="session")
def gongtong_rehearse(
    gongtong_app: Gongtong, gongtong_new_place: Callable[[EngineKind], Database]
) -> Iterator[Callable[[CommandExample, EngineKind], Rehearsal]]:
    """Prepare an example once for each engine, and hand it out to every test of it (演练)."""
    kind_of_rehearsal: Any = import_module("gongtong.testing.rehearsal").Rehearsal
    known: dict[tuple[str, EngineKind], Rehearsal] = {}

    def rehearse(example: CommandExample, kind: EngineKind) -> Rehearsal:
        if (example.id, kind) not in known:
            known[example.id, kind] = kind_of_rehearsal.prepare(
                gongtong_app, example, gongtong_new_place(kind)
            )
        return known[example.id, kind]

    yield rehearse
    for rehearsal in known.values():
        rehearsal.prepared.drop()
