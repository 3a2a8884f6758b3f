"""A session: when and where, who mediates, who is present for whom, and how it ends (调解会)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from attrs import field, frozen

from gongtong.core.rulings import Granted, Reason, Refused, Source
from gongtong.mediation.cases.cases import CaseOnFile, Openness, reasons_if_ended
from gongtong.mediation.cases.opening import digest_of_words
from gongtong.mediation.parties.mandates import mandates_on
from gongtong.mediation.parties.sources import WITHOUT_AUTHORITY
from gongtong.mediation.parties.weighing import PartyRecord
from gongtong.mediation.sessions.openness import OPEN_OR_NOT
from gongtong.mediation.sources import HOUSE_MEDIATION, mediation_law

MOST_WORDS: Final = 2_000
RECORDED: Final = mediation_law(27, "人民调解员应当记录调解情况")
NAMED: Final = mediation_law(19)


class SessionOutcome(StrEnum):
    """How a session ended (调解会结果)."""

    ADJOURNED = "adjourned"
    AGREED = "agreed"
    FAILED = "failed"


@frozen
class Presence:
    """Who is there for a party: itself, or representatives under their mandates (到场情况)."""

    party: str
    mandates: tuple[int, ...] = ()


@frozen
class OpenSession:
    """A request to open a session (开会申请).

    `mediators` are ids of those who were named; `participants` numbers of guests to whom all parties have agreed.
    """

    case: str
    held_on: date
    venue: str = field(repr=False)
    mediators: tuple[str, ...]
    present: tuple[Presence, ...]
    participants: tuple[int, ...] = ()


@frozen
class SessionOpened:
    """A session is under way (调解会已开始)."""

    case: str
    number: int
    held_on: date
    mediators: tuple[str, ...]
    present: tuple[Presence, ...]
    participants: tuple[int, ...]


@frozen
class CloseSession:
    """A request to close a session; an adjourned one says why, and may say until when (结束调解会申请)."""

    case: str
    number: int
    outcome: SessionOutcome
    reason: str = field(default="", repr=False)
    next_on: date | None = None


@frozen
class SessionClosed:
    """A session is over (调解会已结束)."""

    case: str
    number: int
    outcome: SessionOutcome
    words: str
    next_on: date | None


@frozen
class SessionOnFile:
    """A session as the tables hold it (在册调解会).

    `entries` counts what was written into the minutes, `signed_by` are the parties that have signed them since the last.
    """

    case: str
    number: int
    held_on: date
    mediators: tuple[str, ...]
    present: tuple[Presence, ...]
    outcome: SessionOutcome | None = None
    entries: int = 0
    signed_by: frozenset[str] = frozenset()

    @property
    def is_under_way(self) -> bool:
        """Whether it is not over yet (是否进行中)."""
        return self.outcome is None

    @property
    def parties(self) -> frozenset[str]:
        """The parties that are there (到场当事人)."""
        return frozenset(one.party for one in self.present)


@frozen
class SessionFacts:
    """What is known when a session is opened (开会依据)."""

    case: CaseOnFile
    records: Mapping[str, PartyRecord]
    mediators: Collection[str]
    guests: Collection[int]
    newest: SessionOnFile | None
    today: date


def rule_on_opening_session(
    request: OpenSession, facts: SessionFacts
) -> Granted[SessionOpened] | Refused:
    """Let a session be opened (开会审核).

    Grounds, in this order: the case has ended, another session is under way, openness is not settled, the day, the
    venue, mediators, guests, then who is there: nobody of a case, twice, or under a mandate that does not hold.
    """
    reasons = [*reasons_if_ended(facts.case), *_of_session(request, facts)]
    reasons += _of_people(request, facts)
    for one in request.present:
        reasons += _of_presence(one, request.held_on, facts)
    if reasons:
        return Refused(tuple(reasons))
    return Granted(
        SessionOpened(
            request.case,
            1 if facts.newest is None else facts.newest.number + 1,
            request.held_on,
            request.mediators,
            request.present,
            request.participants,
        )
    )


def rule_on_closing_session(
    request: CloseSession, session: SessionOnFile
) -> Granted[SessionClosed] | Refused:
    """Let a session be closed (结束调解会审核).

    Grounds, in this order: it is over, no minutes were kept, an adjournment without a reason, a next day that is
    none.
    """
    reasons = []
    if not session.is_under_way:
        reasons.append(_reason("session_over", "调解会已结束", "the session is over"))
    if session.entries == 0:
        reasons.append(
            _reason("minutes_missing", "尚无调解记录", "nothing was recorded of it", RECORDED)
        )
    adjourned = request.outcome is SessionOutcome.ADJOURNED
    if (adjourned and not request.reason.strip()) or len(request.reason) > MOST_WORDS:
        reasons.append(
            _reason(
                "adjournment_reason",
                f"休会须写明理由，不超过{MOST_WORDS}字",
                f"say why it is adjourned, in {MOST_WORDS} characters",
            )
        )
    if request.next_on is not None and (not adjourned or request.next_on <= session.held_on):
        reasons.append(
            _reason(
                "next_session", "休会才写下次日期，且在其后", "a next day follows an adjournment"
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    words = digest_of_words(request.reason.strip())
    return Granted(
        SessionClosed(request.case, request.number, request.outcome, words, request.next_on)
    )


def _of_session(request: OpenSession, facts: SessionFacts) -> Iterator[Reason]:
    if facts.newest is not None and facts.newest.is_under_way:
        number = facts.newest.number
        yield _reason(
            "session_under_way", f"第{number}次调解会尚未结束", f"session {number} is under way"
        )
    if facts.case.openness is Openness.UNSETTLED:
        yield _reason(
            "openness_not_settled",
            "尚未确定公开或者不公开",
            "it is not settled whether others may attend",
            OPEN_OR_NOT,
        )
    if request.held_on > facts.today or request.held_on < facts.case.opened_on:
        yield _reason(
            "session_day", "开会日期须在立案之后、今天之前", "it is held since the case was opened"
        )
    if not 0 < len(request.venue.strip()) <= MOST_WORDS:
        yield _reason("session_venue", "须写明地点", "say where it is held")


def _of_people(request: OpenSession, facts: SessionFacts) -> Iterator[Reason]:
    if not request.mediators or set(request.mediators) - set(facts.mediators):
        yield _reason(
            "session_mediators",
            "须由本案的调解员主持",
            "it is held by mediators of the case",
            NAMED,
        )
    if set(request.participants) - set(facts.guests):
        yield _reason(
            "session_guests",
            "参与人须经各方同意并登记",
            "guests are on file, and all parties have agreed to them",
            mediation_law(20),
        )
    parties = [one.party for one in request.present]
    if not parties or len(set(parties)) < len(parties) or set(parties) - set(facts.records):
        yield _reason(
            "session_present",
            "到场的须是本案当事人，每方写一次",
            "those present are parties of the case, each once",
        )


def _of_presence(one: Presence, day: date, facts: SessionFacts) -> Iterator[Reason]:
    record = facts.records.get(one.party)
    if record is None:
        return
    current = {mandate.number for mandate in mandates_on(record.mandates, day)}
    if set(one.mandates) - current or (record.party.needs_mandate and not one.mandates):
        yield _reason(
            "representative_without_mandate",
            f"{one.party}的代表没有当日有效的授权",
            f"nobody is there for {one.party} under a mandate that holds on that day",
            WITHOUT_AUTHORITY,
        )


def _reason(code: str, zh: str, en: str, source: Source = HOUSE_MEDIATION) -> Reason:
    return Reason(f"mediation.{code}", zh, en, source)
