"""Performing an obligation, and another person who sees that it was (履行与核实)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

from attrs import evolve, field, frozen

from gongtong.core.digests import is_sha256
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.core.workdays.calendars import WorkCalendar
from gongtong.mediation.cases.opening import digest_of_words
from gongtong.mediation.obligations.duty import DutyKind, Obligation, Verifier
from gongtong.mediation.obligations.guards import StepFacts, step
from gongtong.mediation.obligations.obligation_machine import ObligationEvent, ObligationState
from gongtong.mediation.obligations.unlocking import Unlocked, unlock
from gongtong.mediation.sources import HOUSE_MEDIATION

MOST_REASON: Final = 2_000


@frozen
class PerformanceLine:
    """What was done for one obligation: when, how much of an amount, and what shows it (履行明细).

    `evidence` is the sha256 of a paper or picture.
    """

    number: int
    on: date
    evidence: str
    amount_fen: int | None = None


@frozen
class Perform:
    """A request to enter that obligations were performed, one or a whole list (登记履行申请)."""

    case: str
    lines: tuple[PerformanceLine, ...]


@frozen
class Performed:
    """Somebody says that obligations were performed; nothing counts before it was verified (履行已登记)."""

    case: str
    lines: tuple[PerformanceLine, ...]
    by: str


@frozen
class KeptPerformance:
    """A performance as it is kept, until and after it was verified (在册履行)."""

    line: PerformanceLine
    sequence: int
    by: str
    is_accepted: bool | None = None


@frozen
class Verify:
    """A request to say that performances were seen, or are not what was agreed (核实履行申请)."""

    case: str
    numbers: tuple[int, ...]
    verifier: Verifier
    accepts: bool = True
    reason: str = field(default="", repr=False)


@frozen
class Verified:
    """Performances count, or do not; and what is due now because they do (已核实).

    `fulfilled` are whole now, `in_part` are paid in part; `rejected` have to be performed again.
    """

    case: str
    fulfilled: tuple[int, ...]
    in_part: tuple[int, ...]
    rejected: tuple[int, ...]
    unlocked: tuple[Unlocked, ...]
    words: str
    by: str


@frozen
class PerformingFacts:
    """What is known when obligations are performed or seen (履行依据).

    `waiting` are the performances that nobody has verified, by the number of the obligation.
    """

    obligations: Mapping[int, Obligation]
    waiting: Mapping[int, KeptPerformance]
    events: Mapping[str, date]
    actor: str
    today: date
    calendar: Callable[[], WorkCalendar]


def rule_on_performing(request: Perform, facts: PerformingFacts) -> Granted[Performed] | Refused:
    """Let it be entered that obligations were performed; all lines or none (登记履行审核).

    Grounds, in this order: no lines or one twice, obligations that there are not, then for each line a day that is
    to come or from before it was due to begin, and what the table of states says.
    """
    reasons = [*_of_numbers([line.number for line in request.lines], facts)]
    for line in request.lines:
        one = facts.obligations.get(line.number)
        if one is not None:
            reasons += _of_line(line, one, facts)
    if reasons:
        return Refused(tuple(reasons))
    return Granted(Performed(request.case, request.lines, facts.actor))


def rule_on_verifying(request: Verify, facts: PerformingFacts) -> Granted[Verified] | Refused:
    """Let performances be seen, and unlock what waited for them (核实履行审核).

    Grounds, in this order: no numbers or one twice, obligations that there are not, a reason too long, then what the
    table of states says of each: not what the agreement names, the same person, no reason for a no.
    """
    reasons = [*_of_numbers(list(request.numbers), facts)]
    if len(request.reason) > MOST_REASON:
        reasons.append(
            _reason(
                "reason_too_long",
                f"理由不超过{MOST_REASON}字",
                f"a reason has at most {MOST_REASON} characters",
            )
        )
    after: dict[int, Obligation] = {}
    for number in request.numbers:
        if number in facts.obligations:
            told = verified(facts.obligations[number], request, facts)
            if isinstance(told, Obligation):
                after[number] = told
            else:
                reasons += told
    if reasons:
        return Refused(tuple(reasons))
    return Granted(_verified(request, after, facts))


def verified(
    one: Obligation, request: Verify, facts: PerformingFacts
) -> Obligation | tuple[Reason, ...]:
    """Give an obligation as it stands when its performance was seen, or every ground against it (核实后的义务)."""
    kept = facts.waiting.get(one.number)
    paid = one.paid_fen + (0 if kept is None else kept.line.amount_fen or 0)
    is_whole = one.duty.kind is not DutyKind.MONEY or paid == one.duty.amount_fen
    event = ObligationEvent.REJECT
    if request.accepts:
        event = ObligationEvent.ACCEPT if is_whole else ObligationEvent.ACCEPT_PART
    told = step(
        event,
        StepFacts(
            one,
            verifier_is_named=request.verifier is one.duty.verifier,
            another_person_verifies=kept is not None and kept.by != facts.actor,
            amount_is_whole=is_whole,
            reason_given=bool(request.reason.strip()),
        ),
    )
    if isinstance(told, tuple):
        return told
    return evolve(one, state=told, paid_fen=paid if request.accepts else one.paid_fen)


def performed(one: Obligation, line: PerformanceLine) -> Obligation:
    """Give an obligation as it stands when somebody says that it was performed (登记履行后的义务)."""
    next_due = one.next_due()
    is_late = next_due is not None and line.on > next_due.on
    return evolve(one, state=ObligationState.EVIDENCE_IN, is_late=one.is_late or is_late)


def paid_in_books(one: Obligation, amount_fen: int, on: date) -> Obligation | tuple[Reason, ...]:
    """Give an obligation as it stands when the books show a payment of it, or every ground against it (账上已付).

    The books are kept by people who are none of the parties, so that nobody has to see the payment once more.
    """
    line = PerformanceLine(one.number, on, "", amount_fen)
    told = step(
        ObligationEvent.PERFORM,
        StepFacts(
            one,
            agreement_is_in_force=one.in_force_on is not None,
            evidence_is_given=True,
            amount_is_owed=_is_owed(line, one),
        ),
    )
    if isinstance(told, tuple):
        return told
    entered = performed(one, line)
    paid = one.paid_fen + amount_fen
    is_whole = paid == one.duty.amount_fen
    seen = step(
        ObligationEvent.ACCEPT if is_whole else ObligationEvent.ACCEPT_PART,
        StepFacts(
            entered, verifier_is_named=True, another_person_verifies=True, amount_is_whole=is_whole
        ),
    )
    return seen if isinstance(seen, tuple) else evolve(entered, state=seen, paid_fen=paid)


def _verified(request: Verify, after: Mapping[int, Obligation], facts: PerformingFacts) -> Verified:
    now = [after.get(number, one) for number, one in facts.obligations.items()]
    unlocked = unlock(now, facts.events, facts.today, facts.calendar())
    done = ObligationState.FULFILLED
    return Verified(
        request.case,
        fulfilled=tuple(number for number, one in after.items() if one.state is done),
        in_part=tuple(
            number for number, one in after.items() if request.accepts and one.state is not done
        ),
        rejected=() if request.accepts else tuple(after),
        unlocked=unlocked,
        words=digest_of_words(request.reason.strip()),
        by=facts.actor,
    )


def _of_numbers(numbers: list[int], facts: PerformingFacts) -> Iterator[Reason]:
    counted = Counter(numbers)
    if not numbers or max(counted.values()) > 1:
        yield _reason(
            "obligations_named", "须指明义务，每项一次", "name obligations, each of them once"
        )
    strangers = sorted(set(numbers) - set(facts.obligations))
    if strangers:
        named = "、".join(map(str, strangers[:9]))
        yield _reason(
            "obligation_unknown",
            f"没有这些义务：{named}",
            f"there are no such obligations: {named}",
        )


def _of_line(line: PerformanceLine, one: Obligation, facts: PerformingFacts) -> Iterator[Reason]:
    if line.on > facts.today or (one.unlocked_on is not None and line.on < one.unlocked_on):
        yield _reason(
            "performed_on",
            f"第{line.number}项义务的履行日期须在条件成就之后、今天之前",
            f"obligation {line.number} is performed after it was unlocked and not in the future",
        )
    told = step(
        ObligationEvent.PERFORM,
        StepFacts(
            one,
            agreement_is_in_force=one.in_force_on is not None,
            evidence_is_given=is_sha256(line.evidence),
            amount_is_owed=_is_owed(line, one),
        ),
    )
    if isinstance(told, tuple):
        yield from told


def _is_owed(line: PerformanceLine, one: Obligation) -> bool:
    if one.duty.kind is not DutyKind.MONEY:
        return line.amount_fen is None
    return line.amount_fen is not None and 0 < line.amount_fen <= one.open_fen


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"mediation.{code}", zh, en, HOUSE_MEDIATION)
