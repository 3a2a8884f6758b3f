"""Tables are made and changed by steps, once each, in the host's transaction."""

from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.operations import Operations

from gongtong.community import BUILT_IN_STEPS, Gongtong
from gongtong.core.errors import PreflightError
from gongtong.core.places import Place
from gongtong.core.registry.tables import RegistryTables
from gongtong.core.storage.migrations import Step, StepId, applied_steps, in_order, migrate
from gongtong.core.storage.names import Names, Schema, TableSet
from gongtong.core.storage.tables import CoreTables
from gongtong.core.storage.written_steps import split_statements, statements_of
from gongtong.deliberation.assemblies.tables import AssemblyTables
from gongtong.deliberation.canvassing.tables import CanvassTables
from gongtong.deliberation.commitments.tables import CommitmentTables
from gongtong.deliberation.ratings.tables import RatingTables
from gongtong.deliberation.surveys.tables import SurveyTables
from gongtong.deliberation.tables import DeliberationTables
from gongtong.deliberation.topics.tables import TopicTables
from gongtong.ledger.tables import LEDGER_TABLES
from gongtong.mediation.agreements.tables import AgreementTables
from gongtong.mediation.cases.tables import CaseTables
from gongtong.mediation.clocks.tables import ClockTables
from gongtong.mediation.dossiers.tables import DossierTables
from gongtong.mediation.escalation.tables import EscalationTables
from gongtong.mediation.mediators.tables import MediatorTables
from gongtong.mediation.obligations.tables import ObligationTables
from gongtong.mediation.offers.tables import OfferTables
from gongtong.mediation.parties.tables import PartyTables
from gongtong.mediation.sessions.tables import SessionTables
from gongtong.rostering.attendance.tables import AttendanceTables
from gongtong.rostering.hours.tables import HoursTables
from gongtong.rostering.incidents.tables import IncidentTables
from gongtong.rostering.patrols.tables import PatrolTables
from gongtong.rostering.rosters.tables import RosterTables
from gongtong.rostering.swaps.tables import SwapTables
from gongtong.rostering.volunteers.tables import VolunteerTables
from gongtong.testing.databases import DatabaseSource, EngineKind
from gongtong.testing.schema_text import first_step_text
from gongtong.voting.polls.tables import PollTables
from gongtong.voting.tables import VotingTables


def nothing(_: Operations, __: Schema) -> None:
    """Change nothing (空步骤)."""


def step(component: str, number: int, *needs: StepId) -> Step:
    return Step(StepId(component, number), "test", nothing, needs)


def named(found: Mapping[str, Any], *parts: str) -> tuple[str, ...]:
    return (str(found["name"]), *(str(found[part]) for part in parts))


def shape_of(engine: sa.Engine, schema: str | None = None) -> dict[str, object]:
    inspector = sa.inspect(engine)
    return {
        name: (
            sorted(
                (column["name"], str(column["type"]), column["nullable"], column["default"])
                for column in inspector.get_columns(name, schema)
            ),
            named(inspector.get_pk_constraint(name, schema), "constrained_columns"),
            sorted(
                named(key, "constrained_columns", "referred_table", "referred_columns", "options")
                for key in inspector.get_foreign_keys(name, schema)
            ),
            sorted(
                named(key, "column_names") for key in inspector.get_unique_constraints(name, schema)
            ),
            sorted(
                (str(check["name"]), check["sqltext"])
                for check in inspector.get_check_constraints(name, schema)
            ),
            sorted(
                named(index, "column_names", "unique")
                for index in inspector.get_indexes(name, schema)
            ),
        )
        for name in inspector.get_table_names(schema)
        if not name.endswith("schema_step")
    }


SETS: tuple[type[TableSet], ...] = (
    CoreTables,
    RegistryTables,
    VotingTables,
    PollTables,
    *LEDGER_TABLES,
    DeliberationTables,
    AssemblyTables,
    CommitmentTables,
    TopicTables,
    CanvassTables,
    PatrolTables,
    VolunteerTables,
    HoursTables,
    RosterTables,
    AttendanceTables,
    SwapTables,
    IncidentTables,
    SurveyTables,
    RatingTables,
    CaseTables,
    PartyTables,
    MediatorTables,
    OfferTables,
    ObligationTables,
    AgreementTables,
    SessionTables,
    ClockTables,
    DossierTables,
    EscalationTables,
)


def as_defined(_: CoreTables) -> None:
    """Change nothing."""


def shape_from_scratch(
    source: DatabaseSource, kind: EngineKind, change: Callable[[CoreTables], None] = as_defined
) -> object:
    """Create what the definitions say, after a change of the core's tables if one is given."""
    schema = Schema(Names())
    for one in SETS:
        schema.tables(one)
    change(schema.tables(CoreTables))
    database = source.create(kind)
    engine = database.open()
    with engine.begin() as connection:
        schema.metadata.create_all(connection)
    shape = shape_of(engine)
    engine.dispose()
    database.drop()
    return shape


def test_all_steps_together_make_the_tables_that_the_code_expects(
    gongtong_engine: sa.Engine,
    gongtong_databases: DatabaseSource,
    gongtong_engine_kind: EngineKind,
) -> None:
    """A database that came through every version equals one made from scratch."""
    app = Gongtong()
    ran = app.migrate(gongtong_engine)
    assert {step.id for step in BUILT_IN_STEPS} <= set(ran)
    assert shape_of(gongtong_engine) == shape_from_scratch(
        gongtong_databases, gongtong_engine_kind
    ), "a table was changed without a step: write the next file in src/gongtong/schema"


def a_column(core: CoreTables) -> None:
    core.place.append_column(sa.Column("planted", sa.String(10)))


def another_type(core: CoreTables) -> None:
    core.place.c.name_zh.type = sa.String(201)


def a_null(core: CoreTables) -> None:
    core.event.c.actor.nullable = True


def a_check(core: CoreTables) -> None:
    core.place.append_constraint(sa.CheckConstraint("event_count >= 0", name="planted"))


def a_unique_key(core: CoreTables) -> None:
    core.event.append_constraint(sa.UniqueConstraint("place_id", "digest"))


def an_index(core: CoreTables) -> None:
    sa.Index("planted", core.event.c.place_id, core.event.c.kind)


def another_rule_for_a_reference(core: CoreTables) -> None:
    for key in core.event.foreign_key_constraints:
        key.ondelete = "CASCADE"


@pytest.mark.parametrize(
    "change",
    [
        a_column,
        another_type,
        a_null,
        a_check,
        a_unique_key,
        an_index,
        another_rule_for_a_reference,
    ],
    ids=lambda change: change.__name__,
)
def test_a_change_without_a_step_is_noticed(
    gongtong_engine: sa.Engine,
    gongtong_databases: DatabaseSource,
    gongtong_engine_kind: EngineKind,
    change: Callable[[CoreTables], None],
) -> None:
    """The comparison above can fail: each kind of planted change makes it."""
    Gongtong().migrate(gongtong_engine)
    expected = shape_from_scratch(gongtong_databases, gongtong_engine_kind, change)
    assert shape_of(gongtong_engine) != expected


def test_a_step_that_breaks_half_way_leaves_nothing(gongtong_engine: sa.Engine) -> None:
    """Tables that the step had made are gone, and it is not noted as done."""

    def break_half_way(operations: Operations, _: Schema) -> None:
        operations.execute("CREATE TABLE half_done (id INTEGER)")
        operations.execute("CREATE TABLE half_done (id INTEGER)")

    schema = Schema(Names())
    broken = Step(StepId("broken", 1), "test", break_half_way)
    with pytest.raises(sa.exc.DBAPIError), gongtong_engine.begin() as connection:
        migrate(connection, schema, (broken,))
    assert sa.inspect(gongtong_engine).get_table_names() == []


def test_an_engine_for_which_nothing_was_written_is_told_so() -> None:
    """No engine gets SQL that was meant for another."""
    with pytest.raises(NotImplementedError, match="core:0001 is written for postgresql, sqlite"):
        list(statements_of(StepId("core", 1), "mysql", Schema(Names())))


def test_a_written_step_takes_the_names_of_the_host() -> None:
    """The schema stands before the table, the prefix also in the names of constraints."""
    host = Schema(Names(prefix="city_", schema="residents"))
    first = next(iter(statements_of(StepId("core", 1), "postgresql", host)))
    assert first.startswith("CREATE TABLE residents.city_place (")
    assert "CONSTRAINT pk_city_place PRIMARY KEY (place_id)" in first


def test_bodies_of_functions_and_triggers_stay_whole() -> None:
    """They have statements of their own inside."""
    function = "CREATE FUNCTION f() RETURNS VOID AS $$\nBEGIN\n    a;\n    b;\nEND $$"
    trigger = "CREATE TRIGGER t BEFORE UPDATE ON x BEGIN\n    SELECT 1;\nEND"
    call = "CREATE TRIGGER t BEFORE UPDATE ON x EXECUTE FUNCTION f()"
    statements = [
        "CREATE TABLE x (n INTEGER)",
        function,
        trigger,
        call,
        "CREATE TABLE y (n INTEGER)",
    ]
    text = "".join(f"{statement};\n\n" for statement in statements)
    assert list(split_statements(text)) == statements


def test_the_written_steps_are_what_the_definitions_gave_when_they_were_written() -> None:
    """The text of a first step can be made again as long as its component has no second one."""
    text = (files("gongtong") / "schema" / "core_0001.postgresql.sql").read_text(encoding="utf-8")
    dialect = sa.make_url("postgresql+psycopg://").get_dialect()()
    assert first_step_text([CoreTables], dialect) == text


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
