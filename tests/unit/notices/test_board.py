"""The board refuses figures that contradict themselves, and masks names unless told otherwise."""

from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve

from gongtong.core.codec import from_json, to_json
from gongtong.core.rulings import Source
from gongtong.core.shares import AtLeast, MoreThan
from gongtong.notices.board import (
    AccountLine,
    ArrearsLine,
    BoardFacts,
    CandidateResult,
    ElectionFacts,
    Evidence,
    FeeFacts,
    IncomeLine,
    MoneyFacts,
    MonthLine,
    Naming,
    OpinionLine,
    Outcome,
    Person,
    QuorumFinding,
    Turnout,
)

DAY = date(2025, 5, 10)
CODE = Source("民法典", "第278条第2款")


def candidate(heads: int, area_cm2: int) -> CandidateResult:
    return CandidateResult(Person("钟浩然"), heads, area_cm2, Outcome.ELECTED, "当选", "过半")


def election(*candidates: CandidateResult) -> ElectionFacts:
    quorum = QuorumFinding(AtLeast(2, 3), True, CODE)
    turnout = Turnout(9, 6, 900, 600)
    return ElectionFacts("选举", 7, DAY, DAY, turnout, quorum, MoreThan(1, 2), candidates)


def test_names_are_masked_unless_a_list_of_candidates_is_published() -> None:
    """个人信息保护法 第25条: no name is published without a ground; the facts must state it."""
    assert Person("钟浩然").shown() == "钟**"
    assert Person("肖菲").shown() == "肖*"
    assert Person("钟浩然", Naming.PUBLISHED_CANDIDATE).shown() == "钟浩然"


@pytest.mark.parametrize("heads", [5, 6])
def test_approval_is_part_of_those_who_took_part(heads: int) -> None:
    """Fewer than, and exactly as many as took part can approve of a candidate."""
    assert election(candidate(heads, 600)).candidates[0].heads == heads


@pytest.mark.parametrize(("heads", "area_cm2"), [(7, 600), (6, 601)])
def test_more_approval_than_took_part_is_refused(heads: int, area_cm2: int) -> None:
    """One head, or one square centimetre more than took part contradicts itself."""
    with pytest.raises(ValueError, match="more approval than took part"):
        election(candidate(heads, area_cm2))


@pytest.mark.parametrize("parts", [(9, 10, 900, 600), (9, 6, 900, 901)])
def test_more_taking_part_than_there_are_is_refused(parts: tuple[int, int, int, int]) -> None:
    """Turnout is part of the electorate, in heads and in area."""
    with pytest.raises(ValueError, match="more than"):
        Turnout(*parts)


@pytest.mark.parametrize("paid", [0, 1])
def test_dwellings_paid_are_among_those_charged(paid: int) -> None:
    """None, and all of the charged dwellings can have paid; one more is refused."""
    assert FeeFacts("费", 100, 100, 1, paid).dwellings_paid == paid
    with pytest.raises(ValueError, match="more than"):
        FeeFacts("费", 100, 100, 1, 2)
    with pytest.raises(ValueError, match="more than"):
        ArrearsLine("1栋", 1, 2, 0, 0)


def test_counts_are_whole_and_not_negative() -> None:
    """A negative count and a float are refused; a negative amount (a refund) is not."""
    with pytest.raises(ValueError, match="confirmed"):
        OpinionLine("路面", -1, 0)
    with pytest.raises(TypeError, match="amount_fen"):
        IncomeLine("费", 1.5)  # type: ignore[arg-type]  # what is tested is the check at run time
    assert IncomeLine("退费", -100).amount_fen == -100
    assert [MonthLine(month, 0, 0).month for month in (1, 12)] == [1, 12]
    for month in (0, 13):
        with pytest.raises(ValueError, match="month"):
            MonthLine(month, 0, 0)


def test_the_rate_is_exact() -> None:
    """281 of 338 dwellings at 300 yuan: 281/338; without a charge there is no rate."""
    assert FeeFacts("费", 10_140_000, 8_430_000, 338, 281).rate == Fraction(281, 338)
    assert FeeFacts("费", 0, 0, 0, 0).rate is None


def test_the_lines_and_the_accounts_are_held_against_each_other(sample: BoardFacts) -> None:
    """12,045.30 and 105,099.77 less 56,429.70 make 60,715.37; a fen astray shows."""
    money = sample.money
    assert (money.opening_fen, money.income_fen) == (1_204_530, 10_509_977)
    assert (money.spending_fen, money.closing_fen) == (5_642_970, 6_071_537)
    assert money.difference_fen == 0
    astray = evolve(money, accounts=(*money.accounts, AccountLine("备用金", 0, 1)))
    assert astray.difference_fen == 1
    assert MoneyFacts().difference_fen == 0


def test_a_board_has_a_place() -> None:
    """A board that belongs to nobody is refused."""
    with pytest.raises(ValueError, match="place_zh"):
        BoardFacts("", 2025, DAY, "居委会", Evidence(0, 0, "0"))


def test_the_facts_survive_json(sample: BoardFacts) -> None:
    """A board can be kept and drawn again later."""
    assert from_json(to_json(sample), BoardFacts) == sample
