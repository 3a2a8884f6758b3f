"""A case: a dispute that somebody is asked to mediate (调解案件)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen

from gongtong.core.rulings import Reason
from gongtong.mediation.sources import HOUSE_MEDIATION


class CaseSource(StrEnum):
    """How a case came in (案件来源)."""

    APPLICATION = "application"
    OWN_INITIATIVE = "own_initiative"
    POLICE = "police"
    COURT = "court"
    HOTLINE = "hotline"
    CANVASS = "canvass"


class Risk(StrEnum):
    """How likely a case is to escalate (风险等级)."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class Openness(StrEnum):
    """Whether others may attend the sessions; the parties decide (公开方式)."""

    UNSETTLED = "unsettled"
    OPEN = "open"
    CLOSED = "closed"


@frozen
class CaseOnFile:
    """A case as it stands (在册案件).

    `number` is the file number that parties are told, such as 2026-017. `state` is a name of the machine
    that the case runs on, in the version whose digest is `definition`: a plugin may have added states to those of
    `CaseState`. `applied_on` is the day from which limitation is interrupted. `must_report` says that somebody
    has to be told of a danger, and has not been yet (第25条).
    """

    number: str
    kind: str
    subject: str
    source: CaseSource
    state: str
    definition: str
    risk: Risk
    openness: Openness
    level: str
    opened_on: date
    applied_on: date | None
    accepted_on: date | None
    is_ended: bool
    version: int
    must_report: bool = False


def reasons_if_ended(case: CaseOnFile) -> tuple[Reason, ...]:
    """Refuse to add anything to a case that has ended (案件已结束)."""
    if not case.is_ended:
        return ()
    return (
        Reason(
            "mediation.case_ended",
            f"案件{case.number}已结束，不能再登记",
            f"case {case.number} has ended: nothing is added to it",
            HOUSE_MEDIATION,
            (("case", case.number), ("state", case.state)),
        ),
    )
