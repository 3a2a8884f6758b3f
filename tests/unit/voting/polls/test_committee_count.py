"""Electing a committee as a question of a poll: both dimensions, each candidate, and the named rule for ties."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.shares import AtLeast, MoreThan
from gongtong.voting.counting.ties import TieRule, drawn_lots
from gongtong.voting.counting.traces import Tie, TieBreak
from gongtong.voting.elections.committee_elections import CommitteeCount, Outcome
from gongtong.voting.polls.answers import Picked
from gongtong.voting.polls.committee_count import elect, finding_en, finding_zh
from gongtong.voting.polls.poll_rules import ElectionRule
from gongtong.voting.polls.questions import ElectQuestion
from gongtong.voting.polls.settling import SettledAnswer, Worth
from gongtong.voting.readings import SeatOrder, SpoiltBallots
from gongtong.voting.thresholds import Abstention, Base, DecisionRule, in_heads_and_area
from gongtong.voting.weights import Weight

QUESTION = ElectQuestion(title="选举业主委员会委员", options=("甲", "乙", "丙"), seats=2)
RULE = ElectionRule(
    1,
    DecisionRule(
        participation=in_heads_and_area(AtLeast(2, 3), of=Base.ALL, abstention=Abstention.COUNTS),
        approval=in_heads_and_area(
            MoreThan(1, 2), of=Base.TAKING_PART, abstention=Abstention.COUNTS
        ),
    ),
    SeatOrder.HEADS_THEN_AREA,
)
HALF = evolve(
    RULE,
    rule=evolve(
        RULE.rule,
        approval=in_heads_and_area(
            AtLeast(1, 2), of=Base.TAKING_PART, abstention=Abstention.COUNTS
        ),
    ),
)
LOT = TieRule(by=TieBreak.LOT, seed="2025068 03 11 17 22 30 06 12")


def said(names: str | None, area: int = 1) -> SettledAnswer:
    answer = None if names is None else Picked(tuple(names))
    worth = Worth.SPOILT if names is None else Worth.COUNTED
    return SettledAnswer(Weight(1, area), worth, answer, UUID(int=1))


def count(
    *settled: SettledAnswer, everyone: Weight, **other: Any
) -> tuple[CommitteeCount, Tie | None]:
    asked: dict[str, Any] = {
        "rule": RULE,
        "spoilt": SpoiltBallots.TAKES_PART_APPROVES_NOBODY,
        "ties": TieRule(),
        **other,
    }
    return elect(asked.pop("question", QUESTION), settled, everyone, **asked)


@pytest.mark.parametrize(
    ("heads", "area", "elected"),
    [
        (9, 9, ("甲",)),
        (10, 9, ()),
        (9, 10, ()),
    ],
)
def test_two_thirds_must_take_part_in_heads_and_in_area(
    heads: int, area: int, elected: tuple[str, ...]
) -> None:
    """Six of nine are two thirds; six of ten are not, in whichever dimension (民法典 278)."""
    found, _ = count(*[said("甲")] * 6, everyone=Weight(heads, area))
    assert found.elected == elected
    assert found.has_quorum is bool(elected)


@pytest.mark.parametrize(
    ("areas", "elected"),
    [
        ((30, 30, 30, 45, 46), ()),
        ((30, 30, 30, 45, 45), ()),
        ((30, 30, 30, 45, 44), ("甲",)),
    ],
)
def test_more_than_half_must_approve_in_area_as_well(
    areas: tuple[int, ...], elected: tuple[str, ...]
) -> None:
    """Three of five heads are enough; 90 of 181 or of 180 in area are not, 90 of 179 are."""
    ballots = [said("甲" if place < 3 else "", area) for place, area in enumerate(areas)]
    found, _ = count(*ballots, everyone=Weight(5, sum(areas)))
    assert found.elected == elected
    first = found.candidates[0]
    assert [check.threshold.dimension.value for check in first.approval] == ["heads", "area"]
    assert first.approval[0].is_met
    assert first.approval[1].is_met is bool(elected)


def test_many_heads_with_little_area_elect_nobody() -> None:
    """What a count of heads alone would have elected: eight of nine heads, less than half of the area."""
    small, large = [said("甲", 10)] * 8, said("乙", 100)
    found, _ = count(*small, large, everyone=Weight(9, 180))
    assert found.elected == ()
    assert {one.name: one.outcome for one in found.candidates} == dict.fromkeys(
        "甲乙丙", Outcome.NO_MAJORITY
    )


@pytest.mark.parametrize(
    ("spoilt", "elected"),
    [
        (SpoiltBallots.TAKES_PART_APPROVES_NOBODY, ()),
        (SpoiltBallots.DID_NOT_TAKE_PART, ("甲",)),
    ],
)
def test_a_spoilt_ballot_is_what_the_place_says(
    spoilt: SpoiltBallots, elected: tuple[str, ...]
) -> None:
    """Two of four who took part are not more than half; two of three are. Both have two thirds of four."""
    ballots = said("甲"), said("甲"), said(""), said(None)
    found, _ = count(*ballots, everyone=Weight(4, 4), spoilt=spoilt)
    assert found.elected == elected


TIED = (*[said("甲乙")] * 2, *[said("甲丙")] * 2, said("甲乙"), said("甲丙"))


def test_a_tie_stays_open_where_nothing_breaks_it() -> None:
    """Both keep their checks, the seat stays open, and the finding says so."""
    for ties, by in ((TieRule(), TieBreak.OPEN), (TieRule(by=TieBreak.RUN_OFF), TieBreak.RUN_OFF)):
        found, tie = count(*TIED, everyone=Weight(6, 6), rule=HALF, ties=ties)
        assert found.elected == ("甲",)
        assert tie == Tie(candidates=("乙", "丙"), round=1, seats=1, broken_by=by)
        assert found.seats_open == 1
        assert "乙、丙人数和面积相同，1个名额须另行决定。" in finding_zh(found, tie)
        assert "乙, 丙 are equal in heads and area; 1 seat must" in finding_en(found, tie)


def test_a_tie_is_broken_by_the_rule_that_was_named() -> None:
    """By the published seed, by the list, by the recorded decision; and the loser is told."""
    drawn = drawn_lots(("乙", "丙"), seed=LOT.seed, round_number=1)[0]
    for ties, first in (
        (LOT, drawn),
        (TieRule(by=TieBreak.SENIORITY, names=("丙", "乙", "甲")), "丙"),
        (TieRule(by=TieBreak.DECIDED, names=("乙", "丙")), "乙"),
        (TieRule(by=TieBreak.ORDER), "乙"),
    ):
        found, tie = count(*TIED, everyone=Weight(6, 6), rule=HALF, ties=ties)
        assert found.elected == ("甲", first)
        assert tie is not None
        assert (tie.chosen, tie.broken_by) == ((first,), ties.by)
        assert (found.tie, found.seats_open) == (None, 0)
        outcomes = {one.name: one.outcome for one in found.candidates}
        loser = "丙" if first == "乙" else "乙"
        assert (outcomes[first], outcomes[loser]) == (Outcome.ELECTED, Outcome.TIE_LOST)
        assert f"{first}当选。" in finding_zh(found, tie)
        assert finding_zh(found, tie).startswith(f"当选：甲、{first}。参与：人数6人")
        assert finding_en(found, tie).startswith(f"Elected: 甲, {first}. Participation: 6 owners")


def test_a_list_that_does_not_name_all_of_the_tied_breaks_nothing() -> None:
    """Whoever decides by hand must decide on everybody who is equal."""
    ties = TieRule(by=TieBreak.DECIDED, names=("乙",))
    found, tie = count(*TIED, everyone=Weight(6, 6), rule=HALF, ties=ties)
    assert (found.seats_open, tie) == (
        1,
        Tie(candidates=("乙", "丙"), round=1, seats=1, broken_by=TieBreak.OPEN),
    )


def test_an_empty_seat_is_said() -> None:
    """One candidate has enough, two seats: one stays open; with nobody elected that is said as well."""
    found, tie = count(*[said("甲")] * 3, everyone=Weight(3, 3))
    assert "空缺1个名额。" in finding_zh(found, tie)
    assert "1 seat is open." in finding_en(found, tie)
    nobody, _ = count(everyone=Weight(3, 3))
    assert finding_zh(nobody, None).startswith("无人当选。参与：人数0人")
    assert finding_en(nobody, None).startswith("Nobody is elected.")
