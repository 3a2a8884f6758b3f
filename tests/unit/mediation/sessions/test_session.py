"""Opening and closing a session."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.mediation.cases.cases import Openness
from gongtong.mediation.sessions.session import (
    CloseSession,
    OpenSession,
    Presence,
    SessionFacts,
    SessionOnFile,
    SessionOutcome,
    rule_on_closing_session,
    rule_on_opening_session,
)
from gongtong.testing.agreements import RECORDS
from gongtong.testing.disputes import CASE, TODAY, TOMORROW
from gongtong.testing.offers import mandate

OPEN_CASE = evolve(CASE, openness=Openness.CLOSED)
SENT = evolve(RECORDS["owners"], mandates=(mandate(1, 1, 2),))
FACTS = SessionFacts(OPEN_CASE, {**RECORDS, "owners": SENT}, ("u-mediator",), (1,), None, TODAY)
REQUEST = OpenSession(
    CASE.number,
    TODAY,
    "社区调解室",
    ("u-mediator",),
    (Presence("developer"), Presence("owners", (1,))),
    (1,),
)
SESSION = SessionOnFile(CASE.number, 1, TODAY, ("u-mediator",), REQUEST.present, entries=1)
ADJOURN = CloseSession(CASE.number, 1, SessionOutcome.ADJOURNED, "补充材料", TOMORROW)


def codes(ruling: object) -> list[str]:
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("mediation.") for code in found]


def opened(facts: SessionFacts = FACTS, **change: Any) -> list[str]:
    return codes(rule_on_opening_session(evolve(REQUEST, **change), facts))


def test_a_session_has_mediators_parties_and_guests() -> None:
    """The venue is not in the record."""
    ruling = rule_on_opening_session(REQUEST, FACTS)
    assert isinstance(ruling, Granted)
    assert ruling.event.number == 1
    assert "调解室" not in str(ruling.event)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"held_on": TOMORROW, "present": (Presence("developer"),)}, "session_day"),
        ({"held_on": date(2025, 6, 9)}, "session_day"),
        ({"venue": " "}, "session_venue"),
        ({"mediators": ()}, "session_mediators"),
        ({"mediators": ("u-guest",)}, "session_mediators"),
        ({"participants": (2,)}, "session_guests"),
        ({"present": ()}, "session_present"),
        ({"present": (Presence("court"),)}, "session_present"),
        ({"present": (Presence("developer"), Presence("developer"))}, "session_present"),
        ({"present": (Presence("owners"),)}, "representative_without_mandate"),
        ({"present": (Presence("owners", (2,)),)}, "representative_without_mandate"),
    ],
)
def test_what_cannot_be_is_refused(change: dict[str, Any], code: str) -> None:
    """Each with its ground."""
    assert opened(**change) == [code]


def test_one_session_at_a_time_and_openness_first() -> None:
    """A second one waits until the first is over, and then has the next number."""
    assert opened(evolve(FACTS, case=CASE)) == ["openness_not_settled"]
    assert opened(evolve(FACTS, newest=SESSION)) == ["session_under_way"]
    over = evolve(SESSION, outcome=SessionOutcome.ADJOURNED)
    second = rule_on_opening_session(REQUEST, evolve(FACTS, newest=over))
    assert isinstance(second, Granted)
    assert second.event.number == 2
    assert SESSION.parties == {"developer", "owners"}


def test_a_session_is_closed_with_minutes() -> None:
    """An adjournment has a reason, and a next day only follows one."""
    assert codes(rule_on_closing_session(ADJOURN, SESSION)) == []
    assert codes(rule_on_closing_session(ADJOURN, evolve(SESSION, entries=0))) == [
        "minutes_missing"
    ]
    over = evolve(SESSION, outcome=SessionOutcome.AGREED)
    assert codes(rule_on_closing_session(ADJOURN, over)) == ["session_over"]
    bare = evolve(ADJOURN, reason=" ")
    assert codes(rule_on_closing_session(bare, SESSION)) == ["adjournment_reason"]
    agreed = evolve(ADJOURN, outcome=SessionOutcome.AGREED)
    assert codes(rule_on_closing_session(agreed, SESSION)) == ["next_session"]
    same_day = evolve(ADJOURN, next_on=TODAY)
    assert codes(rule_on_closing_session(same_day, SESSION)) == ["next_session"]
