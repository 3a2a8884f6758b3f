"""Our tables carry a prefix and may live in a schema of the host's choice."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Self

import pytest
import sqlalchemy as sa

from gongtong.core.storage.names import Names, Schema
from gongtong.core.storage.tables import CoreTables


def test_every_table_carries_the_prefix_and_the_schema() -> None:
    """A host can tell our tables from its own at a glance."""
    schema = Schema(Names(prefix="city_", schema="residents"))
    tables = schema.tables(CoreTables)
    assert tables.place.fullname == "residents.city_place"
    assert tables.event.fullname == "residents.city_event"
    assert Names()("place") == "gt_place"


def test_a_set_of_tables_is_defined_once() -> None:
    """Two rooms that ask get the same table, not two of one name."""
    schema = Schema(Names())
    assert schema.tables(CoreTables) is schema.tables(CoreTables)


@pytest.mark.parametrize("prefix", ["", "Gt_", "1x", "gt-", "a" * 17, "表"])
def test_a_prefix_that_an_engine_would_fold_or_cut_is_refused(prefix: str) -> None:
    """Lower-case ASCII, at most 16 characters."""
    with pytest.raises(ValueError, match="is not a table prefix"):
        Names(prefix=prefix)
    assert Names(prefix="a" * 16)("t") == "a" * 16 + "t"


def test_a_host_can_tell_its_autogenerate_to_leave_our_tables_alone() -> None:
    """Only tables with our prefix are left out; everything else is the host's."""
    names = Names()
    assert names.include_name("gt_entry", "table") is False
    assert names.include_name("entry", "table") is True
    assert names.include_name("gt_entry", "column") is True
    assert names.include_name(None, "table") is True


class SlowTables:
    """A set of tables that takes a while to define (慢表组)."""

    definitions = 0

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        cls.definitions += 1
        time.sleep(0.01)
        sa.Table(names("slow"), metadata)
        return cls()


def test_threads_that_ask_at_once_get_one_set_of_tables() -> None:
    """Defining a table a second time would raise in the thread that came later."""
    schema = Schema(Names())
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: schema.tables(SlowTables), range(8)))
    assert SlowTables.definitions == 1
    assert all(one is found[0] for one in found)


class NotWhatItSays:
    """A set of tables that defines something else (错误的表组)."""

    @classmethod
    def define(cls, _metadata: object, _names: object) -> object:
        return object()


def test_a_set_that_defines_something_else_is_refused() -> None:
    """The mistake is told where it is made."""
    with pytest.raises(TypeError, match="NotWhatItSays"):
        Schema(Names()).tables(NotWhatItSays)  # type: ignore[type-var]  # the wrong type is what is tested


def test_a_foreign_key_names_a_table_with_its_schema() -> None:
    """Where the host chose a schema, it stands before the prefix; elsewhere nothing does."""
    assert Names().qualified("place") == "gt_place"
    assert Names(prefix="city_", schema="residents").qualified("place") == "residents.city_place"
