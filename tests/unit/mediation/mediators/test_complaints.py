"""Complaints about mediators."""

from typing import Any

from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.mediation.mediators.complaints import (
    ComplainOfMediator,
    ComplaintOnFile,
    ComplaintOutcome,
    DecideComplaint,
    MisconductGround,
    rule_on_complaint,
    rule_on_complaint_decision,
)
from gongtong.testing.disputes import CASE, TODAY

COMPLAINT = ComplainOfMediator(
    CASE.number, "u-li", "owners", MisconductGround.TOOK_SIDES, "偏袒开发商"
)
ON_FILE = ComplaintOnFile(
    1, "u-li", CASE.number, "owners", MisconductGround.TOOK_SIDES, made_on=TODAY
)
REMOVAL = DecideComplaint(1, ComplaintOutcome.REMOVED, is_serious=True, decided_by="居民会议")


def codes(ruling: object) -> list[str]:
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("mediation.") for code in found]


def decided(on_file: ComplaintOnFile = ON_FILE, actor: str = "u-chair", **change: Any) -> list[str]:
    request = evolve(REMOVAL, **change)
    return codes(rule_on_complaint_decision(request, on_file, actor=actor, today=TODAY))


def test_a_party_complains_of_who_mediated_in_its_case() -> None:
    """Its words stay out of the record."""
    ruling = rule_on_complaint(COMPLAINT, number=1, was_named=True, is_party=True)
    assert isinstance(ruling, Granted)
    assert "偏袒开发商" not in str(ruling.event)
    silent = evolve(COMPLAINT, words=" ")
    told = rule_on_complaint(silent, number=1, was_named=False, is_party=False)
    assert codes(told) == ["complaint_person", "complaint_party", "complaint_words"]


def test_what_is_serious_ends_in_removal_and_nothing_else_does() -> None:
    """By a body that is named, and never by the mediator concerned."""
    assert decided() == []
    assert decided(is_serious=False) == ["removal_not_serious"]
    assert decided(outcome=ComplaintOutcome.CRITICISED) == ["serious_misconduct"]
    assert decided(decided_by=" ") == ["complaint_body"]
    assert decided(actor="u-li") == ["complaint_own"]
    over = evolve(ON_FILE, outcome=ComplaintOutcome.UNFOUNDED)
    assert decided(over) == ["complaint_decided"]
