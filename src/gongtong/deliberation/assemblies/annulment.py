"""Calling off a meeting, or making void what it decided, by a named ground (会议撤销)."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from attrs import frozen

from gongtong.core.digests import is_sha256
from gongtong.core.rulings import Granted, Reason, Refused, Source
from gongtong.deliberation.assemblies.kinds import HOUSE_MEETINGS, committee_law
from gongtong.deliberation.assemblies.meetings import (
    MeetingFacts,
    MeetingOnFile,
    meeting_reason,
    reasons_against_step,
)


class AnnulmentGround(StrEnum):
    """Why a meeting, or what it decided, is void (会议撤销理由).

    The court annuls what wrongs a resident (第40条, which speaks of the committee's decisions); the
    street or the district orders what breaks the law to be put right (第31条); the meeting of
    residents revokes what the representatives decided (第30条). The others are the place's own.
    """

    CALLED_OFF = "called_off"
    PROCEDURE = "procedure"
    COURT = "court"
    ORDERED = "ordered"
    HIGHER_MEETING = "higher_meeting"

    @property
    def zh(self) -> str:
        """The ground as a notice names it (中文理由)."""
        return _GROUNDS[self][0]

    @property
    def source(self) -> Source:
        """The text behind the ground (理由依据)."""
        return _GROUNDS[self][1]


_GROUNDS: Final = {
    AnnulmentGround.CALLED_OFF: ("取消召开", HOUSE_MEETINGS),
    AnnulmentGround.PROCEDURE: ("程序有误", HOUSE_MEETINGS),
    AnnulmentGround.COURT: (
        "人民法院撤销",
        committee_law(40, "2025年修订；该条所指为居民委员会及其成员的决定"),
    ),
    AnnulmentGround.ORDERED: ("责令改正", committee_law(31)),
    AnnulmentGround.HIGHER_MEETING: ("居民会议撤销", committee_law(30)),
}


@frozen
class AnnulMeeting:
    """A request to call a meeting off, or to make it void (撤销会议申请).

    `document_digest` is that of the judgment, order or decision; `by_meeting` is the number of the
    meeting that revoked it.
    """

    number: str
    ground: AnnulmentGround
    document_digest: str
    by_meeting: str = ""


@frozen
class MeetingAnnulled:
    """A meeting is void; what it decided counts no more, and stays readable (已撤销会议)."""

    number: str
    ground: AnnulmentGround
    document_digest: str
    by_meeting: str
    was: str


def rule_on_annulment(
    request: AnnulMeeting, facts: MeetingFacts, *, higher: MeetingOnFile | None = None
) -> Granted[MeetingAnnulled] | Refused:
    """Let a meeting be called off before it, or made void after it (撤销会议审核).

    Grounds, in this order: the office, the state, a ground for another time, the document, the
    meeting that revoked it.
    """
    reasons = (
        *reasons_against_step(facts, "annul"),
        *_reasons_of_ground(request, facts),
        *_reasons_of_higher(request, facts, higher),
    )
    if reasons:
        return Refused(reasons)
    return Granted(
        MeetingAnnulled(
            request.number,
            request.ground,
            request.document_digest,
            request.by_meeting,
            facts.meeting.state,
        )
    )


def _reasons_of_ground(request: AnnulMeeting, facts: MeetingFacts) -> Iterator[Reason]:
    is_before = facts.meeting.state == "planned"
    if is_before != (request.ground is AnnulmentGround.CALLED_OFF):
        yield meeting_reason(
            "ground_for_another_time",
            "未召开的会议只能取消，已召开的会议不能取消",
            "what was not held is called off, what was held is not",
            ground=request.ground,
        )
    if not is_sha256(request.document_digest):
        yield meeting_reason(
            "document_digest",
            "须写明文书的SHA-256摘要",
            "the document is named by its SHA-256 in 64 small hexadecimal digits",
        )


def _reasons_of_higher(
    request: AnnulMeeting, facts: MeetingFacts, higher: MeetingOnFile | None
) -> Iterator[Reason]:
    if request.ground is not AnnulmentGround.HIGHER_MEETING:
        return
    if higher is None or higher.kind not in facts.kind.answers_to or higher.state == "void":
        yield meeting_reason(
            "no_higher_meeting",
            f"没有可以撤销{facts.kind.zh}决定的会议",
            f"no meeting is named that may revoke what a {facts.kind.code} decided",
            request.ground.source,
        )
