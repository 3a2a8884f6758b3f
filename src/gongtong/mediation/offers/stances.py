"""What each party, and each household of a group, says to one version of an offer (方案表态).

A household's own word stands above that of its representative, whichever came later; of its own words the last
counts. Nothing said is no acceptance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum

from attrs import frozen

from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Reason, Refused, Source
from gongtong.mediation.cases.cases import CaseOnFile, reasons_if_ended
from gongtong.mediation.offers.offer import FREELY_AGREED, OfferVersion, reasons_of_version
from gongtong.mediation.parties.consent import (
    FREE_TO_STOP,
    ConsentStance,
    HowGiven,
    KeptConsent,
    current_consents,
    reasons_of_households,
)
from gongtong.mediation.parties.group_rules import Answer
from gongtong.mediation.parties.mandates import MandateOnFile
from gongtong.mediation.parties.party import PartyOnFile
from gongtong.mediation.parties.roster import (
    Membership,
    day_to_come,
    members_on,
    said_before_joining,
)
from gongtong.mediation.parties.sources import WRITTEN_AUTHORITY
from gongtong.mediation.parties.standing import PartyKind


class Stance(StrEnum):
    """What is said to a version; a counter is a version of its own that refuses this one (方案态度)."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    COUNTER = "counter"

    @property
    def answer(self) -> Answer:
        """Whether the version is accepted (是否接受)."""
        return Answer.AGREES if self is Stance.ACCEPT else Answer.REFUSES


@frozen
class StanceLine:
    """What one household says, or the party itself where none is named (表态明细)."""

    stance: Stance
    given_on: date
    household: DwellingLabel | None = None


@frozen
class KeptStance:
    """A line as it is kept: on which sheet, and whether a representative said it (在册表态)."""

    party: str
    line: StanceLine
    sheet: int
    by_mandate: bool = False


@frozen
class RecordStances:
    """A request to enter what was said to a version, one line or a whole sheet (登记表态申请)."""

    case: str
    number: int
    version: int
    party: str
    lines: tuple[StanceLine, ...]
    how: HowGiven
    document: str | None = None


@frozen
class StancesRecorded:
    """What was said to a version is on record, sheet by sheet (表态已登记).

    `mandates` are those under which representatives said it; nobody's own word has any.
    """

    case: str
    number: int
    version: int
    party: str
    sheet: int
    lines: tuple[StanceLine, ...]
    how: HowGiven
    document: str | None = None
    mandates: tuple[int, ...] = ()


@frozen
class StanceFacts:
    """What is known when stances are entered (登记表态依据)."""

    case: CaseOnFile
    newest: OfferVersion | None
    party: PartyOnFile
    memberships: tuple[Membership, ...]
    mandates: tuple[MandateOnFile, ...]
    consents: tuple[KeptConsent, ...]
    kept: tuple[KeptStance, ...]
    today: date

    @property
    def next_sheet(self) -> int:
        """The number of the sheet that comes in now (新表号)."""
        return max((one.sheet for one in self.kept), default=0) + 1


def current_stances(
    kept: Iterable[KeptStance], party: str
) -> Mapping[DwellingLabel | None, KeptStance]:
    """Give what counts of everything that a party and its households said to a version (最新表态)."""
    ours = (one for one in kept if one.party == party)
    ordered = sorted(ours, key=lambda one: (not one.by_mandate, one.line.given_on, one.sheet))
    return {one.line.household: one for one in ordered}


def answers_to_offer(
    members: Mapping[DwellingLabel, Membership], kept: Iterable[KeptStance], party: str
) -> dict[DwellingLabel, Answer | None]:
    """Give what each household has answered to a version since it joined, nothing for the silent (各户对方案的答复)."""
    since = [
        one
        for one in kept
        if one.line.household is not None
        and one.line.household in members
        and one.line.given_on >= members[one.line.household].joined_on
    ]
    said = current_stances(since, party)
    return {label: said[label].line.stance.answer if label in said else None for label in members}


def rule_on_stances(
    request: RecordStances, facts: StanceFacts
) -> Granted[StancesRecorded] | Refused:
    """Let it be entered what was said to the newest version while it stands (登记表态审核).

    Grounds, in this order: the case has ended, nothing said, a counter that is no version, an older version or one
    that is closed, expired or not yet made, a day to come, households, an agent who needs a mandate, somebody
    who refuses to be mediated.
    """
    reasons = (
        *reasons_if_ended(facts.case),
        *_of_lines(request),
        *_of_days(request, facts),
        *_of_who(request, facts),
    )
    if reasons:
        return Refused(reasons)
    return Granted(
        StancesRecorded(
            request.case,
            request.number,
            request.version,
            request.party,
            facts.next_sheet,
            request.lines,
            request.how,
            request.document,
        )
    )


def unwilling(consents: Iterable[KeptConsent]) -> frozenset[DwellingLabel | None]:
    """Give who has refused to be mediated, or withdrawn: nobody mediates with them (拒绝调解者)."""
    said = current_consents(consents)
    return frozenset(label for label, stance in said.items() if stance is not ConsentStance.CONSENT)


def refuses_mediation(count: int) -> Reason:
    """Say that some of those who speak refuse to be mediated (拒绝调解者不得表态)."""
    return _reason(
        "refuses_mediation",
        f"{count}户（人）已拒绝调解或者撤回同意，须先同意调解",
        f"{count} of them refuse to be mediated, and would have to consent first",
        FREE_TO_STOP,
    )


def _of_lines(request: RecordStances) -> Iterator[Reason]:
    if not request.lines:
        yield _reason("nothing_said", "没有任何表态", "nothing was said")
    if any(one.stance is Stance.COUNTER for one in request.lines):
        yield _reason(
            "counter_is_a_version",
            "反提案须作为方案的新版本登记",
            "a counter is entered as a version of the offer",
        )


def _of_days(request: RecordStances, facts: StanceFacts) -> Iterator[Reason]:
    days = [one.given_on for one in request.lines] or [facts.today]
    seen: set[str] = set()
    for day in (max(days), min(days)):
        for reason in reasons_of_version((request.number, request.version), facts.newest, day):
            if reason.code not in seen:
                seen.add(reason.code)
                yield reason
    if max(days) > facts.today:
        yield day_to_come(max(days))


def _of_who(request: RecordStances, facts: StanceFacts) -> Iterator[Reason]:
    members = members_on(facts.memberships, facts.today)
    labels = [one.household for one in request.lines]
    yield from reasons_of_households(labels, facts.party, members)
    early = [
        one.household
        for one in request.lines
        if one.household is not None
        and one.household in members
        and one.given_on < members[one.household].joined_on
    ]
    if early:
        yield said_before_joining(early)
    if facts.party.kind is PartyKind.ORGANISATION and facts.party.needs_mandate:
        yield _reason(
            "agent_needs_mandate",
            "代理人须凭授权接受方案",
            "an agent settles under a mandate",
            WRITTEN_AUTHORITY,
        )
    against = unwilling(facts.consents)
    accepting = [
        one for one in request.lines if one.stance is Stance.ACCEPT and one.household in against
    ]
    if accepting:
        yield refuses_mediation(len(accepting))


def _reason(code: str, zh: str, en: str, source: Source = FREELY_AGREED) -> Reason:
    return Reason(f"mediation.{code}", zh, en, source)
