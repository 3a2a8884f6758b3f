"""Offers bind nobody who has not accepted this very version: 人民调解法 and 民法典."""

from datetime import date

import pytest
from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.core.shares import AtLeast
from gongtong.mediation.offers.binding import who_is_bound
from gongtong.mediation.offers.by_mandate import AcceptByMandate, rule_on_mandated
from gongtong.mediation.offers.stances import (
    RecordStances,
    Stance,
    StanceLine,
    rule_on_stances,
)
from gongtong.mediation.parties.consent import HowGiven
from gongtong.mediation.parties.group_rules import EACH_BINDS_ITSELF, GroupRule, or_nobody
from gongtong.mediation.parties.mandates import SettlementLimits
from gongtong.mediation.parties.weighing import PartyRecord
from gongtong.testing.disputes import CASE, OWNERS, TODAY, home, members
from gongtong.testing.offers import OFFER, mandate, said, stance_facts

LAW = "人民调解法"
SEEDED = 175


@pytest.mark.policy(source=LAW, clause="第23条第（四）项")
@pytest.mark.parametrize(
    ("rule", "bound"), [(or_nobody(AtLeast(9, 10)), 0), (EACH_BINDS_ITSELF, 150)]
)
def test_150_of_175_accept_10_refuse_and_15_say_nothing(rule: GroupRule, bound: int) -> None:
    """自愿达成调解协议: 85.7% fail "nine tenths or nobody"; where each binds itself 150 are bound, and no silent one."""
    kept = (*said(Stance.ACCEPT, *range(1, 151)), *said(Stance.REFUSE, *range(151, 161)))
    group = PartyRecord(evolve(OWNERS, rule=rule), members(SEEDED), (), (), 0, None)
    owners = who_is_bound(OFFER, (group,), kept, TODAY).of(OWNERS.code)
    assert len(owners.households) == bound
    assert owners.count is not None
    assert (owners.count.agreed, owners.count.refused, owners.count.silent) == (150, 10, 15)


@pytest.mark.policy(source=LAW, clause="第23条第（四）项")
def test_a_stance_does_not_carry_over_to_another_version() -> None:
    """自主表达意愿: whoever accepted the first version has said nothing to the second."""
    sheet = (StanceLine(Stance.ACCEPT, TODAY, home(1)),)
    request = RecordStances(CASE.number, 1, 1, OWNERS.code, sheet, HowGiven.ON_PAPER)
    second = evolve(stance_facts(), newest=evolve(OFFER, version=2))
    told = rule_on_stances(request, second)
    assert isinstance(told, Refused)
    assert told.codes == ("mediation.offer_superseded",)
    assert (told.reasons[0].source.title, told.reasons[0].source.article) == (LAW, "第23条")


@pytest.mark.policy(source="民法典", clause="第165条")
def test_to_settle_for_others_takes_a_power_in_writing() -> None:
    """授权委托书应当载明…权限: a representative who may only negotiate accepts for nobody."""
    request = AcceptByMandate(CASE.number, 1, 1, OWNERS.code, (1,), TODAY, HowGiven.IN_PERSON)
    told = rule_on_mandated(request, stance_facts(OWNERS, mandate(1, 1, may_settle=False)))
    assert isinstance(told, Refused)
    assert told.codes == ("mediation.may_not_settle",)
    assert (told.reasons[0].source.title, told.reasons[0].source.article) == ("民法典", "第165条")


@pytest.mark.policy(source="民法典", clause="第166条")
def test_several_representatives_act_together() -> None:
    """数人为同一代理事项的代理人的，应当共同行使代理权: one of two alone does not bind those who sent both."""
    request = AcceptByMandate(CASE.number, 1, 1, OWNERS.code, (1,), TODAY, HowGiven.IN_PERSON)
    facts = stance_facts(OWNERS, mandate(1, 1, 2), mandate(2, 1, 2))
    told = rule_on_mandated(request, facts)
    assert isinstance(told, Refused)
    assert told.reasons[0].source.article == "第166条"
    assert isinstance(rule_on_mandated(evolve(request, mandates=(1, 2)), facts), Granted)


@pytest.mark.policy(source="民法典", clause="第171条")
@pytest.mark.parametrize(
    ("limit_fen", "granted"), [(274_28, False), (274_29, True), (274_30, True)]
)
def test_beyond_the_limits_of_a_mandate_nobody_is_bound(limit_fen: int, granted: bool) -> None:
    """超越代理权 … 未经被代理人追认的，对被代理人不发生效力: 274.29 is asked of the dearest household."""
    limits = SettlementLimits(pays_at_most_fen=limit_fen)
    request = AcceptByMandate(CASE.number, 1, 1, OWNERS.code, (1,), TODAY, HowGiven.IN_PERSON)
    facts = stance_facts(OWNERS, mandate(1, 1, 2, limits=limits))
    told = rule_on_mandated(request, facts)
    assert isinstance(told, Granted) is granted
    if isinstance(told, Refused):
        assert told.reasons[0].source.article == "第171条"
        assert OFFER.made_on == date(2025, 6, 2)
