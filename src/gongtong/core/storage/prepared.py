"""Statements that are compiled once for a driver and then go straight to it (预编译语句).

SQLAlchemy writes the SQL and knows the types; it is asked once for each statement and driver. What is gained is
the time that it takes for every execution, which for a command of ten small statements is most of its time.
Drivers that are not known to `speaks_directly` are served by SQLAlchemy itself, with the same result.
"""

from __future__ import annotations

from collections import namedtuple
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import frozen

from gongtong.core.storage.lanes import as_sqlalchemy_would, speaks_directly
from gongtong.core.storage.record import one_or_many

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import sqlalchemy as sa
    from sqlalchemy.engine import Dialect

Values: TypeAlias = "Mapping[str, Any]"

_MOST_KEPT = 1024


@frozen
class _Compiled:
    """The SQL of a statement, how its values are written, and how what it gives is read."""

    text: str
    is_positional: bool
    writers: tuple[tuple[str, Callable[[Any], Any] | None], ...]
    readers: tuple[Callable[[Any], Any] | None, ...]
    row: Callable[..., Any]

    def values(self, given: Values) -> Any:
        written = [
            given[name] if writer is None else writer(given[name]) for name, writer in self.writers
        ]
        if self.is_positional:
            return tuple(written)
        return {name: value for (name, _), value in zip(self.writers, written, strict=True)}

    def read(self, row: Sequence[Any]) -> Any:
        return self.row(
            *[
                value if reader is None else reader(value)
                for reader, value in zip(self.readers, row, strict=True)
            ]
        )


def read_rows(connection: sa.Connection, statement: sa.Select[Any], values: Values) -> list[Any]:
    """Read the rows of a prepared statement, each with its columns by name (预编译读取).

    The statement must be the same object each time, its values bound by `sa.bindparam`.
    """
    if not speaks_directly(connection):
        return list(connection.execute(statement, dict(values)))
    compiled = _compiled(statement, connection.dialect, ())
    cursor = _run(connection, compiled.text, compiled.values(values))
    try:
        return [compiled.read(row) for row in cursor.fetchall()]
    finally:
        cursor.close()


def write_rows(
    connection: sa.Connection, statement: sa.Insert | sa.Update, rows: Sequence[Values]
) -> int:
    """Run a prepared statement for each row of values; give how many rows a change of one has touched (预编译写入).

    The statement must be the same object each time, and every row must have the same names. Of insertions and of
    several rows not every driver tells how many there were.
    """
    if not speaks_directly(connection):
        return connection.execute(statement, one_or_many([dict(row) for row in rows])).rowcount
    compiled = _compiled(statement, connection.dialect, tuple(rows[0]))
    written: Any = [compiled.values(row) for row in rows]
    cursor = _run(connection, compiled.text, written[0] if len(written) == 1 else written)
    try:
        return int(cursor.rowcount)
    finally:
        cursor.close()


def _run(connection: sa.Connection, text: str, values: Any) -> Any:
    """Run SQL on a cursor of the driver, which whoever calls closes; errors are SQLAlchemy's."""
    dialect: Any = connection.dialect
    cursor: Any = connection.connection.cursor()
    try:
        if type(values) is list:
            dialect.do_executemany(cursor, text, values)
        else:
            dialect.do_execute(cursor, text, values)
    except dialect.loaded_dbapi.Error as error:
        cursor.close()
        raise as_sqlalchemy_would(connection, text, error, cursor) from error
    except BaseException:
        cursor.close()
        raise
    return cursor


@lru_cache(maxsize=_MOST_KEPT)
def _compiled(
    statement: sa.Select[Any] | sa.Insert | sa.Update, dialect: Dialect, names: tuple[str, ...]
) -> _Compiled:
    compiled: Any = statement.compile(dialect=dialect, column_keys=list(names) or None)
    names_in_order = compiled.positiontup if compiled.positional else compiled.binds
    columns = tuple(statement.selected_columns) if hasattr(statement, "selected_columns") else ()
    keys = [column.key for column in columns]
    return _Compiled(
        compiled.string,
        bool(compiled.positional),
        tuple(
            (name, compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect))
            for name in names_in_order
        ),
        tuple(
            column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns
        ),
        namedtuple("Row", keys),  # noqa: PYI024 - the names are known when the statement is
    )
