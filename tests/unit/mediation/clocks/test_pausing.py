"""Letting clocks stand still."""

from datetime import date
from typing import Any

from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.mediation.clocks.clock_terms import ClockTerms
from gongtong.mediation.clocks.pausing import (
    PauseClocks,
    PauseGround,
    PausingFacts,
    rule_on_pause,
    rule_on_resuming,
)
from gongtong.testing.disputes import CASE, TODAY

FACTS = PausingFacts(CASE, "u-clerk", TODAY, ClockTerms())
REQUEST = PauseClocks(CASE.number, PauseGround.APPRAISAL, "渗漏鉴定", date(2025, 6, 30))


def paused(facts: PausingFacts = FACTS, **change: Any) -> list[str]:
    ruling = rule_on_pause(evolve(REQUEST, **change), facts)
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("mediation.") for code in found]


def test_a_pause_has_words_and_an_end() -> None:
    """At most sixty days off: 9 August is, 10 August is not."""
    ruling = rule_on_pause(REQUEST, FACTS)
    assert isinstance(ruling, Granted)
    assert "渗漏" not in str(ruling.event)
    assert paused(words=" ") == ["pause_words"]
    assert paused(expected_end=TODAY) == ["pause_ended"]
    assert paused(expected_end=date(2025, 8, 9)) == []
    assert paused(expected_end=date(2025, 8, 10)) == ["pause_too_long"]
    assert paused(evolve(FACTS, open_pause=1)) == ["clocks_paused"]
    assert paused(evolve(FACTS, case=evolve(CASE, is_ended=True))) == ["case_ended"]
    assert all(ground.zh for ground in PauseGround)


def test_what_does_not_stand_still_is_not_resumed() -> None:
    """An open pause is ended today."""
    told = rule_on_resuming(FACTS)
    assert isinstance(told, Refused)
    assert told.codes == ("mediation.clocks_not_paused",)
    resumed = rule_on_resuming(evolve(FACTS, open_pause=2))
    assert isinstance(resumed, Granted)
    assert (resumed.event.number, resumed.event.resumed_on) == (2, TODAY)
