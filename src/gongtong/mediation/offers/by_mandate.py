"""What representatives accept for others: within their mandates, and for those who signed them alone (代表接受方案)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from attrs import frozen

from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Reason, Refused, Source
from gongtong.mediation.cases.cases import reasons_if_ended
from gongtong.mediation.offers.offer import MoneyFlow, OfferVersion, owed, reasons_of_version
from gongtong.mediation.offers.stances import (
    Stance,
    StanceFacts,
    StanceLine,
    StancesRecorded,
    refuses_mediation,
    unwilling,
)
from gongtong.mediation.parties.consent import HowGiven
from gongtong.mediation.parties.mandates import MandateOnFile, mandates_on
from gongtong.mediation.parties.roster import day_to_come, members_on
from gongtong.mediation.parties.sources import (
    END_OF_AUTHORITY,
    JOINT_AGENTS,
    WITHOUT_AUTHORITY,
    WRITTEN_AUTHORITY,
)
from gongtong.mediation.parties.standing import PartyKind

_ITSELF: Final = frozenset({None})


@frozen
class AcceptByMandate:
    """A request to enter that representatives accept a version for those who sent them (代表接受申请).

    `mandates` are the numbers of the mandates under which they act together.
    """

    case: str
    number: int
    version: int
    party: str
    mandates: tuple[int, ...]
    given_on: date
    how: HowGiven
    document: str | None = None


def rule_on_mandated(
    request: AcceptByMandate, facts: StanceFacts
) -> Granted[StancesRecorded] | Refused:
    """Let representatives bind whom they were sent by, within their limits (代表接受审核).

    Grounds, in this order: the case has ended, an older version or one that no longer stands, a day to come, then
    for each mandate: unknown, not in force, no power to settle, each limit that is passed; then others who
    have to act with them, nobody whom they could bind.
    """
    chosen = [one for one in facts.mandates if one.number in request.mandates]
    covered = covered_by(chosen, facts, request.given_on)
    reasons = [
        *reasons_if_ended(facts.case),
        *reasons_of_version((request.number, request.version), facts.newest, request.given_on),
        *([day_to_come(request.given_on)] if request.given_on > facts.today else []),
        *_unknown(request, facts),
    ]
    for mandate in chosen:
        reasons += _of_mandate(mandate, request, facts)
    reasons += _of_others(chosen, covered, request, facts)
    if not covered and not reasons:
        reasons.append(_nobody_to_bind(request, facts))
    if reasons:
        return Refused(tuple(reasons))
    lines = tuple(StanceLine(Stance.ACCEPT, request.given_on, label) for label in covered)
    return Granted(
        StancesRecorded(
            request.case,
            request.number,
            request.version,
            request.party,
            facts.next_sheet,
            lines,
            request.how,
            request.document,
            tuple(sorted(one.number for one in chosen)),
        )
    )


def covered_by(
    mandates: Iterable[MandateOnFile], facts: StanceFacts, day: date
) -> tuple[DwellingLabel | None, ...]:
    """Give whom mandates speak for: the members who signed, but not those who refuse to be mediated (被代表者)."""
    against = unwilling(facts.consents)
    if facts.party.kind is not PartyKind.GROUP:
        return () if None in against else (None,)
    members = members_on(facts.memberships, facts.today)
    signed = frozenset[DwellingLabel]().union(*(one.signed_by for one in mandates))
    return tuple(
        sorted(
            label
            for label in signed
            if label in members and label not in against and members[label].joined_on <= day
        )
    )


def _unknown(request: AcceptByMandate, facts: StanceFacts) -> Iterator[Reason]:
    known = {one.number for one in facts.mandates}
    strangers = sorted(set(request.mandates) - known)
    if strangers or not request.mandates:
        named = "、".join(map(str, strangers)) or "-"
        yield _reason(
            "mandate_unknown",
            f"没有这样的授权：{named}",
            f"there is no such mandate: {named}",
            WITHOUT_AUTHORITY,
        )


def _of_mandate(
    mandate: MandateOnFile, request: AcceptByMandate, facts: StanceFacts
) -> Iterator[Reason]:
    number = str(mandate.number)
    if not mandate.holds_on(request.given_on):
        yield _reason(
            "mandate_not_in_force",
            f"第{number}号授权在{request.given_on}无效",
            f"mandate {number} was not in force on {request.given_on}",
            END_OF_AUTHORITY,
            mandate=number,
        )
    if not mandate.may_settle:
        yield _reason(
            "may_not_settle",
            f"第{number}号授权不含和解权限，须由各户自行同意",
            f"mandate {number} gives no power to settle: the households' own consent is needed",
            WRITTEN_AUTHORITY,
            mandate=number,
        )
    if facts.newest is not None:
        yield from _of_limits(mandate, facts.newest, facts)


def _of_limits(mandate: MandateOnFile, offer: OfferVersion, facts: StanceFacts) -> Iterator[Reason]:
    limits, party = mandate.limits, facts.party.code
    pays = owed(offer.amounts, party, MoneyFlow.PAYS)
    receives = owed(offer.amounts, party, MoneyFlow.RECEIVES)
    covered = mandate.signed_by or _ITSELF
    most = max((pays.get(label, 0) for label in covered), default=0)
    least = min((receives.get(label, 0) for label in covered), default=0)
    checks = (
        ("household_pays_above_limit", most, limits.pays_at_most_fen, True),
        ("all_pay_above_limit", sum(pays.values()), limits.all_pay_at_most_fen, True),
        ("household_receives_below_limit", least, limits.receives_at_least_fen, False),
        (
            "all_receive_below_limit",
            sum(receives.values()),
            limits.all_receive_at_least_fen,
            False,
        ),
    )
    for code, amount_fen, limit_fen, is_most in checks:
        if limit_fen is not None and (
            amount_fen > limit_fen if is_most else amount_fen < limit_fen
        ):
            yield _reason(
                code,
                f"第{mandate.number}号授权的限额为{limit_fen}分，方案为{amount_fen}分",
                f"the limit of mandate {mandate.number} is {limit_fen} fen, "
                f"the offer comes to {amount_fen}",
                WITHOUT_AUTHORITY,
                mandate=str(mandate.number),
            )


def _of_others(
    chosen: list[MandateOnFile],
    covered: tuple[DwellingLabel | None, ...],
    request: AcceptByMandate,
    facts: StanceFacts,
) -> Iterator[Reason]:
    """Find the representatives of those who would be bound that have to act too."""
    current = [one for one in mandates_on(facts.mandates, request.given_on) if one.may_settle]
    missing: set[int] = set()
    for label in covered:
        ours = [one for one in chosen if _speaks_for(one, label)]
        if not any(one.acts_alone for one in ours):
            missing |= {one.number for one in current if _speaks_for(one, label)}
    missing -= set(request.mandates)
    if missing:
        named = "、".join(map(str, sorted(missing)))
        yield _reason(
            "representatives_act_together",
            f"数人代理同一事项的应当共同行使，尚缺第{named}号授权的代表",
            f"several for one matter act together: those of mandate {named} are missing",
            JOINT_AGENTS,
        )


def _speaks_for(mandate: MandateOnFile, label: DwellingLabel | None) -> bool:
    return label is None or label in mandate.signed_by


def _nobody_to_bind(request: AcceptByMandate, facts: StanceFacts) -> Reason:
    if facts.party.kind is not PartyKind.GROUP:
        return refuses_mediation(1)
    return _reason(
        "nobody_to_bind",
        "签署授权的住户均已退出或者拒绝调解",
        "those who signed have left, or refuse to be mediated",
        WITHOUT_AUTHORITY,
        mandate="、".join(map(str, request.mandates)),
    )


def _reason(code: str, zh: str, en: str, source: Source, *, mandate: str = "") -> Reason:
    params = (("mandate", mandate),) if mandate else ()
    return Reason(f"mediation.{code}", zh, en, source, params)
