"""The papers of a file as the forms in use have them, each laid out from what is on record (标准文书).

Three stand in `forms`: the application, the notice of rights, the agreement. The others are here. A paper for which
there is nothing on record is refused and not drawn empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gongtong.mediation.agreements.standing import AgreementForm
from gongtong.mediation.cases.cases import CaseSource, Openness
from gongtong.mediation.dossiers.forms import (
    DocumentTemplate,
    MinutesOfSession,
    Paper,
    PaperFacts,
    PaperSection,
    agreement_paper,
    application_form,
    parties_section,
    rights_notice,
)

_COMMITTEE: Final = "人民调解委员会（印章）"
_MEDIATOR: Final = "人民调解员（签名）"
_SOURCES: Final = {
    CaseSource.APPLICATION: "当事人申请",
    CaseSource.OWN_INITIATIVE: "主动调解",
    CaseSource.POLICE: "公安机关移送",
    CaseSource.COURT: "人民法院委派或者委托",
    CaseSource.HOTLINE: "热线转办",
    CaseSource.CANVASS: "入户走访发现",
}
_OPENNESS: Final = {
    Openness.UNSETTLED: "尚未商定",
    Openness.OPEN: "公开",
    Openness.CLOSED: "不公开",
}
_WAYS: Final = (
    "依照仲裁法律的规定申请仲裁；",
    "请求有关行政机关依法处理；",
    "向人民法院提起诉讼。",
)


def registration_form(facts: PaperFacts) -> Paper:
    """Lay out the registration of a dispute (调解登记表)."""
    case = facts.case
    rows = (
        ("项目", "内容"),
        ("案件编号", case.number),
        ("纠纷类别", case.kind),
        ("来源", _SOURCES[case.source]),
        ("登记日期", str(case.opened_on)),
        ("申请日期", str(case.applied_on or "未申请")),
        ("受理日期", str(case.accepted_on or "未受理")),
        ("公开方式", _OPENNESS[case.openness]),
    )
    return Paper(
        "人民调解登记表",
        case.number,
        (
            PaperSection("登记事项", (), rows),
            parties_section(facts),
            PaperSection(
                "纠纷简要情况", (facts.said(facts.subject), facts.said(facts.description))
            ),
        ),
        ("登记人（签名）",),
        case.opened_on,
    )


def session_minutes(facts: PaperFacts) -> Paper:
    """Lay out the minutes of every session; what was conceded in confidence is not in them (调解记录).

    Raises `ValueError` where nobody has sat down together yet.
    """
    if not facts.sessions:
        raise ValueError("there was no session in this case")
    present = {code for one in facts.sessions for code in one.session.parties}
    signers = (facts.name_of(one.code) for one in facts.parties if one.code in present)
    return Paper(
        "人民调解记录",
        facts.case.number,
        tuple(_session(facts, one) for one in facts.sessions),
        (*(f"{name}（签名或按指印）" for name in signers), _MEDIATOR, "记录人（签名）"),
        facts.sessions[-1].session.held_on,
    )


def oral_agreement_form(facts: PaperFacts) -> Paper:
    """Lay out the registration of an oral agreement, by article 28 of the Mediation Law (口头协议登记表).

    Raises `ValueError` where the agreement is not oral.
    """
    agreement = facts.agreement
    if agreement is None or agreement.form is not AgreementForm.ORAL:
        raise ValueError("there is no oral agreement in this case")
    waived = "、".join(facts.name_of(code) for code in sorted(agreement.waived_by)) or "无"
    return Paper(
        "人民调解口头协议登记表",
        f"{facts.case.number}-{agreement.number}",
        (
            parties_section(facts),
            PaperSection("纠纷主要事实、争议事项", (facts.said(agreement.terms.facts),)),
            PaperSection("协议内容", (facts.said(agreement.terms.content),)),
            PaperSection(
                "口头协议（人民调解法第二十八条、第三十条）",
                (
                    f"认为无需制作调解协议书的当事人：{waived}。",
                    f"达成协议日期：{agreement.agreed_on or '待登记'}。口头协议自各方当事人达成协议之日起生效。",
                ),
            ),
        ),
        (_MEDIATOR, _COMMITTEE),
        agreement.agreed_on,
    )


def remedies_notice(facts: PaperFacts) -> Paper:
    """Lay out what parties can do when mediation has ended, by article 26 of the Mediation Law (终止调解告知书)."""
    return Paper(
        "终止调解告知书",
        facts.case.number,
        (
            PaperSection("纠纷", (facts.said(facts.subject),)),
            PaperSection(
                "告知（人民调解法第二十六条）",
                ("调解不成的，调解终止。当事人可以依法通过下列途径维护自己的权利：", *_WAYS),
            ),
        ),
        (*(f"{facts.name_of(one.code)}（签收）" for one in facts.parties), _COMMITTEE),
        facts.remedies_told_on or facts.today,
    )


def visit_record(facts: PaperFacts) -> Paper:
    """Lay out what visits after the agreement have found; raises `ValueError` where there was none (回访记录)."""
    if not facts.visits:
        raise ValueError("nobody has visited the parties of this case")
    rows = (
        (
            str(one.number),
            str(one.visited_on),
            one.finding.zh,
            facts.said(one.words),
            "是" if one.survey_offered else "否",
        )
        for one in facts.visits
    )
    head = ("序号", "日期", "结果", "情况", "征求满意度")
    return Paper(
        "人民调解回访记录",
        facts.case.number,
        (parties_section(facts), PaperSection("回访情况", (), (head, *rows))),
        ("被回访人（签名）", "回访人（签名）"),
        facts.visits[-1].visited_on,
    )


def dossier_index(facts: PaperFacts) -> Paper:
    """Lay out what lies in the file, page by page (卷内目录)."""
    return Paper(
        "卷内目录",
        facts.case.number,
        (PaperSection("材料", (), (("序号", "材料", "日期", "页次"), *_places(facts))),),
        ("立卷人（签名）",),
        facts.today,
    )


def limitation_form(facts: PaperFacts) -> Paper:
    """Lay out a certificate of the day on which somebody asked for mediation (申请调解证明).

    It says the day and what was asked. What follows for limitation is for a court: the rule of the Supreme Court was read in a
    copy alone, and the paper says so. Raises `ValueError` where nobody has applied.
    """
    if facts.case.applied_on is None:
        raise ValueError("nobody has applied for mediation in this case")
    return Paper(
        "申请调解证明",
        facts.case.number,
        (
            parties_section(facts),
            PaperSection(
                "证明事项",
                (
                    f"兹证明：上列当事人的纠纷于{facts.case.applied_on}向本委员会申请调解，案件编号{facts.case.number}。",
                    f"请求事项：{facts.said(facts.subject)}。",
                    "本证明供当事人主张诉讼时效中断时使用；是否中断由人民法院依法认定。",
                ),
            ),
        ),
        (_COMMITTEE,),
        facts.today,
    )


BUILT_IN: tuple[DocumentTemplate, ...] = (
    DocumentTemplate("application", "人民调解申请书", application_form),
    DocumentTemplate("registration", "人民调解登记表", registration_form),
    DocumentTemplate("rights_notice", "当事人权利义务告知书", rights_notice),
    DocumentTemplate("minutes", "人民调解记录", session_minutes),
    DocumentTemplate("agreement", "人民调解协议书", agreement_paper),
    DocumentTemplate("oral_agreement", "人民调解口头协议登记表", oral_agreement_form),
    DocumentTemplate("remedies_notice", "终止调解告知书", remedies_notice),
    DocumentTemplate("visit", "人民调解回访记录", visit_record),
    DocumentTemplate("index", "卷内目录", dossier_index),
    DocumentTemplate("limitation", "申请调解证明", limitation_form),
)
"""The templates that the library brings (内置文书模板)."""


def _session(facts: PaperFacts, one: MinutesOfSession) -> PaperSection:
    session = one.session
    mediators = "、".join(facts.mediator(person) for person in session.mediators)
    present = "、".join(facts.name_of(presence.party) for presence in session.present)
    return PaperSection(
        f"第{session.number}次调解（{session.held_on}）",
        (
            f"调解员：{mediators}",
            f"到场当事人：{present}",
            *(f"{entry.entry}. {facts.said(entry.text)}" for entry in one.entries),
        ),
    )


def _places(facts: PaperFacts) -> Iterator[tuple[str, ...]]:
    first = 1
    for one in facts.papers:
        last = first + one.pages - 1
        pages = str(first) if one.pages == 1 else f"{first}-{last}"
        yield str(one.number), one.kind.zh, str(one.dated), pages
        first = last + 1
