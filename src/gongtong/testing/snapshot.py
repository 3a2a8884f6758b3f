"""The whole content of the tables, to be compared to the byte (数据快照).

A command that fails must leave exactly what was there; a command that is repeated must leave exactly
what one undisturbed run leaves. With the ids and the clock given from outside, exactly means exactly.
"""

from __future__ import annotations

import sqlalchemy as sa
from attrs import frozen


@frozen
class Snapshot:
    """Every row of every table of ours, as sorted text (快照)."""

    rows: tuple[tuple[str, tuple[str, ...]], ...]

    def difference(self, other: Snapshot) -> str:
        """Name the tables that differ, with the rows on either side (差异说明)."""
        ours, theirs = dict(self.rows), dict(other.rows)
        lines = []
        for table in sorted(ours.keys() | theirs.keys()):
            before, after = set(ours.get(table, ())), set(theirs.get(table, ()))
            lines += [f"{table}: - {row}" for row in sorted(before - after)]
            lines += [f"{table}: + {row}" for row in sorted(after - before)]
        return "\n".join(lines) or "no difference"


def take_snapshot(
    connection: sa.Connection, *, prefix: str = "gt_", schema: str | None = None
) -> Snapshot:
    """Read every table whose name starts with the prefix (取快照)."""
    names = sorted(
        name for name in sa.inspect(connection).get_table_names(schema) if name.startswith(prefix)
    )
    return snapshot_of(connection, tuple(names), schema=schema)


def snapshot_of(
    connection: sa.Connection, names: tuple[str, ...], *, schema: str | None = None
) -> Snapshot:
    """Read these tables; on PostgreSQL in one round trip (读取指定表)."""
    rows: dict[str, list[str]] = {name: [] for name in names}
    if connection.dialect.name == "postgresql":
        quote = connection.dialect.identifier_preparer.quote
        owner = "" if schema is None else f"{quote(schema)}."
        parts = [
            f"SELECT '{name}', CAST(t AS text) FROM {owner}{quote(name)} AS t"  # noqa: S608 - names from the catalogue
            for name in names
        ]
        for name, row in connection.exec_driver_sql(" UNION ALL ".join(parts)):
            rows[name].append(row)
    else:
        for name in names:
            table = sa.table(name, schema=schema)
            statement = sa.select(sa.text("*")).select_from(table)
            rows[name] = [repr(tuple(row)) for row in connection.execute(statement)]
    return Snapshot(tuple((name, tuple(sorted(found))) for name, found in rows.items()))
