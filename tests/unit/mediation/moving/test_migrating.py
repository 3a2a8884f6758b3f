"""Taking a running case over to another definition."""

from typing import Any

from attrs import evolve

from gongtong.core.machines.pinning import pinned
from gongtong.core.rulings import Granted, Refused
from gongtong.mediation.cases.case_machine import CASE_MACHINE
from gongtong.mediation.moving.migrating import (
    MigrateCase,
    migrated,
    migration_of,
    rule_on_migrating,
)
from gongtong.testing.disputes import CASE
from gongtong.testing.examples.older_case_table import older_table

MIGRATION = migration_of(older_table(), pinned(CASE_MACHINE))
REQUEST = MigrateCase(CASE.number, 1, "法律修改")


def codes(migration: Any = MIGRATION, **change: Any) -> list[str]:
    case = change.pop("case", CASE)
    ruling = rule_on_migrating(evolve(REQUEST, **change), case, migration)
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("mediation.") for code in found]


def test_what_changes_is_shown_before() -> None:
    """Here a clock, and the words of a state."""
    assert {str(one.name) for one in MIGRATION.changes} >= {"draft/draft_idle"}


def test_a_case_is_taken_over_for_a_reason() -> None:
    """To a state that the new table has; once, and not when it has ended."""
    ruling = rule_on_migrating(REQUEST, CASE, MIGRATION)
    assert isinstance(ruling, Granted)
    assert (ruling.event.left, ruling.event.entered, ruling.event.version) == (
        "consulting",
        "consulting",
        2,
    )
    after = migrated(CASE, ruling.event, MIGRATION.new)
    assert (after.definition, after.is_ended) == (MIGRATION.new.digest, False)
    assert codes(words=" ") == ["migration_reason"]
    assert codes(to_state="limbo") == ["migration_state"]
    assert codes(case=evolve(CASE, is_ended=True)) == ["case_ended"]
    same = migration_of(MIGRATION.new, MIGRATION.new)
    assert codes(same) == ["migrated_already"]
