"""Consent to mediation: given, refused or withdrawn, by each party and each household (同意调解).

Whoever has said nothing has not consented. What was said last counts, by its day and then by the sheet on which
it came in; once mediation was stopped, everybody is asked anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from attrs import frozen

from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Reason, Refused, Source
from gongtong.mediation.cases.cases import CaseOnFile, reasons_if_ended
from gongtong.mediation.parties.group_rules import Answer
from gongtong.mediation.parties.mandates import MandateOnFile, mandates_on
from gongtong.mediation.parties.party import PartyOnFile
from gongtong.mediation.parties.roster import (
    Membership,
    day_to_come,
    household_twice,
    members_on,
    named_twice,
    not_in_group,
    said_before_joining,
)
from gongtong.mediation.parties.sources import WITHOUT_AUTHORITY
from gongtong.mediation.parties.standing import PartyKind
from gongtong.mediation.sources import mediation_law

VOLUNTARY: Final = mediation_law(3, "第1项：当事人自愿、平等")
FREE_TO_STOP: Final = mediation_law(23, "第2项：接受调解、拒绝调解或者要求终止调解")


class ConsentStance(StrEnum):
    """What a party has said about being mediated (调解意愿)."""

    CONSENT = "consent"
    REFUSE = "refuse"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"

    @property
    def answer(self) -> Answer:
        """Whether it is a consent (是否同意)."""
        return Answer.AGREES if self is ConsentStance.CONSENT else Answer.REFUSES


class HowGiven(StrEnum):
    """How something was said, or told (表达方式)."""

    IN_PERSON = "in_person"
    ON_PAPER = "on_paper"
    BY_PHONE = "by_phone"
    ONLINE = "online"
    AT_MEETING = "at_meeting"


@frozen
class ConsentLine:
    """What one household has said, or the party itself where none is named (意愿明细)."""

    stance: ConsentStance
    given_on: date
    household: DwellingLabel | None = None


@frozen
class KeptConsent:
    """A line as it is kept, with the number of the sheet on which it came in (在册意愿)."""

    line: ConsentLine
    sheet: int


@frozen
class RecordConsents:
    """A request to enter what was said about being mediated, one line or a whole sheet (登记意愿申请).

    `document` is the sha256 of the paper, where there is one.
    """

    case: str
    party: str
    lines: tuple[ConsentLine, ...]
    how: HowGiven
    document: str | None = None


@frozen
class WithdrawConsent:
    """A request to withdraw a consent, of the party or of some households (撤回同意申请)."""

    case: str
    party: str
    given_on: date
    how: HowGiven
    households: tuple[DwellingLabel, ...] = ()


@frozen
class StopMediation:
    """A request of a party to stop the mediation; for a group a representative asks (要求终止调解)."""

    case: str
    party: str
    given_on: date
    how: HowGiven
    representative: str | None = None


@frozen
class ConsentsRecorded:
    """What was said about being mediated is on record, sheet by sheet (意愿已登记)."""

    case: str
    party: str
    sheet: int
    lines: tuple[ConsentLine, ...]
    how: HowGiven
    document: str | None


@frozen
class ConsentFacts:
    """What is known when consents are entered (登记意愿依据)."""

    case: CaseOnFile
    party: PartyOnFile
    memberships: tuple[Membership, ...]
    mandates: tuple[MandateOnFile, ...]
    kept: tuple[KeptConsent, ...]
    today: date

    @property
    def next_sheet(self) -> int:
        """The number of the sheet that comes in now (新表号)."""
        return max((one.sheet for one in self.kept), default=0) + 1


def current_consents(
    kept: Iterable[KeptConsent],
) -> Mapping[DwellingLabel | None, ConsentStance]:
    """Give what each household, and the party itself, has said last (最新意愿).

    After a stop only what came in later counts, and the stop itself until then.
    """
    every = tuple(kept)
    stops = [one for one in every if one.line.stance is ConsentStance.STOPPED]
    stop = max(stops, key=lambda one: one.sheet, default=None)
    later = [one for one in every if stop is None or _is_later(one, stop)]
    if stop is not None and not later:
        return {None: ConsentStance.STOPPED}
    ordered = sorted(later, key=lambda one: (one.line.given_on, one.sheet))
    return {one.line.household: one.line.stance for one in ordered}


def answers_of(
    members: Mapping[DwellingLabel, Membership], kept: Iterable[KeptConsent]
) -> dict[DwellingLabel, Answer | None]:
    """Give what each household of a group has answered since it joined, nothing for the silent (各户答复)."""
    since = [
        one
        for one in kept
        if one.line.household is None
        or (
            one.line.household in members
            and one.line.given_on >= members[one.line.household].joined_on
        )
    ]
    said = current_consents(since)
    return {label: said[label].answer if label in said else None for label in members}


def rule_on_consents(
    request: RecordConsents, facts: ConsentFacts
) -> Granted[ConsentsRecorded] | Refused:
    """Let it be entered what was said, household by household for a group (登记意愿审核).

    Grounds, in this order: the case has ended, no line, a line that is neither consent nor refusal, lines that do
    not belong to such a party, one household twice, households that are not in the group, something said before
    its household joined, a day to come.
    """
    lines = request.lines
    reasons = [*reasons_if_ended(facts.case), *_of_lines(lines, facts)]
    if any(one.stance not in {ConsentStance.CONSENT, ConsentStance.REFUSE} for one in lines):
        reasons.append(
            _reason(
                "no_answer",
                "登记的只能是同意或者不同意；未表态的不登记，不视为同意",
                "consent or refusal is entered; the silent are left out, and have not consented",
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    return Granted(_recorded(lines, request.how, facts, request.document))


def rule_on_withdrawal(
    request: WithdrawConsent, facts: ConsentFacts
) -> Granted[ConsentsRecorded] | Refused:
    """Let a consent be withdrawn at any time (撤回同意审核).

    Grounds, in this order: the case has ended, as for a sheet of consents, nothing was consented to.
    """
    labels: tuple[DwellingLabel | None, ...] = request.households or (None,)
    lines = tuple(ConsentLine(ConsentStance.WITHDRAWN, request.given_on, one) for one in labels)
    reasons = [*reasons_if_ended(facts.case), *_of_lines(lines, facts)]
    said = current_consents(facts.kept)
    without = [label for label in labels if said.get(label) is not ConsentStance.CONSENT]
    if without:
        reasons.append(
            _reason(
                "nothing_to_withdraw",
                f"{len(without)}户（人）没有可以撤回的同意",
                f"{len(without)} of them had not consented",
                FREE_TO_STOP,
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    return Granted(_recorded(lines, request.how, facts))


def rule_on_stop(
    request: StopMediation, facts: ConsentFacts
) -> Granted[ConsentsRecorded] | Refused:
    """Let a party stop the mediation: nobody is held in it (终止调解审核).

    Grounds, in this order: the case has ended, a day to come, nobody with a mandate asks for a group.
    """
    reasons = [*reasons_if_ended(facts.case)]
    if request.given_on > facts.today:
        reasons.append(day_to_come(request.given_on))
    speakers = {one.representative for one in mandates_on(facts.mandates, request.given_on)}
    if facts.party.kind is PartyKind.GROUP and request.representative not in speakers:
        reasons.append(
            _reason(
                "representative_without_mandate",
                "集体由持有效授权的代表要求终止；各户可以自行撤回同意",
                "a representative with a mandate in force stops it for a group; "
                "each household may withdraw",
                WITHOUT_AUTHORITY,
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    line = ConsentLine(ConsentStance.STOPPED, request.given_on)
    return Granted(_recorded((line,), request.how, facts))


def reasons_of_households(
    labels: Collection[DwellingLabel | None],
    party: PartyOnFile,
    members: Collection[DwellingLabel],
) -> Iterator[Reason]:
    """Say what is wrong with the households that a sheet names for a party (表中住户问题)."""
    named = [label for label in labels if label is not None]
    is_group = party.kind is PartyKind.GROUP
    if len(named) != len(labels) * is_group or (not is_group and len(labels) > 1):
        yield _reason(
            "each_for_itself",
            "集体当事人由各户分别表态，其他当事人由其本人表态一次",
            "in a group each household speaks for itself, any other party once",
        )
    twice = named_twice(named)
    if twice:
        yield household_twice(twice)
    strangers = [label for label in named if label not in members]
    if is_group and strangers:
        yield not_in_group(strangers, VOLUNTARY)


def _is_later(one: KeptConsent, stop: KeptConsent) -> bool:
    return one.sheet > stop.sheet and one.line.given_on >= stop.line.given_on


def _of_lines(lines: tuple[ConsentLine, ...], facts: ConsentFacts) -> Iterator[Reason]:
    if not lines:
        yield _reason("nothing_said", "没有任何表态", "nothing was said")
    members = members_on(facts.memberships, facts.today)
    yield from reasons_of_households([one.household for one in lines], facts.party, members)
    labelled = [(one.household, one.given_on) for one in lines if one.household is not None]
    early = [
        label
        for label, given_on in labelled
        if label in members and given_on < members[label].joined_on
    ]
    if early:
        yield said_before_joining(early)
    last = max((one.given_on for one in lines), default=facts.today)
    if last > facts.today:
        yield day_to_come(last)


def _recorded(
    lines: tuple[ConsentLine, ...],
    how: HowGiven,
    facts: ConsentFacts,
    document: str | None = None,
) -> ConsentsRecorded:
    return ConsentsRecorded(
        facts.case.number, facts.party.code, facts.next_sheet, lines, how, document
    )


def _reason(code: str, zh: str, en: str, source: Source = VOLUNTARY) -> Reason:
    return Reason(f"mediation.{code}", zh, en, source)
