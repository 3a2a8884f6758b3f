"""The papers of a dossier, and which of them there must be (卷宗材料).

The list follows the forms in use; which of them are required is for a place to say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum
from typing import Final

from attrs import frozen

from gongtong.core.digests import is_sha256
from gongtong.core.rulings import Granted, Reason, Refused, Source
from gongtong.mediation.cases.cases import CaseOnFile
from gongtong.mediation.sources import HOUSE_MEDIATION, mediation_law

ON_FILE: Final = mediation_law(
    27, "建立调解工作档案，将调解登记、调解工作记录、调解协议书等材料立卷归档"
)
MOST_PAGES: Final = 5_000


class PaperKind(StrEnum):
    """What a paper of a dossier is (材料种类)."""

    APPLICATION = "application"
    REGISTRATION = "registration"
    RIGHTS_NOTICE = "rights_notice"
    IDENTITY = "identity"
    POWER_OF_ATTORNEY = "power_of_attorney"
    INVESTIGATION = "investigation"
    EVIDENCE = "evidence"
    MINUTES = "minutes"
    AGREEMENT = "agreement"
    ORAL_AGREEMENT = "oral_agreement"
    RECEIPT = "receipt"
    VISIT = "visit"
    CONFIRMATION = "confirmation"
    CLOSING_REPORT = "closing_report"
    NOTE = "note"
    COVER = "cover"

    @property
    def zh(self) -> str:
        """What the paper is called (中文名称)."""
        return _PAPER_WORDS[self]


_PAPER_WORDS: Final = {
    PaperKind.APPLICATION: "调解申请书",
    PaperKind.REGISTRATION: "调解登记表",
    PaperKind.RIGHTS_NOTICE: "权利义务告知书",
    PaperKind.IDENTITY: "身份证明",
    PaperKind.POWER_OF_ATTORNEY: "授权委托书",
    PaperKind.INVESTIGATION: "调查记录",
    PaperKind.EVIDENCE: "证据材料",
    PaperKind.MINUTES: "调解记录",
    PaperKind.AGREEMENT: "调解协议书",
    PaperKind.ORAL_AGREEMENT: "口头协议登记表",
    PaperKind.RECEIPT: "履行凭证",
    PaperKind.VISIT: "回访记录",
    PaperKind.CONFIRMATION: "司法确认材料",
    PaperKind.CLOSING_REPORT: "结案报告",
    PaperKind.NOTE: "卷内备考表",
    PaperKind.COVER: "封底",
}


@frozen
class OneOf:
    """A place in a dossier that one of several papers fills (任选其一)."""

    kinds: tuple[PaperKind, ...]

    def zh(self) -> str:
        """Say it in Chinese (中文表述)."""
        return "或者".join(kind.zh for kind in self.kinds)


def _one(*kinds: PaperKind) -> OneOf:
    return OneOf(kinds)


@frozen
class DossierRules:
    """Which papers it takes to close a case, and to hand one on to the next level (卷宗规定)."""

    to_close: tuple[OneOf, ...] = (
        _one(PaperKind.APPLICATION, PaperKind.REGISTRATION),
        _one(PaperKind.RIGHTS_NOTICE),
        _one(PaperKind.IDENTITY),
        _one(PaperKind.MINUTES),
        _one(PaperKind.AGREEMENT, PaperKind.ORAL_AGREEMENT),
        _one(PaperKind.VISIT),
    )
    to_escalate: tuple[OneOf, ...] = (
        _one(PaperKind.APPLICATION, PaperKind.REGISTRATION),
        _one(PaperKind.IDENTITY),
        _one(PaperKind.MINUTES),
    )


@frozen
class FilePaper:
    """A request to put a paper into the dossier; `document` is its sha256 (归档材料申请)."""

    case: str
    kind: PaperKind
    document: str
    pages: int
    dated: date


@frozen
class PaperFiled:
    """A paper is in the dossier, in its place (材料已归档)."""

    case: str
    number: int
    kind: PaperKind
    document: str
    pages: int
    dated: date


@frozen
class PaperOnFile:
    """A paper as the dossier has it (在卷材料)."""

    number: int
    kind: PaperKind
    document: str
    pages: int
    dated: date


def rule_on_filing(
    request: FilePaper, known: Collection[PaperOnFile], today: date
) -> Granted[PaperFiled] | Refused:
    """Let a paper be put into the dossier, also when the case has ended (归档材料审核).

    Grounds, in this order: no digest, pages, a day to come, the same paper again.
    """
    reasons = []
    if not is_sha256(request.document):
        reasons.append(_reason("paper_digest", "须有材料摘要", "a paper is known by its sha256"))
    if not 0 < request.pages <= MOST_PAGES:
        reasons.append(_reason("paper_pages", "须写明页数", "say how many pages it has"))
    if request.dated > today:
        reasons.append(_reason("paper_day", "材料日期不在将来", "a paper is not from the future"))
    if any((one.kind, one.document) == (request.kind, request.document) for one in known):
        reasons.append(_reason("paper_known", "该材料已归档", "this paper is in the dossier"))
    if reasons:
        return Refused(tuple(reasons))
    return Granted(
        PaperFiled(
            request.case,
            len(known) + 1,
            request.kind,
            request.document,
            request.pages,
            request.dated,
        )
    )


def missing_papers(wanted: Iterable[OneOf], papers: Iterable[PaperOnFile]) -> tuple[str, ...]:
    """Name what a dossier lacks, in the order of the rules (缺少材料)."""
    there = {one.kind for one in papers}
    return tuple(one.zh() for one in wanted if not there & set(one.kinds))


@frozen
class LimitationCertificate:
    """A certificate that limitation was interrupted on the day of the application (时效中断证明).

    That asking a mediation committee interrupts limitation is a rule of the Supreme Court that was read in a copy alone.
    """

    case: str
    applied_on: date
    issued_on: date
    source: Source

    def zh(self) -> str:
        """Say it in Chinese (中文证明)."""
        return (
            f"兹证明：案件{self.case}的当事人于{self.applied_on}向本调解委员会申请调解，"
            f"请求保护民事权利。依据{self.source}，诉讼时效自该日起中断。{self.issued_on}"
        )


def certify_limitation(
    case: CaseOnFile, today: date, source: Source
) -> Granted[LimitationCertificate] | Refused:
    """Certify the day of an application; without one there is nothing to certify (出具时效中断证明)."""
    if case.applied_on is None:
        return Refused(
            (_reason("never_applied", "当事人尚未申请调解", "nobody has applied for mediation"),)
        )
    return Granted(LimitationCertificate(case.number, case.applied_on, today, source))


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(
        f"mediation.{code}", zh, en, ON_FILE if code == "paper_known" else HOUSE_MEDIATION
    )
