"""More time, to which every party agrees."""

from datetime import UTC, date, datetime
from typing import Any

from attrs import evolve

from gongtong.core.machines.definition import StateClock
from gongtong.core.rulings import Granted, Refused
from gongtong.core.workdays.terms import Term
from gongtong.mediation.clocks.case_clocks import started
from gongtong.mediation.clocks.clock_terms import ClockTerms
from gongtong.mediation.clocks.extending import (
    AgreeToExtension,
    ExtendingFacts,
    PendingExtension,
    ProposeExtension,
    rule_on_agreeing,
    rule_on_proposal,
)
from gongtong.mediation.sources import HOUSE_MEDIATION
from gongtong.testing.disputes import CASE, TODAY
from gongtong.testing.duties import PLAIN_WEEK

ROW = StateClock("mediation_limit", Term(30), "调解期限", HOUSE_MEDIATION)
NOW = datetime(2025, 6, 10, 4, 0, tzinfo=UTC)
CLOCK = started(CASE.number, "ready", ROW, sequence=1, now=NOW).timed(PLAIN_WEEK)
FACTS = ExtendingFacts(
    CASE, "u-clerk", TODAY, ClockTerms(), (CLOCK,), parties=("developer", "owners")
)
REQUEST = ProposeExtension(CASE.number, date(2025, 7, 11), "等待鉴定")
PENDING = PendingExtension(1, "mediation_limit", date(2025, 7, 11), TODAY)


def codes(ruling: object) -> list[str]:
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("mediation.") for code in found]


def proposed(facts: ExtendingFacts = FACTS, **change: Any) -> list[str]:
    return codes(rule_on_proposal(evolve(REQUEST, **change), facts))


def test_more_time_ends_later_than_the_present_end() -> None:
    """10 July is the end as it is: 11 July is later."""
    assert isinstance(rule_on_proposal(REQUEST, FACTS), Granted)
    assert proposed(to=date(2025, 7, 10)) == ["extension_no_later"]
    assert proposed(words=" ") == ["extension_words"]
    assert proposed(clock="signing") == ["clock_not_extendable", "clock_not_running"]
    assert proposed(evolve(FACTS, clocks=())) == ["clock_not_running"]


def test_a_party_agrees_once_to_what_was_proposed() -> None:
    """A stranger does not, and nothing is agreed to that nobody proposed."""
    request = AgreeToExtension(CASE.number, "owners")
    asked = evolve(FACTS, pending=PENDING)
    assert isinstance(rule_on_agreeing(request, asked), Granted)
    assert codes(rule_on_agreeing(request, FACTS)) == ["no_extension_proposed"]
    assert codes(rule_on_agreeing(evolve(request, party="x"), asked)) == ["party_unknown"]
    again = evolve(FACTS, pending=evolve(PENDING, agreed_by=frozenset(("owners",))))
    assert codes(rule_on_agreeing(request, again)) == ["extension_agreed"]
