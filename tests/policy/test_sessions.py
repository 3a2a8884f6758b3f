"""Sessions are recorded, and the parties say whether others may attend: 人民调解法."""

from typing import Any

import pytest
from attrs import evolve

from gongtong.core.rulings import Refused
from gongtong.mediation.cases.cases import Openness
from gongtong.mediation.sessions.session import (
    CloseSession,
    OpenSession,
    Presence,
    SessionFacts,
    SessionOnFile,
    SessionOutcome,
    rule_on_closing_session,
    rule_on_opening_session,
)
from gongtong.testing.agreements import RECORDS
from gongtong.testing.disputes import CASE, TODAY

LAW = "人民调解法"
REQUEST = OpenSession(CASE.number, TODAY, "调解室", ("u-m",), (Presence("developer"),))


def told(**change: Any) -> Refused:
    case = evolve(CASE, openness=Openness.CLOSED)
    facts = SessionFacts(case, RECORDS, ("u-m",), (), None, TODAY)
    ruling = rule_on_opening_session(REQUEST, evolve(facts, **change))
    assert isinstance(ruling, Refused)
    return ruling


@pytest.mark.policy(source=LAW, clause="第23条第（三）项")
def test_no_session_before_the_parties_have_said_whether_it_is_open() -> None:
    """要求调解公开进行或者不公开进行: unsettled is neither."""
    refusal = told(case=CASE)
    assert refusal.codes == ("mediation.openness_not_settled",)
    assert refusal.reasons[0].source.article == "第23条"


@pytest.mark.policy(source=LAW, clause="第19条")
def test_a_session_is_held_by_mediators_of_the_case() -> None:
    """指定一名或者数名人民调解员进行调解: nobody else leads it."""
    refusal = told(mediators=())
    assert refusal.reasons[0].source.article == "第19条"


@pytest.mark.policy(source=LAW, clause="第27条")
@pytest.mark.parametrize("outcome", list(SessionOutcome))
def test_a_session_without_a_record_is_not_closed(outcome: SessionOutcome) -> None:
    """人民调解员应当记录调解情况: however it ended."""
    session = SessionOnFile(CASE.number, 1, TODAY, ("u-m",), REQUEST.present)
    ruling = rule_on_closing_session(CloseSession(CASE.number, 1, outcome, "理由"), session)
    assert isinstance(ruling, Refused)
    assert ruling.codes == ("mediation.minutes_missing",)
    assert ruling.reasons[0].source.article == "第27条"
