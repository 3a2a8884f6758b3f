"""Writing the first step of a new component as SQL, from its definitions (书写首个步骤).

Once released, the file never changes again; later steps are written by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs
import sqlalchemy as sa

from gongtong.core.storage.names import Names, Schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongtong.core.storage.names import TableSet

_SCHEMA: Final = "openschema"
_PREFIX: Final = "zq_"
# as long as the default prefix: a longer one would cut the names of some constraints short


def first_step_text(
    sets: Sequence[type[TableSet]],
    dialect: sa.Dialect,
    *,
    beside: Sequence[type[TableSet]] = (),
) -> str:
    """Give the SQL that creates the tables of a component, with the host's names left open (首个步骤文本).

    `beside` are sets that stand already, to which the new ones refer.
    """
    schema = Schema(Names(prefix=_PREFIX, schema=_SCHEMA))
    for kind in beside:
        schema.tables(kind)
    tables = [table for kind in sets for table in _tables_of(schema.tables(kind))]
    in_order = [table for table in schema.metadata.sorted_tables if table in tables]
    statements = [str(sa.schema.CreateTable(table).compile(dialect=dialect)) for table in in_order]
    statements += [
        str(sa.schema.CreateIndex(index).compile(dialect=dialect))
        for table in in_order
        for index in sorted(table.indexes, key=lambda one: str(one.name))
    ]
    text = "".join(f"{_tidy(statement)};\n\n" for statement in statements)
    return text.replace(f"{_SCHEMA}.", "{schema}").replace(_PREFIX, "{prefix}")


def _tables_of(defined: object) -> list[sa.Table]:
    values = attrs.asdict(defined, recurse=False).values()  # type: ignore[arg-type]  # sets of tables are attrs classes
    return [value for value in values if isinstance(value, sa.Table)]


def _tidy(statement: str) -> str:
    lines = (line.rstrip().replace("\t", "    ") for line in statement.strip().splitlines())
    return "\n".join(line for line in lines if line)
