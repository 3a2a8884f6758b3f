"""Every ground on which a case is not opened."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongtong.core.machines.definition import Machine, StateRow
from gongtong.core.machines.pinning import pinned
from gongtong.core.rulings import Granted, Refused
from gongtong.mediation.cases.cases import CaseSource, Openness
from gongtong.mediation.cases.opening import (
    OpenCase,
    OpeningFacts,
    case_as_opened,
    digest_of_words,
    rule_on_opening,
)

MACHINE = pinned(Machine("case", 1, "案件", "draft", (StateRow("draft", "起草"),), ()))
REQUEST = OpenCase(" 2025-001 ", "neighbours", "渗水", CaseSource.APPLICATION, "doorstep")
FACTS = OpeningFacts("u", date(2025, 6, 10), MACHINE)


def codes(facts: OpeningFacts = FACTS, **change: Any) -> list[str]:
    ruling = rule_on_opening(evolve(REQUEST, **change), facts)
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("mediation.") for code in found]


def test_a_case_is_opened_on_the_definition_in_force() -> None:
    """In its first state; the words are under a digest, and the number is trimmed."""
    ruling = rule_on_opening(REQUEST, FACTS)
    assert isinstance(ruling, Granted)
    event = ruling.event
    assert (event.number, event.state, event.definition) == ("2025-001", "draft", MACHINE.digest)
    assert event.words == digest_of_words("渗水", "")
    case = case_as_opened(event, "渗水")
    assert (case.version, case.openness, case.is_ended) == (1, Openness.UNSETTLED, False)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"number": " "}, "case_number"),
        ({"number": "x" * 33}, "case_number"),
        ({"kind": ""}, "case_kind"),
        ({"channel": "x" * 41}, "case_channel"),
        ({"level": ""}, "case_level"),
        ({"subject": "渗" * 201}, "case_subject"),
        ({"description": "渗" * 20_001}, "case_description"),
    ],
)
def test_what_is_missing_or_too_long(change: dict[str, Any], code: str) -> None:
    """One ground each."""
    assert codes(**change) == [code]


def test_the_longest_texts_fit_and_a_number_is_used_once() -> None:
    """Exactly at each length; all grounds are told at once."""
    assert codes(number="x" * 32, subject="渗" * 200, description="渗" * 20_000) == []
    taken = evolve(FACTS, taken=("2025-001",))
    assert codes(taken, kind="", subject=" ") == [
        "case_number_taken",
        "case_kind",
        "case_subject",
    ]


def test_where_one_word_ends_goes_under_the_digest() -> None:
    """Two texts are not the one text that they make together."""
    assert digest_of_words("渗", "水") != digest_of_words("渗水", "")
