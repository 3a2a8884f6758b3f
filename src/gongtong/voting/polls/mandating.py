"""Whether a mandate is recorded or revoked, and whether somebody may cast for a voter (委托登记裁定).

What mandates must be like is ruled on in `franchise.proxies`; here stands what a poll adds. A secret
poll takes no instruction: once the ballot is in, it would tell from the file what the voter's ballot
says. Whether a holder of a secret poll votes as he was told is between him and the principal.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from uuid import UUID

from attrs import evolve, field, frozen

from gongtong.core.rulings import Granted, Reason, Refused, Ruling, Source
from gongtong.voting.franchise.bases import VotingBody
from gongtong.voting.franchise.proxies import (
    HolderRole,
    MandateAccepted,
    ProxyCap,
    ProxyFacts,
    ProxyGuard,
    ProxyRequest,
    rule_on_proxy,
)
from gongtong.voting.franchise.representation import Capacity
from gongtong.voting.franchise.sources import (
    FRANCHISE_PRACTICE,
    MANDATE_ENDED,
    OWNER_BY_LAW,
    WITHIN_AUTHORITY,
)
from gongtong.voting.polls.mandates import (
    MAX_HOLDER_LENGTH,
    AppointProxy,
    PollMandate,
    ProxyAppointed,
    ProxyRevoked,
    RevokeProxy,
    words_of,
)
from gongtong.voting.polls.moving import MoveFacts, reasons_of_step
from gongtong.voting.polls.poll_rules import Secrecy
from gongtong.voting.polls.poll_states import PollStep
from gongtong.voting.polls.questions import Question, faults_of_answer
from gongtong.voting.polls.sources import BALLOT_SECRECY, POLL_NOTICE, POLL_PRACTICE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gongtong.voting.polls.answers import Answer
    from gongtong.voting.polls.poll_roll import RollLine


@frozen(kw_only=True)
class ProxyRules:
    """The cap and the guards that a place and a day have for mandates (委托规则)."""

    cap: ProxyCap = field(factory=ProxyCap)
    cap_source: Source = FRANCHISE_PRACTICE
    guards: tuple[ProxyGuard, ...] = ()


@frozen(kw_only=True)
class MandatingFacts:
    """What is known when a mandate is handed in (委托登记依据).

    `line` and `holder_line` are the lines of the roll that the request names, where there are such;
    `mandates` are all that were recorded in this poll.
    """

    move: MoveFacts
    body: VotingBody
    line: RollLine | None
    holder_line: RollLine | None
    mandates: tuple[PollMandate, ...]
    rules: ProxyRules


def rule_on_appointment(
    request: AppointProxy, facts: MandatingFacts, mandate_id: UUID
) -> Ruling[ProxyAppointed]:
    """Rule on recording who may vote for a voter (委托登记裁定).

    The grounds, in order: state and office, the holder's name, the lines of the roll, a mandate that
    stands already, a tenant, the instructions, then those of `rule_on_proxy`.
    """
    reasons = [
        *reasons_of_step(facts.move, PollStep.MANDATE),
        *_reasons_of_people(request, facts),
        *_reasons_of_instructions(request, facts.move),
    ]
    if facts.line is None:
        return Refused(tuple(reasons))
    mandate = PollMandate(
        id=mandate_id,
        label=request.label,
        voter_id=facts.line.voter_id,
        holder=request.holder.strip(),
        holder_id=None if facts.holder_line is None else facts.holder_line.voter_id,
        form=request.form,
        capacity=request.capacity,
        roles=_roles(request, facts),
        instructions=request.instructions,
        recorded_at=facts.move.now,
    )
    limit = None
    if request.capacity is Capacity.PROXY:
        match _rule_on_mandate(mandate, request, facts):
            case Refused(against):
                reasons.extend(against)
            case Granted(accepted):
                limit = accepted.limit
    return Refused(tuple(reasons)) if reasons else Granted(_appointed(mandate, request, limit))


def _appointed(mandate: PollMandate, request: AppointProxy, limit: int | None) -> ProxyAppointed:
    return ProxyAppointed(
        poll_id=request.poll_id,
        mandate_id=mandate.id,
        label=mandate.label,
        voter_id=mandate.voter_id,
        holder=mandate.holder,
        holder_id=mandate.holder_id,
        form=mandate.form,
        capacity=mandate.capacity,
        roles=mandate.roles,
        instructed=tuple(sorted(one.question for one in mandate.instructions)),
        limit=limit,
    )


def _rule_on_mandate(
    mandate: PollMandate, request: AppointProxy, facts: MandatingFacts
) -> Ruling[MandateAccepted]:
    """Ask the rules of the franchise; the holder's other mandates are those still in force."""
    others = sum(
        one.is_in_force
        and one.capacity is Capacity.PROXY
        and one.voter_id != mandate.voter_id
        and _is_same_holder(one, mandate)
        for one in facts.mandates
    )
    asked = ProxyRequest(
        mandate=evolve(mandate.as_ruled_on(), passed_on=_is_passed_on(mandate, request, facts)),
        on=facts.move.today,
    )
    known = ProxyFacts(
        holder_roles=frozenset(mandate.roles),
        accepted_before=others,
        cap=facts.rules.cap,
        cap_source=facts.rules.cap_source,
        guards=facts.rules.guards,
    )
    return rule_on_proxy(asked, known)


def _is_same_holder(one: PollMandate, other: PollMandate) -> bool:
    by_line = one.holder_id is not None and one.holder_id == other.holder_id
    return by_line or one.holder == other.holder


def _is_passed_on(mandate: PollMandate, request: AppointProxy, facts: MandatingFacts) -> bool:
    """Whoever signs without being the voter, or speaking as he does, has a mandate at most."""
    signer = request.signed_by.strip()
    speaks = any(
        one.is_in_force
        and one.voter_id == mandate.voter_id
        and one.capacity is not Capacity.PROXY
        and one.is_held_by(signer)
        for one in facts.mandates
    )
    return bool(signer) and signer != str(mandate.voter_id) and not speaks


def _roles(request: AppointProxy, facts: MandatingFacts) -> tuple[HolderRole, ...]:
    """Read what the holder is to this vote: from the roll, the questions, and what was stated."""
    roles: set[HolderRole] = set()
    if facts.holder_line is not None:
        roles.add(HolderRole.VOTER)
        if facts.body is VotingBody.OWNERS:
            roles.add(HolderRole.OWNER)
    questions = facts.move.poll.questions
    named = {name for question in questions for name in getattr(question, "options", ())}
    if request.holder.strip() in named:
        roles.add(HolderRole.CANDIDATE)
    if request.is_company_staff:
        roles.add(HolderRole.PROPERTY_COMPANY_STAFF)
    return tuple(sorted(roles))


def _reasons_of_people(request: AppointProxy, facts: MandatingFacts) -> Iterator[Reason]:
    if not 1 <= len(request.holder.strip()) <= MAX_HOLDER_LENGTH:
        most = MAX_HOLDER_LENGTH
        zh, en = f"受托人应为1至{most}字", f"the holder is named in 1 to {most} characters"
        yield Reason("voting.holder_unnamed", zh, en, POLL_PRACTICE)
    is_holder_missing = bool(request.holder_label) and facts.holder_line is None
    for label, is_missing in (
        (request.label, facts.line is None),
        (request.holder_label, is_holder_missing),
    ):
        if is_missing:
            yield Reason(
                "voting.not_on_roll",
                f"{label}：不在名册中",
                f"{label}: not on the roll",
                POLL_NOTICE,
                (("label", label),),
            )
    if facts.line is not None and any(
        one.is_in_force and one.voter_id == facts.line.voter_id and one.capacity is request.capacity
        for one in facts.mandates
    ):
        yield Reason(
            "voting.mandate_stands",
            f"{request.label}：已有委托，须先取消",
            f"{request.label}: a mandate stands; it is revoked first",
            POLL_PRACTICE,
            (("label", request.label),),
        )
    if request.capacity is Capacity.TENANT:
        yield Reason(
            "voting.tenant_is_no_owner",
            "承租人不因承租而有表决权，须有委托",
            "a tenant has no vote as such; he needs a mandate",
            OWNER_BY_LAW,
        )


def _reasons_of_instructions(request: AppointProxy, move: MoveFacts) -> Iterator[Reason]:
    if request.instructions and move.poll.secrecy is Secrecy.SECRET:
        yield Reason(
            "voting.instruction_in_secret_poll",
            "无记名投票不登记委托指示：存档的指示会暴露选票内容",
            "a secret poll keeps no instruction: it would tell what the ballot says",
            BALLOT_SECRECY,
        )
    questions = move.poll.questions
    times = Counter(one.question for one in request.instructions)
    for told in request.instructions:
        if not 1 <= told.question <= len(questions) or times[told.question] > 1:
            yield Reason(
                "voting.instruction_to_no_question",
                f"委托指示的第{told.question}题不存在或重复",
                f"there is no question {told.question}, or it has two instructions",
                POLL_NOTICE,
                (("question", str(told.question)),),
            )
            continue
        question: Question = questions[told.question - 1]
        for fault in faults_of_answer(told.question, question, told.answer):
            yield fault.as_reason()


def rule_on_revocation(
    request: RevokeProxy, move: MoveFacts, mandate: PollMandate, *, has_voted: bool
) -> Ruling[ProxyRevoked]:
    """Rule on revoking a mandate: once, and before the principal's ballot is in (取消委托裁定)."""
    reasons = [*reasons_of_step(move, PollStep.MANDATE)]
    if not mandate.is_in_force:
        reasons.append(
            Reason(
                "voting.mandate_revoked_already", "委托已经取消", "revoked already", MANDATE_ENDED
            )
        )
    if has_voted:
        reasons.append(
            Reason(
                "voting.ballot_in_already",
                f"{mandate.label}：选票已投，不能再取消委托",
                f"{mandate.label}: the ballot is in; the mandate has done its work",
                POLL_PRACTICE,
                (("label", mandate.label),),
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    event = ProxyRevoked(
        poll_id=request.poll_id,
        mandate_id=mandate.id,
        label=mandate.label,
        voter_id=mandate.voter_id,
        holder=mandate.holder,
    )
    return Granted(event)


def reasons_of_caster(
    by: str,
    answers: tuple[Answer, ...],
    on: date,
    *,
    line: RollLine,
    mandates: tuple[PollMandate, ...],
    guards: tuple[ProxyGuard, ...],
) -> Iterator[Reason]:
    """Say why somebody cannot cast this ballot for the voter of a line, if so (代投审查).

    Allowed are the voter (named by id, or not at all), whoever joint owners named, a guardian, and
    the holder of a mandate in force. A ballot against the instruction is refused where a guard of
    the place says so.
    """
    if by in ("", str(line.voter_id)):
        return
    held = [one for one in mandates if one.voter_id == line.voter_id and one.is_held_by(by)]
    if not held:
        yield Reason(
            "voting.no_mandate",
            f"{by}没有表决人的委托",
            f"{by} has no mandate of this voter",
            WITHIN_AUTHORITY,
            (("by", by),),
        )
        return
    # of several, one that stands goes before one that was revoked
    yield from _reasons_of_use(max(held, key=_standing_last), answers, on, guards)


def _standing_last(mandate: PollMandate) -> tuple[bool, bool, UUID]:
    return mandate.is_in_force, mandate.capacity is not Capacity.PROXY, mandate.id


def _reasons_of_use(
    mandate: PollMandate, answers: tuple[Answer, ...], on: date, guards: tuple[ProxyGuard, ...]
) -> Iterator[Reason]:
    seen: set[Reason] = set()
    numbers = [one.question for one in mandate.instructions if one.question <= len(answers)]
    is_proxy = mandate.capacity is Capacity.PROXY
    known = ProxyFacts(holder_roles=frozenset(mandate.roles), guards=guards if is_proxy else ())
    for number in numbers or [0]:
        asked = ProxyRequest(
            mandate=mandate.as_ruled_on(),
            on=on,
            topic=str(number) if number else "",
            choice=words_of(answers[number - 1]) if number else None,
        )
        ruling = rule_on_proxy(asked, known)
        for reason in ruling.reasons if isinstance(ruling, Refused) else ():
            if reason not in seen:
                seen.add(reason)
                yield reason
