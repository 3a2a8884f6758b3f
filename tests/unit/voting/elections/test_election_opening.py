"""Opening an election: every ground of refusal, with its source."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.heads import HeadRules
from gongtong.core.periods import SHANGHAI
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Refused
from gongtong.core.shares import AtLeast, MoreThan
from gongtong.voting.elections.ballots import Contest, VotingPeriod
from gongtong.voting.elections.election_opening import (
    CountingRules,
    OpenElection,
    OpeningFacts,
    rule_on_opening,
)
from gongtong.voting.electorates import Electorate, Part, Voter
from gongtong.voting.readings import ChannelPriority, PartsCovered, SeatOrder, SpoiltBallots
from gongtong.voting.thresholds import Abstention, Base, DecisionRule, in_heads_and_area
from gongtong.voting.weights import Weight

OPENS = datetime(2025, 5, 10, 8, 0, tzinfo=SHANGHAI)
CLOSES = datetime(2025, 5, 20, 18, 0, tzinfo=SHANGHAI)
HOME = DwellingLabel(1, 1, 101)
ELECTION_ID = UUID(int=7)
ELECTORATE = Electorate(date(2025, 5, 10), [Voter(UUID(int=1), [Part(HOME, 500_000)])])
RULES = CountingRules(
    decision_rule=DecisionRule(
        participation=in_heads_and_area(AtLeast(2, 3), of=Base.ALL, abstention=Abstention.COUNTS),
        approval=in_heads_and_area(
            MoreThan(1, 2), of=Base.TAKING_PART, abstention=Abstention.COUNTS
        ),
    ),
    channel_priority=ChannelPriority.LAST_VALID_BALLOT_WINS,
    parts_covered=PartsCovered.ALL_PARTS_OF_THE_OWNER,
    spoilt_ballots=SpoiltBallots.TAKES_PART_APPROVES_NOBODY,
    seat_order=SeatOrder.HEADS_THEN_AREA,
    head_rules=HeadRules(),
)
CONTEST = Contest(("甲", "乙"), 1, VotingPeriod(OPENS, CLOSES))
REQUEST = OpenElection(
    title=" 第一届业主委员会选举 ",
    contest=CONTEST,
    channel_priority=ChannelPriority.LAST_VALID_BALLOT_WINS,
    electorate_on=date(2025, 5, 10),
)
FACTS = OpeningFacts(ELECTION_ID, ELECTORATE, RULES)
PRACTICE, NOTICE = "选举办理约定", "选举公告"


def grounds(ruling: object) -> Sequence[tuple[str, str]]:
    """Give code and source of every ground."""
    assert isinstance(ruling, Refused)
    return [
        (reason.code, f"{reason.source.title}{reason.source.article}") for reason in ruling.reasons
    ]


def test_an_election_opens_with_its_electorate_and_rules() -> None:
    """The event says everything that will decide the count."""
    ruling = rule_on_opening(REQUEST, FACTS)
    assert isinstance(ruling, Granted)
    event = ruling.event
    assert (event.election_id, event.title) == (ELECTION_ID, "第一届业主委员会选举")
    assert (event.electorate, event.electorate_digest) == (
        Weight(1, 500_000),
        ELECTORATE.digest(),
    )
    assert (event.contest, event.rules) == (CONTEST, RULES)


@pytest.mark.parametrize(
    ("contest", "code", "source"),
    [
        (evolve(CONTEST, seats=0), "voting.no_seats", PRACTICE),
        (evolve(CONTEST, candidates=()), "voting.no_candidates", PRACTICE),
        (evolve(CONTEST, candidates=("甲", "乙", "甲")), "voting.candidate_twice", PRACTICE),
        (evolve(CONTEST, candidates=("甲", "")), "voting.candidate_name_unusable", PRACTICE),
        (evolve(CONTEST, candidates=("甲", " 乙")), "voting.candidate_name_unusable", PRACTICE),
        (evolve(CONTEST, candidates=("甲|乙",)), "voting.candidate_name_unusable", PRACTICE),
        (evolve(CONTEST, candidates=("甲" * 101,)), "voting.candidate_name_unusable", PRACTICE),
        (
            evolve(CONTEST, period=VotingPeriod(OPENS, OPENS)),
            "voting.period_ends_before_it_starts",
            NOTICE,
        ),
    ],
)
def test_a_contest_that_cannot_be_held_is_refused(contest: Contest, code: str, source: str) -> None:
    """No seat, no candidate, one twice, a name that no ballot can carry, a period without time."""
    request = evolve(REQUEST, contest=contest)
    assert grounds(rule_on_opening(request, FACTS)) == [(code, source)]


def test_the_shortest_contest_that_can_be_held() -> None:
    """One seat, one candidate with a name of 100 characters, a period of a minute."""
    period = VotingPeriod(OPENS, OPENS + timedelta(minutes=1))
    request = evolve(REQUEST, contest=Contest(("甲" * 100,), 1, period))
    assert isinstance(rule_on_opening(request, FACTS), Granted)


def test_fewer_candidates_than_seats_are_no_ground() -> None:
    """The seats that nobody gets stay open; the law asks for no contest."""
    request = evolve(REQUEST, contest=evolve(CONTEST, seats=5))
    assert isinstance(rule_on_opening(request, FACTS), Granted)


@pytest.mark.parametrize(
    ("title", "is_granted"), [(" ", False), ("选" * 200, True), ("选" * 201, False)]
)
def test_an_election_has_a_title(title: str, is_granted: bool) -> None:
    """A title has 1 to 200 characters."""
    ruling = rule_on_opening(evolve(REQUEST, title=title), FACTS)
    assert isinstance(ruling, Granted) is is_granted
    if not is_granted:
        assert grounds(ruling) == [("voting.title_missing_or_too_long", PRACTICE)]


def test_a_place_without_owners_elects_nobody() -> None:
    """An empty register has no electorate (建筑物区分所有权解释 9)."""
    facts = evolve(FACTS, electorate=Electorate(date(2025, 5, 10), ()))
    assert grounds(rule_on_opening(REQUEST, facts)) == [
        ("voting.no_voters", "建筑物区分所有权解释第9条")
    ]


def test_the_notice_must_announce_the_rule_that_was_adopted() -> None:
    """Residents must not be told one rule and counted by another."""
    request = evolve(REQUEST, channel_priority=ChannelPriority.PAPER)
    ruling = rule_on_opening(request, FACTS)
    assert grounds(ruling) == [("voting.announced_rule_differs", NOTICE)]
    assert isinstance(ruling, Refused)
    assert ruling.reasons[0].zh == (
        "公告的重复投票规则是“以纸质选票为准”，本小区已通过的规则是“以最后一次有效提交为准”"
    )
    assert ruling.reasons[0].params == (
        ("announced", "paper"),
        ("adopted", "last_valid_ballot_wins"),
    )


def test_every_ground_is_named_at_once_in_order() -> None:
    """Form, period, electorate, rule: all wrong, all named."""
    request = OpenElection(
        title="",
        contest=Contest((), 0, VotingPeriod(CLOSES, OPENS)),
        channel_priority=ChannelPriority.VOID,
        electorate_on=date(2025, 5, 10),
    )
    facts = evolve(FACTS, electorate=Electorate(date(2025, 5, 10), ()))
    assert [code for code, _ in grounds(rule_on_opening(request, facts))] == [
        "voting.title_missing_or_too_long",
        "voting.no_seats",
        "voting.no_candidates",
        "voting.period_ends_before_it_starts",
        "voting.no_voters",
        "voting.announced_rule_differs",
    ]
