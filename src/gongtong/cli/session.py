"""A command's way into a database of gongtong, and what it says when it is done (命令会话)."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from attrs import frozen

from gongtong.community import Gongtong
from gongtong.core.codec import to_json
from gongtong.core.errors import InputError, RefusedError, UnknownReferenceError
from gongtong.core.offices import Actor
from gongtong.core.places import DwellingLabel
from gongtong.core.storage.engines import snapshot
from gongtong.core.tabular import problem_at
from gongtong.demo.database import database_errors_told, open_existing

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator
    from uuid import UUID

    from sqlalchemy.engine import Transaction

    from gongtong.community import Work
    from gongtong.core.codec import JsonValue

READER = "reader"


@frozen
class Told:
    """What a command has to say, as data and as lines for people (命令结果)."""

    data: JsonValue
    lines: tuple[str, ...]
    status: int = 0


def answer(options: argparse.Namespace, ask: Callable[[], Told]) -> int:
    """Ask, and print the answer as it was wanted; a refusal with every ground (输出结果)."""
    try:
        told = ask()
    except RefusedError as refused:
        if not options.json:
            raise
        told = Told({"refused": to_json(list(refused.reasons))}, (), 1)
    if options.json:
        print(json.dumps(told.data, ensure_ascii=False, indent=2))
    else:
        for line in told.lines:
            print(line)
    return told.status


@contextmanager
def reading(options: argparse.Namespace) -> Iterator[Work]:
    """Read in one moment of the database (只读会话)."""
    gongtong = Gongtong()
    engine = open_existing(options.database, gongtong.schema.names("place"))
    try:
        with database_errors_told(), snapshot(engine) as connection, _known_place(options):
            now = datetime.now(tz=UTC)
            yield gongtong.at(connection, place=options.place, actor=Actor(READER), now=now)
    finally:
        engine.dispose()


@contextmanager
def writing(options: argparse.Namespace) -> Iterator[Work]:
    """Write in one transaction, which commits when nothing went wrong (写入会话)."""
    with _in_transaction(options) as (_, work):
        yield work


@contextmanager
def rehearsing(options: argparse.Namespace) -> Iterator[Work]:
    """Write, and take all of it back in the end (试运行会话)."""
    with _in_transaction(options) as (transaction, work):
        yield work
        transaction.rollback()


@contextmanager
def _in_transaction(options: argparse.Namespace) -> Iterator[tuple[Transaction, Work]]:
    if options.actor is None:
        raise option_unusable(
            "--as", en="nobody is named who does it", zh="没有写明由谁办理", remedy="add --as ID"
        )
    gongtong = Gongtong()
    engine = open_existing(options.database, gongtong.schema.names("place"))
    try:
        with (
            database_errors_told(),
            engine.connect() as connection,
            _known_place(options),
            connection.begin() as transaction,
        ):
            now = moment(options.at)
            actor = Actor(options.actor)
            yield (
                transaction,
                gongtong.at(connection, place=options.place, actor=actor, now=now),
            )
    finally:
        engine.dispose()


def moment(given: datetime | None, option: str = "--at") -> datetime:
    """Take the moment that was given, or now; one without a zone cannot be used (操作时间)."""
    if given is None:
        return datetime.now(tz=UTC)
    if given.tzinfo is None:
        raise option_unusable(
            option,
            en=f"{given.isoformat()} says no time zone",
            zh="时间没有写明时区",
            remedy=f"write {given.isoformat()}+08:00",
        )
    return given


def dwelling_of(work: Work, label: str) -> UUID:
    """Find a dwelling by what it is called (查找住户).

    Raises `InputError` for a label that cannot be read or that the register does not have.
    """
    try:
        wanted = DwellingLabel.parse(label)
    except ValueError as error:
        raise option_unusable(
            "--dwelling", en=str(error), zh="房号写法不对", remedy="write it as 3-2-501"
        ) from error
    register = work.registry.register(work.unit.today)
    found = [one.id for one in register.dwellings if one.label == wanted]
    if not found:
        raise option_unusable(
            "--dwelling",
            en=f"the register has no dwelling {label}",
            zh=f"名册中没有{wanted.zh()}",
            remedy="look the label up in the register",
        )
    return found[0]


@contextmanager
def _known_place(options: argparse.Namespace) -> Iterator[None]:
    try:
        yield
    except UnknownReferenceError as error:
        if error.kind != "place":
            raise
        raise option_unusable(
            "--place",
            en=f"the database holds no place with the code {options.place!r}",
            zh=f"数据库中没有编号为 {options.place} 的地点",
            remedy="give the code under which the place was founded; the demonstration's is demo",
        ) from error


def option_unusable(option: str, *, en: str, zh: str, remedy: str) -> InputError:
    """Say what is wrong with an option, and what to write instead (参数错误)."""
    return InputError([problem_at(option, code="option_unusable", en=en, zh=zh, remedy=remedy)])
