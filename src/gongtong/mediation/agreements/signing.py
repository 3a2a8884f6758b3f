"""Signing an agreement: each party for itself, a group household by household (签署协议)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import frozen

from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Reason, Refused, Source
from gongtong.mediation.agreements.agreement import Agreement, SignatureLine
from gongtong.mediation.agreements.agreement_machine import AgreementState
from gongtong.mediation.cases.cases import CaseOnFile, reasons_if_ended
from gongtong.mediation.parties.group_rules import Answer, Bound, bound_households
from gongtong.mediation.parties.mandates import MandateOnFile
from gongtong.mediation.parties.roster import members_on
from gongtong.mediation.parties.sources import WITHOUT_AUTHORITY, WRITTEN_AUTHORITY
from gongtong.mediation.parties.standing import PartyKind
from gongtong.mediation.parties.weighing import PartyRecord
from gongtong.mediation.sources import HOUSE_MEDIATION


@frozen
class SignAgreement:
    """A request to enter signatures, one or a whole sheet (登记签署申请)."""

    case: str
    number: int
    lines: tuple[SignatureLine, ...]


@frozen
class AgreementSigned:
    """Signatures are on an agreement (已签署)."""

    case: str
    number: int
    lines: tuple[SignatureLine, ...]


@frozen
class SigningFacts:
    """What is known when an agreement is signed (签署依据)."""

    case: CaseOnFile
    agreement: Agreement
    records: Mapping[str, PartyRecord]
    today: date


def rule_on_signing(
    request: SignAgreement, facts: SigningFacts
) -> Granted[AgreementSigned] | Refused:
    """Let signatures be entered, all of them or none (登记签署审核).

    Grounds, in this order: the case has ended, the agreement is not with those who sign, no lines, then for each
    line: no such party, a day that cannot be, households, an agent without a mandate, a mandate that is not enough,
    signed already. Whoever comes late may sign an agreement that is in force.
    """
    reasons = [*reasons_if_ended(facts.case)]
    state = facts.agreement.state
    if state is not AgreementState.OPEN and not state.binds:
        reasons.append(
            _reason(
                "agreement_not_open",
                "协议不在签署阶段",
                "the agreement is not with those who sign",
            )
        )
    if not request.lines:
        reasons.append(_reason("nothing_signed", "没有任何签署", "nobody signs"))
    for line in request.lines:
        record = facts.records.get(line.party)
        if record is None:
            reasons.append(
                _reason("party_unknown", f"没有当事人{line.party}", f"no party {line.party}")
            )
        else:
            reasons += _of_line(line, record, facts)
    reasons += _of_repetition(request, facts)
    if reasons:
        return Refused(tuple(dict.fromkeys(reasons)))
    return Granted(AgreementSigned(request.case, request.number, request.lines))


def signed_households(
    record: PartyRecord, lines: Iterable[SignatureLine], day: date
) -> frozenset[DwellingLabel | None]:
    """Give who of a party has signed, itself or through a representative; nothing named is the party itself (已签署者)."""
    mandates = {one.number: one for one in record.mandates}
    members = members_on(record.memberships, day)
    found: set[DwellingLabel | None] = set()
    for line in lines:
        if line.party != record.party.code:
            continue
        if line.mandate is None or record.party.kind is not PartyKind.GROUP:
            found.add(line.household)
        elif line.mandate in mandates:
            found |= mandates[line.mandate].signed_by & members.keys()
    return frozenset(found)


def has_signed(record: PartyRecord, lines: Iterable[SignatureLine], day: date) -> bool:
    """Say whether a party has signed: a group has when enough of its households have for its rule (是否已签署)."""
    signed = signed_households(record, lines, day)
    if record.party.kind is not PartyKind.GROUP:
        return None in signed
    members = members_on(record.memberships, day)
    answers = {label: Answer.AGREES if label in signed else None for label in members}
    return isinstance(bound_households(record.party.group_rule, answers), Bound)


def _of_line(line: SignatureLine, record: PartyRecord, facts: SigningFacts) -> Iterator[Reason]:
    if not facts.agreement.drafted_on <= line.on <= facts.today:
        yield _reason(
            "signed_on",
            f"签署日期须在{facts.agreement.drafted_on}至今天之间",
            f"it is signed between {facts.agreement.drafted_on} and today",
        )
    is_group = record.party.kind is PartyKind.GROUP
    members = members_on(record.memberships, facts.today)
    is_member = line.household is not None and line.household in members
    if (is_group and line.mandate is None and not is_member) or (
        line.household is not None and not is_group
    ):
        yield _reason(
            "signing_household",
            "集体当事人由名单中的住户逐户签署，其他当事人不写住户",
            "of a group its households sign one by one, of others none is named",
        )
    if line.mandate is not None:
        mandate = next((one for one in record.mandates if one.number == line.mandate), None)
        yield from _of_mandate(line, mandate)
    elif not is_group and record.party.needs_mandate:
        yield _reason(
            "agent_needs_mandate",
            "代理人须凭授权签署协议",
            "an agent signs under a mandate",
            WRITTEN_AUTHORITY,
        )


def _of_mandate(line: SignatureLine, mandate: MandateOnFile | None) -> Iterator[Reason]:
    if mandate is None or not mandate.holds_on(line.on) or not mandate.may_settle:
        yield _reason(
            "mandate_not_enough",
            f"第{line.mandate}号授权当日无效，或者不含和解权限",
            f"mandate {line.mandate} does not hold on that day, or gives no power to settle",
            WITHOUT_AUTHORITY,
        )


def _of_repetition(request: SignAgreement, facts: SigningFacts) -> Iterator[Reason]:
    before = {(one.party, one.household, one.mandate) for one in facts.agreement.signatures}
    now = [(one.party, one.household, one.mandate) for one in request.lines]
    if len(set(now)) < len(now) or before & set(now):
        yield _reason("signed_twice", "同一人只签署一次", "everybody signs once")


def _reason(code: str, zh: str, en: str, source: Source = HOUSE_MEDIATION) -> Reason:
    return Reason(f"mediation.{code}", zh, en, source)
