"""Kinds of meeting as data: who calls one, who must be told and come, what it decides (会议类别)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Final, Protocol

from attrs import field, frozen

from gongtong.core.offices import Office
from gongtong.core.rulings import Source, Standing
from gongtong.core.shares import Bound, MoreThan
from gongtong.core.workdays.terms import Term

LAW: Final = "城市居民委员会组织法"
HOUSE_MEETINGS: Final = Source("会议规则", standing=Standing.HOUSE)
"""What the place has decided itself about its meetings (会议规则出处)."""


def committee_law(article: int, note: str = "2025年修订") -> Source:
    """Cite an article of the law on residents' committees as it holds from 2026 on (居委会组织法条文)."""
    return Source(LAW, f"第{article}条", date(2026, 1, 1), note=note)


def committee_law_before(article: int) -> Source:
    """Cite an article of that law as it held to the end of 2025 (居委会组织法原条文)."""
    return Source(
        LAW, f"第{article}条", date(2018, 12, 29), date(2026, 1, 1), note="2018年修正文本"
    )


class MeetingBasis(StrEnum):
    """Whom a share at a meeting is counted over (会议计数口径)."""

    ADULTS = "adults"
    HOUSEHOLDS = "households"
    GROUPS = "groups"
    GROUP_DELEGATES = "group_delegates"
    REPRESENTATIVES = "representatives"
    BODY = "body"
    PRESENT = "present"

    @property
    def zh(self) -> str:
        """Those counted, as the law calls them (中文口径)."""
        return _BASIS_WORDS[self]


_BASIS_WORDS: Final = {
    MeetingBasis.ADULTS: "十八周岁以上居民",
    MeetingBasis.HOUSEHOLDS: "户的代表",
    MeetingBasis.GROUPS: "居民小组",
    MeetingBasis.GROUP_DELEGATES: "居民小组选举的代表",
    MeetingBasis.REPRESENTATIVES: "居民代表",
    MeetingBasis.BODY: "组成人员",
    MeetingBasis.PRESENT: "到会人员",
}


@frozen
class CountRule:
    """A bound on the share of those counted in one way, and the text that sets it (计数要求)."""

    basis: MeetingBasis
    bound: Bound
    source: Source = HOUSE_MEETINGS


@frozen
class NoticeRule:
    """How many clear days before a meeting people are told, and whether it may be fewer (会议通知要求).

    Where the text allows special circumstances, `may_be_shortened` says so; they are then recorded.
    """

    days: int
    source: Source = HOUSE_MEETINGS
    may_be_shortened: bool = False


@frozen
class ShowRule:
    """For how many days the outcome is on show at least (会议公布要求)."""

    days: int = 15
    source: Source = HOUSE_MEETINGS


@frozen
class ProxyRule:
    """For how many others one person may be there at the most; none by itself (会议委托要求)."""

    most: int = 0
    source: Source = HOUSE_MEETINGS


_COMMITTEE: Final = (Office.CHAIR, Office.MEMBER)
_MAJORITY_OF_THOSE_PRESENT: Final = CountRule(MeetingBasis.PRESENT, MoreThan(1, 2))


@frozen
class MeetingKind:
    """One kind of meeting, with the text behind each of its rules (会议类别).

    Any of `demands` makes the committee call it; any of `quorum` may be chosen with the notice, none
    means that whoever comes may talk. What only advises decides nothing. `composition` is the share
    of representatives in the body. `prior_study` cites the text by which a matter of weight is first
    studied by the community's Party organisation. `answers_to` are the kinds that may revoke what
    this one decided; `feeds` says what its outcome goes to.
    """

    code: str
    zh: str
    purpose: str
    decides: bool
    called_by: tuple[Office, ...] = _COMMITTEE
    call_source: Source = HOUSE_MEETINGS
    demands: tuple[CountRule, ...] = ()
    invites: tuple[str, ...] = ()
    notice: NoticeRule = field(default=NoticeRule(3))
    quorum: tuple[CountRule, ...] = ()
    majority: CountRule = _MAJORITY_OF_THOSE_PRESENT
    composition: CountRule | None = None
    proxies: ProxyRule = field(default=ProxyRule())
    prior_study: Source | None = None
    show: ShowRule = field(default=ShowRule())
    signatures: int = 2
    every: Term | None = None
    feeds: tuple[str, ...] = ()
    answers_to: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a kind that nobody may call, or that decides whoever comes."""
        if not self.called_by:
            raise ValueError(f"{self.code}: somebody must be able to call it")
        if self.decides and not self.quorum:
            raise ValueError(f"{self.code}: what decides needs a quorum")

    def quorum_over(self, basis: MeetingBasis) -> CountRule | None:
        """Give the quorum counted in this way, if the kind knows it (取法定人数)."""
        return next((rule for rule in self.quorum if rule.basis is basis), None)

    def demand_by(self, basis: MeetingBasis) -> CountRule | None:
        """Give the demand that these people may make, if any (取提议要求)."""
        return next((rule for rule in self.demands if rule.basis is basis), None)


class KindsOfMeeting(Protocol):
    """What adds kinds of meeting: asked, it gives them (会议类别来源)."""

    def __call__(self) -> tuple[MeetingKind, ...]:
        """Give the kinds (取会议类别)."""
        ...


@frozen
class MeetingKinds:
    """Several kinds of meeting, each under its own code (会议类别表)."""

    kinds: tuple[MeetingKind, ...]

    def __attrs_post_init__(self) -> None:
        """Refuse two kinds under one code."""
        codes = [kind.code for kind in self.kinds]
        if len(set(codes)) != len(codes):
            raise ValueError("a kind of meeting stands twice in the table")

    def __call__(self) -> tuple[MeetingKind, ...]:
        """Give the kinds (取会议类别)."""
        return self.kinds


def kinds_together(
    added: Iterable[tuple[MeetingKind, ...]], own: MeetingKinds
) -> dict[str, MeetingKind]:
    """Put all kinds under their codes; the first text to name a code keeps it (汇总会议类别).

    Give what texts of higher rank add first: a place cannot restate the kinds of a law.
    """
    together: dict[str, MeetingKind] = {}
    for kinds in (*added, own.kinds):
        for kind in kinds:
            together.setdefault(kind.code, kind)
    return together
