"""A campaign in which each household is asked to do one thing by a day (承诺活动)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from attrs import frozen

from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Reason, Source, Standing

HOUSE_COMMITMENTS: Final = Source("承诺活动规则", standing=Standing.HOUSE)
"""What the place has decided itself about asking households to do something (承诺活动规则)."""
MAX_CAMPAIGN: Final = 32


class CommitmentAnswer(StrEnum):
    """What a household answers; who says nothing has not agreed (承诺答复)."""

    AGREES = "agrees"
    REFUSES = "refuses"
    UNDECIDED = "undecided"

    @property
    def zh(self) -> str:
        """The answer as residents say it (中文答复)."""
        return {"agrees": "同意", "refuses": "不同意", "undecided": "未定"}[self.value]


@frozen
class HouseholdCommitment:
    """Where one household stands: asked, answered, done, verified or handed on (住户承诺).

    `answer` is that of the last visit at which one was given; nothing means silence.
    """

    dwelling: DwellingLabel
    version: int
    asked_on: date | None = None
    visits: int = 0
    answer: CommitmentAnswer | None = None
    answered_on: date | None = None
    evidence_digest: str = ""
    evidence_by: str = ""
    verified_by: str = ""
    verified_on: date | None = None
    handed_to: str = ""

    @property
    def has_agreed(self) -> bool:
        """Whether the household has said yes; silence is no yes (是否同意)."""
        return self.answer is CommitmentAnswer.AGREES

    @property
    def is_done(self) -> bool:
        """Whether it is done, and somebody else has seen it (是否完成)."""
        return self.verified_on is not None

    @property
    def is_settled(self) -> bool:
        """Whether it is done, or a topic or a case has taken it over (是否了结)."""
        return self.is_done or bool(self.handed_to)


@frozen
class CampaignOnFile:
    """A campaign: what is asked, until when, by whom, and on which decision it rests (在案承诺活动)."""

    number: str
    what: str
    until: date
    asked_by: str
    rests_on: str
    opened_on: date
    closed_on: date | None = None
    version: int = 1


@frozen
class ProgressDay:
    """How far a campaign was at the end of a day; counts alone (承诺进度日)."""

    on: date
    asked: int
    agreed: int
    refused: int
    undecided: int
    done: int
    remaining: int


@frozen
class CommitmentProgress:
    """The progress of a campaign by day, which names no household (承诺进度).

    `silent` were not asked or did not answer; they have not agreed.
    """

    number: str
    until: date
    households: int
    days: tuple[ProgressDay, ...]
    handed_over: int

    @property
    def silent(self) -> int:
        """How many households have given no answer (未答复户数)."""
        if not self.days:
            return self.households
        last = self.days[-1]
        return self.households - last.agreed - last.refused - last.undecided


@frozen
class CommitmentStep:
    """Something that happened to a household's commitment on a day (承诺记事)."""

    on: date
    dwelling: DwellingLabel
    answer: CommitmentAnswer | None = None
    is_verified: bool = False


def progress_of(
    campaign: CampaignOnFile,
    households: Iterable[HouseholdCommitment],
    steps: Iterable[CommitmentStep],
    *,
    on: date,
) -> CommitmentProgress:
    """Count day by day from the opening to a day, or to the close (计算承诺进度).

    A household counts by the last answer that it gave up to that day; what remains is whatever is not
    verified as done.
    """
    every = tuple(households)
    last = min(on, campaign.closed_on or on)
    waiting = sorted(steps, key=lambda step: step.on)
    asked: set[DwellingLabel] = set()
    answers: dict[DwellingLabel, CommitmentAnswer] = {}
    done: set[DwellingLabel] = set()
    days: list[ProgressDay] = []
    day = campaign.opened_on
    while day <= last:
        while waiting and waiting[0].on <= day:
            step = waiting.pop(0)
            asked.add(step.dwelling)
            if step.answer is not None:
                answers[step.dwelling] = step.answer
            if step.is_verified:
                done.add(step.dwelling)
        given = list(answers.values())
        days.append(
            ProgressDay(
                day,
                len(asked),
                given.count(CommitmentAnswer.AGREES),
                given.count(CommitmentAnswer.REFUSES),
                given.count(CommitmentAnswer.UNDECIDED),
                len(done),
                len(every) - len(done),
            )
        )
        day += timedelta(days=1)
    handed = sum(1 for one in every if one.handed_to)
    return CommitmentProgress(campaign.number, campaign.until, len(every), tuple(days), handed)


def commitment_reason(code: str, zh: str, en: str, **params: object) -> Reason:
    """Give a ground about a campaign (承诺活动理由)."""
    named = tuple((name, str(value)) for name, value in params.items())
    return Reason(f"deliberation.{code}", zh, en, HOUSE_COMMITMENTS, named)
