"""A campaign from door to door: which households, which days, who goes in pairs (走访活动)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

CANVASSING_RULES: Final = Source(
    "走访约定", standing=Standing.HOUSE, note="canvassers go in pairs; every door counts once"
)
MAX_CODE_LENGTH: Final = 40
MAX_TITLE_LENGTH: Final = 120


@frozen
class CanvasserPair:
    """Two people who go from door to door together (走访小组)."""

    code: str
    members: tuple[str, str]


@frozen
class OpenCampaign:
    """A request to go from door to door (走访活动申请).

    No dwelling named means every one that the register has on the first day. `last_day` is included.
    `question_set` names the questions that are asked, and is empty where people are only listened to.
    """

    code: str
    title: str
    first_day: date
    last_day: date
    pairs: tuple[CanvasserPair, ...]
    dwellings: tuple[DwellingLabel, ...] = ()
    question_set: str = ""


@frozen
class Campaign:
    """A campaign as it stands: its days and who goes with whom (在册走访活动).

    `pair_of` gives the code of the pair in which each canvasser goes.
    """

    code: str
    title: str
    first_day: date
    last_day: date
    question_set: str
    pair_of: Mapping[str, str] = field(repr=False)


@frozen
class CampaignFacts:
    """What is known when a campaign is opened (走访活动依据)."""

    taken: bool
    register: frozenset[DwellingLabel]


@frozen
class CampaignOpened:
    """Canvassers may go out; who they are stands in the table and not in the record (走访活动已开始)."""

    code: str
    first_day: date
    last_day: date
    question_set: str
    households: int
    pairs: tuple[str, ...]


def households_of(request: OpenCampaign, register: Collection[DwellingLabel]) -> list[DwellingLabel]:
    """Give the dwellings of a campaign in the order of their labels (走访范围)."""
    named = request.dwellings or tuple(register)
    return sorted(set(named), key=lambda label: label.position)


def rule_on_campaign(
    request: OpenCampaign, facts: CampaignFacts
) -> Granted[CampaignOpened] | Refused:
    """Rule on a campaign: code, title, days, pairs, then households (走访活动裁定)."""
    reasons = (
        *_reasons_of_name(request, facts),
        *_reasons_of_pairs(request.pairs),
        *_reasons_of_households(request, facts),
    )
    if reasons:
        return Refused(reasons)
    return Granted(
        CampaignOpened(
            request.code,
            request.first_day,
            request.last_day,
            request.question_set,
            len(households_of(request, facts.register)),
            tuple(pair.code for pair in request.pairs),
        )
    )


def _reasons_of_name(request: OpenCampaign, facts: CampaignFacts) -> Iterator[Reason]:
    params = (("campaign", request.code),)
    if facts.taken:
        yield Reason(
            "deliberation.campaign_exists",
            f"已有编号为 {request.code} 的走访活动",
            f"there is a campaign {request.code} already",
            CANVASSING_RULES,
            params,
        )
    lengths = (
        (request.code, MAX_CODE_LENGTH),
        (request.title, MAX_TITLE_LENGTH),
        (f"x{request.question_set}", MAX_CODE_LENGTH),
    )
    if any(not text.strip() or len(text) > most for text, most in lengths):
        yield Reason(
            "deliberation.bad_name",
            f"走访活动须有编号（至多 {MAX_CODE_LENGTH} 字）和名称（至多 {MAX_TITLE_LENGTH} 字）",
            "a campaign has a code and a title, neither too long",
            CANVASSING_RULES,
            params,
        )
    if request.last_day < request.first_day:
        yield Reason(
            "deliberation.campaign_ends_early",
            f"走访截止日 {request.last_day} 早于开始日 {request.first_day}",
            f"the last day, {request.last_day}, lies before the first, {request.first_day}",
            CANVASSING_RULES,
            params,
        )


def _reasons_of_pairs(pairs: tuple[CanvasserPair, ...]) -> Iterator[Reason]:
    codes = Counter(pair.code for pair in pairs)
    people = Counter(name for pair in pairs for name in pair.members)
    is_faulty = any(
        not pair.code.strip() or not all(name.strip() for name in pair.members) for pair in pairs
    )
    if not pairs or is_faulty or any(times > 1 for times in (*codes.values(), *people.values())):
        yield Reason(
            "deliberation.not_in_pairs",
            "走访须两人一组，每组一个代号，每人只在一组",
            "canvassers go in twos, each pair under a code of its own, each person in one pair",
            CANVASSING_RULES,
        )


def _reasons_of_households(request: OpenCampaign, facts: CampaignFacts) -> Iterator[Reason]:
    strangers = [str(label) for label in request.dwellings if label not in facts.register]
    if strangers:
        yield Reason(
            "deliberation.unknown_dwelling",
            f"名册中没有{'、'.join(strangers[:5])}等 {len(strangers)} 户",
            f"the register lacks {len(strangers)} of the dwellings, such as {strangers[0]}",
            CANVASSING_RULES,
            (("dwellings", ",".join(strangers)),),
        )
    if not request.dwellings and not facts.register:
        yield Reason(
            "deliberation.nobody_to_visit",
            "没有可走访的住户",
            "there is no household to visit",
            CANVASSING_RULES,
        )
