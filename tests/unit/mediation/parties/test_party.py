"""Who can be a party, and how it is entered."""

import pytest
from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.mediation.parties.group_rules import (
    ALL_OR_NOBODY,
    EACH_BINDS_ITSELF,
    GroupTerms,
    LateJoining,
)
from gongtong.mediation.parties.party import (
    ActingBasis,
    ActsFor,
    AddingFacts,
    AddParty,
    rule_on_party,
)
from gongtong.mediation.parties.standing import PartyKind
from gongtong.testing.disputes import CASE, COMPANY, OWNERS, PERSON, home, party

REQUEST = AddParty("2025-001", "neighbour", PartyKind.PERSON, "王芳")
FACTS = AddingFacts(CASE, ("owners",), GroupTerms())
CHIEF = ActsFor("周强", ActingBasis.LEGAL_REPRESENTATIVE)
COMPANY_REQUEST = evolve(REQUEST, code="developer", kind=PartyKind.ORGANISATION, acts_for=CHIEF)
GROUP = evolve(REQUEST, code="tenants", kind=PartyKind.GROUP)


def codes(request: AddParty, facts: AddingFacts = FACTS) -> list[str]:
    ruling = rule_on_party(request, facts)
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("mediation.") for code in found]


def test_a_group_gets_the_rule_of_the_place_unless_it_has_its_own() -> None:
    """Names stay out of the event."""
    ruling = rule_on_party(GROUP, FACTS)
    assert isinstance(ruling, Granted)
    assert (ruling.event.rule, ruling.event.joining) == (EACH_BINDS_ITSELF, LateJoining())
    own = rule_on_party(evolve(GROUP, rule=ALL_OR_NOBODY), FACTS)
    assert isinstance(own, Granted)
    assert own.event.rule == ALL_OR_NOBODY
    assert "王芳" not in str(own.event)


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (evolve(REQUEST, code="Neighbour"), "party_code"),
        (evolve(REQUEST, code="n" * 33), "party_code"),
        (evolve(REQUEST, code="owners"), "party_known"),
        (evolve(REQUEST, name=" "), "party_name"),
        (evolve(REQUEST, contact="1" * 201), "party_name"),
        (evolve(COMPANY_REQUEST, acts_for=None), "nobody_acts_for_organisation"),
        (
            evolve(COMPANY_REQUEST, acts_for=ActsFor(" ", CHIEF.basis)),
            "nobody_acts_for_organisation",
        ),
        (evolve(REQUEST, acts_for=CHIEF), "party_kind"),
        (evolve(GROUP, dwelling=home(1)), "party_kind"),
        (evolve(REQUEST, rule=ALL_OR_NOBODY), "party_kind"),
    ],
)
def test_what_cannot_be_a_party(request_: AddParty, code: str) -> None:
    """One ground each."""
    assert codes(request_) == [code]


def test_all_grounds_at_once() -> None:
    """An ended case first."""
    ended = evolve(FACTS, case=evolve(CASE, is_ended=True))
    assert codes(evolve(REQUEST, code="owners", name=""), ended) == [
        "case_ended",
        "party_known",
        "party_name",
    ]


def test_who_needs_a_mandate() -> None:
    """A group's people and an organisation's agent do; who represents it by law does not, nor a person."""
    agent = party("x", PartyKind.ORGANISATION, acts_for=ActsFor("李", ActingBasis.AGENT))
    assert OWNERS.needs_mandate
    assert agent.needs_mandate
    assert not COMPANY.needs_mandate
    assert not PERSON.needs_mandate
    with pytest.raises(ValueError, match="no group"):
        _ = PERSON.group_rule
