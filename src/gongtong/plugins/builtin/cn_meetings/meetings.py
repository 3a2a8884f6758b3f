"""Meetings of residents and of their representatives before and after 2026, and 四会 (会议规定).

The law of 2018 knows one meeting, which representatives of the groups may attend; the law of 2025 knows
two. The four meetings of 四会 are house practice; from 2026 on they rest on 第32条, which names
议事会、听证会、恳谈会等多种形式, and their outcome is on show for the 15 days of 第34条.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Final

from gongtong.core.periods import Span, between, since
from gongtong.core.policies import AnyProvision, Mode, Provision, Rank
from gongtong.core.rulings import Source
from gongtong.core.shares import AtLeast, MoreThan
from gongtong.core.workdays.terms import Term, TimeUnit
from gongtong.deliberation.assemblies.kinds import (
    HOUSE_MEETINGS,
    CountRule,
    MeetingBasis,
    MeetingKind,
    MeetingKinds,
    NoticeRule,
    ShowRule,
    committee_law,
    committee_law_before,
)
from gongtong.deliberation.assemblies.policies import CONSULTATIONS, MEETING_KINDS
from gongtong.plugins.manifest import Plugin
from gongtong.plugins.spec import gongtong_provisions

_OLD: Final = between("2018-12-29", "2026-01-01")
_NEW: Final = since("2026-01-01")
_HALF: Final = MoreThan(1, 2)

RESIDENTS_MEETING_BEFORE: Final = MeetingKind(
    code="residents_meeting",
    zh="居民会议",
    purpose="讨论决定涉及全体居民利益的重要问题",
    decides=True,
    call_source=committee_law_before(10),
    demands=(
        CountRule(MeetingBasis.ADULTS, AtLeast(1, 5), committee_law_before(10)),
        CountRule(MeetingBasis.HOUSEHOLDS, AtLeast(1, 5), committee_law_before(10)),
        CountRule(MeetingBasis.GROUPS, AtLeast(1, 3), committee_law_before(10)),
    ),
    quorum=(
        CountRule(MeetingBasis.ADULTS, _HALF, committee_law_before(9)),
        CountRule(MeetingBasis.HOUSEHOLDS, _HALF, committee_law_before(9)),
        CountRule(MeetingBasis.GROUP_DELEGATES, _HALF, committee_law_before(9)),
    ),
    majority=CountRule(MeetingBasis.PRESENT, _HALF, committee_law_before(9)),
    feeds=("decision",),
)
"""The meeting of residents as the law had it to the end of 2025 (2025年底前居民会议)."""

RESIDENTS_MEETING: Final = MeetingKind(
    code="residents_meeting",
    zh="居民会议",
    purpose="制定章程公约，审议评议，决定涉及全体居民利益的重要事项",
    decides=True,
    call_source=committee_law(26),
    demands=(
        CountRule(MeetingBasis.ADULTS, AtLeast(1, 10), committee_law(26)),
        CountRule(MeetingBasis.HOUSEHOLDS, AtLeast(1, 10), committee_law(26)),
        CountRule(MeetingBasis.REPRESENTATIVES, AtLeast(1, 3), committee_law(26)),
    ),
    notice=NoticeRule(10, committee_law(26), may_be_shortened=True),
    quorum=(
        CountRule(MeetingBasis.ADULTS, _HALF, committee_law(27)),
        CountRule(MeetingBasis.HOUSEHOLDS, _HALF, committee_law(27)),
    ),
    majority=CountRule(MeetingBasis.PRESENT, _HALF, committee_law(27)),
    prior_study=committee_law(30),
    show=ShowRule(15, committee_law(34)),
    feeds=("decision",),
)
"""The meeting of residents as the law has it from 2026 on (居民会议)."""

REPRESENTATIVES_MEETING: Final = MeetingKind(
    code="representatives_meeting",
    zh="居民代表会议",
    purpose="讨论决定居民会议授权的事项",
    decides=True,
    call_source=committee_law(28),
    demands=(CountRule(MeetingBasis.REPRESENTATIVES, AtLeast(1, 5), committee_law(28)),),
    invites=("residents_may_listen",),
    quorum=(CountRule(MeetingBasis.BODY, AtLeast(2, 3), committee_law(29)),),
    majority=CountRule(MeetingBasis.PRESENT, _HALF, committee_law(29)),
    composition=CountRule(MeetingBasis.REPRESENTATIVES, AtLeast(4, 5), committee_law(28)),
    prior_study=committee_law(30),
    show=ShowRule(15, committee_law(34)),
    every=Term(6, TimeUnit.MONTH),
    feeds=("decision",),
    answers_to=("residents_meeting",),
)
"""The meeting of the committee and the residents' representatives, from 2026 on (居民代表会议)."""


def four_meetings(base: Source, show: Source) -> MeetingKinds:
    """Give the four meetings of 四会: they talk, and what they find goes on to others (四会)."""
    consultation = partial(MeetingKind, decides=False, call_source=base, show=ShowRule(15, show))
    return MeetingKinds(
        (
            consultation(
                "affairs_coordination",
                "事务协调会",
                "就具体事务协调各方，落实办理",
                invites=("property_company", "households_concerned"),
                feeds=("task", "spending_request"),
            ),
            consultation(
                "heart_to_heart",
                "民情恳谈会",
                "听取意见，通报情况",
                invites=("residents", "deputies"),
                every=Term(3, TimeUnit.MONTH),
                feeds=("topic",),
            ),
            consultation(
                "consultation",
                "民主协商会",
                "就涉及居民切身利益的事项开展协商",
                invites=("households_concerned", "other_stakeholders"),
                feeds=("decision", "residents_meeting"),
            ),
            consultation(
                "residents_council",
                "居民议事会",
                "商议公共事务，提出方案",
                invites=("representatives",),
                feeds=("representatives_meeting", "residents_meeting"),
            ),
        )
    )


def _statutory(provision_id: str, in_force: Span, *kinds: MeetingKind) -> AnyProvision:
    sources = {rule.source for kind in kinds for rule in (*kind.demands, *kind.quorum)}
    return Provision(
        provision_id,
        MEETING_KINDS,
        MeetingKinds(kinds),
        area="",
        in_force=in_force,
        rank=Rank.LAW,
        cites=sorted(sources, key=lambda source: int(source.article.strip("第条"))),
    )


def _practice(provision_id: str, in_force: Span, base: Source, show: Source) -> AnyProvision:
    return Provision(
        provision_id,
        CONSULTATIONS,
        four_meetings(base, show),
        area="",
        in_force=in_force,
        rank=Rank.MINISTRY_GUIDANCE,
        mode=Mode.DEFAULT,
        cites=(HOUSE_MEETINGS, *((base,) if base is not HOUSE_MEETINGS else ())),
    )


@gongtong_provisions.impl
def meetings_of_residents() -> Iterable[AnyProvision]:
    """Give the kinds of meeting of each text, from its day on (会议规定)."""
    yield _statutory("cn.meetings.before_2026", _OLD, RESIDENTS_MEETING_BEFORE)
    yield _statutory("cn.meetings.residents", _NEW, RESIDENTS_MEETING, REPRESENTATIVES_MEETING)
    yield _practice(
        "cn.meetings.four_before_2026",
        between("2000-01-01", "2026-01-01"),
        HOUSE_MEETINGS,
        HOUSE_MEETINGS,
    )
    yield _practice("cn.meetings.four", _NEW, committee_law(32), committee_law(34))


plugin: Final = Plugin("cn-meetings", hooks=__name__)
