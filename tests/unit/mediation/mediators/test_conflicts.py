"""Conflicts of interest: found, told, waived."""

from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.mediation.mediators.conflicts import (
    ConflictKind,
    ConflictOnFile,
    ConflictQuestion,
    DiscloseConflict,
    FoundConflict,
    NoteConflict,
    PartyIdentity,
    WaiveConflict,
    found_by_ties,
    objections_from_conflicts,
    rule_on_conflict,
    rule_on_disclosure,
    rule_on_waiver,
    with_waiver,
)
from gongtong.mediation.mediators.naming import NamedBy, NamingFacts, NamingOnFile
from gongtong.mediation.mediators.register import MediatorBasis, MediatorOnFile, Ties
from gongtong.mediation.parties.standing import PartyKind
from gongtong.testing.disputes import CASE, TODAY, home
from gongtong.testing.examples.mediation_mediators import FIT, TERM

STAFF = MediatorOnFile(
    "u-staff",
    "周",
    MediatorBasis.ENGAGED,
    TERM,
    FIT,
    Ties(works_for=("某物业公司",), dwellings=(home(1),)),
)
COMPANY = PartyIdentity("company", PartyKind.ORGANISATION, "某物业公司 ")
OWNERS = PartyIdentity("owners", PartyKind.GROUP, "业主", frozenset((home(1), home(2))))
FACTS = NamingFacts(
    CASE, TODAY, ("company", "owners"), (NamingOnFile(1, "u-staff", NamedBy.COMMITTEE, TODAY),)
)
NOTE = NoteConflict(
    CASE.number, "u-staff", ConflictKind.WORKS_FOR_PARTY, "company", is_disclosed=False
)
TOLD = ConflictOnFile(1, ConflictKind.WORKS_FOR_PARTY, "company", TODAY, frozenset())


def codes(ruling: object) -> list[str]:
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("mediation.") for code in found]


def test_staff_of_a_party_and_owners_in_it_are_found() -> None:
    """By the employer's name, and by the dwelling."""
    found = found_by_ties(ConflictQuestion(STAFF, (COMPANY, OWNERS)))
    assert found == (
        FoundConflict(ConflictKind.WORKS_FOR_PARTY, "company"),
        FoundConflict(ConflictKind.OWNER_IN_DISPUTE, "owners"),
    )
    assert found_by_ties(ConflictQuestion(evolve(STAFF, ties=Ties()), (COMPANY, OWNERS))) == ()


def test_a_conflict_is_in_the_way_until_each_party_has_waived_it() -> None:
    """Found and untold, told and not waived, waived by one of two, by both."""
    parties = ("company", "owners")
    found = (FoundConflict(ConflictKind.WORKS_FOR_PARTY, "company"),)

    def told(*on_file: ConflictOnFile) -> list[str]:
        reasons = objections_from_conflicts(on_file, found, parties)
        return [one.code.removeprefix("mediation.") for one in reasons]

    assert told() == ["conflict_not_disclosed"]
    assert told(evolve(TOLD, disclosed_on=None)) == ["conflict_not_disclosed"]
    assert told(TOLD) == ["conflict_not_waived"]
    assert told(with_waiver(TOLD, "owners")) == ["conflict_not_waived"]
    assert told(with_waiver(with_waiver(TOLD, "owners"), "company")) == []


def test_a_conflict_is_noted_once() -> None:
    """For somebody who mediates here, with a party of the case."""
    ruling = rule_on_conflict(NOTE, (), FACTS)
    assert isinstance(ruling, Granted)
    assert (ruling.event.conflict, ruling.event.disclosed_on) == (1, None)
    declared = rule_on_conflict(evolve(NOTE, is_disclosed=True), (), FACTS)
    assert isinstance(declared, Granted)
    assert declared.event.disclosed_on == TODAY
    assert codes(rule_on_conflict(NOTE, (TOLD,), FACTS)) == ["conflict_known"]
    wrong = evolve(NOTE, person="u-x", party="x")
    assert codes(rule_on_conflict(wrong, (), FACTS)) == ["mediator_not_named", "party_unknown"]


def test_only_what_was_told_is_waived() -> None:
    """Once by each party."""
    waiver = WaiveConflict(CASE.number, "u-staff", 1, "owners")
    assert isinstance(rule_on_waiver(waiver, (TOLD,), FACTS), Granted)
    untold = evolve(TOLD, disclosed_on=None)
    assert codes(rule_on_waiver(waiver, (untold,), FACTS)) == ["conflict_not_told"]
    again = with_waiver(TOLD, "owners")
    assert codes(rule_on_waiver(waiver, (again,), FACTS)) == ["conflict_waived"]
    assert codes(rule_on_waiver(waiver, (), FACTS)) == ["conflict_unknown"]
    tell = DiscloseConflict(CASE.number, "u-staff", 1)
    assert isinstance(rule_on_disclosure(tell, (untold,), FACTS), Granted)
    assert codes(rule_on_disclosure(tell, (TOLD,), FACTS)) == ["conflict_told"]
