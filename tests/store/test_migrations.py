"""Tables are made and changed by steps, once each, in the host's transaction."""

import pytest
import sqlalchemy as sa
from alembic.operations import Operations

from gongtong.community import BUILT_IN_STEPS, Gongtong
from gongtong.core.errors import PreflightError
from gongtong.core.places import Place
from gongtong.core.storage.migrations import Step, StepId, applied_steps, in_order, migrate
from gongtong.core.storage.names import Names, Schema


def nothing(_: Operations, __: Schema) -> None:
    """Change nothing (空步骤)."""


def step(component: str, number: int, *needs: StepId) -> Step:
    return Step(StepId(component, number), "test", nothing, needs)


def shape_of(engine: sa.Engine, schema: str | None = None) -> dict[str, object]:
    inspector = sa.inspect(engine)
    return {
        name: (
            sorted(
                (column["name"], str(column["type"]), column["nullable"])
                for column in inspector.get_columns(name, schema)
            ),
            inspector.get_pk_constraint(name, schema)["constrained_columns"],
            sorted(
                tuple(key["constrained_columns"])
                for key in inspector.get_foreign_keys(name, schema)
            ),
            sorted(
                tuple(key["column_names"]) for key in inspector.get_unique_constraints(name, schema)
            ),
            sorted(str(check["name"]) for check in inspector.get_check_constraints(name, schema)),
            sorted(
                (index["name"] or "", tuple(index["column_names"]))
                for index in inspector.get_indexes(name, schema)
            ),
        )
        for name in inspector.get_table_names(schema)
        if not name.endswith("schema_step")
    }


def test_all_steps_together_make_the_tables_that_the_code_expects(
    gongtong_engine: sa.Engine, gongtong_databases: object, gongtong_engine_kind: object
) -> None:
    """A database that came through every version equals one made from scratch."""
    app = Gongtong()
    ran = app.migrate(gongtong_engine)
    assert {step.id for step in BUILT_IN_STEPS} <= set(ran)
    scratch = gongtong_databases.create(gongtong_engine_kind)  # type: ignore[attr-defined]  # a fixture of ours
    engine = scratch.open()
    with engine.begin() as connection:
        app.schema.metadata.create_all(connection)
    assert shape_of(gongtong_engine) == shape_of(engine)
    engine.dispose()
    scratch.drop()


def test_a_second_migration_runs_nothing(gongtong_engine: sa.Engine) -> None:
    """Every step runs once."""
    app = Gongtong()
    assert app.migrate(gongtong_engine) != ()
    assert app.migrate(gongtong_engine) == ()
    with gongtong_engine.begin() as connection:
        assert applied_steps(connection, app.schema) == {step.id for step in app.steps}


def test_two_prefixes_live_side_by_side(gongtong_engine: sa.Engine) -> None:
    """Two hosts in one database do not see each other."""
    first, second = Gongtong(prefix="a_"), Gongtong(prefix="b_")
    first.migrate(gongtong_engine)
    second.migrate(gongtong_engine)
    with gongtong_engine.begin() as connection:
        assert first.found(connection, Place("p", "甲小区"))
        assert second.found(connection, Place("p", "乙小区"))


def test_a_host_that_rolls_back_takes_the_tables_back(gongtong_engine: sa.Engine) -> None:
    """The steps ran inside the host's transaction."""
    app = Gongtong()
    with gongtong_engine.connect() as connection:
        transaction = connection.begin()
        app.migrate(connection)
        transaction.rollback()
    assert sa.inspect(gongtong_engine).get_table_names() == []


def test_our_tables_can_live_in_a_schema_of_their_own(gongtong_engine: sa.Engine) -> None:
    """On PostgreSQL nothing of ours lands in public; SQLite has no schemas and needs none."""
    if gongtong_engine.dialect.name == "sqlite":
        assert Names(schema=None).schema is None
        return
    with gongtong_engine.begin() as connection:
        connection.execute(sa.schema.CreateSchema("residents"))
    app = Gongtong(schema="residents")
    app.migrate(gongtong_engine)
    assert sa.inspect(gongtong_engine).get_table_names() == []
    assert "gt_place" in sa.inspect(gongtong_engine).get_table_names("residents")


def test_a_connection_outside_any_transaction_is_refused(gongtong_engine: sa.Engine) -> None:
    """Half a migration could not be taken back."""
    with (
        gongtong_engine.connect() as connection,
        pytest.raises(PreflightError, match="no transaction"),
    ):
        migrate(connection, Schema(Names()), BUILT_IN_STEPS)


def test_steps_run_in_an_order_in_which_each_finds_what_it_needs() -> None:
    """The order does not depend on how the components were listed."""
    core, second = step("core", 1), step("core", 2, StepId("ledger", 1))
    ledger = step("ledger", 1, StepId("core", 1))
    assert (
        in_order([second, ledger, core])
        == in_order([core, second, ledger])
        == (core, ledger, second)
    )


@pytest.mark.parametrize(
    "steps",
    [
        [step("core", 1), step("core", 1)],
        [step("core", 2)],
        [step("a", 1, StepId("b", 1)), step("b", 1, StepId("a", 1))],
        [step("a", 1, StepId("gone", 1))],
    ],
    ids=["twice", "gap", "circle", "missing"],
)
def test_steps_that_cannot_be_put_in_order_are_refused(steps: list[Step]) -> None:
    """Before anything is changed."""
    with pytest.raises(ValueError, match="migration step"):
        in_order(steps)
