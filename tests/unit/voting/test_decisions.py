"""Thresholds: just under, exactly at and just over, on heads and on area, and how they are said."""

from fractions import Fraction

import pytest

from gongtong.core.shares import AtLeast, MoreThan
from gongtong.voting.decisions import Note, Tally, evaluate
from gongtong.voting.thresholds import (
    Abstention,
    Base,
    DecisionRule,
    Dimension,
    Threshold,
    in_heads_and_area,
)
from gongtong.voting.weights import Weight

ORDINARY = DecisionRule(
    participation=in_heads_and_area(AtLeast(2, 3), of=Base.ALL, abstention=Abstention.COUNTS),
    approval=in_heads_and_area(MoreThan(1, 2), of=Base.TAKING_PART, abstention=Abstention.COUNTS),
)
SPECIAL = DecisionRule(
    participation=in_heads_and_area(AtLeast(2, 3), of=Base.ALL, abstention=Abstention.COUNTS),
    approval=in_heads_and_area(AtLeast(3, 4), of=Base.TAKING_PART, abstention=Abstention.COUNTS),
)
EVERYONE = Weight(338, 23_660_0000)


@pytest.mark.parametrize(
    ("heads", "area_cm2", "quorum"),
    [
        pytest.param(225, 236_600_000, False, id="one-head-short"),
        pytest.param(226, 157_733_334, True, id="both-just-enough"),
        pytest.param(226, 157_733_333, False, id="a-third-of-a-cm2-short"),
        pytest.param(227, 157_733_335, True, id="both-just-over"),
    ],
)
def test_two_thirds_of_heads_and_of_area_must_take_part(
    heads: int, area_cm2: int, quorum: bool
) -> None:
    """Of 338 households 226 are the first quorum, and two thirds of the area besides (民法典 278)."""
    took_part = Weight(heads, area_cm2)
    finding = evaluate(ORDINARY, Tally(everyone=EVERYONE, took_part=took_part, approved=took_part))
    assert finding.has_quorum is quorum
    assert finding.is_passed is quorum


@pytest.mark.parametrize("dimension", list(Dimension))
@pytest.mark.parametrize(
    ("rule", "of_200", "passed"),
    [
        pytest.param(ORDINARY, 99, False, id="just-under-half"),
        pytest.param(ORDINARY, 100, False, id="exactly-half-is-not-more"),
        pytest.param(ORDINARY, 101, True, id="just-over-half"),
        pytest.param(SPECIAL, 149, False, id="just-under-three-quarters"),
        pytest.param(SPECIAL, 150, True, id="exactly-three-quarters-is-enough"),
        pytest.param(SPECIAL, 151, True, id="just-over-three-quarters"),
    ],
)
def test_each_dimension_must_meet_the_bound_by_itself(
    dimension: Dimension, rule: DecisionRule, of_200: int, passed: bool
) -> None:
    """过半数 is more than half, 四分之三以上 includes three quarters, in heads and in area (民法典 278, 1259)."""
    took_part = Weight(200, 200)
    approved = Weight(of_200, 200) if dimension is Dimension.HEADS else Weight(200, of_200)
    assert (
        evaluate(rule, Tally(everyone=took_part, took_part=took_part, approved=approved)).is_passed
        is passed
    )


def test_a_finding_says_what_was_missing() -> None:
    """The shares are exact, the percentages rounded down, and the shortfall is in owners and m2."""
    finding = evaluate(
        ORDINARY,
        Tally(everyone=Weight(338, 600), took_part=Weight(214, 399), approved=Weight(214, 399)),
    )
    heads, area = finding.participation
    assert (heads.share, heads.shortfall) == (Fraction(107, 169), 12)
    assert (area.share, area.shortfall) == (Fraction(133, 200), 1)
    assert heads.zh() == "人数214人，占全体业主338人的63.31%，要求不少于2/3，还差12人"
    assert area.en() == (
        "0.0399 m2 of 0.06 m2 (66.50% of all owners), at least 2/3 needed: 0.0001 m2 more"
    )
    assert finding.zh().startswith("未通过。参与表决：人数214人")
    assert finding.en().startswith("Not passed. Took part: 214 owners of 338 owners")


def test_a_finding_that_passes_says_so() -> None:
    """Every check is listed with its bound, and that it is met."""
    finding = evaluate(
        ORDINARY, Tally(everyone=Weight(3, 3), took_part=Weight(2, 2), approved=Weight(2, 2))
    )
    assert finding.zh() == (
        "通过。参与表决：人数2人，占全体业主3人的66.66%，要求不少于2/3，达到；"
        "面积0.0002平方米，占全体业主0.0003平方米的66.66%，要求不少于2/3，达到。"
        "赞成：人数2人，占参与表决的业主2人的100.00%，要求超过1/2，达到；"
        "面积0.0002平方米，占参与表决的业主0.0002平方米的100.00%，要求超过1/2，达到。"
    )
    assert finding.en().startswith("Passed. ")


def test_nobody_is_never_enough() -> None:
    """Where nobody may vote, or nobody did, nothing is decided; the share is nothing, not an error."""
    nobody = Weight(0, 0)
    finding = evaluate(ORDINARY, Tally(everyone=nobody, took_part=nobody, approved=nobody))
    assert not finding.has_quorum
    assert finding.approval[0].share == 0


@pytest.mark.parametrize(
    ("base", "abstention", "share"),
    [
        (Base.ALL, Abstention.COUNTS, "30/100"),
        (Base.ALL, Abstention.LEFT_OUT, "30/100"),
        (Base.PRESENT, Abstention.COUNTS, "30/80"),
        (Base.PRESENT, Abstention.LEFT_OUT, "30/70"),
        (Base.TAKING_PART, Abstention.COUNTS, "30/60"),
        (Base.TAKING_PART, Abstention.LEFT_OUT, "30/50"),
        (Base.VALID, Abstention.COUNTS, "30/55"),
        (Base.VALID, Abstention.LEFT_OUT, "30/45"),
    ],
)
@pytest.mark.parametrize("dimension", Dimension)
def test_a_share_is_taken_of_the_whole_that_the_rule_names(
    dimension: Dimension, base: Base, abstention: Abstention, share: str
) -> None:
    """Of all, of those present, of those who took part or of valid ballots, with or without abstainers."""
    tally = Tally(
        everyone=Weight(100, 100),
        present=Weight(80, 80),
        took_part=Weight(60, 60),
        valid=Weight(55, 55),
        abstained=Weight(10, 10),
        approved=Weight(30, 30),
    )
    check = tally.approval_under(
        Threshold(dimension, MoreThan(1, 2), of=base, abstention=abstention)
    )
    assert f"{check.part}/{check.whole}" == share


@pytest.mark.parametrize(
    ("base", "abstention", "share"),
    [
        (Base.ALL, Abstention.COUNTS, "60/100"),
        (Base.ALL, Abstention.LEFT_OUT, "50/100"),
        (Base.PRESENT, Abstention.COUNTS, "60/80"),
        (Base.PRESENT, Abstention.LEFT_OUT, "50/70"),
    ],
)
def test_who_abstains_takes_part_only_where_the_threshold_counts_it(
    base: Base, abstention: Abstention, share: str
) -> None:
    """An abstainer left out is no participant; of all owners he remains one."""
    tally = Tally(
        everyone=Weight(100, 100),
        present=Weight(80, 80),
        took_part=Weight(60, 60),
        abstained=Weight(10, 10),
        approved=Weight(30, 30),
    )
    check = tally.participation_under(
        Threshold(Dimension.HEADS, AtLeast(2, 3), of=base, abstention=abstention)
    )
    assert f"{check.part}/{check.whole}" == share


@pytest.mark.parametrize("base", [Base.PRESENT, Base.VALID])
def test_a_whole_that_nobody_counted_is_an_error(base: Base) -> None:
    """A share of those present needs their number; it is not guessed from the ballots."""
    tally = Tally(everyone=Weight(9, 9), took_part=Weight(6, 6), approved=Weight(4, 4))
    threshold = Threshold(Dimension.HEADS, MoreThan(1, 2), of=base, abstention=Abstention.COUNTS)
    with pytest.raises(ValueError, match="nobody counted them"):
        tally.approval_under(threshold)


def test_two_thresholds_on_one_dimension_must_both_be_met() -> None:
    """More than half of those who took part, and a third of all: each can fail by itself."""
    rule = DecisionRule(
        participation=in_heads_and_area(MoreThan(0, 1), of=Base.ALL, abstention=Abstention.COUNTS),
        approval=(
            Threshold(
                Dimension.HEADS,
                MoreThan(1, 2),
                of=Base.TAKING_PART,
                abstention=Abstention.LEFT_OUT,
            ),
            Threshold(Dimension.HEADS, AtLeast(1, 3), of=Base.ALL, abstention=Abstention.COUNTS),
        ),
    )
    outcomes = {
        approved: evaluate(
            rule,
            Tally(
                everyone=Weight(90, 90),
                took_part=Weight(60, 60),
                abstained=Weight(2, 2),
                approved=Weight(approved, 1),
            ),
        )
        for approved in (29, 30)
    }
    assert [check.is_met for check in outcomes[29].approval] == [False, False]
    assert outcomes[30].is_passed
    assert outcomes[29].approval[0].zh() == (
        "人数29人，占参与表决的业主（弃权不计）58人的50.00%，要求超过1/2，还差1人"
    )
    assert outcomes[30].approval[0].en() == (
        "30 owners of 58 owners (51.72% of those who took part, abstentions left out), "
        "more than 1/2 needed: met"
    )


@pytest.mark.parametrize("abstained", [Weight(7, 1), Weight(1, 7)])
def test_no_more_can_abstain_than_took_part(abstained: Weight) -> None:
    """Seven abstainers among six who took part are a mistake of the caller, in either dimension."""
    with pytest.raises(ValueError, match="took part"):
        Tally(
            everyone=Weight(9, 9),
            took_part=Weight(6, 6),
            approved=Weight(0, 0),
            abstained=abstained,
        )


def test_notes_are_said_after_the_checks() -> None:
    """A finding ends with what else a resident must know."""
    note = Note("x", "废票不计", "Spoilt ballots are not counted")
    tally = Tally(everyone=Weight(3, 3), took_part=Weight(2, 2), approved=Weight(2, 2))
    finding = evaluate(ORDINARY, tally, notes=(note,))
    assert finding.zh().endswith("，达到。废票不计。")
    assert finding.en().endswith(": met. Spoilt ballots are not counted.")
