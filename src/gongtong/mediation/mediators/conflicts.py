"""Conflicts of interest: declared or found, told to the parties, waived by each of them (利益冲突)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Final, Protocol

from attrs import evolve, frozen

from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing
from gongtong.mediation.mediators.naming import NamingFacts, NamingOnFile, not_named
from gongtong.mediation.mediators.register import MediatorOnFile
from gongtong.mediation.parties.standing import PartyKind

CONFLICT_RULES: Final = Source(
    "调解工作规则",
    "利益冲突",
    standing=Standing.HOUSE,
    note="人民调解法第15条第1项禁止偏袒一方当事人，第23条第1项由当事人选择或者接受调解员",
)
"""That a conflict is told and may be waived is the place's own rule (利益冲突规则)."""


class ConflictKind(StrEnum):
    """What ties a mediator to a party or to the dispute (冲突类型)."""

    WORKS_FOR_PARTY = "works_for_party"
    RELATIVE_OF_PARTY = "relative_of_party"
    OWNER_IN_DISPUTE = "owner_in_dispute"
    EARLIER_ROLE = "earlier_role"
    OTHER = "other"


@frozen
class FoundConflict:
    """A conflict that a guard has found: of which kind, and with which party (发现的冲突)."""

    kind: ConflictKind
    party: str
    source: Source = CONFLICT_RULES


@frozen
class PartyIdentity:
    """A party as a guard against conflicts sees it (当事人身份)."""

    code: str
    kind: PartyKind
    name: str
    dwellings: frozenset[DwellingLabel] = frozenset()


@frozen
class ConflictQuestion:
    """A mediator and the parties of a case (利益冲突审查事项)."""

    mediator: MediatorOnFile
    parties: tuple[PartyIdentity, ...]


class ConflictGuard(Protocol):
    """A function that finds conflicts of interest (利益冲突审查)."""

    def __call__(self, question: ConflictQuestion, /) -> tuple[FoundConflict, ...]:
        """Give every conflict that is found (查找冲突)."""
        ...


@frozen
class NoteConflict:
    """A request to note a conflict that the mediator declares, or that somebody has found (登记冲突申请).

    What the mediator declares counts as told to the parties when `is_disclosed`. What is said about it
    stays in the table.
    """

    case: str
    person: str
    kind: ConflictKind
    party: str
    is_disclosed: bool
    words: str = ""


@frozen
class ConflictNoted:
    """A conflict is on record (冲突已登记)."""

    case: str
    seat: int
    conflict: int
    kind: ConflictKind
    party: str
    disclosed_on: date | None


@frozen
class DiscloseConflict:
    """A request to note that the parties were told of a conflict (披露冲突申请)."""

    case: str
    person: str
    conflict: int


@frozen
class ConflictDisclosed:
    """The parties were told of a conflict (冲突已披露)."""

    case: str
    seat: int
    conflict: int
    disclosed_on: date


@frozen
class WaiveConflict:
    """A request to note that a party accepts the mediator in spite of a conflict (放弃异议申请)."""

    case: str
    person: str
    conflict: int
    party: str


@frozen
class ConflictWaived:
    """A party accepts the mediator in spite of a conflict (已放弃异议)."""

    case: str
    seat: int
    conflict: int
    party: str


@frozen
class ConflictOnFile:
    """A conflict as the tables hold it (在册冲突)."""

    number: int
    kind: ConflictKind
    party: str
    disclosed_on: date | None
    waived_by: frozenset[str]


def found_by_ties(question: ConflictQuestion) -> tuple[FoundConflict, ...]:
    """Find that a mediator works for a party, or owns a dwelling in a party (按关系查找冲突)."""
    return tuple(_by_ties(question))


def _by_ties(question: ConflictQuestion) -> Iterator[FoundConflict]:
    ties = question.mediator.ties
    employers = {name.strip() for name in ties.works_for}
    for party in question.parties:
        if party.kind is PartyKind.ORGANISATION and party.name.strip() in employers:
            yield FoundConflict(ConflictKind.WORKS_FOR_PARTY, party.code)
        if party.dwellings & set(ties.dwellings):
            yield FoundConflict(ConflictKind.OWNER_IN_DISPUTE, party.code)


def objections_from_conflicts(
    on_file: Iterable[ConflictOnFile],
    found: Iterable[FoundConflict],
    parties: Collection[str],
) -> tuple[Reason, ...]:
    """Object to every conflict that was not told to the parties, or not waived by each of them (冲突异议).

    A conflict that is found and not on record is one that nobody was told of.
    """
    return tuple(_objections(tuple(on_file), tuple(found), parties))


def rule_on_conflict(
    request: NoteConflict, known: Collection[ConflictOnFile], facts: NamingFacts
) -> Granted[ConflictNoted] | Refused:
    """Let a conflict be noted (登记冲突审核).

    Grounds, in this order: an ended case, a person who is not named, a party unknown, the same again.
    """
    naming = facts.active(request.person)
    reasons = [*facts.ended(), *not_named(naming, request.person)]
    reasons += facts.unknown_party(request.party)
    if any((one.kind, one.party) == (request.kind, request.party) for one in known):
        reasons.append(_reason("conflict_known", "该冲突已登记", "this conflict is on record", ()))
    if reasons or naming is None:
        return Refused(tuple(reasons))
    disclosed_on = facts.today if request.is_disclosed else None
    return Granted(
        ConflictNoted(
            request.case, naming.seat, len(known) + 1, request.kind, request.party, disclosed_on
        )
    )


def rule_on_disclosure(
    request: DiscloseConflict, known: Collection[ConflictOnFile], facts: NamingFacts
) -> Granted[ConflictDisclosed] | Refused:
    """Let it be noted that the parties were told (披露冲突审核).

    Grounds, in this order: an ended case, a person who is not named, no such conflict, told already.
    """
    naming = facts.active(request.person)
    conflict = _find(known, request.conflict)
    reasons = [*facts.ended(), *_of_known(request.person, naming, conflict)]
    if conflict is not None and conflict.disclosed_on is not None:
        reasons.append(
            _reason("conflict_told", "该冲突已披露", "the parties were told already", ())
        )
    if reasons or naming is None:
        return Refused(tuple(reasons))
    return Granted(ConflictDisclosed(request.case, naming.seat, request.conflict, facts.today))


def rule_on_waiver(
    request: WaiveConflict, known: Collection[ConflictOnFile], facts: NamingFacts
) -> Granted[ConflictWaived] | Refused:
    """Let a party waive a conflict that it was told of (放弃异议审核).

    Grounds, in this order: an ended case, a person who is not named, no such conflict, a party unknown,
    not told, waived already.
    """
    naming = facts.active(request.person)
    conflict = _find(known, request.conflict)
    reasons = [*facts.ended(), *_of_known(request.person, naming, conflict)]
    reasons += facts.unknown_party(request.party)
    if conflict is not None and conflict.disclosed_on is None:
        reasons.append(
            _reason(
                "conflict_not_told",
                "未披露的冲突不能放弃异议",
                "nobody can waive a conflict that the parties were not told of",
                (("conflict", str(conflict.number)),),
            )
        )
    if conflict is not None and request.party in conflict.waived_by:
        reasons.append(_reason("conflict_waived", "已放弃异议", "it has waived this already", ()))
    if reasons or naming is None:
        return Refused(tuple(reasons))
    return Granted(ConflictWaived(request.case, naming.seat, request.conflict, request.party))


def with_waiver(conflict: ConflictOnFile, party: str) -> ConflictOnFile:
    """Give a conflict that one more party has waived (增加放弃)."""
    return evolve(conflict, waived_by=conflict.waived_by | {party})


def _objections(
    on_file: tuple[ConflictOnFile, ...],
    found: tuple[FoundConflict, ...],
    parties: Collection[str],
) -> Iterator[Reason]:
    for one in on_file:
        params = (("kind", one.kind.value), ("party", one.party))
        unwaived = sorted(set(parties) - one.waived_by)
        if one.disclosed_on is None:
            yield _untold(params, CONFLICT_RULES)
        elif unwaived:
            yield _reason(
                "conflict_not_waived",
                f"利益冲突已披露，尚待{'、'.join(unwaived)}放弃异议",
                f"the conflict is disclosed and not waived by {', '.join(unwaived)}",
                params,
            )
    recorded = {(one.kind, one.party) for one in on_file}
    for new in dict.fromkeys(found):
        if (new.kind, new.party) not in recorded:
            yield _untold((("kind", new.kind.value), ("party", new.party)), new.source)


def _untold(params: tuple[tuple[str, str], ...], source: Source) -> Reason:
    return Reason(
        "mediation.conflict_not_disclosed",
        "调解员与当事人或者纠纷有利害关系，尚未向当事人披露",
        "the mediator has an interest that the parties were not told of",
        source,
        params,
    )


def _of_known(
    person: str, naming: NamingOnFile | None, conflict: ConflictOnFile | None
) -> Iterator[Reason]:
    yield from not_named(naming, person)
    if naming is not None and conflict is None:
        yield _reason("conflict_unknown", "没有登记该冲突", "no such conflict is on record", ())


def _find(known: Iterable[ConflictOnFile], number: int) -> ConflictOnFile | None:
    return next((one for one in known if one.number == number), None)


def _reason(code: str, zh: str, en: str, params: tuple[tuple[str, str], ...]) -> Reason:
    return Reason(f"mediation.{code}", zh, en, CONFLICT_RULES, params)
