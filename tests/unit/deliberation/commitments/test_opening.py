"""Every ground on which a campaign is not opened."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Refused
from gongtong.deliberation.commitments.opening import (
    CommitmentsOpened,
    OpenCommitments,
    OpeningFacts,
    rule_on_opening,
)

HOMES = (DwellingLabel(1, 1, 101), DwellingLabel(1, 1, 102))
TODAY = date(2025, 6, 10)
REQUEST = OpenCommitments("2025-1", "拆除搭建", TODAY, "meeting/1", HOMES)
FACTS = OpeningFacts((Office.CHAIR,), "u-chair", TODAY)


def codes(facts: OpeningFacts = FACTS, **change: Any) -> list[str]:
    ruling = rule_on_opening(evolve(REQUEST, **change), facts)
    return (
        [code.removeprefix("deliberation.") for code in ruling.codes]
        if isinstance(ruling, Refused)
        else []
    )


def test_a_whole_request_is_granted() -> None:
    """The event counts the households and names none."""
    assert rule_on_opening(REQUEST, FACTS) == Granted(
        CommitmentsOpened("2025-1", TODAY, "meeting/1", 2, "u-chair", TODAY)
    )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"number": " "}, "campaign_number"),
        ({"number": "x" * 33}, "campaign_number"),
        ({"until": date(2025, 6, 9)}, "campaign_in_past"),
        ({"what": ""}, "nothing_asked"),
        ({"rests_on": " "}, "no_decision_behind"),
        ({"households": ()}, "households_once"),
        ({"households": (*HOMES, HOMES[0])}, "households_once"),
    ],
)
def test_what_is_missing_is_told(change: dict[str, Any], code: str) -> None:
    """One thing each."""
    assert codes(**change) == [code]


def test_all_grounds_at_once_in_their_order() -> None:
    """The office, the number, the day, what is asked, the decision, the households."""
    facts = OpeningFacts((), "u", TODAY, is_known=True, unknown=HOMES[:1])
    assert codes(facts, until=date(2025, 1, 1), what="", rests_on="", households=HOMES * 2) == [
        "office_required",
        "campaign_number",
        "campaign_in_past",
        "nothing_asked",
        "no_decision_behind",
        "households_once",
        "households_unknown",
    ]
    assert codes(evolve(FACTS, is_known=True)) == ["campaign_number"]
    assert codes(number="x" * 32) == []
