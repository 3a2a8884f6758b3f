"""What the standing of a party names."""

from gongtong.mediation.parties.standing import PartyKind, PartyStanding


def test_a_party_may_have_neither_consented_nor_refused() -> None:
    """Silence is a state of its own."""
    silent = PartyStanding(
        "a",
        PartyKind.PERSON,
        is_described=True,
        has_consented=False,
        has_refused=False,
        contact_attempts=0,
        knows_its_rights=False,
        may_negotiate=True,
        may_settle=True,
    )
    assert not silent.has_consented
    assert not silent.has_refused
    assert set(PartyKind) == {"person", "organisation", "group"}
