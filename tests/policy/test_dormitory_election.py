"""The election of the dormitory's committee, from its own papers to the last figure."""

from collections.abc import Sequence
from datetime import date
from itertools import count as numbers
from pathlib import Path
from uuid import UUID

import pytest

from gongtong.core.codec import canonical, to_json
from gongtong.core.heads import HeadRules, count_heads
from gongtong.core.register_sheet import read_register
from gongtong.plugins.host import Host
from gongtong.voting.elections.ballot_sheet import read_ballots
from gongtong.voting.elections.ballots import Ballot, Channel
from gongtong.voting.elections.committee_elections import ElectionResult, count_committee_election
from gongtong.voting.elections.election_notice import ElectionNotice, read_election_notice
from gongtong.voting.elections.merging import merge_ballots
from gongtong.voting.electorates import Electorate
from gongtong.voting.policies import DECISION_RULE, MATTER
from gongtong.voting.readings import PartsCovered, SeatOrder, SpoiltBallots
from gongtong.voting.thresholds import Matter
from gongtong.voting.weights import Weight

PAPERS = Path(__file__).parents[2] / "examples" / "dormitory"
OPENING = date(2025, 5, 10)


@pytest.fixture(scope="module")
def electorate() -> Electorate:
    """The owners of the register sheet, with two areas from the survey."""
    ids = numbers(1)
    sheet = read_register(
        (PAPERS / "住户登记表.csv").read_bytes(),
        file="住户登记表.csv",
        survey=(PAPERS / "测绘补充.csv").read_bytes(),
    )
    register = sheet.register(on=OPENING, new_id=lambda: UUID(int=next(ids)))
    return Electorate.from_heads(count_heads(register, HeadRules()), on=OPENING)


@pytest.fixture(scope="module")
def notice() -> ElectionNotice:
    """The notice as it was posted."""
    file = "选举公告.json"
    return read_election_notice((PAPERS / file).read_bytes(), file=file)


@pytest.fixture(scope="module")
def ballots() -> Sequence[Ballot]:
    """All ballots, on paper and online."""
    files = (("选票-纸质.csv", Channel.PAPER), ("选票-线上.csv", Channel.ONLINE))
    return [
        ballot
        for file, channel in files
        for ballot in read_ballots((PAPERS / file).read_bytes(), file=file, channel=channel).ballots
    ]


def count(
    electorate: Electorate, notice: ElectionNotice, ballots: Sequence[Ballot]
) -> ElectionResult:
    """Count by the law of the day and the readings that the dormitory has chosen."""
    facts = {MATTER.name: Matter.ELECT_OR_REPLACE_COMMITTEE}
    rule = Host.of().book.resolve(DECISION_RULE, "421003", OPENING, facts=facts).value
    merged = merge_ballots(
        ballots,
        electorate,
        notice.contest,
        priority=notice.channel_priority,
        parts=PartsCovered.ALL_PARTS_OF_THE_OWNER,
    )
    return count_committee_election(
        electorate,
        merged,
        notice.contest,
        rule=rule,
        spoilt=SpoiltBallots.TAKES_PART_APPROVES_NOBODY,
        seat_order=SeatOrder.HEADS_THEN_AREA,
    )


@pytest.mark.policy(source="民法典", clause="第278条第2款")
def test_the_first_seven_are_elected(
    electorate: Electorate, notice: ElectionNotice, ballots: Sequence[Ballot]
) -> None:
    """281 of 331 heads took part; seven of nine candidates have more than half of heads and area."""
    result = count(electorate, notice, ballots)
    assert result.electorate == Weight(331, 216_312_200)
    assert result.took_part == Weight(281, 182_069_000)
    assert result.has_quorum
    assert [(c.name, c.approvals.heads, c.approvals.area_cm2) for c in result.candidates] == [
        ("钟浩然", 241, 156_661_600),
        ("顾静荣", 212, 138_031_100),
        ("梁欣怡", 210, 134_991_500),
        ("唐明林", 197, 127_246_700),
        ("罗秀英", 171, 110_525_900),
        ("雷晓波", 159, 104_315_900),
        ("肖菲", 155, 99_292_300),
        ("高其英", 134, 86_931_100),
        ("肖爱华", 115, 75_904_700),
    ]
    assert result.elected == tuple(c.name for c in result.candidates[:7])
    assert (result.tie, result.seats_open) == (None, 0)


@pytest.mark.policy(source="house", clause="voting.spoilt_ballots")
def test_three_ballots_do_not_count_and_each_is_named(
    electorate: Electorate, notice: ElectionNotice, ballots: Sequence[Ballot]
) -> None:
    """A late one, one with eight names for seven seats, and one for a dwelling that does not exist."""
    rejected = count(electorate, notice, ballots).rejected
    assert [(p.reference.file, p.reference.line, p.code.value) for p in rejected] == [
        ("选票-线上.csv", 132, "outside_voting_period"),
        ("选票-纸质.csv", 40, "spoilt"),
        ("选票-纸质.csv", 160, "unknown_dwelling"),
    ]


@pytest.mark.policy(source="民法典", clause="第278条第2款")
def test_the_order_of_the_ballots_changes_no_byte(
    electorate: Electorate, notice: ElectionNotice, ballots: Sequence[Ballot]
) -> None:
    """Ballots sorted by dwelling, the last first, give the same result to the byte."""
    by_dwelling = sorted(ballots, key=lambda ballot: ballot.dwelling, reverse=True)
    there, back = (count(electorate, notice, some) for some in (ballots, by_dwelling))
    assert canonical(to_json(there)) == canonical(to_json(back))
