"""Mandates: who may speak and settle for a party, for what, how far, and until when (代表授权)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import field, frozen

from gongtong.core.digests import is_sha256
from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Reason, Refused, Source
from gongtong.mediation.cases.cases import CaseOnFile, reasons_if_ended
from gongtong.mediation.parties.group_rules import GroupTerms
from gongtong.mediation.parties.party import MAX_TEXT, PartyOnFile
from gongtong.mediation.parties.roster import (
    Membership,
    household_twice,
    members_on,
    named_twice,
    not_in_group,
)
from gongtong.mediation.parties.sources import END_OF_AUTHORITY, WRITTEN_AUTHORITY
from gongtong.mediation.parties.standing import PartyKind


@frozen
class SettlementLimits:
    """How far a representative may settle; nothing named means no limit (和解限额).

    In fen: what a household pays at most, what all pay together at most, what a household receives at least,
    what all receive together at least. The limit itself is still within the powers.
    """

    pays_at_most_fen: int | None = None
    all_pay_at_most_fen: int | None = None
    receives_at_least_fen: int | None = None
    all_receive_at_least_fen: int | None = None

    @property
    def amounts(self) -> tuple[int, ...]:
        """The limits that are named (已写明的限额)."""
        named = (
            self.pays_at_most_fen,
            self.all_pay_at_most_fen,
            self.receives_at_least_fen,
            self.all_receive_at_least_fen,
        )
        return tuple(one for one in named if one is not None)


@frozen
class GiveMandate:
    """A request to enter the mandate of a representative (登记授权申请).

    `representative` is the person's id, `name` is kept in the tables. `scope` says for which matters. From `since`
    through `until`, both in. `document` is the sha256 of the paper; of a group, `signed_by` are the households
    that signed it, and it speaks for no others. Several representatives act together unless each `acts_alone`.
    """

    case: str
    party: str
    representative: str
    name: str = field(repr=False)
    scope: str = field(repr=False)
    since: date
    until: date
    document: str
    may_settle: bool = False
    acts_alone: bool = False
    limits: SettlementLimits = SettlementLimits()
    signed_by: tuple[DwellingLabel, ...] = ()


@frozen
class MandateGiven:
    """Somebody may speak for a party, or settle for it (授权已登记).

    `number` counts the mandates of the party from 1. The limits are what the party would concede at most: they
    stay in the tables, with the names and the scope.
    """

    case: str
    party: str
    number: int
    representative: str
    since: date
    until: date
    document: str
    may_settle: bool
    acts_alone: bool
    signed_by: tuple[DwellingLabel, ...]


@frozen
class RevokeMandate:
    """A request to revoke a mandate; `revoked_on` is the first day without it (撤销授权申请)."""

    case: str
    party: str
    number: int
    revoked_on: date


@frozen
class MandateRevoked:
    """A mandate holds no longer; what was done under it before still does (授权已撤销)."""

    case: str
    party: str
    number: int
    representative: str
    revoked_on: date


@frozen
class MandateOnFile:
    """A mandate as the tables hold it (在册代表授权)."""

    number: int
    representative: str
    name: str = field(repr=False)
    scope: str = field(repr=False)
    since: date
    until: date
    document: str
    may_settle: bool
    acts_alone: bool
    limits: SettlementLimits
    signed_by: frozenset[DwellingLabel]
    revoked_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Say whether the mandate is in force on a day; its last day is in (当日是否有效)."""
        revoked = self.revoked_on is not None and self.revoked_on <= day
        return self.since <= day <= self.until and not revoked


@frozen
class MandateFacts:
    """What is known when a mandate is entered (登记授权依据)."""

    case: CaseOnFile
    party: PartyOnFile
    memberships: tuple[Membership, ...]
    mandates: tuple[MandateOnFile, ...]
    terms: GroupTerms
    today: date


def mandates_on(mandates: Iterable[MandateOnFile], day: date) -> tuple[MandateOnFile, ...]:
    """Give the mandates that are in force on a day (当日有效授权)."""
    return tuple(one for one in mandates if one.holds_on(day))


def rule_on_mandate(request: GiveMandate, facts: MandateFacts) -> Granted[MandateGiven] | Refused:
    """Let a mandate be entered that says what a written one has to say (登记授权审核).

    Grounds, in this order: the case has ended, no name, no matters, a term that is over or ends before it begins,
    no paper, limits without the power to settle or below nothing, who signed, too many representatives.
    """
    reasons = (
        *reasons_if_ended(facts.case),
        *_of_paper(request, facts.today),
        *_of_limits(request),
        *_of_principals(request, facts),
        *_of_number(request, facts),
    )
    if reasons:
        return Refused(reasons)
    return Granted(
        MandateGiven(
            request.case,
            request.party,
            max((one.number for one in facts.mandates), default=0) + 1,
            request.representative,
            request.since,
            request.until,
            request.document,
            may_settle=request.may_settle,
            acts_alone=request.acts_alone,
            signed_by=tuple(sorted(request.signed_by)),
        )
    )


def rule_on_revocation(
    request: RevokeMandate, facts: MandateFacts
) -> Granted[MandateRevoked] | Refused:
    """Let a mandate be revoked, from today on or a day to come (撤销授权审核).

    Grounds, in this order: the case has ended, no such mandate, revoked already, a day that is over.
    """
    found = next((one for one in facts.mandates if one.number == request.number), None)
    reasons = [*reasons_if_ended(facts.case)]
    if found is None:
        reasons.append(
            _reason(
                "mandate_unknown",
                f"没有第{request.number}号授权",
                f"there is no mandate {request.number}",
            )
        )
    elif found.revoked_on is not None:
        reasons.append(
            _reason(
                "mandate_revoked",
                f"第{request.number}号授权已于{found.revoked_on}撤销",
                f"mandate {request.number} was revoked on {found.revoked_on}",
                END_OF_AUTHORITY,
            )
        )
    if request.revoked_on < facts.today:
        reasons.append(
            _reason(
                "revoked_in_the_past",
                "撤销不溯及既往，须自今日或其后生效",
                "a mandate is revoked from today on, or from a day to come",
                END_OF_AUTHORITY,
            )
        )
    if reasons or found is None:
        return Refused(tuple(reasons))
    return Granted(
        MandateRevoked(
            request.case,
            request.party,
            found.number,
            found.representative,
            request.revoked_on,
        )
    )


def _of_paper(request: GiveMandate, today: date) -> Iterator[Reason]:
    lengths_fit = len(request.name) <= MAX_TEXT and len(request.representative) <= MAX_ACTOR_LENGTH
    if not (request.representative.strip() and request.name.strip() and lengths_fit):
        yield _reason(
            "mandate_without_person",
            "授权委托书须载明代理人的姓名或者名称",
            "a mandate names the person who acts",
        )
    if not request.scope.strip():
        yield _reason(
            "mandate_without_scope",
            "授权委托书须载明代理事项",
            "a mandate says for which matters",
        )
    if request.until < request.since or request.until < today:
        yield _reason(
            "mandate_term",
            f"授权期限{request.since}至{request.until}已过或者前后颠倒",
            f"the term from {request.since} to {request.until} is over, or ends before it begins",
        )
    if not is_sha256(request.document):
        yield _reason(
            "mandate_not_written",
            "须有经签名或者盖章的授权委托书，并登记其SHA-256摘要",
            "a mandate is on signed paper, of which the SHA-256 digest is entered",
        )


def _of_limits(request: GiveMandate) -> Iterator[Reason]:
    amounts = request.limits.amounts
    if (amounts and not request.may_settle) or any(amount < 0 for amount in amounts):
        yield _reason(
            "mandate_limits",
            "限额不得为负，且只有可以和解的代表才有限额",
            "limits are not below nothing, and only those who may settle have any",
        )


def _of_principals(request: GiveMandate, facts: MandateFacts) -> Iterator[Reason]:
    is_group = facts.party.kind is PartyKind.GROUP
    if is_group is not bool(request.signed_by):
        yield _reason(
            "mandate_unsigned",
            "集体代表须有委托住户签名；其他当事人自行委托，不列住户",
            "households sign the mandate of a group's representative, and no other party's",
        )
    twice = named_twice(request.signed_by)
    if twice:
        yield household_twice(twice)
    members = members_on(facts.memberships, facts.today)
    strangers = [label for label in request.signed_by if label not in members]
    if is_group and strangers:
        yield not_in_group(strangers, WRITTEN_AUTHORITY)


def _of_number(request: GiveMandate, facts: MandateFacts) -> Iterator[Reason]:
    current = {one.representative for one in mandates_on(facts.mandates, facts.today)}
    if request.representative in current:
        yield _reason(
            "representative_known",
            f"{request.representative}已有有效授权，须先撤销",
            f"{request.representative} has a mandate in force, which is revoked first",
        )
    elif facts.party.kind is PartyKind.GROUP and len(current) >= facts.terms.most:
        yield _reason(
            "too_many_representatives",
            f"集体代表至多{facts.terms.most}人",
            f"a group has {facts.terms.most} representatives at most",
            facts.terms.source,
        )


def _reason(code: str, zh: str, en: str, source: Source = WRITTEN_AUTHORITY) -> Reason:
    return Reason(f"mediation.{code}", zh, en, source)
