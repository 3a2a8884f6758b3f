"""What an agreement says, what it lacks, and what a person should look at."""

from attrs import evolve

from gongtong.mediation.agreements.terms import hints_of, missing_from, objections_to
from gongtong.mediation.obligations.duty import DutySubject
from gongtong.plugins.builtin.cn_mediation_terms.terms import no_cutting_off, no_fee
from gongtong.testing.agreements import TERMS
from gongtong.testing.duties import act


def test_what_is_missing_is_named() -> None:
    """Facts, content, obligations; a text that is too long too."""
    bare = evolve(TERMS, facts=" ", content="", duties=())
    assert [one.code for one in missing_from(bare)] == [
        "mediation.agreement_facts",
        "mediation.agreement_content",
        "mediation.agreement_duties",
    ]
    assert list(missing_from(TERMS)) == []
    long = evolve(TERMS, content="长" * 20_001)
    assert [one.code for one in missing_from(long)] == ["mediation.agreement_too_long"]


def test_words_that_may_be_unlawful_are_shown_to_a_person() -> None:
    """Also where they say the opposite: the library does not judge what is meant."""
    for words in ("物业停水停电催交", "物业不得停水催交"):
        (hint,) = hints_of(evolve(TERMS, content=words))
        assert (hint.code, hint.found) == ("utilities", "停水")
    everything = "调解费每户十元，房屋归甲方所有，不得起诉，罚款，离婚"
    assert [one.code for one in hints_of(evolve(TERMS, content=everything))] == [
        "fee",
        "title",
        "status",
        "no_suit",
        "penalty",
    ]
    assert hints_of(TERMS) == ()


def test_words_of_obligations_are_looked_at_too() -> None:
    """Wherever it is written."""
    worded = evolve(TERMS, duties=(act(1, words="逾期则停电"),))
    assert [one.code for one in hints_of(worded)] == ["utilities"]


def test_checks_object_by_the_subject_of_an_obligation() -> None:
    """Each in turn; ordinary obligations pass."""
    cuts = act(1, subject=DutySubject.CUT_OFF_UTILITIES)
    fee = act(2, subject=DutySubject.MEDIATION_FEE)
    told = objections_to(evolve(TERMS, duties=(cuts, fee)), (no_cutting_off, no_fee))
    assert [one.code for one in told] == [
        "mediation.term_cuts_off_utilities",
        "mediation.term_takes_a_fee",
    ]
    assert objections_to(TERMS, (no_cutting_off, no_fee)) == ()
