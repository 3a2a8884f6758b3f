"""What a dispute takes, step by step, with the article that asks for it: 人民调解法."""

from typing import Any

import pytest
from attrs import evolve

from gongtong.core.errors import PolicyError
from gongtong.core.machines.amending import AddedGuard, MachineAmendment
from gongtong.core.machines.definition import GuardRow
from gongtong.core.rulings import Granted, Refused, Source, Standing
from gongtong.mediation.cases.case_machine import CASE_MACHINE
from gongtong.mediation.cases.case_states import CaseEvent as E
from gongtong.mediation.cases.case_states import CaseState as S
from gongtong.mediation.cases.cases import Openness
from gongtong.mediation.cases.defining import case_table
from gongtong.mediation.moving.facts import CaseFacts, CaseWish
from gongtong.mediation.moving.guards import GUARDS
from gongtong.mediation.moving.moves import MoveCase, rule_on_move
from gongtong.testing.case_facts import ALL_IN_ORDER
from gongtong.testing.disputes import CASE

LAW = "人民调解法"


def told(state: S, event: E, facts: CaseFacts, **wish: Any) -> list[str]:
    """Ask for an event in a state, and give the grounds with their articles."""
    at = evolve(facts, case=evolve(facts.case, state=state))
    request = MoveCase(CASE.number, event, 1, CaseWish(**wish))
    ruling = rule_on_move(request, CASE_MACHINE, at, guards=GUARDS)
    reasons = ruling.reasons if isinstance(ruling, Refused) else ()
    assert isinstance(ruling, Granted) is (not reasons)
    return [f"{one.code.removeprefix('mediation.')} {one.source.article}" for one in reasons]


def party(**change: Any) -> CaseFacts:
    first, second = ALL_IN_ORDER.parties
    return evolve(ALL_IN_ORDER, parties=(evolve(first, **change), second))


def around(name: str, **change: Any) -> CaseFacts:
    return evolve(ALL_IN_ORDER, **{name: evolve(getattr(ALL_IN_ORDER, name), **change)})


@pytest.mark.policy(source=LAW, clause="第3条第（一）项")
def test_mediation_is_voluntary() -> None:
    """在当事人自愿、平等的基础上进行调解: one who is silent keeps the case from being accepted."""
    assert told(S.CONSULTING, E.ALL_CONSENT, ALL_IN_ORDER) == []
    silent = party(has_consented=False)
    assert told(S.CONSULTING, E.ALL_CONSENT, silent) == ["party_has_not_consented 第3条"]


@pytest.mark.policy(source=LAW, clause="第17条")
@pytest.mark.parametrize(
    ("state", "event"),
    [
        (S.DRAFT, E.OPEN_EX_OFFICIO),
        (S.CONSULTING, E.ALL_CONSENT),
        (S.READY, E.OPEN_SESSION),
        (S.IN_SESSION, E.AGREE),
        (S.SUSPENDED, E.RESUME),
        (S.IN_DEFAULT, E.REMEDIATE),
        (S.ESCALATED, E.RETURN_WITH_INSTRUCTION),
    ],
)
def test_nobody_mediates_where_a_party_refuses(state: S, event: E) -> None:
    """当事人一方明确拒绝调解的，不得调解: neither at the beginning nor on any way back to the table."""
    assert told(state, event, ALL_IN_ORDER) == []
    assert told(state, event, party(has_refused=True)) == ["party_refuses 第17条"]


@pytest.mark.policy(source=LAW, clause="第19条")
def test_a_case_has_a_mediator() -> None:
    """指定一名或者数名: without one it is not assigned, and nobody can accept one either."""
    alone = evolve(ALL_IN_ORDER, mediators=())
    assert told(S.ACCEPTED, E.ASSIGN, alone) == [
        "no_mediator 第19条",
        "mediator_not_accepted 第23条",
    ]


@pytest.mark.policy(source=LAW, clause="第23条第（一）项")
def test_the_parties_choose_or_accept_the_mediator() -> None:
    """选择或者接受人民调解员: one of two who has not is enough."""
    one = evolve(
        ALL_IN_ORDER,
        mediators=(evolve(ALL_IN_ORDER.mediators[0], accepted_by=frozenset(("owners",))),),
    )
    assert told(S.ACCEPTED, E.ASSIGN, one) == ["mediator_not_accepted 第23条"]


@pytest.mark.policy(source=LAW, clause="第23条第（二）项")
@pytest.mark.parametrize(
    "state", [S.ACCEPTED, S.ASSIGNED, S.READY, S.IN_SESSION, S.SUSPENDED, S.AGREED]
)
def test_a_party_stops_whenever_it_likes(state: S) -> None:
    """要求终止调解: until the agreement is signed, and it gives no reason."""
    assert told(state, E.PARTY_STOPS, ALL_IN_ORDER, by="owners") == []
    assert told(state, E.PARTY_STOPS, ALL_IN_ORDER, by="court") == ["nobody_stops 第23条"]


@pytest.mark.policy(source=LAW, clause="第23条第（三）项")
def test_the_parties_say_whether_it_is_open() -> None:
    """要求调解公开进行或者不公开进行: before the first session."""
    unsettled = around("case", openness=Openness.UNSETTLED)
    assert told(S.READY, E.OPEN_SESSION, unsettled) == ["openness_not_settled 第23条"]


@pytest.mark.policy(source=LAW, clause="第23条第（四）项")
def test_an_agreement_is_made_freely_by_all() -> None:
    """自主表达意愿、自愿达成调解协议: an offer that one has not accepted is none."""
    one = around("offer", accepted_by=frozenset(("owners",)))
    assert told(S.IN_SESSION, E.AGREE, one) == ["offer_not_accepted 第23条"]


@pytest.mark.policy(source=LAW, clause="第25条")
@pytest.mark.parametrize(
    ("state", "event"),
    [
        (S.FAILED, E.REFER),
        (S.IN_DEFAULT, E.REFER_COURT),
        (S.ESCALATED, E.UPPER_CLOSES),
        (S.VISITED, E.CLOSE),
    ],
)
def test_a_danger_is_reported_before_a_case_is_out_of_hand(state: S, event: E) -> None:
    """可能引起治安案件、刑事案件的，应当及时向当地公安机关或者其他有关部门报告."""
    assert told(state, event, around("case", must_report=True)) == ["report_owed 第25条"]


@pytest.mark.policy(source=LAW, clause="第26条")
@pytest.mark.parametrize(
    ("state", "event"),
    [
        (S.READY, E.PARTY_STOPS),
        (S.READY, E.DEADLINE_EXPIRES),
        (S.IN_SESSION, E.DEADLINE_EXPIRES),
        (S.FAILED, E.REFER),
    ],
)
def test_who_fails_is_told_of_other_ways(state: S, event: E) -> None:
    """告知当事人可以依法通过仲裁、行政、司法等途径维护自己的权利."""
    untold = around("dossier", remedies_told_on=None)
    assert told(state, event, untold, by="owners") == ["remedies_not_told 第26条"]


@pytest.mark.policy(source=LAW, clause="第27条")
def test_mediation_is_recorded_and_filed() -> None:
    """记录调解情况；建立调解工作档案: neither an agreement without minutes nor a closed case without its papers."""
    bare = around("session", has_minutes=False)
    assert told(S.IN_SESSION, E.AGREE, bare) == ["minutes_missing 第27条"]
    thin = around("dossier", missing_to_close=("回访记录",))
    assert told(S.VISITED, E.CLOSE, thin) == ["dossier_incomplete 第27条"]


@pytest.mark.policy(source=LAW, clause="第29条第2款")
def test_a_signed_case_has_all_signatures_and_the_seal() -> None:
    """各方当事人、人民调解员、印章: all that is missing is told at once."""
    bare = around("agreement", signed_by=frozenset(), mediator_signed=False, sealed=False)
    assert told(S.AGREED, E.SIGN, bare) == [
        "party_has_not_signed 第29条",
        "mediator_has_not_signed 第29条",
        "agreement_not_sealed 第29条",
    ]


@pytest.mark.policy(source=LAW, clause="第31条第2款")
def test_performance_is_watched_to_its_end() -> None:
    """对调解协议的履行情况进行监督: nothing open, and the parties were visited."""
    open_still = around("obligations", open=1)
    assert told(S.PERFORMING, E.ALL_FULFILLED, open_still) == ["something_is_open 第31条"]
    unvisited = around("dossier", visited_on=None)
    assert told(S.FULFILLED, E.VISIT, unvisited) == ["not_visited 第31条"]


CITY = Source("某市矛盾纠纷调解办法", standing=Standing.HOUSE)
ACCEPTING = next(row for row in CASE_MACHINE.transitions if row.event == E.ALL_CONSENT)


@pytest.mark.policy(source=LAW, clause="第17条")
def test_no_local_text_takes_away_what_the_law_asks() -> None:
    """A city that wants to mediate in spite of a refusal is told that it cannot, guard by guard."""
    loose = MachineAmendment(
        "city", "case", CITY, transitions=(evolve(ACCEPTING, guards=ACCEPTING.guards[:1]),)
    )
    with pytest.raises(PolicyError, match="no_party_refuses"):
        case_table(CASE_MACHINE, (loose,))
    looser = evolve(
        CASE_MACHINE,
        transitions=tuple(
            evolve(row, guards=()) if row == ACCEPTING else row for row in CASE_MACHINE.transitions
        ),
    )
    with pytest.raises(PolicyError, match="every_party_consents"):
        case_table(looser, ())


@pytest.mark.policy(source="house", clause="mediation.case_amendments")
def test_a_local_text_asks_for_more() -> None:
    """A city that wants the street to agree to every acceptance adds a guard; the others stay."""
    stern = GuardRow("street_agrees", CITY)
    more = MachineAmendment(
        "city", "case", CITY, guards=(AddedGuard(S.CONSULTING, E.ALL_CONSENT, stern),)
    )
    table = case_table(CASE_MACHINE, (more,)).machine
    row = table.step(S.CONSULTING, E.ALL_CONSENT)
    assert row is not None
    assert row.guards == (*ACCEPTING.guards, stern)
