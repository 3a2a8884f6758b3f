"""What parties are told at the end, and the visit when everything was performed (告知救济与回访)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import Final

from attrs import field, frozen

from gongtong.core.rulings import Granted, Reason, Refused, Source
from gongtong.mediation.cases.opening import digest_of_words
from gongtong.mediation.parties.consent import HowGiven
from gongtong.mediation.sources import mediation_law

REMEDIES: Final = mediation_law(
    26, "终止调解，并告知可以依法通过仲裁、行政、司法等途径维护自己的权利"
)
SUPERVISED: Final = mediation_law(31, "对调解协议的履行情况进行监督")
MOST_WORDS: Final = 5_000


@frozen
class TellRemedies:
    """A request to enter that parties were told what else they can do: arbitration, offices, courts (告知救济申请)."""

    case: str
    parties: tuple[str, ...]
    told_on: date
    how: HowGiven


@frozen
class RemediesTold:
    """Every party knows what else it can do (已告知救济途径)."""

    case: str
    parties: tuple[str, ...]
    told_on: date
    how: HowGiven


class VisitFinding(StrEnum):
    """What a visit has found (回访结果)."""

    PERFORMED = "performed"
    IN_PERFORMANCE = "in_performance"
    DISPUTED_AGAIN = "disputed_again"

    @property
    def zh(self) -> str:
        """The finding as people say it (中文结果)."""
        return _FINDING_WORDS[self]


_FINDING_WORDS: Final = {
    VisitFinding.PERFORMED: "已履行",
    VisitFinding.IN_PERFORMANCE: "履行中",
    VisitFinding.DISPUTED_AGAIN: "再起纠纷",
}


@frozen
class KeptVisit:
    """A visit as it is kept (在册回访)."""

    number: int
    visited_on: date
    finding: VisitFinding
    survey_offered: bool
    words: str = field(repr=False)


@frozen
class RecordVisit:
    """A request to enter a visit after the agreement (登记回访申请).

    `survey_offered` says that the parties were asked how satisfied they are, whether or not they answered.
    """

    case: str
    visited_on: date
    finding: VisitFinding
    words: str = field(repr=False)
    survey_offered: bool = False


@frozen
class VisitRecorded:
    """The parties were visited (已回访)."""

    case: str
    number: int
    visited_on: date
    finding: VisitFinding
    survey_offered: bool
    words: str


def rule_on_remedies(
    request: TellRemedies, parties: Collection[str], opened_on: date, today: date
) -> Granted[RemediesTold] | Refused:
    """Let it be entered that all parties were told (告知救济审核).

    Grounds, in this order: not each of them, a day that cannot be.
    """
    reasons = []
    if set(request.parties) != set(parties) or not parties:
        reasons.append(
            _reason("remedies_to_all", "须告知每一方当事人", "every party is told", REMEDIES)
        )
    if not opened_on <= request.told_on <= today:
        reasons.append(
            _reason(
                "remedies_day",
                "告知日期须在立案之后、今天之前",
                "told since it was opened",
                REMEDIES,
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    told = tuple(sorted(request.parties))
    return Granted(RemediesTold(request.case, told, request.told_on, request.how))


def rule_on_visit(
    request: RecordVisit, *, number: int, effective_on: date | None, today: date
) -> Granted[VisitRecorded] | Refused:
    """Let a visit be entered; it follows an agreement (登记回访审核).

    Grounds, in this order: no agreement in force, a day that cannot be, no words.
    """
    reasons = []
    if effective_on is None:
        reasons.append(
            _reason(
                "visit_without_agreement",
                "协议生效后才回访",
                "a visit follows an agreement that is in force",
                SUPERVISED,
            )
        )
    if request.visited_on > today or (
        effective_on is not None and request.visited_on < effective_on
    ):
        reasons.append(_reason("visit_day", "回访日期有误", "that day cannot be", SUPERVISED))
    if not 0 < len(request.words.strip()) <= MOST_WORDS:
        reasons.append(_reason("visit_words", "须写明回访情况", "say what was found", SUPERVISED))
    if reasons:
        return Refused(tuple(reasons))
    return Granted(
        VisitRecorded(
            request.case,
            number,
            request.visited_on,
            request.finding,
            request.survey_offered,
            digest_of_words(request.words.strip()),
        )
    )


def _reason(code: str, zh: str, en: str, source: Source) -> Reason:
    return Reason(f"mediation.{code}", zh, en, source)
