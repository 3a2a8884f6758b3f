"""Others take part when every party agrees."""

from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.mediation.parties.participants import (
    InviteParticipant,
    InvitingFacts,
    ParticipantRole,
    PartyConsent,
    rule_on_invitation,
)
from gongtong.testing.disputes import CASE, TODAY, TOMORROW

AGREED = (PartyConsent("b", TODAY), PartyConsent("a", TODAY))
REQUEST = InviteParticipant("2025-001", ParticipantRole.EXPERT, "李工", TODAY, AGREED)
FACTS = InvitingFacts(CASE, ("a", "b"), 0, TODAY)


def codes(request: InviteParticipant, facts: InvitingFacts = FACTS) -> tuple[str, ...]:
    ruling = rule_on_invitation(request, facts)
    return ruling.codes if isinstance(ruling, Refused) else ()


def test_every_party_has_agreed() -> None:
    """The event names roles and parties, not the person."""
    ruling = rule_on_invitation(REQUEST, FACTS)
    assert isinstance(ruling, Granted)
    assert [one.party for one in ruling.event.consents] == ["a", "b"]
    assert "李工" not in str(ruling.event)


def test_who_has_not_agreed_in_time_is_named() -> None:
    """A consent of the next day is too late, and without parties nobody can agree."""
    late = evolve(REQUEST, consents=(PartyConsent("a", TODAY), PartyConsent("b", TOMORROW)))
    ruling = rule_on_invitation(late, FACTS)
    assert isinstance(ruling, Refused)
    assert ruling.reasons[0].params == (("parties", "b"),)
    assert codes(REQUEST, evolve(FACTS, parties=())) == ("mediation.participant_not_agreed",)


def test_other_grounds() -> None:
    """No name, a day to come."""
    assert codes(evolve(REQUEST, name=" ", invited_on=TOMORROW)) == (
        "mediation.participant_name",
        "mediation.day_to_come",
    )
