"""Offers to settle, in versions: each version is a text of its own that begins without any stance (方案)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from gongtong.core.codec import digest_of, to_json
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Reason, Refused, Source
from gongtong.core.workdays.calendars import WorkCalendar
from gongtong.core.workdays.deadlines import DueDate, due_date
from gongtong.core.workdays.terms import Term, TimeUnit
from gongtong.mediation.cases.cases import CaseOnFile, reasons_if_ended
from gongtong.mediation.sources import HOUSE_MEDIATION, mediation_law

if TYPE_CHECKING:
    from collections.abc import Iterable

PROPOSED: Final = mediation_law(22, "在当事人平等协商、互谅互让的基础上提出纠纷解决方案")
FREELY_AGREED: Final = mediation_law(23, "第4项：自主表达意愿、自愿达成调解协议")


class MoneyFlow(StrEnum):
    """Whether a party pays an amount or receives it (收付方向)."""

    PAYS = "pays"
    RECEIVES = "receives"


@frozen
class OfferAmount:
    """What a household, or the party itself where none is named, would pay or receive (方案金额)."""

    party: str
    flow: MoneyFlow
    amount_fen: int
    household: DwellingLabel | None = None


@frozen
class OfferTerms:
    """What an offer says: the words, the amounts, and until when it stands (方案内容).

    It stands through `until`, or for so long as `stands_for` says, or until it is closed. Both words and amounts
    are concessions: they stay between the parties.
    """

    text: str = field(repr=False)
    amounts: tuple[OfferAmount, ...] = field(default=(), repr=False)
    until: date | None = None
    stands_for: Term | None = None

    @property
    def text_digest(self) -> str:
        """The sha256 of the words, which the record keeps in their place (内容摘要)."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def amounts_digest(self) -> str:
        """The sha256 of the amounts (金额摘要)."""
        return digest_of(to_json(self.amounts)).hex()


@frozen
class MakeOffer:
    """A request to put an offer before the parties; without a party the mediator makes it (提出方案申请)."""

    case: str
    terms: OfferTerms
    by: str | None = None


@frozen
class ReviseOffer:
    """A request to put another version in the place of one that was seen (修改方案申请).

    `version` is the one that is replaced. A party that counters refuses that version by doing so.
    """

    case: str
    number: int
    version: int
    terms: OfferTerms
    by: str | None = None
    is_counter: bool = False


@frozen
class OfferMade:
    """A version of an offer is before the parties (方案已提出).

    `replaces` is the version that it takes the place of, `counters` says that it answers it. The record keeps
    digests of what is conceded, and not the words or amounts.
    """

    case: str
    number: int
    version: int
    by: str | None
    text_digest: str
    amounts_digest: str
    stands: DueDate | None
    replaces: int | None = None
    counters: bool = False


@frozen
class OfferVersion:
    """A version of an offer as the tables hold it (在册方案)."""

    case: str
    number: int
    version: int
    by: str | None
    text: str = field(repr=False)
    amounts: tuple[OfferAmount, ...] = field(repr=False)
    stands: DueDate | None
    made_on: date
    replaces: int | None
    counters: bool
    closed_on: date | None = None

    def is_expired(self, day: date) -> bool:
        """Say whether the offer no longer stands on a day; its last day is in (是否过期)."""
        return self.stands is not None and self.stands.on < day

    def is_open_on(self, day: date) -> bool:
        """Say whether stances are taken on a day (当日是否可以表态)."""
        return self.closed_on is None and self.made_on <= day and not self.is_expired(day)


@frozen
class OfferFacts:
    """What is known when an offer is made or revised (提出方案依据)."""

    case: CaseOnFile
    parties: Collection[str]
    newest: OfferVersion | None
    calendar: Callable[[], WorkCalendar]
    today: date


def rule_on_offer(request: MakeOffer, facts: OfferFacts) -> Granted[OfferMade] | Refused:
    """Let an offer be put before the parties (提出方案审核).

    Grounds, in this order: the case has ended, an offer is open still, then what is wrong with the terms.
    """
    reasons = [*reasons_if_ended(facts.case)]
    newest = facts.newest
    if newest is not None and newest.is_open_on(facts.today):
        reasons.append(
            _reason(
                "offer_still_open",
                f"第{newest.number}号方案尚在征求意见，应先修改或者结束",
                f"offer {newest.number} is open: revise it, or close it first",
            )
        )
    reasons += _of_terms(request.by, request.terms, facts)
    if reasons:
        return Refused(tuple(reasons))
    number = 1 if newest is None else newest.number + 1
    return Granted(_made(request, number, 1, facts))


def rule_on_revision(request: ReviseOffer, facts: OfferFacts) -> Granted[OfferMade] | Refused:
    """Let another version take the place of the newest one (修改方案审核).

    Grounds, in this order: the case has ended, the version is not the newest or is closed, nobody or its own
    maker counters, a counter to what no longer stands, then what is wrong with the terms.
    """
    reasons = [
        *reasons_if_ended(facts.case),
        *reasons_of_version((request.number, request.version), facts.newest, None),
    ]
    newest = facts.newest
    if request.is_counter and (
        request.by is None or (newest is not None and newest.by == request.by)
    ):
        reasons.append(
            _reason(
                "counter_by_nobody",
                "反提案由收到方案的当事人提出",
                "a counter comes from a party that the offer was made to",
                FREELY_AGREED,
            )
        )
    if request.is_counter and newest is not None and newest.is_expired(facts.today):
        reasons.append(_expired(newest))
    reasons += _of_terms(request.by, request.terms, facts)
    if reasons:
        return Refused(tuple(reasons))
    return Granted(_made(request, request.number, request.version + 1, facts))


def reasons_of_version(
    meant: tuple[int, int], newest: OfferVersion | None, day: date | None
) -> Iterator[Reason]:
    """Say why a version takes nothing any more; a day asks whether it stood on it (方案版本问题)."""
    if newest is None or meant != (newest.number, newest.version):
        now = "" if newest is None else f"{newest.number}/{newest.version}"
        yield _reason(
            "offer_superseded",
            f"方案{meant[0]}第{meant[1]}版不是最新版本（最新：{now or '无'}），对旧版的表态不转入新版",
            f"version {meant[1]} of offer {meant[0]} is not the newest one ({now or 'none'}); "
            "no stance carries over",
            FREELY_AGREED,
        )
        return
    if newest.closed_on is not None:
        yield _reason(
            "offer_closed",
            f"方案已于{newest.closed_on}结束征求意见",
            f"the offer was closed on {newest.closed_on}",
        )
    if day is not None and newest.is_expired(day):
        yield _expired(newest)
    if day is not None and day < newest.made_on:
        yield _reason(
            "stance_before_offer",
            f"表态日期早于方案提出日期{newest.made_on}",
            f"nobody took a stance before the version was made on {newest.made_on}",
        )


def owed(
    amounts: Iterable[OfferAmount], party: str, flow: MoneyFlow
) -> dict[DwellingLabel | None, int]:
    """Add up what each household of a party would pay, or receive (各户金额)."""
    found: dict[DwellingLabel | None, int] = {}
    for one in amounts:
        if one.party == party and one.flow is flow:
            found[one.household] = found.get(one.household, 0) + one.amount_fen
    return found


def _expired(version: OfferVersion) -> Reason:
    until = "" if version.stands is None else version.stands.on
    return _reason(
        "offer_expired",
        f"方案有效期至{until}，已过期",
        f"the offer stood through {until}, and stands no longer",
    )


def _of_terms(by: str | None, terms: OfferTerms, facts: OfferFacts) -> Iterator[Reason]:
    named = {one.party for one in terms.amounts} | (set() if by is None else {by})
    strangers = sorted(named - set(facts.parties))
    if strangers:
        yield _reason(
            "offer_names_stranger",
            f"不是本案当事人：{'、'.join(strangers)}",
            f"no parties of this case: {', '.join(strangers)}",
        )
    if not terms.text.strip():
        yield _reason("offer_without_words", "方案没有内容", "the offer says nothing", PROPOSED)
    if any(one.amount_fen <= 0 for one in terms.amounts):
        yield _reason(
            "offer_amount", "金额须大于零，单位为分", "an amount is a number of fen above nothing"
        )
    lines = [(one.party, one.flow, one.household) for one in terms.amounts]
    if len(set(lines)) != len(lines):
        yield _reason(
            "offer_amount_twice",
            "同一住户同一方向的金额重复",
            "an amount of one household stands twice",
        )
    in_hours = terms.stands_for is not None and terms.stands_for.unit is TimeUnit.HOUR
    is_over = terms.until is not None and terms.until < facts.today
    if in_hours or is_over or (terms.until is not None and terms.stands_for is not None):
        yield _reason(
            "offer_validity",
            "有效期以日、工作日或者月计，或写明截止日，不得已过",
            "an offer stands for days, working days or months, or through a day that is not over",
        )


def _made(
    request: MakeOffer | ReviseOffer, number: int, version: int, facts: OfferFacts
) -> OfferMade:
    terms = request.terms
    stands = None if terms.until is None else DueDate(terms.until)
    if terms.stands_for is not None:
        stands = due_date(facts.today, terms.stands_for, facts.calendar())
    return OfferMade(
        request.case,
        number,
        version,
        request.by,
        terms.text_digest,
        terms.amounts_digest,
        stands,
        replaces=request.version if isinstance(request, ReviseOffer) else None,
        counters=isinstance(request, ReviseOffer) and request.is_counter,
    )


def _reason(code: str, zh: str, en: str, source: Source = HOUSE_MEDIATION) -> Reason:
    return Reason(f"mediation.{code}", zh, en, source)
