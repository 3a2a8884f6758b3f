"""The parties of a case: a person, an organisation, or a group of households (当事人)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date
from enum import StrEnum
from typing import Final

from attrs import frozen

from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Reason, Refused, Source
from gongtong.mediation.cases.cases import CaseOnFile, reasons_if_ended
from gongtong.mediation.parties.group_rules import GroupRule, GroupTerms, LateJoining
from gongtong.mediation.parties.sources import GROUP_RULES, WITHIN_AUTHORITY
from gongtong.mediation.parties.standing import PartyKind
from gongtong.mediation.sources import HOUSE_MEDIATION

MAX_CODE: Final = 32
MAX_TEXT: Final = 200
_CODE: Final = re.compile(r"[a-z][a-z0-9-]{0,31}", re.ASCII)


class ActingBasis(StrEnum):
    """By what right somebody acts for an organisation (代表依据).

    Who represents it by law needs no mandate; everybody else does.
    """

    LEGAL_REPRESENTATIVE = "legal_representative"
    AGENT = "agent"


@frozen
class ActsFor:
    """Who acts for an organisation, and by what right (单位代表人)."""

    name: str
    basis: ActingBasis


@frozen
class AddParty:
    """A request to enter a party in a case (登记当事人申请).

    `name` is that of the person, the registered one of the organisation, or what the group calls itself.
    A person may have a `dwelling`, an organisation has somebody who `acts_for` it; a group may have
    a rule of its own, else that of the place is fixed for it.
    """

    case: str
    code: str
    kind: PartyKind
    name: str
    contact: str = ""
    dwelling: DwellingLabel | None = None
    acts_for: ActsFor | None = None
    rule: GroupRule | None = None
    joining: LateJoining | None = None


@frozen
class PartyAdded:
    """A party stands in a case (已登记当事人).

    `rule` and `joining` are those that hold for a group from now on, `basis` by what right somebody acts for
    an organisation. Names and numbers stay in the tables.
    """

    case: str
    code: str
    kind: PartyKind
    dwelling: DwellingLabel | None = None
    basis: ActingBasis | None = None
    rule: GroupRule | None = None
    joining: LateJoining | None = None


@frozen
class PartyOnFile:
    """A party as the tables hold it (在册当事人)."""

    case: str
    code: str
    kind: PartyKind
    name: str
    contact: str
    dwelling: DwellingLabel | None
    acts_for: ActsFor | None
    rule: GroupRule | None
    joining: LateJoining | None
    added_on: date

    @property
    def needs_mandate(self) -> bool:
        """Whether whoever acts for it needs a mandate: a group's people, an organisation's agent (是否须授权)."""
        agent = self.acts_for is not None and self.acts_for.basis is ActingBasis.AGENT
        return self.kind is PartyKind.GROUP or agent

    @property
    def group_rule(self) -> GroupRule:
        """The rule of a group; raises `ValueError` for any other party (集体规则)."""
        if self.rule is None:
            raise ValueError(f"{self.code} is no group")
        return self.rule


@frozen
class AddingFacts:
    """What is known when a party is entered (登记当事人依据)."""

    case: CaseOnFile
    codes: Collection[str]
    terms: GroupTerms


def rule_on_party(request: AddParty, facts: AddingFacts) -> Granted[PartyAdded] | Refused:
    """Let a party be entered (登记当事人审核).

    Grounds, in this order: the case has ended, the code cannot be one, the code is taken, no name, nobody acts
    for an organisation, something that does not belong to this kind of party.
    """
    reasons = (*reasons_if_ended(facts.case), *_reasons(request, facts))
    if reasons:
        return Refused(reasons)
    is_group = request.kind is PartyKind.GROUP
    return Granted(
        PartyAdded(
            request.case,
            request.code,
            request.kind,
            request.dwelling,
            None if request.acts_for is None else request.acts_for.basis,
            (request.rule or facts.terms.rule) if is_group else None,
            (request.joining or facts.terms.joining) if is_group else None,
        )
    )


def _reasons(request: AddParty, facts: AddingFacts) -> Iterator[Reason]:
    if not _CODE.fullmatch(request.code):
        yield _reason(
            "party_code",
            f"当事人代号须以小写字母开头，只含小写字母、数字和连字符，不超过{MAX_CODE}字",
            f"a party's code has at most {MAX_CODE} small letters, digits and hyphens, a letter first",
            request,
        )
    if request.code in facts.codes:
        yield _reason(
            "party_known",
            f"案件中已有当事人{request.code}",
            f"the case has a party {request.code} already",
            request,
        )
    if not 0 < len(request.name.strip()) <= MAX_TEXT or len(request.contact) > MAX_TEXT:
        yield _reason(
            "party_name",
            f"须写明名称，名称和联系方式均不超过{MAX_TEXT}字",
            f"a party has a name; name and contact have at most {MAX_TEXT} characters",
            request,
        )
    yield from _of_kind(request)


def _of_kind(request: AddParty) -> Iterator[Reason]:
    acts_for = request.acts_for
    if request.kind is PartyKind.ORGANISATION and (
        acts_for is None or not 0 < len(acts_for.name.strip()) <= MAX_TEXT
    ):
        yield _reason(
            "nobody_acts_for_organisation",
            "单位当事人须写明由谁代表",
            "an organisation is represented by somebody, who is named",
            request,
            source=WITHIN_AUTHORITY,
        )
    foreign = (
        (request.dwelling is not None and request.kind is not PartyKind.PERSON)
        or (acts_for is not None and request.kind is not PartyKind.ORGANISATION)
        or (
            (request.rule is not None or request.joining is not None)
            and request.kind is not PartyKind.GROUP
        )
    )
    if foreign:
        yield _reason(
            "party_kind",
            "房屋只属于个人当事人，代表人只属于单位，表态规则只属于集体",
            "a dwelling is a person's, somebody who acts an organisation's, a rule a group's",
            request,
            source=GROUP_RULES,
        )


def _reason(
    code: str, zh: str, en: str, request: AddParty, *, source: Source = HOUSE_MEDIATION
) -> Reason:
    return Reason(f"mediation.{code}", zh, en, source, (("party", request.code),))
