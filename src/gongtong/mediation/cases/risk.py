"""How likely a case is to escalate, and who must be told of a danger (风险评定)."""

from __future__ import annotations

from datetime import date
from typing import Final

from attrs import field, frozen

from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.mediation.cases.cases import CaseOnFile, Risk, reasons_if_ended
from gongtong.mediation.cases.opening import digest_of_words
from gongtong.mediation.sources import mediation_law

DANGER_IS_TOLD: Final = mediation_law(
    25, "有可能激化的及时采取措施；可能引起治安案件、刑事案件的及时报告"
)
MOST_RECEIVER: Final = 200


@frozen
class SetRisk:
    """A request to judge the risk of a case anew (评定风险申请).

    `must_report` says that the dispute may end in an offence, of which the police and others are told at once;
    `reported_to` whom somebody has told.
    """

    case: str
    risk: Risk
    reason: str = field(repr=False)
    must_report: bool = False
    reported_to: str = ""


@frozen
class RiskSet:
    """The risk of a case was judged; `report_is_owed` until somebody was told (已评定风险)."""

    case: str
    sequence: int
    risk: Risk
    report_is_owed: bool
    words: str
    set_by: str


@frozen
class RiskOnFile:
    """One judgment of the risk of a case (在册风险评定)."""

    sequence: int
    risk: Risk
    must_report: bool
    reported_to: str
    reason: str = field(repr=False)
    set_on: date


def rule_on_risk(
    request: SetRisk, case: CaseOnFile, *, known: int, actor: str
) -> Granted[RiskSet] | Refused:
    """Let the risk of a case be judged; `known` judgments are on file (风险评定审核).

    Grounds, in this order: the case has ended, no reason, told without need or to a name too long.
    """
    reasons = [*reasons_if_ended(case)]
    if not request.reason.strip():
        reasons.append(_reason("risk_without_reason", "须写明理由", "say why"))
    receiver = request.reported_to.strip()
    if len(receiver) > MOST_RECEIVER or (receiver and not request.must_report):
        reasons.append(
            _reason(
                "report_without_need",
                f"须报告的才写明已报告谁，不超过{MOST_RECEIVER}字",
                f"whom somebody told is named, in {MOST_RECEIVER} characters, where a report is due",
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    return Granted(
        RiskSet(
            request.case,
            known + 1,
            request.risk,
            report_is_owed=request.must_report and not receiver,
            words=digest_of_words(request.reason.strip(), receiver),
            set_by=actor,
        )
    )


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"mediation.{code}", zh, en, DANGER_IS_TOLD)
