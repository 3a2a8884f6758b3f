"""Whether others may attend: each party says what it wants (公开方式)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from attrs import frozen

from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.mediation.cases.cases import CaseOnFile, Openness, reasons_if_ended
from gongtong.mediation.sources import mediation_law

OPEN_OR_NOT: Final = mediation_law(23, "第（三）项：要求调解公开进行或者不公开进行")


@frozen
class OpennessWish:
    """What a party wants (公开意愿)."""

    party: str
    wants: Openness


@frozen
class SettleOpenness:
    """A request to settle whether others may attend; every party has said what it wants (确定公开方式申请)."""

    case: str
    wishes: tuple[OpennessWish, ...]


@frozen
class OpennessSettled:
    """It is settled: open where all parties want it so, and otherwise closed (公开方式已确定)."""

    case: str
    openness: Openness
    wishes: tuple[OpennessWish, ...]


def rule_on_openness(
    request: SettleOpenness, case: CaseOnFile, parties: Collection[str]
) -> Granted[OpennessSettled] | Refused:
    """Let it be settled whether others may attend (确定公开方式审核).

    One party that wants to be among themselves is enough for a closed session. Grounds, in this order: the case has
    ended, a party that has not said, twice or is none, a wish that is none.
    """
    reasons = [*reasons_if_ended(case)]
    said = [one.party for one in request.wishes]
    if sorted(said) != sorted(parties):
        reasons.append(
            _reason(
                "openness_of_all",
                "每一方当事人都须表明公开或者不公开，各一次",
                "every party says once whether it wants the session open",
            )
        )
    if any(one.wants is Openness.UNSETTLED for one in request.wishes):
        reasons.append(_reason("openness_unsettled", "须写明公开或者不公开", "say open or closed"))
    if reasons:
        return Refused(tuple(reasons))
    all_open = all(one.wants is Openness.OPEN for one in request.wishes)
    openness = Openness.OPEN if all_open else Openness.CLOSED
    return Granted(OpennessSettled(request.case, openness, request.wishes))


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"mediation.{code}", zh, en, OPEN_OR_NOT)
