"""Who is bound by a version, and why."""

from datetime import date

from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.core.shares import AtLeast
from gongtong.mediation.offers.binding import (
    BindingGround,
    BoundParty,
    CloseOffer,
    counts_of_groups,
    rule_on_closing,
    standing_of_offer,
    who_is_bound,
)
from gongtong.mediation.offers.stances import KeptStance, Stance, StanceLine
from gongtong.mediation.parties.consent import ConsentLine, ConsentStance, KeptConsent
from gongtong.mediation.parties.group_rules import or_nobody
from gongtong.mediation.parties.weighing import PartyRecord
from gongtong.testing.disputes import CASE, COMPANY, OWNERS, PERSON, TODAY, home, members
from gongtong.testing.offers import OFFER, said

YES, NO = Stance.ACCEPT, Stance.REFUSE
G = BindingGround
GROUP = PartyRecord(OWNERS, members(4), (), (), 0, None)
MAKER = PartyRecord(COMPANY, (), (), (), 0, None)
SINGLE = PartyRecord(PERSON, (), (), (), 0, None)


def test_each_household_has_its_ground() -> None:
    """By itself, by its representative, against, and silent."""
    kept = (*said(YES, 1), *said(YES, 2, by_mandate=True), *said(NO, 3))
    report = who_is_bound(OFFER, (GROUP, MAKER), kept, TODAY)
    owners = report.of("owners")
    assert [one.ground for one in owners.lines] == [
        G.ACCEPTED,
        G.ACCEPTED_BY_MANDATE,
        G.REFUSED,
        G.SILENT,
    ]
    assert owners.households == (home(1), home(2))
    assert all(ground.zh for ground in G)
    assert report.published("owners", {home(1): "陈静"}) == (
        f"{home(1).zh()} 陈*",
        f"{home(2).zh()} -",
    )
    assert [(party, one.agreed, one.silent) for party, one in counts_of_groups(report)] == [
        ("owners", 2, 1)
    ]


def test_whoever_makes_an_offer_stands_by_it() -> None:
    """Until it refuses; another party has to speak."""
    report = who_is_bound(OFFER, (MAKER, SINGLE), (), TODAY)
    assert report.of("developer").is_bound
    assert report.of("neighbour").lines[0].ground is G.SILENT
    against = KeptStance("developer", StanceLine(NO, TODAY), 1)
    assert who_is_bound(OFFER, (MAKER,), (against,), TODAY).of("developer").is_out


def test_a_rule_that_is_not_met_binds_nobody() -> None:
    """Three quarters of four: two are too few, and with two against it is out of reach."""
    strict = evolve(GROUP, party=evolve(OWNERS, rule=or_nobody(AtLeast(3, 4))))
    two = who_is_bound(OFFER, (strict,), said(YES, 1, 2), TODAY).of("owners")
    assert (two.is_bound, two.is_out, two.households) == (False, False, ())
    assert two.lines[0].ground is G.RULE_NOT_MET
    assert two.reason is not None
    three = who_is_bound(OFFER, (strict,), said(YES, 1, 2, 3), TODAY).of("owners")
    assert three.households == (home(1), home(2), home(3))
    lost = who_is_bound(OFFER, (strict,), said(NO, 1, 2), TODAY).of("owners")
    assert lost.is_out


def test_who_refuses_to_be_mediated_is_not_bound() -> None:
    """One household, the whole group, or a single party that stopped."""
    no = KeptConsent(ConsentLine(ConsentStance.REFUSE, TODAY, home(1)), 1)
    one = who_is_bound(OFFER, (evolve(GROUP, consents=(no,)),), said(YES, 1, 2), TODAY)
    assert one.of("owners").households == (home(2),)
    stop = KeptConsent(ConsentLine(ConsentStance.STOPPED, TODAY), 1)
    records = (evolve(GROUP, consents=(stop,)), evolve(SINGLE, consents=(stop,)))
    both = who_is_bound(OFFER, records, said(YES, 1, 2, 3, 4), TODAY)
    assert [party.is_bound for party in both.parties] == [False, False]
    assert both.of("neighbour").is_out


def test_a_standing_counts_who_is_bound() -> None:
    """And who can no longer come to be."""
    report = who_is_bound(OFFER, (GROUP, MAKER), said(NO, 1, 2, 3, 4), TODAY)
    standing = standing_of_offer(OFFER, report, TODAY)
    assert standing.accepted_by == {"developer"}
    assert standing.refused_by == {"owners"}
    assert standing.is_open


def test_closing_keeps_who_is_bound() -> None:
    """Only the newest version is closed, once."""
    report = who_is_bound(OFFER, (GROUP, MAKER), said(YES, 1), TODAY)
    request = CloseOffer(CASE.number, 1, 1)
    ruling = rule_on_closing(request, CASE, OFFER, report)
    assert isinstance(ruling, Granted)
    assert ruling.event.bound == (BoundParty("owners", (home(1),)), BoundParty("developer"))
    closed = evolve(OFFER, closed_on=date(2025, 6, 9))
    again = rule_on_closing(request, CASE, closed, report)
    assert isinstance(again, Refused)
    assert again.codes == ("mediation.offer_closed",)
    other = rule_on_closing(evolve(request, version=2), CASE, OFFER, report)
    assert isinstance(other, Refused)
    assert other.codes == ("mediation.offer_superseded",)
