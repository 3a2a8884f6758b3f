"""Putting right what was taken down beside an opinion; the words themselves stay (附记更正)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.deliberation.canvassing.campaigns import CANVASSING_RULES
from gongtong.deliberation.canvassing.visits import MAX_ACTION_LENGTH, MayPublish, Particulars
from gongtong.deliberation.recording import text_digest

if TYPE_CHECKING:
    from collections.abc import Iterator


@frozen
class CorrectParticulars:
    """A request to put the particulars of an opinion right (更正附记申请).

    `seen` is the version that the person had before him, 0 where there were no particulars yet.
    """

    number: str
    particulars: Particulars
    reason: str
    seen: int


@frozen
class ParticularsOnFile:
    """The particulars of an opinion, how often they were corrected, and the visit they go with (在册附记)."""

    number: str
    particulars: Particulars
    version: int
    campaign: str | None = None
    attempt: int | None = None


@frozen
class ParticularsBefore:
    """What was on file before a correction, who corrected it and why (附记更正痕迹)."""

    version: int
    particulars: Particulars
    reason: str
    corrected_by: str


@frozen
class ParticularsCorrected:
    """The particulars of an opinion were put right (附记已更正).

    What the resident asked for is told by its digest: the words stand in the table.
    """

    number: str
    version: int
    action_digest: str
    action_digest_before: str
    may_publish: MayPublish
    may_publish_before: MayPublish
    read_back: bool | None
    read_back_before: bool | None
    reason_digest: str
    corrected_by: str


def rule_on_correction(
    request: CorrectParticulars, on_file: ParticularsOnFile, *, actor: str
) -> Granted[ParticularsCorrected] | Refused:
    """Rule on a correction: a reason, a difference, a length that the table keeps (更正附记裁定)."""
    reasons = tuple(_reasons(request, on_file))
    if reasons:
        return Refused(reasons)
    before, after = on_file.particulars, request.particulars
    return Granted(
        ParticularsCorrected(
            request.number,
            request.seen + 1,
            text_digest(after.asked_action),
            text_digest(before.asked_action),
            after.may_publish,
            before.may_publish,
            after.read_back,
            before.read_back,
            text_digest(request.reason),
            actor,
        )
    )


def _reasons(request: CorrectParticulars, on_file: ParticularsOnFile) -> Iterator[Reason]:
    params = (("number", request.number),)
    if not request.reason.strip():
        yield Reason(
            "deliberation.correction_without_reason",
            f"更正编号 {request.number} 的附记须说明理由",
            f"a correction of the particulars of {request.number} states why",
            CANVASSING_RULES,
            params,
        )
    if request.particulars == on_file.particulars:
        yield Reason(
            "deliberation.nothing_corrected",
            f"编号 {request.number} 的附记没有变化",
            f"the particulars of {request.number} are these already",
            CANVASSING_RULES,
            params,
        )
    if len(request.particulars.asked_action) > MAX_ACTION_LENGTH:
        yield Reason(
            "deliberation.too_long",
            f"诉求至多 {MAX_ACTION_LENGTH} 字",
            f"what is asked for has at most {MAX_ACTION_LENGTH} characters",
            CANVASSING_RULES,
            params,
        )
