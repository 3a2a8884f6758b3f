"""Visits at the door, and what was said there beside the opinion itself (入户走访)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from attrs import field, frozen
from attrs.validators import ge, matches_re

from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.deliberation.canvass_sheet import OpinionBatch
from gongtong.deliberation.canvassing.campaigns import CANVASSING_RULES, Campaign
from gongtong.deliberation.opinions import Opinion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_ACTION_LENGTH: Final = 500


class VisitOutcome(StrEnum):
    """What a canvasser met with at the door (走访结果)."""

    TALKED = "talked"
    ABSENT = "absent"
    REFUSED = "refused"

    @property
    def zh(self) -> str:
        """The outcome as a canvass sheet has it (中文结果)."""
        return _OUTCOME_WORDS[self]


_OUTCOME_WORDS: Final = {
    VisitOutcome.TALKED: "已谈",
    VisitOutcome.ABSENT: "不在家",
    VisitOutcome.REFUSED: "拒访",
}


class MayPublish(StrEnum):
    """Whether what a resident said may be put up for all to read (可否公开)."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"


@frozen
class Particulars:
    """What else was taken down with an opinion (意见附记).

    `asked_action` is what the resident wants done, in his words; `read_back` says whether the opinion
    was read to him as it was written down, and nothing where nobody noted it.
    """

    asked_action: str = ""
    may_publish: MayPublish = MayPublish.NOT_ASKED
    read_back: bool | None = None


NOTHING_ELSE: Final = Particulars()


@frozen
class VisitLine:
    """One visit as a sheet has it, with the opinion that was given, if one was (走访记录行).

    Without an `attempt` it is the next one at this door; lines of one canvasser at one door on one day
    with one outcome are then one visit. `companion` may be left out: the pair is known by its other member.
    """

    dwelling: DwellingLabel
    visited_on: date
    canvasser: str
    outcome: VisitOutcome = VisitOutcome.TALKED
    attempt: int | None = None
    companion: str = ""
    opinion: Opinion | None = None
    particulars: Particulars = NOTHING_ELSE


@frozen
class Visit:
    """One attempt at one door (走访)."""

    dwelling: DwellingLabel
    attempt: int = field(validator=ge(1))
    outcome: VisitOutcome
    visited_on: date
    canvasser: str
    pair: str

    @property
    def key(self) -> tuple[DwellingLabel, int]:
        """What tells it from every other visit of its campaign (走访键)."""
        return self.dwelling, self.attempt


@frozen
class RecordVisits:
    """A file of visits, or a part of it, with the opinions that they brought (登记走访申请)."""

    campaign: str
    file: str
    digest: str = field(validator=matches_re(r"[0-9a-f]{64}"))
    lines: tuple[VisitLine, ...]

    @property
    def batch(self) -> OpinionBatch:
        """The opinions among the lines, as a batch of their own (其中意见)."""
        opinions = tuple(line.opinion for line in self.lines if line.opinion is not None)
        return OpinionBatch(self.file, self.digest, opinions)


@frozen
class VisitFacts:
    """What is on record when visits are (走访登记依据).

    `visits` are those at the doors of the lines, `linked` the numbers of opinions that have their visit.
    """

    campaign: Campaign
    visits: tuple[Visit, ...]
    linked: frozenset[str]
    today: date


@frozen
class OpinionAtVisit:
    """An opinion and the visit at which it was given (意见与走访对应)."""

    number: str
    dwelling: DwellingLabel
    attempt: int


@frozen
class VisitsRecorded:
    """Visits went on record; what was said stands in the tables alone (走访已登记).

    `known` counts the visits, and `opinions_known` the opinions, that an earlier file had brought.
    """

    campaign: str
    file: str
    digest: str
    visits: tuple[Visit, ...]
    known: int
    linked: tuple[OpinionAtVisit, ...]
    opinions_known: int


def rule_on_visits(request: RecordVisits, facts: VisitFacts) -> Granted[VisitsRecorded] | Refused:
    """Rule on a file of visits: days, canvassers, opinions without a talk, then contradictions (走访登记裁定)."""
    placed = _placed(request.lines, facts)
    known = {visit.key: visit for visit in facts.visits}
    reasons = (
        *(one for line in request.lines for one in _reasons_of_line(line, facts)),
        *_contradictions(placed, known),
    )
    if reasons:
        return Refused(tuple(dict.fromkeys(reasons)))
    visits = {visit.key: visit for visit in placed}
    fresh = tuple(visit for key, visit in visits.items() if key not in known)
    said = [
        OpinionAtVisit(line.opinion.number, visit.dwelling, visit.attempt)
        for line, visit in zip(request.lines, placed, strict=True)
        if line.opinion is not None
    ]
    linked = tuple(one for one in said if one.number not in facts.linked)
    return Granted(
        VisitsRecorded(
            request.campaign,
            request.file,
            request.digest,
            tuple(Visit(v.dwelling, v.attempt, v.outcome, v.visited_on, "", v.pair) for v in fresh),
            len(visits) - len(fresh),
            linked,
            len(said) - len(linked),
        )
    )


def placed_visits(request: RecordVisits, facts: VisitFacts) -> tuple[Visit, ...]:
    """Give each line its visit, with the canvasser's name, for the table (对应走访)."""
    return _placed(request.lines, facts)


def _placed(lines: Iterable[VisitLine], facts: VisitFacts) -> tuple[Visit, ...]:
    """Number what has no number: at each door in the order of days, after what is on record."""
    lines = tuple(lines)
    taken: Counter[DwellingLabel] = Counter()
    by_look: dict[tuple[object, ...], int] = {}
    for visit in facts.visits:
        taken[visit.dwelling] = max(taken[visit.dwelling], visit.attempt)
        by_look.setdefault(_look(visit), visit.attempt)
    for line in lines:
        if line.attempt is not None:
            taken[line.dwelling] = max(taken[line.dwelling], line.attempt)
            by_look.setdefault(_look(line), line.attempt)
    for line in sorted(lines, key=lambda line: line.visited_on):
        if line.attempt is None and _look(line) not in by_look:
            taken[line.dwelling] += 1
            by_look[_look(line)] = taken[line.dwelling]
    return tuple(
        Visit(
            line.dwelling,
            by_look[_look(line)] if line.attempt is None else line.attempt,
            line.outcome,
            line.visited_on,
            line.canvasser,
            facts.campaign.pair_of.get(line.canvasser, ""),
        )
        for line in lines
    )


def _look(one: Visit | VisitLine) -> tuple[object, ...]:
    return one.dwelling, one.visited_on, one.canvasser, one.outcome


def _reasons_of_line(line: VisitLine, facts: VisitFacts) -> Iterator[Reason]:
    label, campaign = str(line.dwelling), facts.campaign
    params = (("dwelling", label), ("visited_on", line.visited_on.isoformat()))
    if line.visited_on > facts.today:
        yield Reason(
            "deliberation.visit_in_future",
            f"{label} 的走访日期 {line.visited_on} 晚于今天",
            f"the visit at {label} on {line.visited_on} is still to come",
            CANVASSING_RULES,
            params,
        )
    if not campaign.first_day <= line.visited_on <= campaign.last_day:
        yield Reason(
            "deliberation.visit_outside_campaign",
            f"{label} 的走访日期 {line.visited_on} 不在走访期内（{campaign.first_day} 至 {campaign.last_day}）",
            f"the visit at {label} on {line.visited_on} lies outside the campaign",
            CANVASSING_RULES,
            params,
        )
    pair_of = campaign.pair_of
    pair = pair_of.get(line.canvasser)
    if pair is None or (line.companion and pair_of.get(line.companion) != pair):
        yield Reason(
            "deliberation.not_the_pair",
            f"{label} {line.visited_on} 的走访人不是本次走访的一组",
            f"those who went to {label} on {line.visited_on} are no pair of the campaign",
            CANVASSING_RULES,
            params,
        )
    if line.opinion is not None and line.outcome is not VisitOutcome.TALKED:
        yield Reason(
            "deliberation.opinion_without_talk",
            f"{label} {line.visited_on} {line.outcome.zh}，不能有意见",
            f"nobody talked at {label} on {line.visited_on}, so no opinion was given",
            CANVASSING_RULES,
            params,
        )


def _contradictions(
    placed: Iterable[Visit], known: dict[tuple[DwellingLabel, int], Visit]
) -> Iterator[Reason]:
    seen = dict(known)
    for visit in placed:
        if seen.setdefault(visit.key, visit) != visit:
            yield Reason(
                "deliberation.visit_differs",
                f"{visit.dwelling} 第 {visit.attempt} 次走访已有不同记录",
                f"attempt {visit.attempt} at {visit.dwelling} is on record otherwise",
                CANVASSING_RULES,
                (("dwelling", str(visit.dwelling)), ("attempt", str(visit.attempt))),
            )
