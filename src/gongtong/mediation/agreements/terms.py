"""The terms of an agreement: what it says, what the law forbids, and words that a person should look at (协议条款)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, Protocol

from attrs import field, frozen

from gongtong.core.rulings import Reason, Source
from gongtong.mediation.obligations.duty import Duty
from gongtong.mediation.sources import HOUSE_MEDIATION, mediation_law

CONTENTS: Final = mediation_law(
    29, "可以载明：当事人的基本情况；主要事实、争议事项、责任；内容、方式、期限"
)
MOST_TEXT: Final = 20_000


@frozen
class AgreementTerms:
    """What an agreement says (协议内容).

    `facts` are what happened and who answers for what, `content` what the parties have agreed; both are words,
    which stay in the tables. `duties` say it once more so that it can be counted.
    """

    facts: str = field(repr=False)
    content: str = field(repr=False)
    duties: tuple[Duty, ...]

    @property
    def words(self) -> str:
        """Everything that is said in words (全部文字)."""
        spoken = [self.facts, self.content]
        spoken += [text for duty in self.duties for text in (duty.words, duty.evidence)]
        return "\n".join(spoken)


class TermCheck(Protocol):
    """A check of terms that a plugin brings; no reasons let them pass (条款审查)."""

    def __call__(self, terms: AgreementTerms) -> tuple[Reason, ...]:
        """Find what speaks against the terms (审查条款)."""
        ...


@frozen
class TermHint:
    """Words that may mean what the law forbids; only a person can tell (条款提示)."""

    code: str
    found: str
    zh: str
    source: Source


_HINTS: Final = (
    (
        "utilities",
        re.compile("[停断](水|电|供水|供电|气|暖)|停止供"),
        "是否以停水停电等方式催交费用",
        Source("民法典", "第944条"),
    ),
    ("fee", re.compile("调解费|手续费|服务费由调解"), "是否收取调解费用", mediation_law(4)),
    (
        "title",
        re.compile("归.{0,12}所有|所有权(归|属)|产权归"),
        "是否确认物权归属",
        Source("调解工作规则"),
    ),
    ("status", re.compile("离婚|收养|抚养权|亲子"), "是否涉及身份关系", Source("调解工作规则")),
    (
        "no_suit",
        re.compile("不得(起诉|上诉|诉讼|信访|投诉)|放弃诉权"),
        "是否阻止当事人寻求其他救济",
        mediation_law(3, "第（三）项"),
    ),
    (
        "penalty",
        re.compile("罚款|拘留|强制搬"),
        "是否约定只有国家机关才能作出的处罚",
        Source("调解工作规则"),
    ),
)


def hints_of(terms: AgreementTerms) -> tuple[TermHint, ...]:
    """Find words that a person should look at before anybody signs (条款提示).

    "不得停水停电" is found as well as "停水停电": what is meant is for the person to say, and for nobody else.
    """
    return tuple(
        TermHint(code, found.group(), zh, source)
        for code, pattern, zh, source in _HINTS
        if (found := pattern.search(terms.words)) is not None
    )


def objections_to(terms: AgreementTerms, checks: Iterable[TermCheck]) -> tuple[Reason, ...]:
    """Give everything that the checks of the place say against terms (条款异议)."""
    return tuple(reason for check in checks for reason in check(terms))


def missing_from(terms: AgreementTerms) -> Iterator[Reason]:
    """Say what an agreement on paper lacks of what the law says that it may contain (缺少的事项)."""
    if not terms.facts.strip():
        yield _missing(
            "agreement_facts", "主要事实、争议事项和责任", "facts, issue and responsibility"
        )
    if not terms.content.strip():
        yield _missing("agreement_content", "协议内容", "what was agreed")
    if not terms.duties:
        yield _missing("agreement_duties", "履行的方式和期限", "how and when it is performed")
    if max(len(terms.facts), len(terms.content)) > MOST_TEXT:
        yield Reason(
            "mediation.agreement_too_long",
            f"文字不超过{MOST_TEXT}字",
            f"each text has at most {MOST_TEXT} characters",
            HOUSE_MEDIATION,
        )


def _missing(code: str, zh: str, en: str) -> Reason:
    return Reason(f"mediation.{code}", f"协议缺少：{zh}", f"the agreement lacks: {en}", CONTENTS)
