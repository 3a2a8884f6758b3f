"""Two places in one database, with the tables of the register."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
import sqlalchemy as sa

from gongtong.core.offices import (
    Actor,
    AppointOfficer,
    Mandate,
    Office,
)
from gongtong.core.periods import between
from gongtong.core.places import Place
from gongtong.core.policies import PolicyBook
from gongtong.core.policies.house_rules import with_house_rules
from gongtong.core.register_changes import ImportRegister
from gongtong.core.register_lines import SheetDwelling
from gongtong.core.registry import store
from gongtong.core.registry.policies import COUNT_PARKING, JOINT_OWNER_GROUPS
from gongtong.core.registry.service import Registry
from gongtong.core.registry.tables import RegistryTables
from gongtong.core.storage.migrations import migrate
from gongtong.core.storage.names import Names, Schema
from gongtong.core.storage.record import found_place, list_events
from gongtong.core.storage.tables import CoreTables
from gongtong.core.storage.unit import UnitOfWork
from gongtong.core.storage.written_steps import CORE_STEP, written_step
from gongtong.plugins.builtin.cn_offices.separation import offices_kept_apart

PLACE = Place("silk-dormitory", "丝线厂宿舍", "421003")
OTHER = Place("other-court", "另一小区", "421003")
BOOK = PolicyBook(tuple(offices_kept_apart()), declared=(COUNT_PARKING, JOINT_OWNER_GROUPS))
SCHEMA = Schema(Names())
NOW = datetime(2025, 6, 10, 1, 0, tzinfo=UTC)
TERM = between("2025-01-01", "2030-01-01")
DAY, LATER = date(2025, 1, 1), date(2025, 6, 1)
MANDATE = Mandate("业主大会决定", date(2024, 12, 20), "2024年第1号")


def book_of(unit: UnitOfWork) -> PolicyBook:
    rules = store.load_house_rules(unit.connection, unit.tables(RegistryTables), unit.place_id)
    points = {point.name: point for point in BOOK.points}
    return with_house_rules(BOOK, rules, place=unit.place, points=points)


def unit_on(connection: sa.Connection, place: Place = PLACE, now: datetime = NOW) -> UnitOfWork:
    return UnitOfWork(
        connection, SCHEMA, place_id=place.id, actor=Actor("u-chair"), now=now, book_of=book_of
    )


class Town:
    """Two places in one database, and a desk in either."""

    other = OTHER

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        with engine.begin() as connection:
            migrate(
                connection,
                SCHEMA,
                (CORE_STEP, written_step("registry", title="t")),
            )
            for place in (PLACE, OTHER):
                found_place(connection, SCHEMA.tables(CoreTables), place)

    @contextmanager
    def unit(self, place: Place = PLACE, *, now: datetime = NOW) -> Iterator[UnitOfWork]:
        with self.engine.begin() as connection:
            yield unit_on(connection, place, now)

    @contextmanager
    def desk(self, place: Place = PLACE, *, now: datetime = NOW) -> Iterator[Registry]:
        with self.unit(place, now=now) as unit:
            yield Registry(unit)

    def events(self) -> list[str]:
        with self.engine.begin() as connection:
            events = list_events(connection, SCHEMA.tables(CoreTables), PLACE.id)
        return [event.kind for event in events]

    def enter(self, *lines: SheetDwelling, on: date = DAY, key: str = "register") -> None:
        with self.desk() as desk:
            desk.import_register(ImportRegister(on, lines), key=key)

    def appoint(
        self, person: str, office: Office, *, key: str, relatives: tuple[str, ...] = ()
    ) -> UUID:
        request = AppointOfficer(person, "甲", office, TERM, MANDATE, relatives)
        with self.desk() as desk:
            event = desk.appoint_officer(request, key=key)
        return event.appointment.id


@pytest.fixture
def town(engine: sa.Engine) -> Town:
    return Town(engine)
