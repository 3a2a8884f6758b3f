"""Walking the record: text that was rewritten, and events of any size."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from gongtong.core.storage import record
from gongtong.core.storage.tables import CoreTables
from gongtong.testing.examples.books import open_books

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage


@pytest.fixture
def written(place: Stage) -> Stage:
    """A place with a record: offices, books and an opening entry."""
    open_books(place)
    return place


def rewrite(stage: Stage, sequence: int, text: str) -> None:
    event = stage.gongtong.schema.tables(CoreTables).event
    with stage.engine.begin() as connection:
        connection.execute(
            sa.update(event)
            .where(event.c.sequence == sequence)
            .values(body=sa.type_coerce(sa.literal(text), sa.Text))
        )


def body_of(stage: Stage, sequence: int) -> str:
    event = stage.gongtong.schema.tables(CoreTables).event
    with stage.engine.begin() as connection:
        text = connection.scalar(
            sa.select(sa.type_coerce(event.c.body, sa.Text)).where(event.c.sequence == sequence)
        )
    assert isinstance(text, str)
    return text


def broken(stage: Stage) -> int | None:
    with stage.work() as work:
        return work.broken_event()


def test_the_same_said_with_blanks_is_the_same(written: Stage) -> None:
    """A tool that writes the same JSON with blanks between has changed nothing that was said."""
    rewrite(written, 2, json.dumps(json.loads(body_of(written, 2)), indent=2))
    assert broken(written) is None


@pytest.mark.parametrize("text", ["{}", "[]", "{", "", '{"a":0.5}'])
def test_another_text_breaks_the_chain_there(written: Stage, text: str) -> None:
    """What says something else, or is no JSON of ours at all, is found at its number."""
    rewrite(written, 3, text)
    assert broken(written) == 3


@pytest.mark.parametrize("letters", [1, 500, 100_000])
def test_large_events_are_read_few_at_a_time(
    written: Stage, monkeypatch: pytest.MonkeyPatch, letters: int
) -> None:
    """However little is read at once, the walk comes to the end, and finds what was changed on the way."""
    monkeypatch.setattr(record, "_MOST_LETTERS", letters)
    monkeypatch.setattr(record, "_STRETCH", 3)
    assert broken(written) is None
    with written.work() as work:
        last = work.head().event_count
    rewrite(written, last, "{}")
    assert broken(written) == last
