"""Entries about a company: made with evidence, answered, published, withdrawn, and counted (评价记录)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import Final

from attrs import field, frozen

from gongtong.core.codec import digest_of, to_json
from gongtong.core.digests import is_sha256
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.core.workdays.calendars import WorkCalendar
from gongtong.core.workdays.deadlines import DueDate, after_months, due_date
from gongtong.deliberation.ratings.schemes import MAX_CODE, RATING_RULES, AdoptScheme
from gongtong.deliberation.recording import text_digest

MOST_WORDS: Final = 2_000


class RatingList(StrEnum):
    """On which list a company stands (评价榜)."""

    RED = "red"
    NONE = "none"
    BLACK = "black"

    @property
    def zh(self) -> str:
        """The list as residents call it (中文名称)."""
        return {RatingList.RED: "红榜", RatingList.BLACK: "黑榜"}.get(self, "不在榜")


@frozen
class EnterRating:
    """A request to enter something about a company; `evidence` is the sha256 of what shows it (登记评价申请)."""

    company: str
    criterion: str
    happened_on: date
    words: str = field(repr=False)
    evidence: str


@frozen
class RatingEntered:
    """Something was entered, and the company has until a day to reply (评价已登记)."""

    number: int
    company: str
    criterion: str
    version: int
    happened_on: date
    words: str
    evidence: str
    reply_by: DueDate


@frozen
class ReplyToRating:
    """A request to enter what the company replies (登记企业答复申请)."""

    number: int
    words: str = field(repr=False)


@frozen
class RatingReplied:
    """The company has replied; its words are published beside the entry (企业已答复)."""

    number: int
    words: str


@frozen
class PublishRating:
    """A request to publish an entry, with the reply if there is one (公布评价申请)."""

    number: int


@frozen
class RatingPublished:
    """An entry may be read by all, and counts through a day (评价已公布)."""

    number: int
    counts_until: date


@frozen
class WithdrawRating:
    """A request to take an entry back, and to say why (撤回评价申请)."""

    number: int
    words: str = field(repr=False)


@frozen
class RatingWithdrawn:
    """An entry counts no more; that it was made stays on record (评价已撤回)."""

    number: int
    words: str


@frozen
class RatingOnFile:
    """An entry as it stands (在册评价)."""

    number: int
    company: str
    criterion: str
    points: int
    happened_on: date
    words: str = field(repr=False)
    evidence: str
    entered_on: date
    reply_by: date
    valid_months: int
    reply: str | None = field(default=None, repr=False)
    published_on: date | None = None
    withdrawn_on: date | None = None

    def counts_on(self, day: date) -> bool:
        """Say whether the entry counts on a day: published, not withdrawn, and not too old (当日是否计分)."""
        if self.published_on is None or self.published_on > day:
            return False
        is_back = self.withdrawn_on is not None and self.withdrawn_on <= day
        return not is_back and day <= after_months(self.published_on, self.valid_months)


@frozen
class RatingStanding:
    """How a company stands on a day, by which entries; whoever cites it names the digest (评价结果)."""

    company: str
    day: date
    points: int
    listed: RatingList
    entries: tuple[int, ...]

    @property
    def digest(self) -> str:
        """The sha256 by which this standing can be cited, in a motion to dismiss for one (结果摘要)."""
        return digest_of(to_json(self)).hex()


def rule_on_entry(
    request: EnterRating,
    scheme: AdoptScheme | None,
    *,
    number: int,
    today: date,
    calendar: Callable[[], WorkCalendar],
) -> Granted[RatingEntered] | Refused:
    """Let something be entered about a company (登记评价审核).

    Grounds, in this order: no criteria were adopted, a criterion that there is not, no company, no words, no evidence, a
    day to come.
    """
    if scheme is None:
        return Refused((_reason("no_scheme", "尚未采用评价标准", "no criteria were adopted"),))
    reasons = []
    if request.criterion not in {one.code for one in scheme.criteria}:
        reasons.append(_reason("no_criterion", "没有这个项目", "there is no such criterion"))
    if not 0 < len(request.company.strip()) <= MAX_CODE:
        reasons.append(_reason("no_company", "须写明企业编号", "name the company by its code"))
    reasons += _without_words(request.words)
    if not is_sha256(request.evidence):
        reasons.append(_reason("no_evidence", "须附证据", "it takes evidence"))
    if request.happened_on > today:
        reasons.append(_reason("day_to_come", "日期在将来", "that day is still to come"))
    if reasons:
        return Refused(tuple(reasons))
    return Granted(
        RatingEntered(
            number,
            request.company.strip(),
            request.criterion,
            scheme.version,
            request.happened_on,
            text_digest(request.words.strip()),
            request.evidence,
            due_date(today, scheme.reply_within, calendar()),
        )
    )


def rule_on_reply(request: ReplyToRating, entry: RatingOnFile) -> Granted[RatingReplied] | Refused:
    """Let a company reply, once, also after the time for it while the entry is not withdrawn (登记企业答复审核)."""
    reasons = [*_without_words(request.words), *_if_withdrawn(entry)]
    if entry.reply is not None:
        reasons.append(_reason("replied_already", "企业已答复", "the company has replied already"))
    if reasons:
        return Refused(tuple(reasons))
    return Granted(RatingReplied(request.number, text_digest(request.words.strip())))


def rule_on_publishing(
    request: PublishRating, entry: RatingOnFile, today: date
) -> Granted[RatingPublished] | Refused:
    """Let an entry be published: after the reply, or when the time for it is over (公布评价审核)."""
    reasons = [*_if_withdrawn(entry)]
    if entry.published_on is not None:
        reasons.append(_reason("published_already", "已经公布", "it is published already"))
    if entry.reply is None and today <= entry.reply_by:
        reasons.append(
            _reason(
                "time_to_reply",
                f"企业可以答复至{entry.reply_by}，届满或者答复后才公布",
                f"the company can reply until {entry.reply_by}: publish after that, or after its reply",
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    return Granted(RatingPublished(request.number, after_months(today, entry.valid_months)))


def rule_on_withdrawing(
    request: WithdrawRating, entry: RatingOnFile
) -> Granted[RatingWithdrawn] | Refused:
    """Let an entry be taken back, with a reason (撤回评价审核)."""
    reasons = (*_without_words(request.words), *_if_withdrawn(entry))
    if reasons:
        return Refused(reasons)
    return Granted(RatingWithdrawn(request.number, text_digest(request.words.strip())))


def standing_of_company(
    company: str, entries: Iterable[RatingOnFile], scheme: AdoptScheme, day: date
) -> RatingStanding:
    """Add up what counts on a day, and say on which list the company stands (评价结果认定)."""
    counted = [one for one in entries if one.company == company and one.counts_on(day)]
    points = sum(one.points for one in counted)
    listed = RatingList.NONE
    if counted and points >= scheme.red_from:
        listed = RatingList.RED
    elif counted and points <= scheme.black_from:
        listed = RatingList.BLACK
    return RatingStanding(company, day, points, listed, tuple(one.number for one in counted))


def _without_words(words: str) -> tuple[Reason, ...]:
    if 0 < len(words.strip()) <= MOST_WORDS:
        return ()
    return (
        _reason("no_words", f"须有1至{MOST_WORDS}字", f"it takes 1 to {MOST_WORDS} characters"),
    )


def _if_withdrawn(entry: RatingOnFile) -> tuple[Reason, ...]:
    if entry.withdrawn_on is None:
        return ()
    return (_reason("withdrawn", "评价已撤回", "the entry was withdrawn"),)


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"deliberation.{code}", zh, en, RATING_RULES)
