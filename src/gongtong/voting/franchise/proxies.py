"""Voting through somebody else: mandates, their limits and bars, and the instruction (委托表决).

A mandate runs from one voter to one holder, and no further. What a place or a law adds is a guard:
any of them may refuse, none can allow what another refuses.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from attrs import field, frozen

from gongtong.core.periods import Span
from gongtong.core.rulings import Granted, Reason, Refused, Ruling, Source
from gongtong.voting.franchise.bases import ElectionMode
from gongtong.voting.franchise.sources import (
    FRANCHISE_PRACTICE,
    MANDATE_ENDED,
    PASSING_ON,
    WITHIN_AUTHORITY,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from attrs import Attribute


class MandateForm(StrEnum):
    """How a mandate was given (委托形式).

    A data message that can be read again at any time is in writing: 民法典 第469条第3款.
    """

    WRITTEN = "written"
    DATA_MESSAGE = "data_message"
    ORAL = "oral"

    @property
    def is_written(self) -> bool:
        """Whether the law calls this form written (是否书面)."""
        return self is not MandateForm.ORAL


class HolderRole(StrEnum):
    """What the holder of a mandate is to the vote (受托人身份)."""

    OWNER = "owner"
    VOTER = "voter"
    CANDIDATE = "candidate"
    PROPERTY_COMPANY_STAFF = "property_company_staff"

    @property
    def zh(self) -> str:
        """The role as a notice names it (身份用语)."""
        return _ROLE_WORDS[self][0]

    @property
    def en(self) -> str:
        """The role in English (身份英文)."""
        return _ROLE_WORDS[self][1]


_ROLE_WORDS = {
    HolderRole.OWNER: ("业主", "an owner"),
    HolderRole.VOTER: ("本社区选民", "a voter of this community"),
    HolderRole.CANDIDATE: ("候选人", "a candidate"),
    HolderRole.PROPERTY_COMPANY_STAFF: ("物业服务企业工作人员", "staff of the property company"),
}


@frozen
class Instruction:
    """How the holder must vote on one topic (委托人的表决意见)."""

    topic: str
    choice: str


@frozen(kw_only=True)
class VotingMandate:
    """One voter's mandate to one holder (表决委托).

    Without `topics` it covers the whole vote, without a `span` every day until it is revoked.
    `revoked_on` is the first day without it. `passed_on` is set where the principal holds the vote
    only by a mandate himself.
    """

    principal: str
    holder: str
    form: MandateForm
    topics: frozenset[str] = frozenset()
    instructions: tuple[Instruction, ...] = ()
    span: Span | None = None
    revoked_on: date | None = None
    passed_on: bool = False

    def instruction_on(self, topic: str) -> str | None:
        """Give the choice that the principal stated for a topic, if any (对某议题的意见)."""
        return next((one.choice for one in self.instructions if one.topic == topic), None)


@frozen(kw_only=True)
class ProxyRequest:
    """A mandate that is handed in, or a ballot that is cast by one (委托表决申请).

    `choice` is empty while the mandate is only handed in.
    """

    mandate: VotingMandate
    on: date
    topic: str = ""
    choice: str | None = None


@frozen
class ProxyCap:
    """How many mandates one holder may accept in a vote; `None` is no cap (受托人数限制)."""

    most_per_holder: int | None = field(default=None)

    @most_per_holder.validator
    def _not_negative(self, _: Attribute[int | None], most: int | None) -> None:
        if most is not None and most < 0:
            message = f"nobody accepts {most} mandates"
            raise ValueError(message)


class ProxyGuard(Protocol):
    """What a law or a place asks of voting by mandate (委托审查)."""

    def __call__(self, request: ProxyRequest, facts: ProxyFacts) -> tuple[Reason, ...]:
        """Give every ground against it, or nothing."""
        ...


@frozen(kw_only=True)
class ProxyFacts:
    """What is known of the holder and of the rules in force (委托情况).

    `accepted_before` counts the holder's other mandates in this vote. `guards` come in the order of
    their rank, the highest first, as the policy book gives them.
    """

    holder_roles: frozenset[HolderRole] = frozenset()
    accepted_before: int = 0
    mode: ElectionMode | None = None
    cap: ProxyCap = ProxyCap()
    cap_source: Source = FRANCHISE_PRACTICE
    guards: tuple[ProxyGuard, ...] = ()


@frozen(kw_only=True)
class ProxyTerms:
    """The terms that one text sets for mandates; itself a guard (委托条件)."""

    source: Source
    not_in_modes: frozenset[ElectionMode] = frozenset()
    must_be_written: bool = False
    most_per_holder: int | None = None
    holder_must_be: frozenset[HolderRole] = frozenset()
    barred: frozenset[HolderRole] = frozenset()
    follows_instruction: bool = False

    def __call__(self, request: ProxyRequest, facts: ProxyFacts) -> tuple[Reason, ...]:
        """Give every ground of this text against the mandate or the ballot."""
        return (
            *self._mode(facts),
            *self._form(request),
            *self._holder(facts),
            *over_limit(facts.accepted_before, self.most_per_holder, self.source),
            *self._instruction(request),
        )

    def _mode(self, facts: ProxyFacts) -> Iterator[Reason]:
        if facts.mode in self.not_in_modes:
            yield Reason(
                "no_proxy_in_mode",
                zh="这种选举方式不实行委托投票",
                en="no mandates are taken in this mode of election",
                source=self.source,
            )

    def _form(self, request: ProxyRequest) -> Iterator[Reason]:
        if self.must_be_written and not request.mandate.form.is_written:
            yield Reason(
                "proxy_not_written",
                zh="委托应当采用书面形式",
                en="a mandate is given in writing",
                source=self.source,
            )

    def _holder(self, facts: ProxyFacts) -> Iterator[Reason]:
        for role in sorted(self.barred & facts.holder_roles):
            is_candidate = role is HolderRole.CANDIDATE
            yield Reason(
                "proxy_candidate" if is_candidate else "proxy_ineligible",
                zh=f"{role.zh}不得接受委托",
                en=f"{role.en} may not hold a mandate",
                source=self.source,
                params=(("role", role.value),),
            )
        for role in sorted(self.holder_must_be - facts.holder_roles):
            yield Reason(
                "proxy_ineligible",
                zh=f"受托人应当是{role.zh}",
                en=f"the holder must be {role.en}",
                source=self.source,
                params=(("must_be", role.value),),
            )

    def _instruction(self, request: ProxyRequest) -> Iterator[Reason]:
        told = request.mandate.instruction_on(request.topic)
        against = told is not None and request.choice is not None and request.choice != told
        if self.follows_instruction and against:
            yield Reason(
                "proxy_against_instruction",
                zh=f"委托人的意见是{told}，选票却是{request.choice}",
                en=f"the principal said {told}, the ballot says {request.choice}",
                source=self.source,
                params=(("told", str(told)), ("cast", str(request.choice))),
            )


@frozen
class MandateAccepted:
    """A mandate was accepted, or a ballot was cast by one (委托已接受)."""

    request: ProxyRequest
    limit: int | None


# the order in which the grounds of a refusal are told; what a plugin adds comes after
_ORDER = (
    "no_proxy_in_mode",
    "proxy_not_written",
    "proxy_for_oneself",
    "proxy_passed_on",
    "proxy_candidate",
    "proxy_ineligible",
    "proxy_limit",
    "mandate_revoked",
    "mandate_not_in_force",
    "mandate_other_topic",
    "proxy_against_instruction",
)


def rule_on_proxy(request: ProxyRequest, facts: ProxyFacts) -> Ruling[MandateAccepted]:
    """Say whether a mandate is accepted, or whether a ballot may be cast by it (委托表决审查).

    Every ground is told once, in a fixed order, with the source of the highest rank; of several
    limits the lowest.
    """
    reasons = [
        *_of_the_mandate(request),
        *(reason for guard in facts.guards for reason in guard(request, facts)),
        *over_limit(facts.accepted_before, facts.cap.most_per_holder, facts.cap_source),
    ]
    if reasons:
        return Refused(_each_once(reasons))
    return Granted(MandateAccepted(request, limit_of(facts)))


def limit_of(facts: ProxyFacts) -> int | None:
    """Give the lowest limit that holds for a holder, if there is any (受托人数上限).

    Guards that are functions of a plugin may refuse earlier; their limit is not known beforehand.
    """
    terms = (guard for guard in facts.guards if isinstance(guard, ProxyTerms))
    limits = (facts.cap.most_per_holder, *(one.most_per_holder for one in terms))
    return min((limit for limit in limits if limit is not None), default=None)


def over_limit(accepted_before: int, most: int | None, source: Source) -> tuple[Reason, ...]:
    """Give the ground that one more mandate would exceed a limit, if it would (超出受托人数).

    A limit of three takes the third mandate and refuses the fourth.
    """
    if most is None or accepted_before < most:
        return ()
    return (
        Reason(
            "proxy_limit",
            zh=f"每人接受委托不得超过{most}人，已接受{accepted_before}人",
            en=f"a holder accepts at most {most} mandates, and has {accepted_before}",
            source=source,
            params=(("limit", str(most)), ("accepted_before", str(accepted_before))),
        ),
    )


def _of_the_mandate(request: ProxyRequest) -> Iterator[Reason]:
    mandate = request.mandate
    if mandate.holder == mandate.principal:
        yield Reason(
            "proxy_for_oneself",
            zh="不能委托自己",
            en="nobody gives himself a mandate",
            source=FRANCHISE_PRACTICE,
        )
    if mandate.passed_on:
        yield Reason(
            "proxy_passed_on",
            zh="受托人不得转委托",
            en="a mandate is not passed on",
            source=PASSING_ON,
        )
    if mandate.revoked_on is not None and request.on >= mandate.revoked_on:
        yield Reason(
            "mandate_revoked",
            zh=f"委托已于{mandate.revoked_on}取消",
            en=f"the mandate was revoked on {mandate.revoked_on}",
            source=MANDATE_ENDED,
        )
    if mandate.span is not None and not mandate.span.contains(request.on):
        yield Reason(
            "mandate_not_in_force",
            zh=f"委托期限为{mandate.span}",
            en=f"the mandate holds {mandate.span}, not on {request.on}",
            source=MANDATE_ENDED,
        )
    if request.topic and mandate.topics and request.topic not in mandate.topics:
        yield Reason(
            "mandate_other_topic",
            zh="委托事项不包括该议题",
            en="the mandate does not cover this topic",
            source=WITHIN_AUTHORITY,
            params=(("topic", request.topic),),
        )


def _each_once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    # a stable sort: of one code the lowest limit, then the source of the highest rank comes first
    ordered = sorted(reasons, key=_place)
    first: dict[str, Reason] = {}
    for reason in ordered:
        first.setdefault(reason.code, reason)
    return tuple(first.values())


def _place(reason: Reason) -> tuple[int, int]:
    known = reason.code in _ORDER
    limit = dict(reason.params).get("limit", "0")
    return _ORDER.index(reason.code) if known else len(_ORDER), int(limit) if known else 0
