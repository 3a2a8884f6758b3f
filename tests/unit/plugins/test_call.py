"""What plugins are asked and told after the start, and what happens when they fail."""

import logging
from collections.abc import Iterable
from datetime import date

import pytest

from gongtong.core.places import Place
from gongtong.core.rulings import Reason, Source
from gongtong.plugins import EventBatch, ObjectionRequest, Plugin, hookimpl
from gongtong.plugins.host import Host

PLACE = Place("silk-dormitory", "丝绸宿舍", "421003")
REQUEST = ObjectionRequest("ledger.pay", object(), PLACE, "u-17", date(2024, 5, 1))
REASON = Reason("not_yet", zh="尚未", en="not yet", source=Source("x"))


class Objects:
    """A plugin that objects, or fails."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.heard: list[EventBatch] = []

    @hookimpl
    def objections_to(self, request: ObjectionRequest) -> Iterable[Reason]:
        if self.error is not None:
            raise self.error
        return [REASON] if request.command == "ledger.pay" else []

    @hookimpl
    def on_events(self, batch: EventBatch) -> None:
        if self.error is not None:
            raise self.error
        self.heard.append(batch)


def test_objections_of_all_plugins_are_heard() -> None:
    """Every plugin is asked, in the order of their names."""
    host = Host.of(Plugin("b", hooks=Objects()), Plugin("a", hooks=Objects()))
    assert host.objections_to(REQUEST) == (REASON, REASON)


def test_a_check_that_broke_has_not_passed() -> None:
    """A plugin that fails stops the command, and is named; the others are asked all the same."""
    broken, sound = Objects(RuntimeError("no network")), Objects()
    host = Host.of(Plugin("broken", hooks=broken), Plugin("sound", hooks=sound))
    with pytest.raises(ExceptionGroup) as raised:
        host.objections_to(REQUEST)
    assert [str(fault) for fault in raised.value.exceptions] == [
        "plugin 'broken', hook objections_to: RuntimeError: no network"
    ]


def test_listeners_cannot_undo_what_is_committed(caplog: pytest.LogCaptureFixture) -> None:
    """A failing listener is logged and returned; the next one hears of the events."""
    broken, sound = Objects(RuntimeError("no network")), Objects()
    host = Host.of(Plugin("broken", hooks=broken), Plugin("sound", hooks=sound))
    batch = EventBatch(PLACE, ())
    with caplog.at_level(logging.ERROR, logger="gongtong.plugins"):
        failures = host.on_events(batch)
    assert [failure.plugin for failure in failures] == ["broken"]
    assert sound.heard == [batch]
    assert "no network" in caplog.text
