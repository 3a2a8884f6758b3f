"""Opening the database that a person named on the command line (打开数据库)."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from gongtong.core.errors import InputError
from gongtong.core.storage.engines import configure_sqlite
from gongtong.core.tabular import problem_at

if TYPE_CHECKING:
    from collections.abc import Iterator

REMEDY = "give a URL such as sqlite:///books.sqlite or postgresql+psycopg://user@host/name"


def open_database(url: str) -> sa.Engine:
    """Open a database by its SQLAlchemy URL, as the books need it (打开数据库).

    Raises `InputError` when the URL or the database cannot be used.
    """
    try:
        engine = sa.create_engine(url)
    except (sa.exc.ArgumentError, sa.exc.NoSuchModuleError, ModuleNotFoundError) as error:
        raise _unusable(error, REMEDY) from error
    if engine.dialect.name == "sqlite":
        configure_sqlite(engine)
    with database_errors_told(), engine.connect():
        return engine


def open_existing(url: str, place_table: str) -> sa.Engine:
    """Open a database that gongtong has written before, and make none (打开已有数据库)."""
    try:
        parsed = sa.make_url(url)
    except sa.exc.ArgumentError as error:
        raise _unusable(error, REMEDY) from error
    is_file = parsed.get_backend_name() == "sqlite" and parsed.database not in (None, ":memory:")
    if is_file and not Path(str(parsed.database)).is_file():
        raise _unusable(FileNotFoundError(f"there is no file {parsed.database}"), REMEDY)
    engine = open_database(url)
    with database_errors_told():
        has_tables = sa.inspect(engine).has_table(place_table)
    if not has_tables:
        engine.dispose()
        raise _unusable(
            LookupError("the database holds no tables of gongtong"),
            "run gongtong demo first, or give the database that it wrote",
        )
    return engine


@contextmanager
def database_errors_told() -> Iterator[None]:
    """Tell what the database complains of in one line, without a traceback (转述数据库错误)."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise _unusable(
            error, "check that the server runs and that you may use the database"
        ) from error


def _unusable(error: Exception, remedy: str) -> InputError:
    said = str(error).splitlines()[0] if str(error) else type(error).__name__
    return InputError(
        [
            problem_at(
                "--database",
                code="database_unusable",
                en=f"the database cannot be used: {said}",
                zh="数据库无法使用",
                remedy=remedy,
            )
        ]
    )
