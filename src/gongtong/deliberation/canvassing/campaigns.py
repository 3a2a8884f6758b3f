"""A canvass: which households are asked, and by whom (走访活动)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

from attrs import frozen

from gongtong.core.offices import Office
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing
from gongtong.deliberation.entitled import reasons_without_office
from gongtong.deliberation.recording import text_digest

CANVASSING_RULES: Final = Source(
    "入户走访约定", standing=Standing.HOUSE, note="canvassers go in pairs; every door counts once"
)
MAX_CODE: Final = 40
MAX_TITLE: Final = 120
MOST_HOUSEHOLDS: Final = 50_000
_ENTITLED: Final = (Office.CHAIR, Office.MEMBER)


@frozen
class OpenCanvass:
    """A request to go from door to door; without households all of the register are meant (开展走访申请)."""

    code: str
    title: str
    households: tuple[DwellingLabel, ...] = ()


@frozen
class CanvassOpened:
    """A canvass has begun (走访已开展)."""

    code: str
    title_digest: str
    households: int
    opened_by: str


@frozen
class CanvassOnFile:
    """A canvass as it stands (在册走访活动)."""

    code: str
    title: str
    households: tuple[DwellingLabel, ...]
    opened_on: date


@frozen
class OpeningFacts:
    """What is known when a canvass begins (开展走访依据)."""

    taken: bool
    register: Collection[DwellingLabel]
    held: Collection[Office]
    actor: str


def households_of(request: OpenCanvass, facts: OpeningFacts) -> tuple[DwellingLabel, ...]:
    """Give the households that are meant, in the order of their labels (走访范围)."""
    return tuple(sorted(set(request.households) or set(facts.register)))


def rule_on_canvass(request: OpenCanvass, facts: OpeningFacts) -> Granted[CanvassOpened] | Refused:
    """Let a canvass begin (开展走访审核).

    Grounds, in this order: no office for it, a code that is taken, a code or title that is none, households that the
    register does not have, none at all.
    """
    act = ("开展走访", "begin a canvass")
    reasons = [*reasons_without_office(facts.held, _ENTITLED, CANVASSING_RULES, act=act)]
    if facts.taken:
        reasons.append(_reason("canvass_exists", "编号已使用", "there is such a canvass already"))
    named = ((request.code, MAX_CODE), (request.title, MAX_TITLE))
    if any(not 0 < len(text.strip()) <= most for text, most in named):
        reasons.append(_reason("canvass_name", "须有编号和名称", "it has a code and a title"))
    strangers = sorted(set(request.households) - set(facts.register))
    if strangers:
        listed = "、".join(str(label) for label in strangers[:9])
        reasons.append(
            _reason("canvass_strangers", f"名册中没有：{listed}", f"not in the register: {listed}")
        )
    wanted = households_of(request, facts)
    if not 0 < len(wanted) <= MOST_HOUSEHOLDS:
        reasons.append(
            _reason("canvass_empty", "没有要走访的住户", "there is no household to visit")
        )
    if reasons:
        return Refused(tuple(reasons))
    digest = text_digest(request.title.strip())
    return Granted(CanvassOpened(request.code, digest, len(wanted), facts.actor))


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"deliberation.{code}", zh, en, CANVASSING_RULES)
