"""Policy cases as data: read strictly, compared exactly."""

from __future__ import annotations

import json

import pytest

from gongtong.testing.cases import CaseStatus, PolicyCase, disagreements, read_cases

ENTRY = {
    "id": "CC278-06",
    "kind": "owner_vote",
    "status": "settled",
    "clause": ["CN:民法典#278(2)"],
    "given": {"total": {"heads": 300}},
    "expected": {"passed": False, "approval": {"heads": "1/2"}, "requirement": "说明"},
}


def text_of(*entries: object, version: int = 1) -> str:
    return json.dumps({"schema_version": version, "cases": entries})


def test_a_case_is_read_with_its_clauses() -> None:
    """A case says which text it rests on."""
    (case,) = read_cases(text_of(ENTRY), file="cases.json")
    assert str(case) == "CC278-06 (CN:民法典#278(2))"
    assert case.status is CaseStatus.SETTLED


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (text_of(ENTRY, version=2), "schema_version is not 1"),
        (text_of(ENTRY, ENTRY), "CC278-06 stands twice"),
        (text_of({**ENTRY, "status": "probably"}), "CC278-06: ValueError"),
        (text_of({key: ENTRY[key] for key in ENTRY if key != "given"}), "KeyError.'given'"),
        (text_of({**ENTRY, "given": {"share": 0.5}}), "the number 0.5 is not exact"),
    ],
)
def test_an_unusable_file_is_refused(text: str, message: str) -> None:
    """The error names what is wrong; nothing is skipped."""
    with pytest.raises(ValueError, match=message):
        read_cases(text, file="cases.json")


def test_an_answer_may_say_more_and_requirements_are_no_results() -> None:
    """Only the results are compared."""
    (case,) = read_cases(text_of(ENTRY), file="cases.json")
    assert disagreements(case, {"passed": False, "approval": {"heads": "1/2", "area": "1/3"}}) == ()


def test_every_departure_is_named_with_its_path() -> None:
    """A wrong answer, a missing one, and 1 instead of True are departures."""
    (case,) = read_cases(text_of(ENTRY), file="cases.json")
    assert disagreements(case, {"passed": 0, "approval": {}}) == (
        "passed: expected False, got 0",
        "approval.heads: expected '1/2', got no answer",
    )


def test_an_ambiguous_case_accepts_each_reading_and_nothing_else() -> None:
    """Where the text does not decide, an answer agrees with one of the readings listed."""
    readings = [
        {"reading": "took part", "quorum": True, "passed": False},
        {"reading": "did not take part", "quorum": False, "passed": False},
    ]
    case = PolicyCase("X", "owner_vote", CaseStatus.AMBIGUOUS, (), {}, {"alternatives": readings})
    assert disagreements(case, {"quorum": True, "passed": False}) == ()
    assert disagreements(case, {"quorum": False, "passed": False}) == ()
    assert disagreements(case, {"quorum": True, "passed": True}) == (
        "no reading agrees; the closest: passed: expected False, got True",
    )
