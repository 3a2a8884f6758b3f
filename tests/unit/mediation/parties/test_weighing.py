"""How a party stands, from what is on record about it."""

from datetime import date

from attrs import evolve

from gongtong.core.shares import AtLeast
from gongtong.mediation.parties.consent import ConsentLine, ConsentStance, KeptConsent
from gongtong.mediation.parties.group_rules import or_nobody
from gongtong.mediation.parties.mandates import MandateOnFile, SettlementLimits
from gongtong.mediation.parties.standing import PartyKind
from gongtong.mediation.parties.weighing import PartyRecord, standing_of
from gongtong.testing.disputes import OWNERS, PERSON, TODAY, home, members, party


def mandate(number: int, *, may_settle: bool = False) -> MandateOnFile:
    return MandateOnFile(
        number,
        f"u-{number}",
        "某",
        "调解",
        date(2025, 6, 1),
        TODAY,
        "0f" * 32,
        may_settle=may_settle,
        acts_alone=False,
        limits=SettlementLimits(),
        signed_by=frozenset({home(1)}),
    )


def said(stance: ConsentStance, *numbers: int) -> tuple[KeptConsent, ...]:
    return tuple(KeptConsent(ConsentLine(stance, TODAY, home(number)), 1) for number in numbers)


def test_a_person_stands_for_itself() -> None:
    """Silent it has neither consented nor refused."""
    record = PartyRecord(PERSON, (), (), (), 0, None)
    silent = standing_of(record, today=TODAY, least=2)
    assert (silent.has_consented, silent.has_refused) == (False, False)
    assert (silent.may_negotiate, silent.may_settle, silent.is_described) == (True, True, True)
    yes = (KeptConsent(ConsentLine(ConsentStance.CONSENT, TODAY), 1),)
    assert standing_of(evolve(record, consents=yes), today=TODAY, least=2).has_consented
    stop = (*yes, KeptConsent(ConsentLine(ConsentStance.STOPPED, TODAY), 2))
    assert standing_of(evolve(record, consents=stop), today=TODAY, least=2).has_refused


def test_a_group_stands_by_its_rule() -> None:
    """Three quarters of four: three consents are enough; two refusals make it impossible."""
    group = party("owners", PartyKind.GROUP, rule=or_nobody(AtLeast(3, 4)))
    record = PartyRecord(group, members(4), (), said(ConsentStance.CONSENT, 1, 2), 1, TODAY)
    two = standing_of(record, today=TODAY, least=2)
    assert (two.has_consented, two.has_refused, two.knows_its_rights) == (False, False, True)
    three = evolve(record, consents=said(ConsentStance.CONSENT, 1, 2, 3))
    assert standing_of(three, today=TODAY, least=2).has_consented
    refused = evolve(record, consents=said(ConsentStance.REFUSE, 3, 4))
    assert standing_of(refused, today=TODAY, least=2).has_refused
    empty = standing_of(PartyRecord(OWNERS, (), (), (), 0, None), today=TODAY, least=2)
    assert not empty.is_described


def test_a_group_speaks_through_enough_representatives() -> None:
    """One of two is too few; that somebody may settle counts only then."""
    record = PartyRecord(OWNERS, members(4), (mandate(1, may_settle=True),), (), 0, None)
    one = standing_of(record, today=TODAY, least=2)
    assert (one.may_negotiate, one.may_settle) == (False, False)
    both = evolve(record, mandates=(mandate(1, may_settle=True), mandate(2)))
    two = standing_of(both, today=TODAY, least=2)
    assert (two.may_negotiate, two.may_settle) == (True, True)
    nobody = evolve(record, mandates=(mandate(1), mandate(2)))
    assert not standing_of(nobody, today=TODAY, least=2).may_settle
