"""More time for a case, to which every party must agree (延长期限)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import frozen

from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.mediation.cases.cases import CaseOnFile, reasons_if_ended
from gongtong.mediation.cases.opening import digest_of_words
from gongtong.mediation.clocks.case_clocks import CaseClock
from gongtong.mediation.clocks.clock_terms import ClockTerms
from gongtong.mediation.sources import HOUSE_MEDIATION

MOST_WORDS: Final = 2000
MOST_PARTY: Final = 32


@frozen
class ProposeExtension:
    """A proposal that a clock of a case should run until a later day (延长期限提议)."""

    case: str
    to: date
    words: str
    clock: str = "mediation_limit"


@frozen
class ExtensionProposed:
    """More time was proposed; nothing has moved (已提议延长)."""

    case: str
    number: int
    clock: str
    to: date
    words: str
    proposed_by: str
    proposed_on: date


@frozen
class AgreeToExtension:
    """A party's agreement to the extension that was proposed last (同意延长)."""

    case: str
    party: str


@frozen
class ExtensionAgreed:
    """A party has agreed to more time; this alone moves nothing (一方已同意延长)."""

    case: str
    number: int
    party: str
    noted_by: str
    agreed_on: date


@frozen
class ClockExtended:
    """A clock runs longer, by agreement of all parties (期限已延长)."""

    case: str
    number: int
    clock: str
    agreed_by: tuple[str, ...]
    old: date | None
    new: date | None
    provisional: bool


@frozen
class PendingExtension:
    """An extension that waits for the parties (待各方同意的延长)."""

    number: int
    clock: str
    to: date
    proposed_on: date
    agreed_by: frozenset[str] = frozenset()


@frozen
class ExtendingFacts:
    """What is known when more time is asked for (延长事实)."""

    case: CaseOnFile
    actor: str
    today: date
    terms: ClockTerms
    clocks: tuple[CaseClock, ...] = ()
    pending: PendingExtension | None = None
    taken: int = 0
    parties: tuple[str, ...] = ()


def rule_on_proposal(
    request: ProposeExtension, facts: ExtendingFacts
) -> Granted[ExtensionProposed] | Refused:
    """Let more time be proposed; an earlier proposal lapses with its agreements (延长提议审核).

    Grounds, in this order: an ended case, a clock that cannot be extended, one that does not run, no words, a
    day that is no later.
    """
    reasons = (*reasons_if_ended(facts.case), *_against_proposal(request, facts))
    if reasons:
        return Refused(reasons)
    return Granted(
        ExtensionProposed(
            facts.case.number,
            facts.taken + 1,
            request.clock,
            request.to,
            digest_of_words(request.words.strip()),
            facts.actor,
            facts.today,
        )
    )


def rule_on_agreeing(
    request: AgreeToExtension, facts: ExtendingFacts
) -> Granted[ExtensionAgreed] | Refused:
    """Let it be noted that a party agrees to more time (同意延长审核).

    Grounds, in this order: an ended case, nothing proposed, a party that the case does not have, one that
    has agreed already.
    """
    reasons = (*reasons_if_ended(facts.case), *_against_agreeing(request, facts))
    if reasons or facts.pending is None:
        return Refused(reasons)
    return Granted(
        ExtensionAgreed(
            facts.case.number,
            facts.pending.number,
            request.party,
            facts.actor,
            facts.today,
        )
    )


def _against_proposal(request: ProposeExtension, facts: ExtendingFacts) -> Iterator[Reason]:
    if request.clock not in facts.terms.extendable:
        yield _reason(
            "clock_not_extendable",
            f"期限{request.clock}不能延长",
            f"the clock {request.clock!r} cannot be extended",
        )
    clock = next((one for one in facts.clocks if one.clock == request.clock), None)
    if clock is None:
        yield _reason(
            "clock_not_running",
            f"期限{request.clock}没有进行",
            f"the clock {request.clock!r} does not run",
        )
    if not 0 < len(request.words.strip()) <= MOST_WORDS:
        yield _reason(
            "extension_words",
            f"延长理由须有1至{MOST_WORDS}字",
            f"the reason of an extension has 1 to {MOST_WORDS} characters",
        )
    due = None if clock is None or clock.due is None else clock.due.on
    if request.to <= max(facts.today, due or facts.today):
        yield _reason(
            "extension_no_later",
            f"延长后的期限须晚于今日和现有期限，不能是{request.to}",
            f"more time ends after today and after the present end, not on {request.to}",
        )


def _against_agreeing(request: AgreeToExtension, facts: ExtendingFacts) -> Iterator[Reason]:
    if facts.pending is None:
        yield _reason(
            "no_extension_proposed", "没有待同意的延长", "no extension waits for agreement"
        )
    if request.party not in facts.parties:
        yield _reason(
            "party_unknown",
            f"本案没有当事人{request.party[:MOST_PARTY]}",
            f"the case has no party {request.party[:MOST_PARTY]!r}",
        )
    if facts.pending is not None and request.party in facts.pending.agreed_by:
        yield _reason(
            "extension_agreed",
            f"{request.party}已同意",
            f"{request.party!r} has agreed already",
        )


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"mediation.{code}", zh, en, HOUSE_MEDIATION)
