"""Standing still: what is waited for, and until when it is expected (期限中止)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from attrs import frozen

from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.mediation.cases.cases import CaseOnFile, reasons_if_ended
from gongtong.mediation.cases.opening import digest_of_words
from gongtong.mediation.clocks.clock_terms import ClockTerms
from gongtong.mediation.sources import HOUSE_MEDIATION

MOST_WORDS: Final = 2000


class PauseGround(StrEnum):
    """What a clock stands still for (中止事由)."""

    APPRAISAL = "appraisal"
    INQUIRY = "inquiry"
    FORCE_MAJEURE = "force_majeure"

    @property
    def zh(self) -> str:
        """The ground as people say it (中文事由)."""
        return _GROUND_WORDS[self]


_GROUND_WORDS: Final = {
    PauseGround.APPRAISAL: "鉴定",
    PauseGround.INQUIRY: "查证",
    PauseGround.FORCE_MAJEURE: "不可抗力",
}


@frozen
class PauseClocks:
    """A request to let the clocks of a case stand still from today on (中止期限申请)."""

    case: str
    ground: PauseGround
    words: str
    expected_end: date


@frozen
class ClocksPaused:
    """The clocks of a case stand still; the words are under a digest (期限已中止)."""

    case: str
    number: int
    ground: PauseGround
    words: str
    since: date
    expected_end: date
    paused_by: str


@frozen
class ResumeClocks:
    """A request to let the clocks of a case run again from today on (恢复期限申请)."""

    case: str


@frozen
class ClocksResumed:
    """The clocks of a case run again (期限已恢复)."""

    case: str
    number: int
    resumed_on: date
    resumed_by: str


@frozen
class PausingFacts:
    """What is known when clocks are paused or resumed (中止事实).

    `open_pause` is the number of the pause that has no end yet; `taken` how many there were.
    """

    case: CaseOnFile
    actor: str
    today: date
    terms: ClockTerms
    open_pause: int | None = None
    taken: int = 0


def rule_on_pause(request: PauseClocks, facts: PausingFacts) -> Granted[ClocksPaused] | Refused:
    """Let clocks stand still (期限中止审核).

    Grounds, in this order: an ended case, a pause that is open, no words, an end that is past, one too far off.
    """
    reasons = (*reasons_if_ended(facts.case), *_against_pause(request, facts))
    if reasons:
        return Refused(reasons)
    return Granted(
        ClocksPaused(
            facts.case.number,
            facts.taken + 1,
            request.ground,
            digest_of_words(request.words.strip()),
            facts.today,
            request.expected_end,
            facts.actor,
        )
    )


def rule_on_resuming(facts: PausingFacts) -> Granted[ClocksResumed] | Refused:
    """Let clocks run again (期限恢复审核).

    Grounds, in this order: an ended case, nothing that stands still.
    """
    reasons = [*reasons_if_ended(facts.case)]
    if facts.open_pause is None:
        reasons.append(
            _reason("clocks_not_paused", "期限没有中止", "the clocks do not stand still")
        )
    if reasons or facts.open_pause is None:
        return Refused(tuple(reasons))
    return Granted(ClocksResumed(facts.case.number, facts.open_pause, facts.today, facts.actor))


def _against_pause(request: PauseClocks, facts: PausingFacts) -> Iterator[Reason]:
    if facts.open_pause is not None:
        yield _reason("clocks_paused", "期限已经中止", "the clocks stand still already")
    if not 0 < len(request.words.strip()) <= MOST_WORDS:
        yield _reason(
            "pause_words",
            f"中止理由须有1至{MOST_WORDS}字",
            f"the reason of a pause has 1 to {MOST_WORDS} characters",
        )
    if request.expected_end <= facts.today:
        yield _reason(
            "pause_ended",
            f"预计恢复日{request.expected_end}须在今日之后",
            f"the pause is expected to end after today, not on {request.expected_end}",
        )
    latest = facts.today + timedelta(days=facts.terms.most_pause_days)
    if request.expected_end > latest:
        yield _reason(
            "pause_too_long",
            f"一次中止不超过{facts.terms.most_pause_days}日，即至{latest}",
            f"a pause has at most {facts.terms.most_pause_days} days, until {latest}",
        )


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"mediation.{code}", zh, en, HOUSE_MEDIATION)
