"""Drafting an agreement."""

from datetime import date

from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.mediation.agreements.agreement import (
    DraftAgreement,
    DraftingFacts,
    is_over,
    latest_of,
    rule_on_drafting,
)
from gongtong.mediation.agreements.agreement_machine import AgreementState as S
from gongtong.mediation.agreements.standing import AgreementForm
from gongtong.testing.agreements import DRAFT, TERMS
from gongtong.testing.disputes import CASE, TODAY

REQUEST = DraftAgreement(CASE.number, AgreementForm.WRITTEN, TERMS)
FACTS = DraftingFacts(CASE, ("developer", "owners"), None, (), TODAY)


def test_a_draft_is_kept_under_digests() -> None:
    """Its words are not in the event."""
    ruling = rule_on_drafting(REQUEST, FACTS)
    assert isinstance(ruling, Granted)
    event = ruling.event
    assert (event.number, event.duties, event.replaces) == (1, 1, None)
    assert "产权证" not in str(event)
    assert "产权证" not in repr(REQUEST)
    other = evolve(TERMS, content="七月底前交付产权证")
    changed = rule_on_drafting(evolve(REQUEST, terms=other), FACTS)
    assert isinstance(changed, Granted)
    assert changed.event.words != event.words
    assert changed.event.obligations == event.obligations


def test_a_draft_replaces_a_draft_and_nothing_else() -> None:
    """What is with those who sign, or in force, is withdrawn or varied first."""
    again = rule_on_drafting(REQUEST, evolve(FACTS, newest=DRAFT))
    assert isinstance(again, Granted)
    assert (again.event.number, again.event.replaces) == (2, 1)
    for state in S:
        told = rule_on_drafting(REQUEST, evolve(FACTS, newest=evolve(DRAFT, state=state)))
        stands = state is not S.DRAFT and not is_over(state)
        assert isinstance(told, Refused) is stands
        if isinstance(told, Refused):
            assert told.codes == ("mediation.agreement_stands",)


def test_its_obligations_are_checked_as_a_whole() -> None:
    """With an ended case both grounds are told; without obligations they are asked for at signing."""
    ended = evolve(FACTS, case=evolve(CASE, is_ended=True), taken=(1,))
    told = rule_on_drafting(REQUEST, ended)
    assert isinstance(told, Refused)
    assert told.codes == ("mediation.case_ended", "mediation.obligation_numbers")
    bare = rule_on_drafting(evolve(REQUEST, terms=evolve(TERMS, duties=())), FACTS)
    assert isinstance(bare, Granted)


def test_the_latest_of_days_that_are_all_there() -> None:
    """One that is missing keeps the rest waiting."""
    assert latest_of((TODAY, date(2025, 6, 9))) == TODAY
    assert latest_of((TODAY, None)) is None
    assert latest_of(()) is None
