"""By which criteria a company is rated, in versions: what counts for it and against it, and for how long (评价标准)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

from attrs import frozen

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing
from gongtong.core.workdays.terms import Term, TimeUnit
from gongtong.deliberation.entitled import reasons_without_office

RATING_RULES: Final = Source(
    "物业服务评价约定",
    standing=Standing.HOUSE,
    note="红黑榜 is a name of this place; no text of law is claimed for it",
)
MAX_CODE: Final = 40
MAX_TEXT: Final = 200
_ENTITLED: Final = (Office.CHAIR, Office.MEMBER)


@frozen
class RatingCriterion:
    """One thing that is looked at, and what an entry of it counts: above nothing for the company, below against it (评价项目)."""

    code: str
    zh: str
    points: int


@frozen
class AdoptScheme:
    """A request to adopt criteria in a version (采用评价标准申请).

    An entry counts for `valid_months`. Before it is published the company has `reply_within` to answer. From `red_from`
    points on the company stands on the red list, and at `black_from` or below on the black one.
    """

    version: int
    criteria: tuple[RatingCriterion, ...]
    reply_within: Term
    valid_months: int
    red_from: int
    black_from: int


@frozen
class SchemeAdopted:
    """Criteria hold from now on for new entries; older ones stay with theirs (评价标准已采用)."""

    version: int
    criteria: tuple[RatingCriterion, ...]
    reply_within: Term
    valid_months: int
    red_from: int
    black_from: int
    adopted_by: str


@frozen
class SchemeFacts:
    """What is known when criteria are adopted (采用标准依据)."""

    newest: int
    held: Collection[Office]
    actor: str
    today: date


def rule_on_scheme(request: AdoptScheme, facts: SchemeFacts) -> Granted[SchemeAdopted] | Refused:
    """Let criteria be adopted (采用评价标准审核).

    Grounds, in this order: no office for it, a version that is not the next, criteria that are none, no time to reply, lists
    that overlap.
    """
    act = ("采用评价标准", "adopt criteria")
    reasons = [*reasons_without_office(facts.held, _ENTITLED, RATING_RULES, act=act)]
    if request.version != facts.newest + 1:
        due = facts.newest + 1
        reasons.append(_reason("scheme_version", f"应为第{due}版", f"the next version is {due}"))
    reasons += _of_content(request)
    if reasons:
        return Refused(tuple(reasons))
    return Granted(
        SchemeAdopted(
            request.version,
            request.criteria,
            request.reply_within,
            request.valid_months,
            request.red_from,
            request.black_from,
            facts.actor,
        )
    )


def _of_content(request: AdoptScheme) -> list[Reason]:
    found = []
    codes = [one.code for one in request.criteria]
    if not codes or len(set(codes)) < len(codes) or not all(map(_is_sound, request.criteria)):
        found.append(
            _reason(
                "scheme_criteria",
                "项目须有文字和不为零的分值，编号不重复",
                "each criterion has words, points, and a code of its own",
            )
        )
    if request.reply_within.length < 1 or request.reply_within.unit is TimeUnit.HOUR:
        found.append(
            _reason(
                "no_time_to_reply",
                "须给对方一日以上的答复期限",
                "the company has a day or more to reply",
            )
        )
    if request.valid_months < 1 or request.red_from <= request.black_from:
        found.append(
            _reason(
                "scheme_lists",
                "有效期须在一个月以上，红榜分值高于黑榜",
                "entries count for a month or more, and the red list begins above the black one",
            )
        )
    return found


def _is_sound(one: RatingCriterion) -> bool:
    return (
        0 < len(one.code.strip()) <= MAX_CODE
        and 0 < len(one.zh.strip()) <= MAX_TEXT
        and one.points != 0
    )


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"deliberation.{code}", zh, en, RATING_RULES)
