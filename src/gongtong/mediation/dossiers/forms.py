"""Papers of a case as they are laid out, before anybody draws them: titles, paragraphs, tables, lines to sign (文书版式).

A template is a function from what is known of a case to such a paper; plugins add templates, and the drawing is done elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from attrs import field, frozen

from gongtong.core.money import format_yuan
from gongtong.core.privacy import mask_name
from gongtong.mediation.agreements.agreement import Agreement
from gongtong.mediation.cases.cases import CaseOnFile
from gongtong.mediation.dossiers.papers import PaperOnFile
from gongtong.mediation.dossiers.telling import KeptVisit
from gongtong.mediation.obligations.duty import Duty, Side
from gongtong.mediation.obligations.graph import in_words
from gongtong.mediation.parties.party import PartyOnFile
from gongtong.mediation.sessions.minutes import MinutesEntry
from gongtong.mediation.sessions.session import SessionOnFile


@frozen
class PaperSection:
    """A heading with its paragraphs, and a table if there is one, its first row being the head (文书段落)."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()


@frozen
class Paper:
    """A paper as it is laid out (文书)."""

    title: str
    number: str
    sections: tuple[PaperSection, ...]
    signed_by: tuple[str, ...] = ()
    dated: date | None = None


@frozen
class MinutesOfSession:
    """A session with its minutes, as far as they go onto paper (会议及记录)."""

    session: SessionOnFile
    entries: tuple[MinutesEntry, ...] = field(repr=False)


@frozen
class PaperFacts:
    """What is known of a case when a paper is written; with `masked` names are masked, as in anything published (文书依据).

    `mediators` are the names of mediators by their ids. Of sessions only the minutes are here: what was conceded in confidence
    is on no paper.
    """

    case: CaseOnFile
    subject: str = field(repr=False)
    description: str = field(repr=False)
    parties: tuple[PartyOnFile, ...] = field(repr=False)
    agreement: Agreement | None = field(repr=False)
    today: date
    masked: bool = False
    sessions: tuple[MinutesOfSession, ...] = field(default=(), repr=False)
    visits: tuple[KeptVisit, ...] = field(default=(), repr=False)
    papers: tuple[PaperOnFile, ...] = ()
    mediators: Mapping[str, str] = field(factory=dict, repr=False)
    remedies_told_on: date | None = None

    def name_of(self, party: str) -> str:
        """Give what a party is called on the paper (当事人称谓)."""
        for one in self.parties:
            if one.code == party:
                return mask_name(one.name) if self.masked else one.name
        return party

    def said(self, text: str) -> str:
        """Give words as they stand on the paper: with `masked` the names of the parties in them are masked, too (文书用语)."""
        if not self.masked:
            return text
        # the longest first: one name may stand in another
        for name in sorted((one.name for one in self.parties), key=len, reverse=True):
            text = text.replace(name, mask_name(name))
        return text

    def mediator(self, person: str) -> str:
        """Give what a mediator is called; who mediates is told openly (调解员姓名)."""
        return self.mediators.get(person, person)

    def side(self, side: Side) -> str:
        """Give what a side of an obligation is called (义务一方称谓)."""
        name = self.name_of(side.party)
        return name if side.household is None else f"{name}{side.household.zh()}"


@frozen
class DocumentTemplate:
    """A template by its code, which makes a paper of what is known (文书模板)."""

    code: str
    zh: str
    build: Callable[[PaperFacts], Paper]

    def __call__(self, facts: PaperFacts) -> Paper:
        """Make the paper (生成文书)."""
        return self.build(facts)


def application_form(facts: PaperFacts) -> Paper:
    """Lay out an application for mediation (调解申请书)."""
    return Paper(
        "人民调解申请书",
        facts.case.number,
        (
            parties_section(facts),
            PaperSection(
                "纠纷简要情况", (facts.said(facts.subject), facts.said(facts.description))
            ),
            PaperSection("申请事项", ("申请人民调解委员会对上述纠纷进行调解。",)),
        ),
        ("申请人（签名、盖章或按指印）",),
        facts.case.applied_on or facts.today,
    )


def rights_notice(facts: PaperFacts) -> Paper:
    """Lay out the notice of rights and duties, by articles 23 and 24 of the Mediation Law (权利义务告知书)."""
    rights = (
        "选择或者接受人民调解员；",
        "接受调解、拒绝调解或者要求终止调解；",
        "要求调解公开进行或者不公开进行；",
        "自主表达意愿、自愿达成调解协议。",
    )
    duties = (
        "如实陈述纠纷事实；",
        "遵守调解现场秩序，尊重人民调解员；",
        "尊重对方当事人行使权利。",
    )
    return Paper(
        "当事人权利义务告知书",
        facts.case.number,
        (
            PaperSection("当事人在调解中享有的权利（人民调解法第二十三条）", rights),
            PaperSection("当事人在调解中履行的义务（人民调解法第二十四条）", duties),
            PaperSection("收费", ("人民调解委员会调解民间纠纷，不收取任何费用。",)),
        ),
        tuple(f"{facts.name_of(one.code)}（签收）" for one in facts.parties),
        facts.today,
    )


def agreement_paper(facts: PaperFacts) -> Paper:
    """Lay out the agreement, with what article 29 says that it may contain (调解协议书).

    Raises `ValueError` where nothing was agreed yet.
    """
    agreement = facts.agreement
    if agreement is None:
        raise ValueError("there is no agreement in this case")
    return Paper(
        "人民调解协议书",
        f"{facts.case.number}-{agreement.number}",
        (
            parties_section(facts),
            PaperSection("纠纷主要事实、争议事项", (facts.said(agreement.terms.facts),)),
            PaperSection("经调解，自愿达成如下协议", (facts.said(agreement.terms.content),)),
            PaperSection("履行方式和期限", (), _duty_table(facts, agreement.terms.duties)),
            PaperSection(
                "生效",
                (
                    "本协议自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效。",
                    f"生效日期：{agreement.effective_on or '待签署'}",
                ),
            ),
        ),
        (
            *(f"{facts.name_of(one.code)}（签名、盖章或按指印）" for one in facts.parties),
            "人民调解员（签名）",
            "人民调解委员会（印章）",
        ),
        agreement.effective_on,
    )


def parties_section(facts: PaperFacts) -> PaperSection:
    """Lay out who the parties are (当事人基本情况)."""
    head = ("当事人", "名称")
    rows = (
        (str(place), facts.name_of(one.code)) for place, one in enumerate(facts.parties, start=1)
    )
    return PaperSection("当事人基本情况", (), (head, *rows))


def _duty_table(facts: PaperFacts, duties: tuple[Duty, ...]) -> tuple[tuple[str, ...], ...]:
    head = ("序号", "义务人", "权利人", "内容", "金额（元）", "期限", "条件")
    return (head, *(_duty_row(facts, duty) for duty in duties))


def _duty_row(facts: PaperFacts, duty: Duty) -> tuple[str, ...]:
    days = [
        str(part.on) if part.on is not None else f"条件成就后{part.within}" for part in duty.parts
    ]
    return (
        str(duty.number),
        facts.side(duty.debtor),
        facts.side(duty.creditor),
        facts.said(duty.words),
        "" if duty.amount_fen is None else format_yuan(duty.amount_fen),
        "、".join(days),
        in_words(duty.waits_for),
    )
