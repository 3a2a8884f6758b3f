"""Who is bound by an offer and why, and the end of asking (受约束情况).

Until an offer is closed this is what would hold if it were closed today; when it is closed, what held then is
kept, and later leavers change nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from attrs import frozen

from gongtong.core.places import DwellingLabel
from gongtong.core.privacy import mask_name
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.mediation.cases.cases import CaseOnFile, reasons_if_ended
from gongtong.mediation.offers.offer import OfferVersion, reasons_of_version
from gongtong.mediation.offers.stances import (
    KeptStance,
    Stance,
    answers_to_offer,
    current_stances,
    unwilling,
)
from gongtong.mediation.offers.standing import OfferStanding
from gongtong.mediation.parties.group_rules import (
    Answer,
    AnswerCount,
    Bound,
    NotBound,
    bound_households,
    may_still_bind,
)
from gongtong.mediation.parties.roster import members_on
from gongtong.mediation.parties.standing import PartyKind
from gongtong.mediation.parties.weighing import PartyRecord


class BindingGround(StrEnum):
    """Why somebody is bound, or is not (约束理由)."""

    ACCEPTED = "accepted"
    ACCEPTED_BY_MANDATE = "accepted_by_mandate"
    RULE_NOT_MET = "rule_not_met"
    REFUSED = "refused"
    SILENT = "silent"
    NOT_MEDIATED = "not_mediated"

    @property
    def zh(self) -> str:
        """The ground as residents say it (中文理由)."""
        return _GROUND_WORDS[self]

    @property
    def binds(self) -> bool:
        """Whether it binds (是否受约束)."""
        return self in {BindingGround.ACCEPTED, BindingGround.ACCEPTED_BY_MANDATE}


_GROUND_WORDS: Final = {
    BindingGround.ACCEPTED: "本人接受，受约束",
    BindingGround.ACCEPTED_BY_MANDATE: "代表依授权接受，受约束",
    BindingGround.RULE_NOT_MET: "本人接受，但未达到集体规则，不受约束",
    BindingGround.REFUSED: "不接受，不受约束",
    BindingGround.SILENT: "未表态，不视为接受，不受约束",
    BindingGround.NOT_MEDIATED: "不同意调解，不受约束",
}


@frozen
class BindingLine:
    """Whether one household is bound, or the party itself where none is named (约束明细)."""

    ground: BindingGround
    household: DwellingLabel | None = None


@frozen
class PartyBinding:
    """Whether a party is bound, household by household for a group (当事人约束情况).

    `reason` says why a group's rule is not met. `is_out` says that it can no longer come to be bound by this version.
    """

    party: str
    is_bound: bool
    is_out: bool
    lines: tuple[BindingLine, ...]
    count: AnswerCount | None = None
    reason: Reason | None = None

    @property
    def households(self) -> tuple[DwellingLabel, ...]:
        """The households that are bound (受约束的住户)."""
        return tuple(
            one.household for one in self.lines if one.household is not None and one.ground.binds
        )


@frozen
class BindingReport:
    """Who is bound by one version of an offer, party by party (约束情况表)."""

    case: str
    number: int
    version: int
    parties: tuple[PartyBinding, ...]

    def of(self, party: str) -> PartyBinding:
        """Give how it stands for one party (某当事人约束情况)."""
        return next(one for one in self.parties if one.party == party)

    def published(self, party: str, heads: Mapping[DwellingLabel, str]) -> tuple[str, ...]:
        """Name those who are bound as a notice may: by their dwelling, the name masked (公布名单)."""
        return tuple(
            f"{label.zh()} {mask_name(heads.get(label, '')) or '-'}"
            for label in self.of(party).households
        )


@frozen
class CloseOffer:
    """A request to close an offer: what is accepted now counts, and no more is asked (结束方案申请)."""

    case: str
    number: int
    version: int


@frozen
class BoundParty:
    """A party that is bound; of a group, the households that are (受约束当事人)."""

    party: str
    households: tuple[DwellingLabel, ...] = ()


@frozen
class OfferClosed:
    """An offer takes no more stances, and these are bound by it (方案已结束)."""

    case: str
    number: int
    version: int
    bound: tuple[BoundParty, ...]


def who_is_bound(
    offer: OfferVersion, records: Iterable[PartyRecord], kept: Iterable[KeptStance], today: date
) -> BindingReport:
    """Say who would be bound by a version if it were closed today, and why (谁受约束)."""
    stances = tuple(kept)
    return BindingReport(
        offer.case,
        offer.number,
        offer.version,
        tuple(_of_party(offer, record, stances, today) for record in records),
    )


def standing_of_offer(offer: OfferVersion, report: BindingReport, today: date) -> OfferStanding:
    """Say how the newest version stands (方案情况认定)."""
    return OfferStanding(
        offer.number,
        offer.version,
        accepted_by=frozenset(one.party for one in report.parties if one.is_bound),
        refused_by=frozenset(one.party for one in report.parties if one.is_out),
        is_open=offer.is_open_on(today),
    )


def rule_on_closing(
    request: CloseOffer, case: CaseOnFile, newest: OfferVersion | None, report: BindingReport | None
) -> Granted[OfferClosed] | Refused:
    """Let an offer be closed, whether or not anybody is bound (结束方案审核).

    Grounds, in this order: the case has ended, the version is not the newest one, it is closed already.
    """
    reasons = (
        *reasons_if_ended(case),
        *reasons_of_version((request.number, request.version), newest, None),
    )
    if reasons:
        return Refused(reasons)
    parties = () if report is None else report.parties
    bound = tuple(BoundParty(one.party, one.households) for one in parties if one.is_bound)
    return Granted(OfferClosed(request.case, request.number, request.version, bound))


def _of_party(
    offer: OfferVersion, record: PartyRecord, kept: tuple[KeptStance, ...], today: date
) -> PartyBinding:
    if record.party.kind is PartyKind.GROUP:
        return _of_group(record, kept, today)
    party = record.party.code
    said = current_stances(kept, party).get(None)
    if None in unwilling(record.consents):
        ground = BindingGround.NOT_MEDIATED
    elif said is not None:
        ground = _ground(said)
    elif offer.by == party:
        ground = BindingGround.ACCEPTED  # whoever makes an offer stands by it
    else:
        ground = BindingGround.SILENT
    is_out = ground in {BindingGround.NOT_MEDIATED, BindingGround.REFUSED}
    return PartyBinding(party, ground.binds, is_out, (BindingLine(ground),))


def _of_group(record: PartyRecord, kept: tuple[KeptStance, ...], today: date) -> PartyBinding:
    party, rule = record.party.code, record.party.group_rule
    members = members_on(record.memberships, today)
    against = unwilling(record.consents)
    away = frozenset(members) if None in against else frozenset(members) & against
    answers = answers_to_offer(members, kept, party) | dict.fromkeys(away, Answer.REFUSES)
    result = bound_households(rule, answers)
    said = current_stances(kept, party)
    lines = tuple(
        BindingLine(
            _ground_of_household(
                answers[label],
                said.get(label),
                is_away=label in away,
                is_met=isinstance(result, Bound),
            ),
            label,
        )
        for label in sorted(members)
    )
    reason = result.reason if isinstance(result, NotBound) else None
    is_out = bool(answers) and not may_still_bind(rule, answers)
    return PartyBinding(party, isinstance(result, Bound), is_out, lines, result.count, reason)


def _ground_of_household(
    answer: Answer | None, said: KeptStance | None, *, is_away: bool, is_met: bool
) -> BindingGround:
    if is_away:
        return BindingGround.NOT_MEDIATED
    if answer is None or said is None:
        return BindingGround.SILENT
    ground = _ground(said)
    return BindingGround.RULE_NOT_MET if ground.binds and not is_met else ground


def _ground(said: KeptStance) -> BindingGround:
    if said.line.stance is not Stance.ACCEPT:
        return BindingGround.REFUSED
    return BindingGround.ACCEPTED_BY_MANDATE if said.by_mandate else BindingGround.ACCEPTED


def counts_of_groups(report: BindingReport) -> Iterator[tuple[str, AnswerCount]]:
    """Give how many households of each group accept, refuse and say nothing (各集体答复统计)."""
    for one in report.parties:
        if one.count is not None:
            yield one.party, one.count
