"""Recording what fees depend on: who lives there, since when it stands empty, how many cars (登记计费事实)."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from attrs import evolve, frozen

from gongtong.core.digests import is_sha256
from gongtong.core.offices import Office
from gongtong.core.periods import Span
from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing
from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.duties import reasons_of_office
from gongtong.ledger.fees.policies import DatedFact, FactKind

RECORDING: Final = Source("收费规则", "计费事实登记", standing=Standing.HOUSE)
MAY_RECORD: Final = frozenset({Office.KEEPER_OF_BOOKS, Office.CHAIR, Office.MEMBER})
NEEDS_EVIDENCE: Final = frozenset({FactKind.VACANT, FactKind.EXEMPT, FactKind.LIABLE})
"""Facts that lower what is owed: a paper shows them (须有证明的事实)."""

_MOST: Final = {
    FactKind.LIABLE: 1,
    FactKind.VACANT: 1,
    FactKind.EXEMPT: 100,
    FactKind.OCCUPANTS: 1000,
    FactKind.CARS: 1000,
    FactKind.PARKING_SPACES: 1000,
    FactKind.FLOOR: 1000,
}


@frozen
class RecordDwellingFact:
    """A request to record a fact of a dwelling (登记计费事实申请).

    `evidence` is the paper that shows it: needed where the fact lowers what is owed.
    """

    dwelling_id: UUID
    fact: DatedFact
    evidence: DocumentRef | None = None


@frozen
class DwellingFactRecorded:
    """A fact of a dwelling is on record (计费事实已登记)."""

    fact_id: UUID
    dwelling_id: UUID
    fact: DatedFact
    evidence: DocumentRef | None
    recorded_by: str


@frozen
class EndDwellingFact:
    """A request to let a fact end: `on` is the first day on which it no longer holds (终止计费事实申请)."""

    fact_id: UUID
    on: date
    evidence: DocumentRef | None = None


@frozen
class DwellingFactEnded:
    """A fact of a dwelling holds no longer (计费事实已终止)."""

    fact_id: UUID
    dwelling_id: UUID
    fact: DatedFact
    evidence: DocumentRef | None


@frozen
class KeptFact:
    """A fact as it is on record (在册计费事实)."""

    id: UUID
    dwelling_id: UUID
    fact: DatedFact
    version: int = 1


def rule_on_fact(
    request: RecordDwellingFact,
    kept: Sequence[KeptFact],
    *,
    held: Collection[Office],
    new_id: UUID,
    actor: str,
) -> Granted[DwellingFactRecorded] | Refused:
    """Let a fact be recorded, or name every ground against it (计费事实登记审核).

    Grounds, in this order: the office, a value that the kind cannot have, an exemption of no charge,
    the evidence, a fact of the same kind for days that it shares.
    """
    fact = request.fact
    reasons = (
        *reasons_of_office(held, MAY_RECORD, RECORDING, act=("登记计费事实", "record a fact")),
        *_reasons_of_value(fact),
        *_reasons_of_evidence(fact, request.evidence),
        *_reasons_of_overlap(fact, kept),
    )
    if reasons:
        return Refused(reasons)
    return Granted(DwellingFactRecorded(new_id, request.dwelling_id, fact, request.evidence, actor))


def rule_on_fact_end(
    request: EndDwellingFact, kept: KeptFact, *, held: Collection[Office]
) -> Granted[DwellingFactEnded] | Refused:
    """Let a fact end on a day within it, or name every ground against it (计费事实终止审核)."""
    fact = kept.fact
    reasons = [
        *reasons_of_office(held, MAY_RECORD, RECORDING, act=("终止计费事实", "end a fact")),
        *_reasons_of_document(request.evidence),
    ]
    if not (fact.span.contains(request.on) and request.on > fact.span.start):
        reasons.append(
            Reason(
                "ledger.fact_ends_outside",
                f"{request.on}不在{fact.span}之内，不能在该日终止",
                f"the fact holds for {fact.span} and cannot end on {request.on}",
                RECORDING,
                (("on", str(request.on)),),
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    ended = evolve(fact, span=Span(fact.span.start, request.on))
    return Granted(DwellingFactEnded(kept.id, kept.dwelling_id, ended, request.evidence))


def _reasons_of_value(fact: DatedFact) -> Iterator[Reason]:
    least = 1 if fact.kind in {FactKind.LIABLE, FactKind.VACANT, FactKind.EXEMPT} else 0
    if not least <= fact.value <= _MOST[fact.kind]:
        yield Reason(
            "ledger.fact_value_impossible",
            f"“{fact.kind.zh}”的数值应为{least}至{_MOST[fact.kind]}，不能是{fact.value}",
            f"a fact of the kind {fact.kind.value} has a value from {least} to {_MOST[fact.kind]}, not {fact.value}",
            RECORDING,
            (("kind", fact.kind.value), ("value", str(fact.value))),
        )
    if (fact.kind is FactKind.EXEMPT) is (not fact.of.strip()):
        yield Reason(
            "ledger.exemption_of_no_charge",
            "减免须注明收费项目代码，其他事实不得注明",
            "an exemption, and no other fact, names the code of a charge",
            RECORDING,
            (("kind", fact.kind.value),),
        )


def _reasons_of_evidence(fact: DatedFact, evidence: DocumentRef | None) -> Iterator[Reason]:
    if evidence is None and fact.kind in NEEDS_EVIDENCE:
        yield Reason(
            "ledger.evidence_missing",
            f"登记“{fact.kind.zh}”须附证明文件",
            f"a fact of the kind {fact.kind.value} rests on a document",
            RECORDING,
            (("kind", fact.kind.value),),
        )
    yield from _reasons_of_document(evidence)


def _reasons_of_document(evidence: DocumentRef | None) -> Iterator[Reason]:
    if evidence is not None and not (evidence.name.strip() and is_sha256(evidence.digest)):
        yield Reason(
            "ledger.document_unidentified",
            f"证明文件“{evidence.name}”缺少名称或SHA-256摘要",
            f"document {evidence.name!r} lacks a name or a SHA-256 digest in 64 hex digits",
            RECORDING,
            (("document", evidence.name),),
        )


def _reasons_of_overlap(fact: DatedFact, kept: Sequence[KeptFact]) -> Iterator[Reason]:
    for other in kept:
        same = other.fact.kind is fact.kind and other.fact.of == fact.of
        if same and other.fact.span.overlaps(fact.span):
            yield Reason(
                "ledger.fact_overlaps",
                f"“{fact.kind.zh}”在{other.fact.span}已有登记，与{fact.span}重叠",
                f"a fact of the kind {fact.kind.value} is on record for {other.fact.span}",
                RECORDING,
                (("kind", fact.kind.value), ("span", str(other.fact.span))),
            )
