"""Nobody is mediated, bound or represented who has not said so: 人民调解法 and 民法典."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Refused, Standing
from gongtong.core.shares import AtLeast, MoreThan
from gongtong.mediation.cases.case_machine import CASE_MACHINE
from gongtong.mediation.cases.cases import Risk
from gongtong.mediation.cases.risk import SetRisk, rule_on_risk
from gongtong.mediation.parties.consent import (
    FREE_TO_STOP,
    VOLUNTARY,
    ConsentFacts,
    ConsentLine,
    ConsentStance,
    HowGiven,
    KeptConsent,
    WithdrawConsent,
    answers_of,
    rule_on_withdrawal,
)
from gongtong.mediation.parties.group_rules import (
    ALL_OR_NOBODY,
    EACH_BINDS_ITSELF,
    Answer,
    Bound,
    GroupRule,
    GroupTerms,
    NotBound,
    bound_households,
    or_nobody,
)
from gongtong.mediation.parties.mandates import (
    GiveMandate,
    MandateFacts,
    rule_on_mandate,
)
from gongtong.mediation.parties.participants import (
    InviteParticipant,
    InvitingFacts,
    ParticipantRole,
    PartyConsent,
    rule_on_invitation,
)
from gongtong.mediation.parties.policies import GROUP_RULES
from gongtong.mediation.parties.roster import members_on
from gongtong.mediation.parties.sources import WRITTEN_AUTHORITY
from gongtong.plugins.host import Host
from gongtong.testing.disputes import CASE, OWNERS, PERSON, TODAY, home, members

LAW = "人民调解法"
CERTIFICATES = 175


def answers(
    agreed: int, refused: int, total: int = CERTIFICATES
) -> dict[DwellingLabel, Answer | None]:
    said = [Answer.AGREES] * agreed + [Answer.REFUSES] * refused
    said_or_silent = [*said, *([None] * (total - len(said)))]
    return dict(zip((home(number) for number in range(1, total + 1)), said_or_silent, strict=True))


@pytest.mark.policy(source=LAW, clause="第3条第（一）项")
def test_silence_is_never_consent() -> None:
    """在当事人自愿、平等的基础上进行调解: of four households one has spoken, and three have not consented."""
    said = (KeptConsent(ConsentLine(ConsentStance.CONSENT, TODAY, home(1)), 1),)
    told = answers_of(members_on(members(4), TODAY), said)
    assert list(told.values()) == [Answer.AGREES, None, None, None]
    assert VOLUNTARY.article == "第3条"


@pytest.mark.policy(source="house", clause="mediation.group_rules")
@pytest.mark.parametrize(
    ("rule", "agreed", "refused", "bound"),
    [
        (or_nobody(AtLeast(9, 10)), 150, 10, 0),  # 85.7% of 175
        (EACH_BINDS_ITSELF, 150, 10, 150),
        (or_nobody(AtLeast(9, 10)), 157, 0, 0),
        (or_nobody(AtLeast(9, 10)), 158, 0, 158),  # nine tenths of 175 are 157.5
        (ALL_OR_NOBODY, 174, 0, 0),
        (ALL_OR_NOBODY, 175, 0, 175),
    ],
)
def test_an_offer_to_175_households_binds_by_the_rule_of_the_group(
    rule: GroupRule, agreed: int, refused: int, bound: int
) -> None:
    """Fifteen who say nothing are not bound, whatever the majority; a group that fails its share binds nobody."""
    told = bound_households(rule, answers(agreed, refused))
    assert (len(told.households) if isinstance(told, Bound) else 0) == bound
    if isinstance(told, NotBound):
        assert told.reason.source.standing is Standing.HOUSE


@pytest.mark.policy(source="house", clause="mediation.group_rules")
@pytest.mark.parametrize(("rule", "bound"), [(AtLeast(9, 10), True), (MoreThan(9, 10), False)])
def test_exactly_nine_tenths_are_at_least_and_not_more(
    rule: AtLeast | MoreThan, bound: bool
) -> None:
    """90 of 100."""
    told = bound_households(or_nobody(rule), answers(90, 0, 100))
    assert isinstance(told, Bound) is bound


@pytest.mark.policy(source=LAW, clause="第20条")
def test_others_take_part_with_the_parties_consent() -> None:
    """根据需要，在征得当事人的同意后，可以邀请: one party of two has agreed, and the other is named."""
    facts = InvitingFacts(CASE, ("developer", "owners"), 0, TODAY)
    consent = (PartyConsent("owners", TODAY),)
    request = InviteParticipant("2025-001", ParticipantRole.EXPERT, "李工", TODAY, consent)
    refused = rule_on_invitation(request, facts)
    assert isinstance(refused, Refused)
    assert refused.codes == ("mediation.participant_not_agreed",)
    assert (refused.reasons[0].source.title, refused.reasons[0].source.article) == (LAW, "第20条")
    both = evolve(request, consents=(*consent, PartyConsent("developer", TODAY)))
    assert isinstance(rule_on_invitation(both, facts), Granted)


@pytest.mark.policy(source=LAW, clause="第23条第（二）项")
def test_a_party_withdraws_its_consent_at_any_time() -> None:
    """接受调解、拒绝调解或者要求终止调解: nothing but a consent is needed to take it back."""
    kept = (KeptConsent(ConsentLine(ConsentStance.CONSENT, TODAY), 1),)
    facts = ConsentFacts(CASE, PERSON, (), (), kept, TODAY)
    order = WithdrawConsent("2025-001", "neighbour", TODAY, HowGiven.BY_PHONE)
    assert isinstance(rule_on_withdrawal(order, facts), Granted)
    none = rule_on_withdrawal(order, evolve(facts, kept=()))
    assert isinstance(none, Refused)
    assert none.reasons[0].source == FREE_TO_STOP
    assert FREE_TO_STOP.article == "第23条"


@pytest.mark.policy(source=LAW, clause="第17条")
def test_a_case_is_not_taken_up_against_a_party_that_refuses() -> None:
    """当事人一方明确拒绝调解的，不得调解: every way into mediation asks whether a party refuses, by statute."""
    for state, event in (
        ("draft", "open_ex_officio"),
        ("consulting", "all_consent"),
        ("ready", "open_session"),
        ("in_session", "agree"),
    ):
        row = CASE_MACHINE.step(state, event)
        assert row is not None
        (guard,) = [one for one in row.guards if one.name == "no_party_refuses"]
        assert (guard.statutory, guard.source.article) == (True, "第17条")


@pytest.mark.policy(source="民法典", clause="第165条")
@pytest.mark.parametrize("missing", ["name", "scope", "document"])
def test_a_mandate_is_written_and_says_who_and_for_what(missing: str) -> None:
    """授权委托书应当载明代理人的姓名或者名称、代理事项、权限和期限，并由被代理人签名或者盖章."""
    request = GiveMandate(
        "2025-001",
        "owners",
        "u-chen",
        "陈静",
        "办证纠纷的调解",
        date(2025, 6, 1),
        date(2025, 12, 31),
        "0f" * 32,
        signed_by=(home(1),),
    )
    facts = MandateFacts(CASE, OWNERS, members(4), (), GroupTerms(), TODAY)
    assert isinstance(rule_on_mandate(request, facts), Granted)
    changes: dict[str, Any] = {missing: ""}
    refused = rule_on_mandate(evolve(request, **changes), facts)
    assert isinstance(refused, Refused)
    assert refused.reasons[0].source == WRITTEN_AUTHORITY
    assert WRITTEN_AUTHORITY.article == "第165条"


@pytest.mark.policy(source="house", clause="mediation.group_rules")
def test_two_to_five_representatives_are_a_rule_of_courts_taken_as_a_model() -> None:
    """The number is not given out as law: its source says that it is unverified and taken from the courts."""
    terms = Host.of().book.resolve(GROUP_RULES, "421003", TODAY).value
    assert (terms.least, terms.most) == (2, 5)
    assert terms.source.standing is Standing.UNVERIFIED


@pytest.mark.policy(source=LAW, clause="第25条")
def test_a_danger_is_owed_a_report_until_somebody_is_told() -> None:
    """可能引起治安案件、刑事案件的纠纷，应当及时向当地公安机关或者其他有关部门报告; a case does not end while one is owed."""
    request = SetRisk("2025-001", Risk.RED, "扬言动手", must_report=True)
    owed = rule_on_risk(request, CASE, known=0, actor="u")
    told = rule_on_risk(evolve(request, reported_to="派出所"), CASE, known=1, actor="u")
    assert isinstance(owed, Granted)
    assert isinstance(told, Granted)
    assert (owed.event.report_is_owed, told.event.report_is_owed) == (True, False)
    close = CASE_MACHINE.step("visited", "close")
    assert close is not None
    (guard,) = [one for one in close.guards if one.name == "no_report_is_owed"]
    assert (guard.statutory, guard.source.article) == (True, "第25条")
