"""What becomes of an agreement in force."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.mediation.agreements.agreement_machine import AgreementState as S
from gongtong.mediation.agreements.confirming import (
    AgreementEnd,
    ApplyForConfirmation,
    CourtRuling,
    EndAgreement,
    LaterFacts,
    RecordRuling,
    rule_on_applying,
    rule_on_ending,
    rule_on_ruling,
    state_after_end,
    state_after_ruling,
)
from gongtong.mediation.obligations.duty import DutySubject
from gongtong.mediation.obligations.standing import ObligationStanding
from gongtong.testing.agreements import DRAFT, TERMS
from gongtong.testing.disputes import CASE, TODAY, TOMORROW
from gongtong.testing.duties import PLAIN_WEEK, act

PAPER = "0f" * 32
BOTH = ("developer", "owners")
AGREEMENT = evolve(DRAFT, state=S.IN_FORCE, effective_on=date(2025, 6, 2))
FACTS = LaterFacts(
    AGREEMENT, frozenset(BOTH), ObligationStanding(1, 0, 0, 0), (1,), TODAY, lambda: PLAIN_WEEK
)
APPLIES = ApplyForConfirmation(CASE.number, 1, BOTH, "区人民法院", TODAY, PAPER)
RULED = RecordRuling(CASE.number, 1, CourtRuling.CONFIRMED, TODAY, PAPER)


def codes(ruling: object) -> list[str]:
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("mediation.") for code in found]


def applied(facts: LaterFacts = FACTS, **change: Any) -> list[str]:
    return codes(rule_on_applying(evolve(APPLIES, **change), facts))


def test_the_parties_apply_together_within_thirty_days() -> None:
    """2 July is the last day; one day later it is too late."""
    ruling = rule_on_applying(APPLIES, FACTS)
    assert isinstance(ruling, Granted)
    assert ruling.event.last_day.on == date(2025, 7, 2)
    july = evolve(FACTS, today=date(2025, 7, 3))
    assert applied(july, applied_on=date(2025, 7, 2)) == []
    assert applied(july, applied_on=date(2025, 7, 3)) == ["confirmation_too_late"]
    assert applied(by=("owners",)) == ["not_applied_jointly"]
    assert applied(document="g" * 64) == ["paper_missing"]
    assert applied(court=" ") == ["paper_missing"]
    assert applied(applied_on=TOMORROW) == ["applied_on"]
    assert applied(applied_on=date(2025, 6, 1)) == ["applied_on"]


def test_status_and_title_are_not_confirmed() -> None:
    """An act such as the handing over of a certificate is."""
    title = evolve(AGREEMENT, terms=evolve(TERMS, duties=(act(1, subject=DutySubject.TITLE),)))
    assert applied(evolve(FACTS, agreement=title)) == ["not_for_courts_to_confirm"]
    draft = evolve(FACTS, agreement=DRAFT)
    assert "machines.event_impossible" in applied(draft)


@pytest.mark.parametrize(
    ("state", "ruling", "after", "ended"),
    [
        (S.APPLIED, CourtRuling.CONFIRMED, S.CONFIRMED, ()),
        (S.APPLIED, CourtRuling.DISMISSED, S.DISMISSED, ()),
        (S.IN_FORCE, CourtRuling.ANNULLED, S.VOID, (1,)),
        (S.CONFIRMED, CourtRuling.ANNULLED, S.VOID, (1,)),
    ],
)
def test_a_court_speaks_on_paper(
    state: S, ruling: CourtRuling, after: S, ended: tuple[int, ...]
) -> None:
    """What is void ends its obligations; what is dismissed binds as before."""
    facts = evolve(FACTS, agreement=evolve(AGREEMENT, state=state))
    told = rule_on_ruling(evolve(RULED, ruling=ruling), facts)
    assert isinstance(told, Granted)
    assert told.event.ended == ended
    assert state_after_ruling(facts.agreement, ruling) is after
    assert codes(rule_on_ruling(evolve(RULED, ruling=ruling, document="g" * 64), facts)) == [
        "paper_missing"
    ]


def test_a_ruling_is_not_in_the_future_and_fits_the_state() -> None:
    """Nobody confirms what nobody applied for."""
    assert codes(rule_on_ruling(evolve(RULED, ruled_on=TOMORROW), FACTS)) == [
        "ruled_on",
        "machines.event_impossible",
    ]
    with pytest.raises(TypeError):
        state_after_ruling(DRAFT, CourtRuling.CONFIRMED)


def test_an_agreement_ends_by_all_or_when_it_is_performed() -> None:
    """A draft is withdrawn by whoever made it."""
    vary = EndAgreement(CASE.number, 1, AgreementEnd.VARY, BOTH)
    told = rule_on_ending(vary, FACTS)
    assert isinstance(told, Granted)
    assert told.event.ended == (1,)
    assert codes(rule_on_ending(evolve(vary, agreed_by=("owners",)), FACTS)) == [
        "not_every_party_agrees"
    ]
    done = evolve(vary, end=AgreementEnd.COMPLETE)
    assert codes(rule_on_ending(done, FACTS)) == ["something_is_open"]
    performed = evolve(FACTS, obligations=ObligationStanding(0, 0, 0, 1), open_duties=())
    assert codes(rule_on_ending(done, performed)) == []
    assert state_after_end(AGREEMENT, AgreementEnd.COMPLETE) is S.PERFORMED
    draft = evolve(FACTS, agreement=DRAFT)
    assert codes(rule_on_ending(evolve(vary, end=AgreementEnd.WITHDRAW), draft)) == []
