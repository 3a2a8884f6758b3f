"""Counting the election of a committee by heads and area (业主委员会选举计票).

民法典 第278条 asks how many must take part and how many of them must approve; it does not say who is
elected when more candidates have enough than there are seats. They rank in the order that the place
has chosen; where the last seats would fall to candidates who are equal in heads and in area, nobody
is drawn by lot: those candidates are reported as tied, and the seats stay open until people decide.
"""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from gongtong.voting.decisions import (
    Check,
    Tally,
    all_met,
    check_approval,
    check_participation,
    join_en,
    join_zh,
)
from gongtong.voting.elections.ballots import BallotProblem
from gongtong.voting.elections.merging import Standing
from gongtong.voting.readings import SeatOrder, SpoiltBallots
from gongtong.voting.weights import NOTHING, Weight, total

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from gongtong.voting.elections.ballots import Contest
    from gongtong.voting.elections.merging import MergedBallots
    from gongtong.voting.electorates import Electorate
    from gongtong.voting.thresholds import DecisionRule


class Outcome(StrEnum):
    """What an election came to for one candidate (候选人结果)."""

    ELECTED = "elected"
    NO_MAJORITY = "no_majority"
    SEATS_TAKEN = "seats_taken"
    TIED = "tied"
    TIE_LOST = "tie_lost"
    NO_QUORUM = "no_quorum"


@frozen
class CandidateResult:
    """One candidate's approvals, what they came to, and why (候选人得票).

    `rank` is the place among all candidates; those equal in heads and area share it.
    """

    name: str
    approvals: Weight
    rank: int
    approval: tuple[Check, ...]
    outcome: Outcome
    zh: str
    en: str


@frozen
class Tie:
    """Candidates who are equal where the seats run out (并列).

    `seats` is how many of them could still be elected.
    """

    candidates: tuple[str, ...]
    seats: int


@frozen
class StandingCount:
    """How many voters' ballots amount to this (选票效力统计)."""

    standing: Standing
    voters: int


@frozen
class WeighedChoice:
    """What one voter chose and with which weight, whoever it is (计权选择)."""

    weight: Weight
    standing: Standing
    approved: tuple[str, ...] = ()


@frozen(kw_only=True)
class CommitteeCount:
    """Who is elected in heads and area, who is not, and why (委员选举计算).

    `tie` stays open until somebody settles it; `elected` is in the order of the ranks. `seats_open`
    counts the seats that nobody got.
    """

    took_part: Weight
    participation: tuple[Check, ...]
    candidates: tuple[CandidateResult, ...]
    elected: tuple[str, ...]
    tie: Tie | None
    seats_open: int
    standings: tuple[StandingCount, ...]

    @property
    def has_quorum(self) -> bool:
        """Whether enough took part in every dimension (参与是否足够)."""
        return all_met(self.participation)

    def with_tie_settled(self, chosen: Collection[str]) -> CommitteeCount:
        """Give the last seats to the chosen of the tied, by a rule that was named before (处理并列).

        Raises `ValueError` where nobody is tied, and where the chosen are not so many of the tied as
        there are seats for them.
        """
        tie = self.tie
        if tie is None or not set(chosen) <= set(tie.candidates) or len(chosen) != tie.seats:
            message = "a tie is settled by choosing as many of the tied as there are seats"
            raise ValueError(message)
        candidates = tuple(
            _result(
                one.name,
                one.approvals,
                rank=one.rank,
                approval=one.approval,
                outcome=Outcome.ELECTED if one.name in chosen else Outcome.TIE_LOST,
            )
            if one.name in tie.candidates
            else one
            for one in self.candidates
        )
        return evolve(
            self,
            candidates=candidates,
            elected=(*self.elected, *chosen),
            tie=None,
            seats_open=self.seats_open - len(chosen),
        )


@frozen(kw_only=True)
class ElectionResult:
    """The outcome of an election, with everything needed to check it (选举结果).

    `took_part` includes those who abstained; whether a threshold counts them is said by its check.
    `elected` is in the order of the ranks; `seats_open` counts the seats that nobody got.
    """

    electorate: Weight
    electorate_digest: bytes
    seats: int
    took_part: Weight
    participation: tuple[Check, ...]
    candidates: tuple[CandidateResult, ...]
    elected: tuple[str, ...]
    tie: Tie | None
    seats_open: int
    standings: tuple[StandingCount, ...]
    rejected: tuple[BallotProblem, ...]

    @property
    def has_quorum(self) -> bool:
        """Whether enough took part in every dimension (参与是否足够)."""
        return all_met(self.participation)


def count_committee_election(
    electorate: Electorate,
    merged: MergedBallots,
    contest: Contest,
    *,
    rule: DecisionRule,
    spoilt: SpoiltBallots,
    seat_order: SeatOrder,
) -> ElectionResult:
    """Count an election; the order of the ballots plays no part (选举计票)."""
    count = count_weighed_choices(
        electorate.weight,
        [WeighedChoice(one.weight, one.standing, one.approved) for one in merged.choices],
        candidates=contest.candidates,
        seats=contest.seats,
        rule=rule,
        spoilt=spoilt,
        seat_order=seat_order,
    )
    return ElectionResult(
        electorate=electorate.weight,
        electorate_digest=electorate.digest(),
        seats=contest.seats,
        took_part=count.took_part,
        participation=count.participation,
        candidates=count.candidates,
        elected=count.elected,
        tie=count.tie,
        seats_open=count.seats_open,
        standings=count.standings,
        rejected=merged.problems,
    )


def count_weighed_choices(
    everyone: Weight,
    choices: Sequence[WeighedChoice],
    *,
    candidates: tuple[str, ...],
    seats: int,
    rule: DecisionRule,
    spoilt: SpoiltBallots,
    seat_order: SeatOrder,
) -> CommitteeCount:
    """Count what voters chose in heads and area; nobody needs to know who they are (按权数计票)."""
    cast = _cast(everyone, choices, spoilt)
    approvals = _approvals(choices, candidates)
    participation = check_participation(rule, cast)
    checks = {
        name: check_approval(rule, evolve(cast, approved=approvals[name])) for name in candidates
    }
    enough = [name for name in candidates if all_met(checks[name])]
    has_quorum = all_met(participation)
    elected, tie = _fill(enough, approvals, seats, seat_order) if has_quorum else ((), None)
    results = tuple(
        _result(
            name,
            approvals[name],
            rank=_rank(name, approvals, seat_order),
            approval=checks[name],
            outcome=_outcome(
                name, has_quorum=has_quorum, approval=checks[name], elected=elected, tie=tie
            ),
        )
        for name in _ranked(candidates, approvals, seat_order)
    )
    return CommitteeCount(
        took_part=cast.took_part,
        participation=participation,
        candidates=results,
        elected=elected,
        tie=tie,
        seats_open=seats - len(elected),
        standings=_standings(choices),
    )


def _cast(everyone: Weight, choices: Sequence[WeighedChoice], spoilt: SpoiltBallots) -> Tally:
    by_standing = {
        standing: total(choice.weight for choice in choices if choice.standing is standing)
        for standing in Standing
    }
    abstained = by_standing[Standing.ABSTAINED]
    valid = by_standing[Standing.COUNTED] + abstained
    took_part = valid
    if spoilt is SpoiltBallots.TAKES_PART_APPROVES_NOBODY:
        took_part += by_standing[Standing.SPOILT] + by_standing[Standing.CONFLICTING]
    return Tally(
        everyone=everyone,
        took_part=took_part,
        approved=NOTHING,
        abstained=abstained,
        valid=valid,
    )


def _approvals(choices: Sequence[WeighedChoice], candidates: Sequence[str]) -> dict[str, Weight]:
    heads: defaultdict[str, int] = defaultdict(int)
    area_cm2: defaultdict[str, int] = defaultdict(int)
    for choice in choices:
        for name in choice.approved:
            heads[name] += choice.weight.heads
            area_cm2[name] += choice.weight.area_cm2
    return {name: Weight(heads[name], area_cm2[name]) for name in candidates}


def _standings(choices: Sequence[WeighedChoice]) -> tuple[StandingCount, ...]:
    counts = dict.fromkeys(Standing, 0)
    for choice in choices:
        counts[choice.standing] += 1
    return tuple(StandingCount(standing, voters) for standing, voters in counts.items())


def _strength(weight: Weight, order: SeatOrder) -> tuple[int, int]:
    match order:
        case SeatOrder.HEADS_THEN_AREA:
            return weight.heads, weight.area_cm2
        case SeatOrder.AREA_THEN_HEADS:
            return weight.area_cm2, weight.heads


def _ranked(
    names: Sequence[str], approvals: dict[str, Weight], order: SeatOrder
) -> tuple[str, ...]:
    # among equals the order of the notice, which decides nothing: equals share their rank
    return tuple(sorted(names, key=lambda name: _strength(approvals[name], order), reverse=True))


def _rank(name: str, approvals: dict[str, Weight], order: SeatOrder) -> int:
    own = _strength(approvals[name], order)
    return 1 + sum(_strength(weight, order) > own for weight in approvals.values())


def _fill(
    enough: Sequence[str], approvals: dict[str, Weight], seats: int, order: SeatOrder
) -> tuple[tuple[str, ...], Tie | None]:
    """Give the seats to the best; equals across the last seat are tied and get none."""
    ranked = _ranked(enough, approvals, order)
    if len(ranked) <= seats:
        return ranked, None
    last, next_one = approvals[ranked[seats - 1]], approvals[ranked[seats]]
    if last != next_one:
        return ranked[:seats], None
    ahead = tuple(
        name for name in ranked if _strength(approvals[name], order) > _strength(last, order)
    )
    equals = tuple(name for name in ranked if approvals[name] == last)
    return ahead, Tie(equals, seats - len(ahead))


def _outcome(
    name: str,
    *,
    has_quorum: bool,
    approval: tuple[Check, ...],
    elected: tuple[str, ...],
    tie: Tie | None,
) -> Outcome:
    if not has_quorum:
        return Outcome.NO_QUORUM
    if not all_met(approval):
        return Outcome.NO_MAJORITY
    if name in elected:
        return Outcome.ELECTED
    if tie is not None and name in tie.candidates:
        return Outcome.TIED
    return Outcome.SEATS_TAKEN


_WORDS: Final = {
    Outcome.ELECTED: ("当选", "elected"),
    Outcome.NO_MAJORITY: ("未当选：赞成不足", "not elected: too few approvals"),
    Outcome.SEATS_TAKEN: (
        "未当选：名额已满",
        "not elected: the seats went to better-placed candidates",
    ),
    Outcome.TIED: (
        "未定：与其他候选人票数和面积完全相同，剩余名额须另行决定",
        "undecided: equal to others in heads and area; who gets the last seats must be decided",
    ),
    Outcome.TIE_LOST: (
        "未当选：与其他候选人票数和面积完全相同，按事先约定的规则落选",
        "not elected: equal to others in heads and area, and behind them by the rule for ties",
    ),
    Outcome.NO_QUORUM: ("未当选：参与表决的业主不足", "not elected: too few owners took part"),
}


def _result(
    name: str, approvals: Weight, *, rank: int, approval: tuple[Check, ...], outcome: Outcome
) -> CandidateResult:
    word_zh, word_en = _WORDS[outcome]
    return CandidateResult(
        name=name,
        approvals=approvals,
        rank=rank,
        approval=approval,
        outcome=outcome,
        zh=f"{name}：{word_zh}。第{rank}位。赞成：{join_zh(approval)}。",
        en=f"{name}: {word_en}. Rank {rank}. In favour: {join_en(approval)}.",
    )
