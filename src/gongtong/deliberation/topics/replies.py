"""Deciding a topic, carrying it out, telling each household that asked, and asking again (议题答复)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from attrs import field, frozen

from gongtong.core.digests import is_sha256
from gongtong.core.machines.plain_guards import unless
from gongtong.core.machines.stepping import Guard, rule_on_step
from gongtong.core.offices import Office
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.core.workdays.calendars import WorkCalendar
from gongtong.core.workdays.deadlines import DueDate, due_date
from gongtong.core.workdays.terms import Term
from gongtong.deliberation.entitled import reasons_without_office
from gongtong.deliberation.recording import text_digest
from gongtong.deliberation.topics.handling_machine import (
    HANDLING,
    HandlingEvent,
    HandlingState,
)
from gongtong.deliberation.topics.topics import TOPIC_RULES

MOST_WORDS: Final = 2_000
MOST_REFERENCE: Final = 80
FIFTEEN_DAYS: Final = Term(15)


@frozen
class ReplyTerms:
    """How long a place has to answer, and which offices decide (答复规定)."""

    answers_within: Term = FIFTEEN_DAYS
    decided_by: tuple[Office, ...] = (Office.CHAIR, Office.MEMBER)


class LinkKind(StrEnum):
    """To what a topic leads (关联事项类型)."""

    VOTE = "vote"
    SPENDING = "spending"
    TASK = "task"
    CASE = "case"
    MEETING = "meeting"


class Satisfaction(StrEnum):
    """What a household says when it is asked again; no answer is none of these (满意程度)."""

    SATISFIED = "satisfied"
    PARTLY = "partly"
    NOT_SATISFIED = "not_satisfied"


@frozen
class HandleTopic:
    """A request to let something happen to a topic: a decision with its reply, progress, the end (办理议题申请).

    `reply` is what those who asked will read; `evidence` the sha256 of a picture or paper.
    """

    topic: str
    event: HandlingEvent
    reason: str = field(default="", repr=False)
    reply: str = field(default="", repr=False)
    evidence: str = ""


@frozen
class TopicHandled:
    """A topic is dealt with further; words are under digests (议题已办理)."""

    topic: str
    number: int
    event: HandlingEvent
    entered: HandlingState
    reason: str
    reply: str
    evidence: str
    answer_by: DueDate | None
    is_late: bool
    by: str


@frozen
class LinkTopic:
    """A request to link a topic to what it has led to, by its number there (关联议题申请)."""

    topic: str
    kind: LinkKind
    reference: str


@frozen
class TopicLinked:
    """A topic has led to something (议题已关联)."""

    topic: str
    kind: LinkKind
    reference: str


@frozen
class HouseholdLine:
    """A household that was told, or what it said when it was asked again (住户明细)."""

    dwelling: DwellingLabel
    on: date
    answer: Satisfaction | None = None


@frozen
class TellHouseholds:
    """A request to enter which households were told, and how: at the door, by telephone, in a letter (告知住户申请)."""

    topic: str
    lines: tuple[HouseholdLine, ...]
    how: str


@frozen
class HouseholdsTold:
    """Households know what became of what they asked for (住户已告知)."""

    topic: str
    lines: tuple[HouseholdLine, ...]
    how: str


@frozen
class AskAgain:
    """A request to enter what households said when they were asked again; without an answer they were silent (回访登记申请)."""

    topic: str
    lines: tuple[HouseholdLine, ...]


@frozen
class AskedAgain:
    """Households were asked whether they are satisfied (已回访住户)."""

    topic: str
    lines: tuple[HouseholdLine, ...]


@frozen
class HandlingFacts:
    """What is known when a topic is dealt with (办理依据).

    `asked_by` are the households behind the topic, `told` and `asked` those of them that were told and asked again.
    """

    state: HandlingState
    handled: int
    asked_by: frozenset[DwellingLabel]
    told: frozenset[DwellingLabel]
    asked: frozenset[DwellingLabel]
    links: Collection[tuple[LinkKind, str]]
    answer_by: date | None
    terms: ReplyTerms
    held: Collection[Office]
    actor: str
    today: date
    calendar: Callable[[], WorkCalendar]


@frozen
class _Asked:
    request: HandleTopic
    facts: HandlingFacts


def _unless(holds: Callable[[_Asked], bool], code: str, zh: str, en: str) -> Guard[None, _Asked]:
    return unless(holds, Reason(f"deliberation.{code}", zh, en, TOPIC_RULES))


GUARDS: Final[Mapping[str, Guard[None, _Asked]]] = {
    "somebody_asked": _unless(
        lambda asked: bool(asked.facts.asked_by),
        "nobody_asked",
        "议题没有任何意见或者联署",
        "no household is behind the topic",
    ),
    "reason_given": _unless(
        lambda asked: bool(asked.request.reason.strip()), "no_reason", "须写明理由", "say why"
    ),
    "reply_given": _unless(
        lambda asked: bool(asked.request.reply.strip()),
        "no_reply",
        "须写明答复内容",
        "say what those who asked will read",
    ),
    "linked": _unless(
        lambda asked: bool(asked.facts.links),
        "not_linked",
        "须先关联表决、支出、任务、会议或者案件",
        "link it first to a vote, a spending, a task, a meeting or a case",
    ),
    "evidence_given": _unless(
        lambda asked: is_sha256(asked.request.evidence),
        "no_evidence",
        "须附办成的证明",
        "it takes evidence that it is done",
    ),
    "every_household_is_told": _unless(
        lambda asked: asked.facts.asked_by <= asked.facts.told,
        "household_not_told",
        "尚有提意见的住户没有告知",
        "a household that asked was not told",
    ),
    "every_household_is_asked": _unless(
        lambda asked: asked.facts.asked_by <= asked.facts.asked,
        "household_not_asked",
        "尚有住户没有回访",
        "a household was not asked again",
    ),
}
"""Every guard of the table by its name (议题守卫表)."""

_DECISIONS: Final = frozenset(
    (
        HandlingEvent.ADOPT,
        HandlingEvent.ADOPT_IN_PART,
        HandlingEvent.DECLINE,
        HandlingEvent.HAND_ON,
    )
)


def rule_on_handling(request: HandleTopic, facts: HandlingFacts) -> Granted[TopicHandled] | Refused:
    """Let something happen to a topic (办理议题审核).

    Grounds, in this order: no office that decides, texts too long, then what the table of states says.
    """
    reasons: list[Reason] = []
    if request.event in _DECISIONS:
        act = ("决定议题", "decide a topic")
        reasons += reasons_without_office(facts.held, facts.terms.decided_by, TOPIC_RULES, act=act)
    if max(len(request.reason), len(request.reply)) > MOST_WORDS:
        reasons.append(
            _reason("too_long", f"文字不超过{MOST_WORDS}字", f"at most {MOST_WORDS} characters")
        )
    ruling = rule_on_step(
        HANDLING,
        facts.state,
        request.event,
        asked=(None, _Asked(request, facts)),
        guards=GUARDS,
    )
    if isinstance(ruling, Refused):
        reasons += ruling.reasons
    if reasons or isinstance(ruling, Refused):
        return Refused(tuple(reasons))
    begins = request.event in {HandlingEvent.REVIEW, HandlingEvent.REOPEN}
    return Granted(
        TopicHandled(
            request.topic,
            facts.handled + 1,
            request.event,
            HandlingState(ruling.event.to),
            text_digest(request.reason),
            text_digest(request.reply),
            request.evidence,
            due_date(facts.today, facts.terms.answers_within, facts.calendar()) if begins else None,
            is_late=request.event in _DECISIONS
            and facts.answer_by is not None
            and facts.today > facts.answer_by,
            by=facts.actor,
        )
    )


def rule_on_linking(request: LinkTopic, facts: HandlingFacts) -> Granted[TopicLinked] | Refused:
    """Let a topic be linked to what it has led to (关联议题审核).

    Grounds, in this order: no reference, linked already, the topic is over.
    """
    reasons = []
    if not 0 < len(request.reference.strip()) <= MOST_REFERENCE:
        reasons.append(_reason("no_reference", "须写明关联事项的编号", "name what it is linked to"))
    if (request.kind, request.reference.strip()) in facts.links:
        reasons.append(_reason("linked_already", "已经关联", "it is linked to that already"))
    if facts.state is HandlingState.CLOSED:
        reasons.append(_reason("topic_closed", "议题已了结", "the topic is closed"))
    if reasons:
        return Refused(tuple(reasons))
    return Granted(TopicLinked(request.topic, request.kind, request.reference.strip()))


def rule_on_telling(
    request: TellHouseholds, facts: HandlingFacts
) -> Granted[HouseholdsTold] | Refused:
    """Let it be entered which households were told (告知住户审核).

    Grounds, in this order: nobody, a household that did not ask, a day to come, no way named, no decision to tell.
    """
    reasons = [*_of_lines(request.lines, facts)]
    if not 0 < len(request.how.strip()) <= MOST_REFERENCE:
        reasons.append(_reason("no_way", "须写明告知方式", "say how they were told"))
    if facts.state in {HandlingState.RECEIVED, HandlingState.UNDER_REVIEW}:
        reasons.append(_reason("nothing_to_tell", "尚无决定可告知", "nothing is decided yet"))
    if reasons:
        return Refused(tuple(reasons))
    return Granted(HouseholdsTold(request.topic, request.lines, request.how.strip()))


def rule_on_asking_again(request: AskAgain, facts: HandlingFacts) -> Granted[AskedAgain] | Refused:
    """Let it be entered what households said when they were asked again (回访登记审核).

    Grounds, in this order: nobody, a household that did not ask, a day to come, one that was not told.
    """
    reasons = [*_of_lines(request.lines, facts)]
    if any(line.dwelling not in facts.told for line in request.lines):
        reasons.append(_reason("asked_before_told", "告知后才回访", "whoever is asked was told"))
    if reasons:
        return Refused(tuple(reasons))
    return Granted(AskedAgain(request.topic, request.lines))


def _of_lines(lines: tuple[HouseholdLine, ...], facts: HandlingFacts) -> Iterator[Reason]:
    labels = [line.dwelling for line in lines]
    if not lines or len(set(labels)) < len(labels):
        yield _reason("households_named", "须写明住户，每户一次", "name households, each once")
    strangers = sorted(set(labels) - facts.asked_by)
    if strangers:
        named = "、".join(str(label) for label in strangers[:9])
        yield _reason(
            "household_did_not_ask",
            f"没有提过此意见：{named}",
            f"these did not ask for it: {named}",
        )
    if any(line.on > facts.today for line in lines):
        yield _reason("day_to_come", "日期在将来", "that day is still to come")


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"deliberation.{code}", zh, en, TOPIC_RULES)
