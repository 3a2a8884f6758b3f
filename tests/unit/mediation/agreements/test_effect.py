"""When an agreement goes to be signed, is recorded orally, and takes effect."""

from datetime import date

from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.mediation.agreements.agreement import Agreement
from gongtong.mediation.agreements.agreement_machine import AgreementState as S
from gongtong.mediation.agreements.effect import (
    EffectFacts,
    OpenForSignature,
    RecordOral,
    TakeEffect,
    effective_on,
    rule_on_effect,
    rule_on_opening_for_signature,
    rule_on_oral,
    signed_by,
    unsigned_duties,
)
from gongtong.mediation.agreements.standing import AgreementForm
from gongtong.mediation.obligations.duty import DutySubject, Side
from gongtong.plugins.builtin.cn_mediation_terms.terms import no_cutting_off
from gongtong.testing.agreements import DRAFT, RECORDS, TERMS, signed
from gongtong.testing.disputes import CASE, TODAY, TOMORROW, home
from gongtong.testing.duties import act

ORAL = evolve(DRAFT, form=AgreementForm.ORAL)
WORD = RecordOral(CASE.number, 1, TODAY, ("developer", "owners"), "u-mediator")
FULL = evolve(
    DRAFT,
    state=S.OPEN,
    drafted_on=date(2025, 6, 1),
    signatures=signed(1, on=date(2025, 6, 7)),
    mediator_signed_on=date(2025, 6, 9),
    sealed_on=date(2025, 6, 8),
)


def facts(agreement: Agreement) -> EffectFacts:
    return EffectFacts(CASE, agreement, RECORDS, (no_cutting_off,), TODAY)


def codes(ruling: object) -> list[str]:
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("mediation.") for code in found]


def test_an_agreement_goes_to_be_signed_when_it_is_whole_and_lawful() -> None:
    """Every ground against it at once; hints are looked at by name."""
    request = OpenForSignature(CASE.number, 1)
    assert isinstance(rule_on_opening_for_signature(request, facts(DRAFT)), Granted)
    cuts = act(1, words="逾期停水", subject=DutySubject.CUT_OFF_UTILITIES)
    wrong = evolve(DRAFT, terms=evolve(TERMS, facts="", duties=(cuts,)))
    assert codes(rule_on_opening_for_signature(request, facts(wrong))) == [
        "agreement_facts",
        "term_cuts_off_utilities",
        "hints_unchecked",
    ]
    hinted = evolve(DRAFT, terms=evolve(TERMS, content="不得停水"))
    assert codes(rule_on_opening_for_signature(request, facts(hinted))) == ["hints_unchecked"]
    looked = evolve(request, hints_checked=("utilities",))
    assert codes(rule_on_opening_for_signature(looked, facts(hinted))) == []
    assert codes(rule_on_opening_for_signature(request, facts(ORAL))) == ["agreement_form"]


def test_an_oral_agreement_takes_that_nobody_wants_paper() -> None:
    """And that somebody has recorded what it says."""
    assert isinstance(rule_on_oral(WORD, facts(ORAL)), Granted)
    one = evolve(WORD, waived_by=("developer",), mediator=" ", agreed_on=TOMORROW)
    assert codes(rule_on_oral(one, facts(ORAL))) == [
        "agreed_on",
        "paper_not_waived",
        "content_not_recorded",
    ]
    assert codes(rule_on_oral(WORD, facts(DRAFT))) == ["agreement_form"]


def test_it_is_in_force_from_the_day_of_the_last_of_all() -> None:
    """Signatures on the 7th, the seal on the 8th, the mediator on the 9th."""
    assert effective_on(FULL) == date(2025, 6, 9)
    ruling = rule_on_effect(TakeEffect(CASE.number, 1), facts(FULL))
    assert isinstance(ruling, Granted)
    assert (ruling.event.effective_on, ruling.event.duties) == (date(2025, 6, 9), (1,))
    assert effective_on(evolve(FULL, sealed_on=None)) is None
    assert effective_on(evolve(FULL, signatures=())) is None


def test_whatever_is_missing_is_told_at_once() -> None:
    """Parties, mediator and seal."""
    bare = evolve(FULL, signatures=signed(), mediator_signed_on=None, sealed_on=None)
    assert codes(rule_on_effect(TakeEffect(CASE.number, 1), facts(bare))) == [
        "party_has_not_signed",
        "mediator_has_not_signed",
        "agreement_not_sealed",
    ]
    assert signed_by(bare, RECORDS) == {"developer"}


def test_an_oral_one_is_in_force_when_it_was_reached() -> None:
    """By all of them."""
    reached = evolve(
        ORAL, state=S.ORAL, agreed_on=TODAY, waived_by=frozenset(("developer", "owners"))
    )
    ruling = rule_on_effect(TakeEffect(CASE.number, 1), facts(reached))
    assert isinstance(ruling, Granted)
    assert (ruling.event.effective_on, ruling.event.unsigned) == (TODAY, ())
    one = evolve(reached, waived_by=frozenset(("developer",)))
    assert codes(rule_on_effect(TakeEffect(CASE.number, 1), facts(one))) == ["not_agreed_by_all"]


def test_what_a_household_has_not_signed_waits_for_it() -> None:
    """The obligation to the second household does not begin."""
    second = act(2, creditor=Side("owners", home(2)))
    both = evolve(FULL, terms=evolve(TERMS, duties=(act(1), second)))
    assert unsigned_duties(both, RECORDS) == (2,)
    ruling = rule_on_effect(TakeEffect(CASE.number, 1), facts(both))
    assert isinstance(ruling, Granted)
    assert (ruling.event.duties, ruling.event.unsigned) == ((1,), (2,))
