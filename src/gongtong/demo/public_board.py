"""The notice board of the year, from what the database holds (公示内容编制)."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from gongtong.core.periods import local_day
from gongtong.core.privacy import mask_name, mask_phone
from gongtong.core.rulings import Source
from gongtong.demo.money_told import money_facts
from gongtong.notices.board import (
    ArrearsLine,
    BoardFacts,
    CandidateResult,
    ElectionFacts,
    Evidence,
    FeeFacts,
    OpinionLine,
    Outcome,
    Person,
    QuorumFinding,
    Turnout,
)
from gongtong.voting.elections import committee_elections as elections

if TYPE_CHECKING:
    from gongtong.core.places import Place
    from gongtong.demo.clock import DemoClock
    from gongtong.demo.findings import YearFindings
    from gongtong.ledger.fees.charges import Charge
    from gongtong.voting.elections.committee_elections import ElectionResult

_SAMPLES: Final = 2
_SHORT: Final = 16
_PHONE: Final = re.compile(r"(?<!\d)1\d{10}(?!\d)", re.ASCII)
_OUTCOMES: Final = {
    elections.Outcome.ELECTED: (Outcome.ELECTED, "当选"),
    elections.Outcome.NO_MAJORITY: (Outcome.NOT_ELECTED, "未过半数"),
    elections.Outcome.SEATS_TAKEN: (Outcome.NOT_ELECTED, "名额已满"),
    elections.Outcome.TIED: (Outcome.TIED, "票数相同，待决定"),
    elections.Outcome.TIE_LOST: (Outcome.NOT_ELECTED, "票数相同，按事先约定的规则落选"),
    elections.Outcome.NO_QUORUM: (Outcome.NOT_ELECTED, "参与不足"),
}


def board_facts(
    found: YearFindings, result: ElectionResult, *, place: Place, clock: DemoClock
) -> BoardFacts:
    """Give everything that hangs at the gate (公示内容)."""
    return BoardFacts(
        place_zh=place.name_zh,
        year=clock.year,
        generated_on=clock.board_day,
        posted_by_zh="自治管理委员会（示范数据，经手职务由演示扮演）",
        evidence=Evidence(
            ledger_entries=len(found.entries),
            events=found.head.event_count,
            head_short=found.head.digest.hex()[:_SHORT],
        ),
        money=money_facts(found, covers=clock.covered),
        election=_election(found, result),
        fees=_fees(found.charges),
        arrears=_arrears(found.charges),
        opinions=_opinions(found),
        sources=_sources(found),
        contact_zh="对公示内容有疑问，请向管账人或监督委员提出，可查阅凭证。",
    )


def _election(found: YearFindings, result: ElectionResult) -> ElectionFacts:
    election = found.election
    rule = election.rules.decision_rule
    period = election.contest.period
    return ElectionFacts(
        title_zh=election.title,
        seats=result.seats,
        voted_from=local_day(period.opens_at),
        voted_until=local_day(period.closes_at),
        turnout=Turnout(
            heads_all=result.electorate.heads,
            heads=result.took_part.heads,
            area_all_cm2=result.electorate.area_cm2,
            area_cm2=result.took_part.area_cm2,
        ),
        quorum=QuorumFinding(
            bound=rule.participation[0].bound,
            is_met=all(check.is_met for check in result.participation),
            source=_source_of_shares(found),
            why_zh="；".join(check.zh() for check in result.participation),
        ),
        approval=rule.approval[0].bound,
        candidates=tuple(_candidate(one) for one in result.candidates),
    )


def _source_of_shares(found: YearFindings) -> Source:
    """Give the paragraph that states the shares: the second of the article, in the old law as in the new."""
    cited = found.election_sources
    return next((source for source in cited if source.article.endswith("第2款")), cited[0])


def _candidate(one: elections.CandidateResult) -> CandidateResult:
    outcome, verdict_zh = _OUTCOMES[one.outcome]
    return CandidateResult(
        person=Person(one.name),
        heads=one.approvals.heads,
        area_cm2=one.approvals.area_cm2,
        outcome=outcome,
        verdict_zh=verdict_zh,
        why_zh=_why(one),
    )


def _why(one: elections.CandidateResult) -> str:
    """Say in one line what the bars beside it show: whether both shares were met, or what is short."""
    short = [check.zh() for check in one.approval if not check.is_met]
    if short:
        return "；".join(short)
    bound = one.approval[0].threshold.bound.zh()
    return f"人数、面积两项同意均{bound}，名次第{one.rank}"


def _fees(charges: tuple[Charge, ...]) -> tuple[FeeFacts, ...]:
    names = {charge.code: charge.zh for charge in charges}
    return tuple(
        _fee(zh, [charge for charge in charges if charge.code == code])
        for code, zh in sorted(names.items())
    )


def _fee(zh: str, charges: list[Charge]) -> FeeFacts:
    charged_fen = sum(charge.amount_fen for charge in charges)
    return FeeFacts(
        name_zh=zh,
        charged_fen=charged_fen,
        collected_fen=charged_fen - sum(charge.open_fen for charge in charges),
        dwellings_charged=len({charge.dwelling_id for charge in charges}),
        dwellings_paid=len({charge.dwelling_id for charge in charges})
        - len({charge.dwelling_id for charge in charges if charge.open_fen}),
    )


def _arrears(charges: tuple[Charge, ...]) -> tuple[ArrearsLine, ...]:
    buildings: defaultdict[int, list[Charge]] = defaultdict(list)
    for charge in charges:
        buildings[charge.label.building].append(charge)
    return tuple(_building(number, buildings[number]) for number in sorted(buildings))


def _building(number: int, charges: list[Charge]) -> ArrearsLine:
    charged = {charge.dwelling_id for charge in charges}
    owing = {charge.dwelling_id for charge in charges if charge.open_fen}
    return ArrearsLine(
        building_zh=f"{number}栋",
        dwellings_charged=len(charged),
        dwellings_paid=len(charged) - len(owing),
        open_count=len(owing),
        open_fen=sum(charge.open_fen for charge in charges),
    )


def _opinions(found: YearFindings) -> tuple[OpinionLine, ...]:
    names = {member.name for party in found.register.parties for member in party.members}
    samples: defaultdict[str, list[str]] = defaultdict(list)
    for one in found.opinions:
        text = _without_persons(one.opinion.text, names)
        if len(samples[one.category]) < _SAMPLES and text not in samples[one.category]:
            samples[one.category].append(text)
    lines = [
        OpinionLine(
            category_zh=found.words.zh(tally.category),
            confirmed=tally.confirmed,
            suggested=tally.suggested,
            samples=tuple(samples[tally.category]),
        )
        for tally in found.tallies
    ]
    return tuple(sorted(lines, key=lambda line: -line.total))


def _without_persons(text: str, names: set[str]) -> str:
    for name in sorted((name for name in names if name in text), key=len, reverse=True):
        text = text.replace(name, mask_name(name))
    return _PHONE.sub(lambda found: mask_phone(found.group()), text)


def _sources(found: YearFindings) -> tuple[Source, ...]:
    cited = [*found.election_sources, *(step.source for step in found.heads.steps)]
    return tuple(dict.fromkeys(cited))
