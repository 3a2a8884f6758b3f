"""Mandates: what a written one says, and when it holds."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.mediation.parties.group_rules import GroupTerms
from gongtong.mediation.parties.mandates import (
    GiveMandate,
    MandateFacts,
    MandateOnFile,
    RevokeMandate,
    SettlementLimits,
    mandates_on,
    rule_on_mandate,
    rule_on_revocation,
)
from gongtong.testing.disputes import CASE, COMPANY, OWNERS, TODAY, TOMORROW, home, members

PAPER = "0f" * 32
REQUEST = GiveMandate(
    "2025-001",
    "owners",
    "u-chen",
    "陈静",
    "办证纠纷的调解",
    date(2025, 6, 1),
    date(2025, 12, 31),
    PAPER,
    may_settle=True,
    signed_by=(home(2), home(1)),
)
ON_FILE = MandateOnFile(
    1,
    "u-chen",
    "陈静",
    "调解",
    date(2025, 6, 1),
    TODAY,
    PAPER,
    may_settle=True,
    acts_alone=False,
    limits=SettlementLimits(),
    signed_by=frozenset({home(1)}),
)
FACTS = MandateFacts(CASE, OWNERS, members(4), (), GroupTerms(), TODAY)


def codes(facts: MandateFacts = FACTS, **change: Any) -> list[str]:
    ruling = rule_on_mandate(evolve(REQUEST, **change), facts)
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("mediation.") for code in found]


def test_a_mandate_is_numbered_and_its_limits_stay_out_of_the_record() -> None:
    """They are what the party would concede; names stay out too."""
    limits = SettlementLimits(pays_at_most_fen=300_00)
    ruling = rule_on_mandate(evolve(REQUEST, limits=limits), FACTS)
    assert isinstance(ruling, Granted)
    assert (ruling.event.number, ruling.event.signed_by) == (1, (home(1), home(2)))
    assert "30000" not in str(ruling.event)
    assert limits.amounts == (300_00,)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": " "}, "mandate_without_person"),
        ({"representative": ""}, "mandate_without_person"),
        ({"scope": ""}, "mandate_without_scope"),
        ({"until": date(2025, 6, 9)}, "mandate_term"),
        ({"since": date(2026, 1, 1)}, "mandate_term"),
        ({"document": "x"}, "mandate_not_written"),
        ({"limits": SettlementLimits(pays_at_most_fen=-1)}, "mandate_limits"),
        ({"may_settle": False, "limits": SettlementLimits(pays_at_most_fen=1)}, "mandate_limits"),
        ({"signed_by": ()}, "mandate_unsigned"),
        ({"signed_by": (home(1), home(1))}, "household_twice"),
        ({"signed_by": (home(9),)}, "household_not_in_group"),
    ],
)
def test_what_a_written_mandate_must_say(change: dict[str, Any], code: str) -> None:
    """One ground each."""
    assert codes(**change) == [code]


def test_a_group_has_five_representatives_at_most_and_each_one_mandate() -> None:
    """The fifth is let in, the sixth is not; who has a mandate in force has it revoked first."""
    others = [evolve(ON_FILE, number=n, representative=f"u-{n}") for n in range(1, 6)]
    assert codes(evolve(FACTS, mandates=tuple(others[:4]))) == []
    assert codes(evolve(FACTS, mandates=tuple(others))) == ["too_many_representatives"]
    assert codes(evolve(FACTS, mandates=(ON_FILE,))) == ["representative_known"]


def test_an_organisation_gives_a_mandate_without_households() -> None:
    """Its agent is its own affair."""
    facts = evolve(FACTS, party=COMPANY, memberships=())
    assert codes(facts, signed_by=()) == []
    assert codes(facts) == ["mandate_unsigned"]


@pytest.mark.parametrize(
    ("day", "revoked_on", "holds"),
    [
        (date(2025, 5, 31), None, False),
        (date(2025, 6, 1), None, True),
        (TODAY, None, True),
        (TOMORROW, None, False),
        (TODAY, TODAY, False),
        (TODAY, TOMORROW, True),
    ],
)
def test_a_mandate_holds_through_its_last_day_or_until_it_is_revoked(
    day: date, revoked_on: date | None, holds: bool
) -> None:
    """The day of revocation is the first without it."""
    assert bool(mandates_on((evolve(ON_FILE, revoked_on=revoked_on),), day)) is holds


def test_grounds_of_a_revocation() -> None:
    """No such mandate, revoked already, a day that is over."""
    facts = evolve(FACTS, mandates=(ON_FILE,))
    order = RevokeMandate("2025-001", "owners", 1, TODAY)
    assert isinstance(rule_on_revocation(order, facts), Granted)
    none = rule_on_revocation(evolve(order, number=2), facts)
    again = rule_on_revocation(
        evolve(order, revoked_on=date(2025, 6, 9)),
        evolve(facts, mandates=(evolve(ON_FILE, revoked_on=TODAY),)),
    )
    assert isinstance(none, Refused)
    assert none.codes == ("mediation.mandate_unknown",)
    assert isinstance(again, Refused)
    assert again.codes == ("mediation.mandate_revoked", "mediation.revoked_in_the_past")
