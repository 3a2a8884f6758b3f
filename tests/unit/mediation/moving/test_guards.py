"""Guards of a case: each falls when its own fact is taken away, and tells for whom."""

from typing import Any

import pytest
from attrs import evolve

from gongtong.core.machines.checking import faults_of_machine
from gongtong.core.rulings import Reason, Source
from gongtong.core.workdays.deadlines import DueDate
from gongtong.mediation.cases.case_machine import CASE_MACHINE
from gongtong.mediation.cases.cases import Openness
from gongtong.mediation.moving.facts import CaseFacts, CaseWish
from gongtong.mediation.moving.guards import GUARDS, guards_with
from gongtong.mediation.moving.named import NamedGuard
from gongtong.testing.case_facts import ALL_IN_ORDER, BOTH
from gongtong.testing.disputes import TODAY, TOMORROW

FAULT = Reason("mediation.test", "不行", "it will not do", Source("test"))
FULL = CaseWish("理由", by="owners", until=TOMORROW)
FACTS = evolve(ALL_IN_ORDER, extended_to=DueDate(TOMORROW))


def of_first(**change: Any) -> CaseFacts:
    first, second = FACTS.parties
    return evolve(FACTS, parties=(evolve(first, **change), second))


def part(name: str, **change: Any) -> CaseFacts:
    return evolve(FACTS, **{name: evolve(getattr(FACTS, name), **change)})


TAKEN_AWAY: dict[str, CaseFacts] = {
    "a_party_is_described": evolve(FACTS, parties=()),
    "two_parties_are_described": of_first(is_described=False),
    "dispute_is_described": evolve(FACTS, has_description=False),
    "no_party_refuses": of_first(has_refused=True),
    "every_party_consents": of_first(has_consented=False),
    "contact_was_attempted": of_first(has_consented=False, contact_attempts=0),
    "rights_are_told": of_first(knows_its_rights=False),
    "parties_are_represented": of_first(may_negotiate=False),
    "parties_can_settle": of_first(may_settle=False),
    "every_party_extends": evolve(FACTS, extension_agreed_by=frozenset(("owners",))),
    "a_mediator_is_named": evolve(FACTS, mediators=()),
    "mediators_are_eligible": evolve(
        FACTS, mediators=(evolve(FACTS.mediators[0], objections=(FAULT,)),)
    ),
    "mediators_are_accepted": evolve(
        FACTS, mediators=(evolve(FACTS.mediators[0], accepted_by=frozenset(("owners",))),)
    ),
    "openness_is_settled": part("case", openness=Openness.UNSETTLED),
    "session_is_under_way": part("session", is_under_way=False),
    "minutes_kept": part("session", has_minutes=False),
    "limit_is_over": evolve(FACTS, overdue=()),
    "offer_is_accepted_by_all": part("offer", accepted_by=frozenset(("owners",))),
    "remedies_told": part("dossier", remedies_told_on=None),
    "no_report_is_owed": part("case", must_report=True),
    "terms_are_lawful": part("agreement", objections=(FAULT,)),
    "signed_by_every_party": part("agreement", signed_by=frozenset(("owners",))),
    "signed_by_mediator": part("agreement", mediator_signed=False),
    "sealed": part("agreement", sealed=False),
    "paper_is_waived": part("agreement", paper_waived_by=frozenset(("owners",))),
    "content_is_recorded": part("agreement", content_recorded=False),
    "nothing_is_open": part("obligations", open=1),
    "nothing_is_breached": part("obligations", breached=1),
    "next_level_exists": part("escalation", next_level=None),
    "dossier_can_go_up": part("dossier", missing_to_escalate=("身份证明",)),
    "instruction_is_given": part("escalation", instruction=False),
    "closed_above": part("escalation", closed_above=False),
    "visit_is_recorded": part("dossier", visited_on=None),
    "survey_is_offered": part("dossier", survey_offered=False),
    "dossier_is_complete": part("dossier", missing_to_close=("回访记录",)),
}
BAD_NEWS = {
    "a_party_refuses": of_first(has_refused=True),
    "something_is_breached": part("obligations", breached=1),
}
BY_WISH = {
    "reason_given": CaseWish(" "),
    "end_of_suspension_given": CaseWish("理由", until=TODAY),
    "a_party_stops": CaseWish("理由", by="court"),
}


def test_every_guard_of_the_table_is_judged_and_tested() -> None:
    """None is left to chance."""
    assert faults_of_machine(CASE_MACHINE, GUARDS) == ()
    assert set(GUARDS) == {*TAKEN_AWAY, *BAD_NEWS, *BY_WISH}
    assert len(CASE_MACHINE.states) == 21


@pytest.mark.parametrize("name", sorted(TAKEN_AWAY))
def test_a_guard_falls_with_its_fact(name: str) -> None:
    """It passes where all is in order, and tells one ground where its fact is taken away."""
    assert GUARDS[name](FULL, FACTS) == ()
    assert len(GUARDS[name](FULL, TAKEN_AWAY[name])) == 1


@pytest.mark.parametrize("name", sorted(BAD_NEWS))
def test_some_guards_wait_for_bad_news(name: str) -> None:
    """A refusal, a breach."""
    assert len(GUARDS[name](FULL, FACTS)) == 1
    assert GUARDS[name](FULL, BAD_NEWS[name]) == ()


@pytest.mark.parametrize("name", sorted(BY_WISH))
def test_some_guards_ask_what_is_wanted(name: str) -> None:
    """Words, a day, a party."""
    assert GUARDS[name](FULL, FACTS) == ()
    assert len(GUARDS[name](BY_WISH[name], FACTS)) == 1


def test_a_guard_names_for_whom_it_falls() -> None:
    """So that somebody can go and ask them."""
    (reason,) = GUARDS["every_party_consents"](FULL, of_first(has_consented=False))
    assert reason.params == (("who", "developer"),)
    assert reason.source.article == "第3条"
    nothing: Any = evolve(FACTS, offer=None, agreement=None, mediators=(), extended_to=None)
    for name in ("offer_is_accepted_by_all", "signed_by_every_party", "every_party_extends"):
        (reason,) = GUARDS[name](FULL, nothing)
        assert [who for _, who in reason.params] == sorted(BOTH)
    assert GUARDS["terms_are_lawful"](FULL, nothing)[0].code == "mediation.agreement_missing"


def test_a_plugin_adds_a_guard_and_replaces_none() -> None:
    """Where the name is known both are asked."""
    stern = NamedGuard("sealed", lambda _, __: (FAULT,))
    both = guards_with((stern,))["sealed"]
    assert len(both(FULL, part("agreement", sealed=False))) == 2
    assert both(FULL, FACTS) == (FAULT,)
