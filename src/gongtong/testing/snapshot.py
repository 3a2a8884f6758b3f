"""The whole content of a database, to be compared to the byte (数据快照).

A command that fails must leave exactly what was there; a command that is repeated must leave exactly
what one undisturbed run leaves. With the ids and the clock given from outside, exactly means exactly.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from attrs import frozen


@frozen
class Snapshot:
    """Every row of every table, as sorted text (快照)."""

    rows: tuple[tuple[str, tuple[str, ...]], ...]

    def difference(self, other: Snapshot) -> str:
        """Name the rows that the other has lost and gained (差异说明)."""
        ours, theirs = dict(self.rows), dict(other.rows)
        lines = []
        for table in sorted(ours.keys() | theirs.keys()):
            before, after = set(ours.get(table, ())), set(theirs.get(table, ()))
            lines += [f"{table}: - {row}" for row in sorted(before - after)]
            lines += [f"{table}: + {row}" for row in sorted(after - before)]
        return "\n".join(lines) or "no difference"


def list_tables(connection: sa.Connection) -> tuple[str, ...]:
    """Name the tables of the database, in order (列出表)."""
    return tuple(sorted(sa.inspect(connection).get_table_names()))


def take_snapshot(connection: sa.Connection, tables: tuple[str, ...] | None = None) -> Snapshot:
    """Read the tables, all of them if none are named (取快照).

    It is taken thousands of times in one test run: one round trip on PostgreSQL, and the bare
    driver on SQLite.
    """
    names = list_tables(connection) if tables is None else tables
    rows: dict[str, list[str]] = {name: [] for name in names}
    quote = connection.dialect.identifier_preparer.quote
    if connection.dialect.name == "postgresql":
        parts = [
            f"SELECT '{name}', CAST(t AS text) FROM {quote(name)} AS t"  # noqa: S608 - names from the catalogue
            for name in names
        ]
        for name, row in connection.exec_driver_sql(" UNION ALL ".join(parts)):
            rows[name].append(row)
    else:
        cursor: Any = connection.connection.cursor()
        for name in names:
            found = cursor.execute(f"SELECT * FROM {quote(name)}")  # noqa: S608 - names from the catalogue
            rows[name] = [repr(row) for row in found]
        cursor.close()
    return Snapshot(tuple((name, tuple(sorted(found))) for name, found in rows.items()))
