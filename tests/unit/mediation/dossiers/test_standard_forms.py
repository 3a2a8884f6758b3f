"""The standard papers of a file."""

from datetime import date

import pytest
from attrs import evolve

from gongtong.mediation.agreements.standing import AgreementForm
from gongtong.mediation.cases.cases import CaseSource, Openness
from gongtong.mediation.dossiers.forms import MinutesOfSession, Paper, PaperFacts
from gongtong.mediation.dossiers.papers import PaperKind, PaperOnFile
from gongtong.mediation.dossiers.standard_forms import (
    BUILT_IN,
    dossier_index,
    limitation_form,
    oral_agreement_form,
    registration_form,
    remedies_notice,
    session_minutes,
    visit_record,
)
from gongtong.mediation.dossiers.telling import KeptVisit, VisitFinding
from gongtong.mediation.sessions.minutes import MinutesEntry
from gongtong.mediation.sessions.session import Presence, SessionOnFile
from gongtong.testing.agreements import DRAFT
from gongtong.testing.disputes import CASE, COMPANY, OWNERS, TODAY

DIGEST = "0f" * 32
SESSION = SessionOnFile(CASE.number, 1, TODAY, ("u-m",), (Presence(COMPANY.code),))
FULL = PaperFacts(
    evolve(CASE, applied_on=TODAY),
    "渗水",
    "王小明家渗水",
    (evolve(COMPANY, name="王小明"), evolve(OWNERS, name="李四")),
    evolve(DRAFT, form=AgreementForm.ORAL, waived_by=frozenset({COMPANY.code}), agreed_on=TODAY),
    TODAY,
    sessions=(MinutesOfSession(SESSION, (MinutesEntry(1, "王小明同意修理", TODAY),)),),
    visits=(KeptVisit(1, TODAY, VisitFinding.PERFORMED, survey_offered=True, words="已修好"),),
    papers=(
        PaperOnFile(1, PaperKind.APPLICATION, DIGEST, 1, TODAY),
        PaperOnFile(2, PaperKind.MINUTES, DIGEST, 4, TODAY),
        PaperOnFile(3, PaperKind.VISIT, DIGEST, 2, TODAY),
    ),
    mediators={"u-m": "赵调解"},
)
EMPTY = evolve(FULL, case=CASE, agreement=None, sessions=(), visits=(), papers=())


def words(paper: Paper) -> str:
    return str(paper)


@pytest.mark.parametrize("template", BUILT_IN, ids=lambda one: one.code)
def test_every_template_makes_a_paper_that_can_be_published(template: object) -> None:
    """It has its title, the number of the case, somebody who signs, and masked no name in full."""
    (one,) = [found for found in BUILT_IN if found is template]
    paper = one(FULL)
    assert paper.title == one.zh
    assert paper.number.startswith(CASE.number)
    assert paper.signed_by
    assert "王小明" not in words(one(evolve(FULL, masked=True)))


def test_codes_of_templates_are_told_apart() -> None:
    """Ten papers."""
    assert len({one.code for one in BUILT_IN}) == len(BUILT_IN) == 10


@pytest.mark.parametrize("source", CaseSource)
@pytest.mark.parametrize("openness", Openness)
def test_a_registration_says_how_the_case_came_in(source: CaseSource, openness: Openness) -> None:
    """In words, for every source, and how public it is."""
    case = evolve(CASE, source=source, openness=openness, applied_on=None, accepted_on=None)
    paper = registration_form(evolve(FULL, case=case))
    rows = {row[0]: row[1] for row in paper.sections[0].table}
    assert source.value not in rows["来源"]
    assert rows["公开方式"] in {"公开", "不公开", "尚未商定"}
    assert (rows["申请日期"], rows["受理日期"]) == ("未申请", "未受理")


def test_minutes_name_who_was_there_and_who_signs() -> None:
    """One of two parties sat down with the mediator; the other signs nothing."""
    paper = session_minutes(FULL)
    (section,) = paper.sections
    assert section.paragraphs == ("调解员：赵调解", "到场当事人：王小明", "1. 王小明同意修理")
    assert paper.signed_by[0] == "王小明（签名或按指印）"
    assert not any("李四" in name for name in paper.signed_by)


def test_an_oral_agreement_binds_from_the_day_on_which_it_was_reached() -> None:
    """By article 30; who waives the paper is named, by article 28."""
    text = words(oral_agreement_form(FULL))
    assert f"达成协议日期：{TODAY}" in text
    assert "认为无需制作调解协议书的当事人：王小明。" in text
    open_day = evolve(FULL, agreement=evolve(DRAFT, form=AgreementForm.ORAL))
    assert "待登记" in words(oral_agreement_form(open_day))
    assert "当事人：无。" in words(oral_agreement_form(open_day))


def test_whoever_ends_is_told_of_three_ways() -> None:
    """Arbitration, offices, courts, by article 26; dated on the day on which it was told."""
    paper = remedies_notice(evolve(FULL, remedies_told_on=date(2025, 6, 9)))
    assert paper.dated == date(2025, 6, 9)
    assert len(paper.sections[1].paragraphs) == 4
    assert remedies_notice(FULL).dated == TODAY


def test_a_visit_is_a_line() -> None:
    """With what was found, and whether satisfaction was asked."""
    assert visit_record(FULL).sections[1].table[1] == ("1", str(TODAY), "已履行", "已修好", "是")
    unasked = evolve(FULL, visits=(evolve(FULL.visits[0], survey_offered=False),))
    assert visit_record(unasked).sections[1].table[1][-1] == "否"
    assert {one.zh for one in VisitFinding} == {"已履行", "履行中", "再起纠纷"}


def test_an_index_counts_pages_through() -> None:
    """One page, then four, then two."""
    pages = [row[3] for row in dossier_index(FULL).sections[0].table[1:]]
    assert pages == ["1", "2-5", "6-7"]


def test_a_certificate_says_the_day_and_leaves_limitation_to_the_court() -> None:
    """Nothing that was not verified is claimed as law."""
    text = words(limitation_form(FULL))
    assert f"于{TODAY}向本委员会申请调解" in text
    assert "由人民法院依法认定" in text


@pytest.mark.parametrize(
    "form", [session_minutes, oral_agreement_form, visit_record, limitation_form]
)
def test_a_paper_of_nothing_is_refused(form: object) -> None:
    """Rather than drawn empty."""
    (build,) = [one.build for one in BUILT_IN if one.build is form]
    with pytest.raises(ValueError, match="case"):
        build(EMPTY)
    written = evolve(EMPTY, agreement=DRAFT)
    with pytest.raises(ValueError, match="case"):
        build(written)
