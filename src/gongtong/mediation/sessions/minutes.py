"""The minutes of a session, who has signed them, and concessions that stay between the parties (调解记录)."""

from __future__ import annotations

from datetime import date
from typing import Final

from attrs import field, frozen

from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing
from gongtong.mediation.cases.opening import digest_of_words
from gongtong.mediation.sessions.session import RECORDED, SessionOnFile
from gongtong.mediation.sources import HOUSE_MEDIATION

MOST_TEXT: Final = 50_000
MOST_CONCESSION: Final = 5_000
PRIVILEGED: Final = Source(
    "人民法院在线调解规则",
    "第18条",
    date(2022, 1, 1),
    standing=Standing.UNVERIFIED,
    note="约束法院调解平台；此处参照：为达成调解所作的让步不作为日后不利的证据",
)
"""That concessions stay between the parties is a rule of the courts' platforms, taken as a model (让步保密参照)."""


@frozen
class Concession:
    """What a party was ready to give up in a session (让步)."""

    party: str
    text: str = field(repr=False)


@frozen
class KeepMinutes:
    """A request to write into the minutes; a correction is one more entry (登记调解记录申请).

    What a party conceded is kept apart from the text, and nobody else reads it.
    """

    case: str
    number: int
    text: str = field(repr=False)
    concessions: tuple[Concession, ...] = ()


@frozen
class MinutesKept:
    """Something is in the minutes; the record keeps its digest (调解记录已登记)."""

    case: str
    number: int
    entry: int
    text: str
    concessions: int


@frozen
class SignMinutes:
    """A request to enter that parties were read the minutes and have signed them (登记记录签名申请)."""

    case: str
    number: int
    parties: tuple[str, ...]


@frozen
class MinutesSigned:
    """Parties have signed the minutes as they stand (调解记录已签名)."""

    case: str
    number: int
    entry: int
    parties: tuple[str, ...]


@frozen
class ReleaseConcession:
    """A request to let a concession be read by others; only who made it can (公开让步申请)."""

    case: str
    number: int
    concession: int
    by: str


@frozen
class ConcessionReleased:
    """A concession may be read by others (让步已公开)."""

    case: str
    number: int
    concession: int
    by: str


@frozen
class MinutesEntry:
    """One entry of the minutes as it is kept (在册调解记录)."""

    entry: int
    text: str = field(repr=False)
    kept_on: date


@frozen
class KeptConcession:
    """A concession as it is kept (在册让步)."""

    concession: int
    party: str
    text: str = field(repr=False)
    released_on: date | None = None


def rule_on_minutes(request: KeepMinutes, session: SessionOnFile) -> Granted[MinutesKept] | Refused:
    """Let something be written into the minutes, also when the session is over (登记调解记录审核).

    Grounds, in this order: the text, a concession of somebody who was not there, or without words.
    """
    reasons = []
    if not 0 < len(request.text.strip()) <= MOST_TEXT:
        reasons.append(
            _reason(
                "minutes_text",
                f"记录须有1至{MOST_TEXT}字",
                f"minutes have 1 to {MOST_TEXT} characters",
            )
        )
    if any(
        one.party not in session.parties or not 0 < len(one.text.strip()) <= MOST_CONCESSION
        for one in request.concessions
    ):
        reasons.append(
            _reason(
                "concession_by_whom",
                "让步须由到场当事人作出，并写明内容",
                "a concession is made by a party that was there, in words",
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    return Granted(
        MinutesKept(
            request.case,
            request.number,
            session.entries + 1,
            digest_of_words(request.text.strip()),
            len(request.concessions),
        )
    )


def rule_on_signing_minutes(
    request: SignMinutes, session: SessionOnFile
) -> Granted[MinutesSigned] | Refused:
    """Let parties sign the minutes as they stand; a later entry has to be signed again (登记记录签名审核).

    Grounds, in this order: nothing recorded, nobody or somebody who was not there, signed already.
    """
    reasons = []
    if session.entries == 0:
        reasons.append(
            _reason("minutes_missing", "尚无调解记录", "nothing was recorded of it", RECORDED)
        )
    if not request.parties or set(request.parties) - session.parties:
        reasons.append(
            _reason(
                "minutes_signed_by", "由到场当事人签名", "those who were there sign the minutes"
            )
        )
    if set(request.parties) & session.signed_by:
        reasons.append(_reason("minutes_signed", "已经签名", "it has signed already"))
    if reasons:
        return Refused(tuple(reasons))
    parties = tuple(sorted(set(request.parties)))
    return Granted(MinutesSigned(request.case, request.number, session.entries, parties))


def rule_on_release(
    request: ReleaseConcession, kept: tuple[KeptConcession, ...]
) -> Granted[ConcessionReleased] | Refused:
    """Let a concession be read by others (公开让步审核).

    Grounds, in this order: no such concession, not by who made it, released already.
    """
    one = next((each for each in kept if each.concession == request.concession), None)
    if one is None:
        return Refused(
            (_reason("concession_unknown", "没有这项让步", "there is no such concession"),)
        )
    reasons = []
    if one.party != request.by:
        reasons.append(
            _reason(
                "concession_of_another",
                "让步只能由作出的一方同意公开",
                "only the party that made a concession can let others read it",
                PRIVILEGED,
            )
        )
    if one.released_on is not None:
        reasons.append(_reason("concession_released", "该让步已公开", "it was released already"))
    if reasons:
        return Refused(tuple(reasons))
    return Granted(ConcessionReleased(request.case, request.number, request.concession, request.by))


def readable(kept: tuple[KeptConcession, ...]) -> tuple[KeptConcession, ...]:
    """Give the concessions that others may read: those that were released, and no others (可公开的让步)."""
    return tuple(one for one in kept if one.released_on is not None)


def _reason(code: str, zh: str, en: str, source: Source = HOUSE_MEDIATION) -> Reason:
    return Reason(f"mediation.{code}", zh, en, source)
