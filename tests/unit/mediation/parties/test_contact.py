"""Attempts to reach a party, and what it was told."""

from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.mediation.parties.consent import HowGiven
from gongtong.mediation.parties.contact import (
    ContactFacts,
    ContactOutcome,
    ContactWay,
    LogContact,
    TellRights,
    rule_on_contact,
    rule_on_telling,
)
from gongtong.testing.disputes import CASE, OWNERS, PERSON, TODAY, TOMORROW, home

FACTS = ContactFacts(CASE, PERSON, 2, None, "u", TODAY)
CONTACT = LogContact("2025-001", "neighbour", TODAY, ContactWay.VISIT, ContactOutcome.ABSENT)
TELL = TellRights("2025-001", "neighbour", TODAY, HowGiven.IN_PERSON)


def test_attempts_are_numbered_and_notes_stay_out_of_the_record() -> None:
    """The third is the third."""
    ruling = rule_on_contact(evolve(CONTACT, note="邻居说在外地"), FACTS)
    assert isinstance(ruling, Granted)
    assert ruling.event.number == 3
    assert "外地" not in str(ruling.event)


def test_grounds_of_a_contact() -> None:
    """A day to come, a household of somebody who has none."""
    ruling = rule_on_contact(evolve(CONTACT, made_on=TOMORROW, household=home(1)), FACTS)
    assert isinstance(ruling, Refused)
    assert ruling.codes == ("mediation.day_to_come", "mediation.party_is_no_group")
    group = rule_on_contact(evolve(CONTACT, household=home(1)), evolve(FACTS, party=OWNERS))
    assert isinstance(group, Granted)


def test_rights_are_told_once_and_not_before_their_day() -> None:
    """Who told them stands in the event."""
    ruling = rule_on_telling(TELL, FACTS)
    assert isinstance(ruling, Granted)
    assert ruling.event.told_by == "u"
    again = rule_on_telling(evolve(TELL, told_on=TOMORROW), evolve(FACTS, told_on=TODAY))
    assert isinstance(again, Refused)
    assert again.codes == ("mediation.day_to_come", "mediation.rights_told")
