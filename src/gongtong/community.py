"""The front door: plugins, policies and settings in one object, and work in one place (门面).

::

    gongtong = Gongtong()                      # finds the installed plugins; touches no database
    gongtong.migrate(engine)                   # our tables, beside the host's

    with engine.begin() as connection:         # the host's own transaction
        work = gongtong.at(connection, place="silk-dormitory", actor=Actor("u-17"), now=now)
        work.ledger.spending.pay_spending(order, key="order-17/pay")
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from gongtong.core.errors import PluginError, UnknownReferenceError
from gongtong.core.offices import Actor
from gongtong.core.places import Place, place_id_of
from gongtong.core.policies.house_rules import with_house_rules
from gongtong.core.registry.service import COMMANDS as REGISTRY_COMMANDS
from gongtong.core.registry.service import Registry
from gongtong.core.registry.store import load_house_rules
from gongtong.core.registry.tables import RegistryTables
from gongtong.core.storage.engines import preflight
from gongtong.core.storage.hardening import (
    harden,
    hardening_lifted,
    is_hardened,
    lift_hardening,
)
from gongtong.core.storage.migrations import Step, StepId, migrate
from gongtong.core.storage.names import Names, Schema
from gongtong.core.storage.record import (
    Head,
    acknowledge_events,
    find_break,
    found_place,
    load_place,
    pending_events,
)
from gongtong.core.storage.tables import CoreTables
from gongtong.core.storage.unit import UnitOfWork, current_head
from gongtong.core.storage.written_steps import CORE_STEP, written_step
from gongtong.deliberation.service import COMMANDS as DELIBERATION_COMMANDS
from gongtong.deliberation.service import Deliberation
from gongtong.journeys.service import COMMANDS as JOURNEY_COMMANDS
from gongtong.journeys.service import Journeys
from gongtong.ledger.service import COMMANDS as LEDGER_COMMANDS
from gongtong.ledger.service import Ledger
from gongtong.mediation.service import COMMANDS as MEDIATION_COMMANDS
from gongtong.mediation.service import Mediation
from gongtong.plugins.host import Host
from gongtong.plugins.spec import EventBatch, ObjectionRequest
from gongtong.rostering.service import COMMANDS as ROSTERING_COMMANDS
from gongtong.rostering.service import Rostering
from gongtong.voting.service import COMMANDS as VOTING_COMMANDS
from gongtong.voting.service import Voting

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from gongtong.core.commands import AnyCommand
    from gongtong.core.events import RecordedEvent
    from gongtong.core.policies.book import PolicyBook
    from gongtong.core.rulings import Reason

PLUGINS: Final = "plugins"
"""The name under which the outbox remembers what the plugins were told (插件投递名)."""

BUILT_IN_COMMANDS: tuple[AnyCommand, ...] = (
    *REGISTRY_COMMANDS,
    *VOTING_COMMANDS,
    *LEDGER_COMMANDS,
    *DELIBERATION_COMMANDS,
    *MEDIATION_COMMANDS,
    *ROSTERING_COMMANDS,
    *JOURNEY_COMMANDS,
)

BUILT_IN_STEPS: tuple[Step, ...] = (
    CORE_STEP,
    written_step("registry", title="owners, dwellings, offices, house rules"),
    written_step("voting", title="elections, electorates and ballots"),
    written_step("polls", title="polls, their rolls, ballots, and who has voted"),
    written_step("ledger", title="accounts, entries, charges, payments, spending"),
    written_step("ledger", 2, title="amounts that are reserved, and changes of the chart"),
    written_step("ledger", 3, title="what is known of dwellings, meters and their readings"),
    written_step("ledger", 4, title="which payment settled which charge, and plans to pay"),
    written_step("ledger", 5, title="budgets, and what has to be made public"),
    written_step("ledger", 6, title="the cash book, bank statements and what clears them"),
    written_step("ledger", 7, title="who pays under which name"),
    written_step("ledger", 8, title="what reports rest on"),
    written_step("ledger", 9, title="posting in one call, on PostgreSQL"),
    written_step("deliberation", title="opinions and their categories"),
    written_step("assemblies", title="meetings, their agendas and minutes"),
    written_step("commitments", title="what households are asked to do, and did"),
    written_step(
        "topics",
        title="topics, what became of them, and who was told",
        after=("deliberation",),
    ),
    written_step("canvassing", title="canvasses, and every visit", after=("deliberation",)),
    written_step("surveys", title="surveys by round, and their answers"),
    written_step("ratings", title="ratings of companies, with their replies"),
    written_step("mediation", title="cases, their parties, and what households said"),
    written_step(
        "mediators",
        title="mediators, their seats in cases, conflicts and complaints",
        after=("mediation",),
    ),
    written_step(
        "offers", title="offers by version, and the stances each one met", after=("mediation",)
    ),
    written_step(
        "obligations",
        title="what parties owe each other, and what was done for it",
        after=("mediation",),
    ),
    written_step(
        "agreements",
        title="agreements, their signatures, and what courts said",
        after=("mediation",),
    ),
    written_step(
        "sessions", title="sessions, their minutes, and what was conceded", after=("mediation",)
    ),
    written_step(
        "clocks", title="what cases wait for, pauses, and more time", after=("mediation",)
    ),
    written_step(
        "dossiers", title="papers of cases, what parties were told, visits", after=("mediation",)
    ),
    written_step(
        "escalation",
        title="what went up to the next level, and what came back",
        after=("mediation",),
    ),
    written_step("patrols", title="periods of patrols, their promises, and what was walked"),
    written_step("volunteers", title="volunteers, what they can do, and what they were told"),
    written_step(
        "hours", title="service that was given, and who confirmed it", after=("volunteers",)
    ),
    written_step("rosters", title="rosters, and every version in which they were up"),
    written_step(
        "attendance",
        title="who came and went, and what it came to",
        after=("volunteers", "rosters"),
    ),
    written_step("swaps", title="shifts that were offered to others", after=("rosters",)),
    written_step(
        "incidents", title="what patrols came upon, and who was told", after=("volunteers",)
    ),
)


class Work:
    """One actor in one place inside the host's transaction, with a desk for each room (工作台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Open the desks on one unit of work."""
        self.unit = unit
        self.registry = Registry(unit)
        self.voting = Voting(unit)
        self.ledger = Ledger(unit)
        self.deliberation = Deliberation(unit)
        self.mediation = Mediation(unit)
        self.rostering = Rostering(unit)
        self.journeys = Journeys(unit)

    @property
    def place(self) -> Place:
        """The place this work is for (地点)."""
        return self.unit.place

    def head(self) -> Head:
        """Give where the record of the place ends: how many events, and the last digest (链头)."""
        return current_head(self.unit)

    def broken_event(self) -> int | None:
        """Walk the record of the place; give the number of the first broken event, or nothing (验链)."""
        return find_break(self.unit.connection, self.unit.tables(CoreTables), self.unit.place_id)

    def pending_events(self, *, consumer: str, limit: int = 1000) -> tuple[RecordedEvent, ...]:
        """Give the events that a consumer of the outbox has not acknowledged (待投递事件)."""
        return pending_events(
            self.unit.connection,
            self.unit.tables(CoreTables),
            self.unit.place_id,
            consumer=consumer,
            limit=limit,
        )

    def acknowledge_events(self, *, consumer: str, through: int) -> None:
        """Note that a consumer has dealt with every event up to a number (确认投递)."""
        acknowledge_events(
            self.unit.connection,
            self.unit.tables(CoreTables),
            self.unit.place_id,
            consumer=consumer,
            through=through,
        )


class Gongtong:
    """The plugins, policies and table names that a host has chosen (共同).

    It holds no connection and no global state: a host may have several side by side.
    """

    def __init__(
        self, *, host: Host | None = None, prefix: str = "gt_", schema: str | None = None
    ) -> None:
        """Load the installed plugins, or take a host of chosen ones."""
        self.host = host if host is not None else Host.installed()
        self.schema = Schema(Names(prefix=prefix, schema=schema))
        # every other table refers to places: whoever reads first must find them defined
        self.schema.tables(CoreTables)
        self.commands: tuple[AnyCommand, ...] = (*BUILT_IN_COMMANDS, *self.host.commands)
        self.steps: tuple[Step, ...] = (*BUILT_IN_STEPS, *self.host.steps)

    @property
    def book(self) -> PolicyBook:
        """The provisions of all active plugins (政策簿)."""
        return self.host.book

    def migrate(self, bind: sa.Engine | sa.Connection) -> tuple[StepId, ...]:
        """Bring our tables up to date and name the steps that ran (迁移).

        An engine is checked first and gets a transaction of its own; with a connection the steps
        run in the host's transaction.
        """
        if isinstance(bind, sa.Connection):
            return migrate(bind, self.schema, self.steps)
        preflight(bind)
        with bind.begin() as connection:
            return migrate(connection, self.schema, self.steps)

    def harden(self, connection: sa.Connection) -> bool:
        """Make the database refuse every change of events, entries, postings, charges and allocations (加固).

        Optional, after `migrate`, in the host's transaction; says whether it was not so before.
        """
        return harden(connection, self.schema)

    def is_hardened(self, connection: sa.Connection) -> bool:
        """Say whether the database refuses such changes (是否已加固)."""
        return is_hardened(connection, self.schema)

    def lift_hardening(self, connection: sa.Connection) -> bool:
        """Let the tables be changed again; says whether any of the hardening was there (解除加固)."""
        return lift_hardening(connection, self.schema)

    def hardening_lifted(self, connection: sa.Connection) -> AbstractContextManager[None]:
        """Lift the hardening for one piece of work, such as the erasure of personal data (临时解除加固)."""
        return hardening_lifted(connection, self.schema)

    def found(self, connection: sa.Connection, place: Place) -> bool:
        """Write a new place; says whether it is new (建立地点)."""
        return found_place(connection, self.schema.tables(CoreTables), place)

    def at(self, connection: sa.Connection, *, place: str, actor: Actor, now: datetime) -> Work:
        """Begin work in a place, as an actor, at a moment, on the host's connection (开始工作)."""
        unit = UnitOfWork(
            connection,
            self.schema,
            place_id=place_id_of(place),
            actor=actor,
            now=now,
            book_of=self._book_of,
            objections=self._objections,
            guard_book=self.book,
        )
        return Work(unit)

    def tell_plugins(self, connection: sa.Connection, *, place: str) -> tuple[PluginError, ...]:
        """Tell the plugins of committed events that they have not heard of (通知插件).

        Call it after the commit, on a connection in a transaction of its own. Each event is told at
        least once; a plugin that fails is returned and logged, and does not keep the others waiting.
        """
        tables = self.schema.tables(CoreTables)
        known = load_place(connection, tables, place_id_of(place))
        if known is None:
            raise UnknownReferenceError("place", place)
        failures: list[PluginError] = []
        while events := pending_events(connection, tables, known.id, consumer=PLUGINS):
            failures += self.host.on_events(EventBatch(known, events))
            acknowledge_events(
                connection, tables, known.id, consumer=PLUGINS, through=events[-1].sequence
            )
        return tuple(failures)

    def _objections(self, unit: UnitOfWork, command: str, payload: object) -> tuple[Reason, ...]:
        request = ObjectionRequest(command, payload, unit.place, unit.actor.id, unit.today)
        return self.host.objections_to(request)

    def _book_of(self, unit: UnitOfWork) -> PolicyBook:
        rules = load_house_rules(unit.connection, unit.tables(RegistryTables), unit.place_id)
        return with_house_rules(self.book, rules, place=unit.place, points=self.host.points)

    def include_name(self, name: str | None, kind: str, parents: object = None) -> bool:
        """Tell a host's migration autogenerate to leave our tables alone (排除本库表)."""
        return self.schema.names.include_name(name, kind, parents)
