"""Moving a case: an event is asked for, every guard is heard, and the step becomes an event (推进案件)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final, Protocol

from attrs import evolve, field, frozen

from gongtong.core.machines.definition import Machine
from gongtong.core.machines.stepping import Guard, rule_on_step
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.mediation.cases.case_states import CaseEvent
from gongtong.mediation.cases.cases import CaseOnFile
from gongtong.mediation.cases.opening import digest_of_words
from gongtong.mediation.moving.facts import CaseFacts, CaseWish
from gongtong.mediation.sources import HOUSE_MEDIATION

MOST_WORDS: Final = 5_000


@frozen
class MoveCase:
    """A request to let something happen to a case (推进案件申请).

    `event` is one of the table of the case, such as `CaseEvent.APPLY`. `seen` is the version of the case that whoever
    asks has looked at: if somebody moved it since, nothing happens.
    """

    case: str
    event: str
    seen: int
    wish: CaseWish = field(factory=CaseWish)


@frozen
class CaseMoved:
    """A case is in another state; the words are under a digest (案件已推进)."""

    case: str
    event: str
    left: str
    entered: str
    version: int
    by: str
    party: str
    words: str


@frozen
class TransitionQuestion:
    """A step that is about to be taken, as a plugin is asked about it (推进审查事项)."""

    event: str
    wish: CaseWish
    facts: CaseFacts


class TransitionCheck(Protocol):
    """A check of every step that a plugin brings; no reasons let it pass (推进审查)."""

    def __call__(self, question: TransitionQuestion) -> tuple[Reason, ...]:
        """Find what speaks against the step (审查)."""
        ...


@frozen
class PossibleMove:
    """What could happen to a case now: either it can, or every ground on which not (可能的推进)."""

    event: str
    zh: str
    reasons: tuple[Reason, ...]

    @property
    def is_possible(self) -> bool:
        """Whether nothing stands in the way (是否可行)."""
        return not self.reasons


def rule_on_move(
    request: MoveCase,
    machine: Machine,
    facts: CaseFacts,
    *,
    guards: Mapping[str, Guard[CaseWish, CaseFacts]],
    checks: Collection[TransitionCheck] = (),
) -> Granted[CaseMoved] | Refused:
    """Let something happen to a case (推进案件审核).

    Every guard of the table and every check is heard, and every ground told at once. Raises `PolicyError` for a guard
    that nobody can judge.
    """
    case, wish = facts.case, request.wish
    ruling = rule_on_step(machine, case.state, request.event, asked=(wish, facts), guards=guards)
    reasons = ruling.reasons if isinstance(ruling, Refused) else ()
    if len(wish.words) > MOST_WORDS:
        reasons = (*reasons, _too_long())
    if checks and isinstance(ruling, Granted):
        question = TransitionQuestion(request.event, wish, facts)
        reasons += tuple(reason for check in checks for reason in check(question))
    if reasons or isinstance(ruling, Refused):
        return Refused(reasons)
    return Granted(
        CaseMoved(
            case.number,
            str(request.event),
            case.state,
            str(ruling.event.to),
            case.version + 1,
            facts.actor,
            wish.by,
            digest_of_words(wish.words.strip()),
        )
    )


def possible_moves(
    machine: Machine,
    facts: CaseFacts,
    *,
    guards: Mapping[str, Guard[CaseWish, CaseFacts]],
    checks: Collection[TransitionCheck] = (),
    wish: CaseWish | None = None,
) -> tuple[PossibleMove, ...]:
    """Say of everything that could happen in the state whether it can, or why not (可能的推进)."""
    found = []
    for row in machine.transitions:
        if row.state != facts.case.state:
            continue
        request = MoveCase(facts.case.number, row.event, facts.case.version, wish or CaseWish())
        told = rule_on_move(request, machine, facts, guards=guards, checks=checks)
        reasons = told.reasons if isinstance(told, Refused) else ()
        found.append(PossibleMove(str(row.event), row.zh, reasons))
    return tuple(found)


def moved(case: CaseOnFile, event: CaseMoved, machine: Machine, facts: CaseFacts) -> CaseOnFile:
    """Give the case as it stands after a step (推进后的案件)."""
    after = evolve(
        case,
        state=event.entered,
        version=event.version,
        is_ended=machine.state(event.entered).is_final,
    )
    if event.event == CaseEvent.APPLY:
        after = evolve(after, applied_on=facts.today)
    if event.event == CaseEvent.ALL_CONSENT:
        after = evolve(after, accepted_on=facts.today)
    if event.event == CaseEvent.ESCALATE and facts.escalation.next_level is not None:
        after = evolve(after, level=facts.escalation.next_level)
    return after


def _too_long() -> Reason:
    return Reason(
        "mediation.words_too_long",
        f"文字不超过{MOST_WORDS}字",
        f"at most {MOST_WORDS} characters",
        HOUSE_MEDIATION,
    )
