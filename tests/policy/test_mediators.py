"""Who mediates, and who may not: 人民调解法."""

from datetime import date

import pytest
from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.mediation.mediators.committee import (
    CommitteeHost,
    CommitteeRole,
    CommitteeSeat,
    ElectingBody,
    MediationCommittee,
    objections_to_committee,
)
from gongtong.mediation.mediators.complaints import (
    ComplaintOnFile,
    ComplaintOutcome,
    DecideComplaint,
    MisconductGround,
    rule_on_complaint_decision,
)
from gongtong.mediation.mediators.conflicts import (
    ConflictQuestion,
    PartyIdentity,
    objections_from_conflicts,
)
from gongtong.mediation.mediators.eligibility import Candidate, objections_to
from gongtong.mediation.mediators.naming import (
    NamedBy,
    NameMediators,
    NamingFacts,
    rule_on_naming,
)
from gongtong.mediation.mediators.policies import CONFLICTS, MAY_MEDIATE
from gongtong.mediation.mediators.register import (
    MediatorBasis,
    MediatorOnFile,
    Suitability,
    Ties,
)
from gongtong.mediation.parties.standing import PartyKind
from gongtong.plugins.host import Host
from gongtong.testing.disputes import CASE, TODAY
from gongtong.testing.examples.mediation_mediators import FIT, TERM
from gongtong.testing.stage import PLACE

LAW = "人民调解法"
LI = MediatorOnFile("u-li", "李", MediatorBasis.COMMITTEE_MEMBER, TERM, FIT)


def asked(mediator: MediatorOnFile) -> list[str]:
    guards = Host.of().book.guards(MAY_MEDIATE, area=PLACE, on=TODAY, facts={})
    told = objections_to(Candidate(mediator, TODAY), [one.value for one in guards])
    return [f"{one.code.removeprefix('mediation.')} {one.source.article}" for one in told]


@pytest.mark.policy(source=LAW, clause="第8条第2款")
@pytest.mark.parametrize(("count", "lawful"), [(2, False), (3, True), (9, True), (10, False)])
def test_a_committee_has_three_to_nine_members(count: int, lawful: bool) -> None:
    """由委员三至九人组成，设主任一人."""
    chair = CommitteeSeat("u-0", CommitteeRole.CHAIR, is_woman=True)
    others = tuple(
        CommitteeSeat(f"u-{n}", CommitteeRole.MEMBER, is_woman=False) for n in range(1, count)
    )
    committee = MediationCommittee(
        CommitteeHost.RESIDENTS_COMMITTEE,
        ElectingBody.RESIDENTS_MEETING,
        date(2025, 1, 1),
        (chair, *others),
    )
    told = [one.code for one in objections_to_committee(committee, TODAY)]
    assert told == ([] if lawful else ["mediation.committee_size"])


@pytest.mark.policy(source=LAW, clause="第13条")
@pytest.mark.parametrize("basis", list(MediatorBasis))
def test_committee_members_and_those_it_engages_mediate(basis: MediatorBasis) -> None:
    """由人民调解委员会委员和人民调解委员会聘任的人员担任: a guest alone does not."""
    told = asked(evolve(LI, basis=basis))
    assert told == ([] if basis.is_appointed else ["not_a_mediator 第13条"])


@pytest.mark.policy(source=LAW, clause="第14条第1款")
@pytest.mark.parametrize(
    ("fact", "code"),
    [
        ("is_citizen", "not_a_citizen"),
        ("is_adult", "not_adult"),
        ("is_fair", "not_fair"),
        ("is_willing", "not_willing"),
        ("is_versed", "not_versed"),
    ],
)
def test_a_mediator_is_an_upright_willing_and_versed_adult(fact: str, code: str) -> None:
    """公道正派、热心人民调解工作，并具有一定文化水平、政策水平和法律知识的成年公民: each by itself."""
    unfit: Suitability = evolve(FIT, **{fact: False})
    assert asked(evolve(LI, suitability=unfit)) == [f"{code} 第14条"]


@pytest.mark.policy(source=LAW, clause="第15条")
@pytest.mark.parametrize("ground", list(MisconductGround))
def test_whoever_takes_sides_seriously_is_removed(ground: MisconductGround) -> None:
    """情节严重的，由推选或者聘任单位予以罢免或者解聘: criticism is not enough then."""
    complaint = ComplaintOnFile(1, "u-li", CASE.number, "owners", ground, TODAY)
    request = DecideComplaint(
        1, ComplaintOutcome.CRITICISED, is_serious=True, decided_by="居民会议"
    )
    told = rule_on_complaint_decision(request, complaint, actor="u-chair", today=TODAY)
    assert isinstance(told, Refused)
    assert told.reasons[0].source.article == "第15条"
    removal = evolve(request, outcome=ComplaintOutcome.REMOVED)
    told = rule_on_complaint_decision(removal, complaint, actor="u-chair", today=TODAY)
    assert isinstance(told, Granted)


@pytest.mark.policy(source=LAW, clause="第19条")
def test_one_or_several_mediators_are_named_or_chosen() -> None:
    """可以根据调解纠纷的需要，可以指定一名或者数名，也可以由当事人选择一名或者数名."""
    facts = NamingFacts(CASE, TODAY, ("developer", "owners"))
    several = NameMediators(CASE.number, ("u-li", "u-wang"))
    chosen = NameMediators(CASE.number, ("u-li",), NamedBy.PARTIES, ("owners",))
    assert isinstance(rule_on_naming(several, facts), Granted)
    assert isinstance(rule_on_naming(chosen, facts), Granted)
    nobody = rule_on_naming(NameMediators(CASE.number, ()), facts)
    assert isinstance(nobody, Refused)
    assert nobody.reasons[0].source.article == "第19条"


@pytest.mark.policy(source="house", clause="mediation.conflicts")
def test_the_property_companys_own_staff_is_seen_to_be_in_conflict() -> None:
    """A company opens a mediation room, and its staff sits in it: where the company is a party, it is told."""
    staff = evolve(LI, ties=Ties(works_for=("某物业公司",)))
    parties = (
        PartyIdentity("company", PartyKind.ORGANISATION, "某物业公司"),
        PartyIdentity("owners", PartyKind.GROUP, "业主"),
    )
    guards = Host.of().book.guards(CONFLICTS, area=PLACE, on=TODAY, facts={})
    question = ConflictQuestion(staff, parties)
    found = [one for guard in guards for one in guard.value(question)]
    told = objections_from_conflicts((), found, {one.code for one in parties})
    assert [one.code for one in told] == ["mediation.conflict_not_disclosed"]
