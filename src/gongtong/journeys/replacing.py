"""From one property company to the next: notice, end, handover, and who serves and is paid in between (更换物业服务人)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from attrs import frozen

from gongtong.core.digests import is_sha256
from gongtong.core.rulings import Granted, Reason, Refused, Source

_SINCE: Final = date(2021, 1, 1)
DISMISSAL: Final = Source("民法典", "第946条", _SINCE)
NO_RENEWAL: Final = Source("民法典", "第947条第2款", _SINCE)
WITHOUT_TERM: Final = Source("民法典", "第948条第2款", _SINCE)
HANDOVER: Final = Source("民法典", "第949条", _SINCE)
IN_BETWEEN: Final = Source("民法典", "第950条", _SINCE)


class EndOfService(StrEnum):
    """How a contract of property service comes to its end (合同终止方式)."""

    OWNERS_DISMISS = "owners_dismiss"
    NOT_RENEWED = "not_renewed"
    NO_TERM_ENDED = "no_term_ended"

    @property
    def notice_days(self) -> int:
        """How many days before the end the other side is told in writing (提前通知日数)."""
        return 90 if self is EndOfService.NOT_RENEWED else 60

    @property
    def source(self) -> Source:
        """The article that asks for the notice (依据)."""
        return _SOURCES[self]


_SOURCES: Final = {
    EndOfService.OWNERS_DISMISS: DISMISSAL,
    EndOfService.NOT_RENEWED: NO_RENEWAL,
    EndOfService.NO_TERM_ENDED: WITHOUT_TERM,
}


@frozen
class EndContract:
    """A wish to end a contract of property service on a day (终止物业合同意愿).

    `decided_on` is the day of the owners' vote, where it takes one; `agreed_days` a term of notice that the contract
    itself names, which goes before that of the law. `document` is the sha256 of the letter.
    """

    kind: EndOfService
    notified_on: date
    ends_on: date
    document: str
    decided_on: date | None = None
    agreed_days: int | None = None


@frozen
class ContractEnds:
    """A contract ends on a day; until the next one has taken over, the old company goes on serving (合同终止)."""

    kind: EndOfService
    notified_on: date
    ends_on: date


@frozen
class Replacement:
    """What is known of the change: when it ended, what was handed over, and since when another serves (更换情况).

    `handed_over_on` is the day on which premises and papers were given back, nothing while they were not.
    """

    ended_on: date
    handed_over_on: date | None = None
    taken_over_on: date | None = None
    refuses_to_leave: bool = False


def rule_on_ending_contract(request: EndContract) -> Granted[ContractEnds] | Refused:
    """Let a contract end (终止物业合同审核).

    Grounds, in this order: the owners have not decided before they dismissed, no letter, too short a notice.
    """
    reasons = tuple(_reasons(request))
    if reasons:
        return Refused(reasons)
    return Granted(ContractEnds(request.kind, request.notified_on, request.ends_on))


def earliest_end(kind: EndOfService, notified_on: date, agreed_days: int | None = None) -> date:
    """Give the earliest day on which a contract ends after a notice (最早终止日).

    >>> earliest_end(EndOfService.OWNERS_DISMISS, date(2025, 6, 10))
    datetime.date(2025, 8, 9)
    """
    days = kind.notice_days if agreed_days is None else agreed_days
    return notified_on + timedelta(days=days)


def owes_service(replacement: Replacement, day: date) -> bool:
    """Say whether the old company still has to serve: until another has taken over (是否应继续服务)."""
    taken_over = replacement.taken_over_on
    return taken_over is None or day < taken_over


def may_ask_fee(replacement: Replacement, day: date) -> bool:
    """Say whether the old company can ask a fee for a day after the end (是否可以收取该日物业费).

    It can for the time in which it goes on serving as it has to; who refuses to leave or to hand over cannot.
    """
    if day < replacement.ended_on:
        return True
    return not replacement.refuses_to_leave and owes_service(replacement, day)


def _reasons(request: EndContract) -> Iterator[Reason]:
    dismisses = request.kind is EndOfService.OWNERS_DISMISS
    if dismisses and (request.decided_on is None or request.decided_on > request.notified_on):
        yield _reason(
            "owners_have_not_decided",
            "解聘须由业主依照法定程序共同决定，决定后再通知",
            "the owners decide together before they dismiss",
            DISMISSAL,
        )
    if not is_sha256(request.document):
        yield _reason(
            "notice_not_written", "须书面通知", "notice is given in writing", request.kind.source
        )
    earliest = earliest_end(request.kind, request.notified_on, request.agreed_days)
    if request.ends_on < earliest:
        yield _reason(
            "notice_too_short",
            f"最早{earliest}终止",
            f"it ends on {earliest} at the earliest",
            request.kind.source,
        )


def _reason(code: str, zh: str, en: str, source: Source) -> Reason:
    return Reason(f"journeys.{code}", zh, en, source)
