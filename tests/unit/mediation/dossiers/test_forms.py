"""Papers of a case as they are laid out."""

import pytest
from attrs import evolve

from gongtong.mediation.dossiers.forms import (
    Paper,
    PaperFacts,
    agreement_paper,
    application_form,
    rights_notice,
)
from gongtong.mediation.obligations.conditions import AnyOf
from gongtong.testing.agreements import DRAFT, TERMS
from gongtong.testing.disputes import CASE, COMPANY, OWNERS, TODAY
from gongtong.testing.duties import act, pay

FACTS = PaperFacts(
    CASE,
    "产权证迟延",
    "迟延五年",
    (evolve(COMPANY, name="王小明"), evolve(OWNERS, name="业主代表团")),
    evolve(DRAFT, terms=evolve(TERMS, duties=(act(1), pay(2, AnyOf((1,)))))),
    TODAY,
)


def words(paper: Paper) -> str:
    return str(paper)


def test_an_agreement_says_who_owes_what_to_whom_and_when() -> None:
    """A line for each obligation, with its condition, and a line to sign for each party, mediator and seal."""
    paper = agreement_paper(FACTS)
    (table,) = [
        section.table
        for section in paper.sections
        if len(section.table) == 3 and len(section.table[0]) == 7
    ]
    assert table[2][4:] == ("274.29", "条件成就后30日", "第1项已履行")
    assert table[1][5] == "2025-06-30"
    assert len(paper.signed_by) == 4
    assert "人民调解委员会印章之日起生效" in words(paper)
    with pytest.raises(ValueError, match="agreement"):
        agreement_paper(evolve(FACTS, agreement=None))


def test_a_paper_that_is_published_masks_names() -> None:
    """And the one that is signed does not."""
    assert "王小明" in words(application_form(FACTS))
    published = words(application_form(evolve(FACTS, masked=True)))
    assert "王小明" not in published
    assert "王" in published


def test_the_notice_has_the_rights_and_duties_of_the_law() -> None:
    """Four rights of article 23, three duties of article 24, and that it is free."""
    rights, duties, fee = rights_notice(FACTS).sections
    assert (len(rights.paragraphs), len(duties.paragraphs)) == (4, 3)
    assert "不收取任何费用" in fee.paragraphs[0]


def test_a_party_that_nobody_knows_is_called_by_its_code() -> None:
    """So is a mediator."""
    assert FACTS.name_of("court") == "court"
    assert FACTS.mediator("u-17") == "u-17"


def test_a_name_in_the_words_of_a_paper_is_masked_too() -> None:
    """Also where one name stands in another."""
    two = evolve(FACTS, parties=(evolve(COMPANY, name="王小"), evolve(OWNERS, name="王小明")))
    text = "王小明称王小未修"
    assert two.said(text) == text
    assert evolve(two, masked=True).said(text) == "王**称王*未修"
