"""Visits at the door: who went, what was met, and what else was taken down with an opinion (入户走访记录)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from attrs import field, frozen

from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.deliberation.canvassing.campaigns import CANVASSING_RULES, CanvassOnFile

MOST_ACTION: Final = 500
PAIR: Final = 2


class VisitOutcome(StrEnum):
    """What canvassers met with at the door (走访结果)."""

    TALKED = "talked"
    ABSENT = "absent"
    REFUSED = "refused"

    @property
    def zh(self) -> str:
        """The outcome as people say it (中文结果)."""
        return _OUTCOME_WORDS[self]


_OUTCOME_WORDS: Final = {
    VisitOutcome.TALKED: "已谈",
    VisitOutcome.ABSENT: "不在家",
    VisitOutcome.REFUSED: "拒访",
}


class MayPublish(StrEnum):
    """Whether what a resident said may be put up for all to read (可否公开)."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"


@frozen
class VisitLine:
    """One visit by two canvassers; `opinion` is the number under which it is on record (走访明细).

    `asked_action` is what the resident wants done; `read_back` says that the opinion was read to him as it was written down.
    """

    dwelling: DwellingLabel
    visited_on: date
    canvassers: tuple[str, ...]
    outcome: VisitOutcome
    opinion: str | None = None
    asked_action: str = field(default="", repr=False)
    may_publish: MayPublish = MayPublish.NOT_ASKED
    read_back: bool = False


@frozen
class RecordVisits:
    """A request to enter visits, one or a whole sheet (登记走访申请)."""

    campaign: str
    lines: tuple[VisitLine, ...]


@frozen
class VisitEntry:
    """A visit as the record has it: which attempt at which door it was (走访记录项)."""

    dwelling: DwellingLabel
    attempt: int
    outcome: VisitOutcome
    visited_on: date
    opinion: str | None


@frozen
class VisitsRecorded:
    """Visits are on record; what was wanted stands in the tables alone (走访已登记)."""

    campaign: str
    visits: tuple[VisitEntry, ...]


@frozen
class Visit:
    """One attempt at one door (在册走访)."""

    dwelling: DwellingLabel
    attempt: int
    outcome: VisitOutcome
    visited_on: date
    opinion: str | None = None


@frozen
class VisitFacts:
    """What is known when visits are entered (登记走访依据).

    `attempts` counts the visits so far at each door, `opinions` are numbers on record with their dwellings, `linked` those
    that have their visit already.
    """

    campaign: CanvassOnFile
    attempts: Mapping[DwellingLabel, int]
    opinions: Mapping[str, DwellingLabel]
    linked: Collection[str]
    today: date


def rule_on_visits(request: RecordVisits, facts: VisitFacts) -> Granted[VisitsRecorded] | Refused:
    """Let visits be entered, all of them or none (登记走访审核).

    Grounds, in this order: no lines, doors outside the canvass, a day that cannot be, canvassers who are not two, an
    opinion where nobody talked, one that is not on record, of another dwelling, or linked already.
    """
    reasons = tuple(dict.fromkeys(_reasons(request, facts)))
    if reasons:
        return Refused(reasons)
    seen: Counter[DwellingLabel] = Counter(facts.attempts)
    entries = []
    for line in request.lines:
        seen[line.dwelling] += 1
        entries.append(
            VisitEntry(
                line.dwelling, seen[line.dwelling], line.outcome, line.visited_on, line.opinion
            )
        )
    return Granted(VisitsRecorded(request.campaign, tuple(entries)))


def _reasons(request: RecordVisits, facts: VisitFacts) -> Iterator[Reason]:
    if not request.lines:
        yield _reason("no_visits", "没有走访记录", "there are no visits")
    wanted = set(facts.campaign.households)
    numbers = Counter(line.opinion for line in request.lines if line.opinion is not None)
    for line in request.lines:
        label = str(line.dwelling)
        if line.dwelling not in wanted:
            yield _reason(
                "outside_canvass", f"{label}不在走访范围", f"{label} is not to be visited"
            )
        if not facts.campaign.opened_on <= line.visited_on <= facts.today:
            yield _reason("visit_day", f"{label}的走访日期有误", f"the day at {label} cannot be")
        people = {name.strip() for name in line.canvassers}
        if len(people) != PAIR or not all(0 < len(name) <= MAX_ACTOR_LENGTH for name in people):
            yield _reason("not_a_pair", f"{label}须由两人走访", f"two people go to {label}")
        if len(line.asked_action) > MOST_ACTION:
            yield _reason(
                "action_too_long",
                f"诉求不超过{MOST_ACTION}字",
                f"what is wanted has at most {MOST_ACTION} characters",
            )
        yield from _of_opinion(line, facts, numbers)


def _of_opinion(line: VisitLine, facts: VisitFacts, numbers: Counter[str]) -> Iterator[Reason]:
    if line.opinion is None:
        return
    if line.outcome is not VisitOutcome.TALKED:
        yield _reason(
            "opinion_untalked", "没有谈话就没有意见", "nobody talked, so nothing was said"
        )
    if facts.opinions.get(line.opinion) != line.dwelling:
        yield _reason(
            "opinion_elsewhere",
            f"意见{line.opinion}没有登记，或者属于另一户",
            f"opinion {line.opinion} is not on record, or of another dwelling",
        )
    if line.opinion in facts.linked or numbers[line.opinion] > 1:
        yield _reason(
            "opinion_linked",
            f"意见{line.opinion}已对应走访",
            f"opinion {line.opinion} has its visit already",
        )


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"deliberation.{code}", zh, en, CANVASSING_RULES)
