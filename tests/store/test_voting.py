"""An election in the database: kept as it came, counted from what is kept, on both engines."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from attrs import evolve

from gongtong.core.codec import canonical, to_json
from gongtong.core.errors import (
    ConcurrentChangeError,
    NoProvisionError,
    RefusedError,
    UnknownReferenceError,
)
from gongtong.core.house_rule_adoption import AdoptHouseRule
from gongtong.core.offices import Mandate
from gongtong.core.periods import SHANGHAI, Span
from gongtong.core.policies import PolicyPoint
from gongtong.core.register_changes import ImportRegister
from gongtong.core.register_sheet import read_register
from gongtong.core.rulings import Granted, Refused
from gongtong.testing.stage import Stage
from gongtong.voting.elections.ballot_receipt import ReceiveBallots
from gongtong.voting.elections.ballot_sheet import BallotSheet, read_ballots
from gongtong.voting.elections.ballots import Channel
from gongtong.voting.elections.election_count import CountElection
from gongtong.voting.elections.election_notice import read_election_notice
from gongtong.voting.elections.election_opening import OpenElection
from gongtong.voting.elections.election_states import ElectionState
from gongtong.voting.policies import CHANNEL_PRIORITY, PARTS_COVERED, SEAT_ORDER, SPOILT_BALLOTS
from gongtong.voting.readings import ChannelPriority, PartsCovered, SeatOrder, SpoiltBallots
from gongtong.voting.store import save_counted_election
from gongtong.voting.tables import VotingTables
from gongtong.voting.weights import Weight

PAPERS = Path(__file__).parents[2] / "examples" / "dormitory"
SINCE = date(2025, 1, 1)
MANDATE = Mandate("业主大会决定", date(2024, 12, 20), "2024年第1号")
CHOSEN: Sequence[tuple[PolicyPoint[Any], object]] = (
    (CHANNEL_PRIORITY, ChannelPriority.LAST_VALID_BALLOT_WINS),
    (PARTS_COVERED, PartsCovered.ALL_PARTS_OF_THE_OWNER),
    (SPOILT_BALLOTS, SpoiltBallots.TAKES_PART_APPROVES_NOBODY),
    (SEAT_ORDER, SeatOrder.HEADS_THEN_AREA),
)
BEFORE = datetime(2025, 5, 9, 9, 0, tzinfo=SHANGHAI)
AFTER = datetime(2025, 5, 21, 9, 0, tzinfo=SHANGHAI)


def paper(name: str) -> bytes:
    return (PAPERS / name).read_bytes()


def sheet(name: str, channel: Channel) -> BallotSheet:
    return read_ballots(paper(name), file=name, channel=channel)


def adopt(stage: Stage, point: PolicyPoint[Any], value: object, *, now: datetime = BEFORE) -> None:
    """Adopt a house rule, or amend it."""
    text = canonical(to_json(value)).decode()
    rule = AdoptHouseRule(f"test.{point.name}", point.name, text, Span(SINCE), MANDATE)
    with stage.work(now=now) as work:
        work.registry.adopt_house_rule(rule, key=f"rule/{point.name}/{now}")


def settle(stage: Stage) -> None:
    """Enter the dormitory's register and adopt the four house rules."""
    register = read_register(
        paper("住户登记表.csv"), file="住户登记表.csv", survey=paper("测绘补充.csv")
    )
    with stage.work(now=BEFORE) as work:
        work.registry.import_register(ImportRegister.of(register, on=SINCE), key="register")
    for point, value in CHOSEN:
        adopt(stage, point, value)


def announced() -> OpenElection:
    notice = read_election_notice(paper("选举公告.json"), file="选举公告.json")
    return OpenElection(
        title="业主委员会选举",
        contest=notice.contest,
        channel_priority=notice.channel_priority,
        electorate_on=date(2025, 5, 10),
    )


def open_election(stage: Stage) -> UUID:
    with stage.work(now=BEFORE) as work:
        return work.voting.open_election(announced(), key="open").election_id


def receive_all(stage: Stage, election_id: UUID, *, online_first: bool = False) -> None:
    sheets = [sheet("选票-纸质.csv", Channel.PAPER), sheet("选票-线上.csv", Channel.ONLINE)]
    for one in reversed(sheets) if online_first else sheets:
        with stage.work(now=AFTER) as work:
            work.voting.receive_ballots(ReceiveBallots(election_id, one), key=one.file)


@pytest.fixture
def election_id(place: Stage) -> UUID:
    """The dormitory's election, open and without ballots."""
    settle(place)
    return open_election(place)


def test_the_dormitory_elects_its_committee(place: Stage, election_id: UUID) -> None:
    """The figures of the papers, from the register to the record of the count."""
    receive_all(place, election_id)
    with place.work(now=AFTER) as work:
        event = work.voting.count_election(CountElection(election_id), key="count")
    with place.work(now=AFTER) as work:
        kept = work.voting.election(election_id)
        result = work.voting.result(election_id)
        assert (kept.state, kept.counted_at) == (ElectionState.COUNTED, AFTER)
        assert result == event.result
        assert result.took_part == Weight(281, 182_069_000)
        assert result.elected == (
            "钟浩然",
            "顾静荣",
            "梁欣怡",
            "唐明林",
            "罗秀英",
            "雷晓波",
            "肖菲",
        )
        assert work.voting.electorate(election_id).weight == Weight(331, 216_312_200)
        assert [one.id for one in work.voting.elections()] == [election_id]
        assert work.broken_event() is None


def test_every_line_is_kept_and_a_recount_gives_the_same_bytes(
    place: Stage, election_id: UUID
) -> None:
    """All 290 ballots are kept, the three that do not count too; the order of files plays no part."""
    receive_all(place, election_id, online_first=True)
    with place.work(now=AFTER) as work:
        work.voting.count_election(CountElection(election_id), key="count")
    with place.work(now=AFTER) as work:
        ballot = work.unit.tables(VotingTables).ballot
        count = work.unit.connection.scalar(sa.select(sa.func.count()).select_from(ballot))
        assert count == 290
        assert work.voting.has_same_recount(election_id)
        recount = work.voting.recount(election_id)
        assert [problem.code.value for problem in recount.rejected] == [
            "outside_voting_period",
            "spoilt",
            "unknown_dwelling",
        ]


def test_a_ballot_that_was_changed_shows_in_the_recount(place: Stage, election_id: UUID) -> None:
    """Whoever rewrites a ballot in the database is found out by counting once more."""
    receive_all(place, election_id)
    with place.work(now=AFTER) as work:
        work.voting.count_election(CountElection(election_id), key="count")
    with place.work(now=AFTER) as work:
        ballot = work.unit.tables(VotingTables).ballot
        changed = ballot.update().where(ballot.c.line == 2).values(choices=["肖爱华"])
        work.unit.connection.execute(changed)
        assert not work.voting.has_same_recount(election_id)


def test_an_electorate_that_was_changed_is_not_counted(place: Stage, election_id: UUID) -> None:
    """A single cm2 more in the frozen electorate stops the count."""
    with place.work(now=AFTER) as work:
        part = work.unit.tables(VotingTables).electorate_part
        work.unit.connection.execute(part.update().values(area_cm2=part.c.area_cm2 + 1))
        ruling = work.voting.may_count(election_id)
    assert isinstance(ruling, Refused)
    assert ruling.codes == ("voting.electorate_changed",)


def test_the_rules_of_the_opening_hold_to_the_end(place: Stage, election_id: UUID) -> None:
    """A rule that is amended while ballots come in does not touch the running election."""
    receive_all(place, election_id)
    adopt(place, SEAT_ORDER, SeatOrder.AREA_THEN_HEADS, now=BEFORE + timedelta(days=3))
    with place.work(now=AFTER) as work:
        assert work.unit.decide(SEAT_ORDER) is SeatOrder.AREA_THEN_HEADS
        event = work.voting.count_election(CountElection(election_id), key="count")
        assert work.voting.election(election_id).rules.seat_order is SeatOrder.HEADS_THEN_AREA
    assert event.result.elected[0] == "钟浩然"


def test_the_event_of_the_opening_names_the_provisions_that_decided(
    place: Stage, election_id: UUID
) -> None:
    """The statute and each of the four house rules are bound into the record."""
    with place.work(now=AFTER) as work:
        events = work.pending_events(consumer="test")
    (opened,) = [event for event in events if event.kind == "voting.ElectionOpened"]
    assert isinstance(opened.body, dict)
    assert opened.body["election_id"] == str(election_id)
    assert {(used.point, used.provision_id) for used in opened.provisions} == {
        ("voting.decision_rule", "cn.civil-code.278.3"),
        ("voting.channel_priority", "test.voting.channel_priority"),
        ("voting.parts_covered", "test.voting.parts_covered"),
        ("voting.spoilt_ballots", "test.voting.spoilt_ballots"),
        ("voting.seat_order", "test.voting.seat_order"),
    }


def test_a_place_that_has_not_chosen_cannot_open_an_election(place: Stage) -> None:
    """Without house rules the error names the first point that must be set, and nothing is written."""
    with pytest.raises(NoProvisionError, match=r"voting\.channel_priority"):
        open_election(place)
    with place.work(now=AFTER) as work:
        assert work.voting.elections() == ()


def test_refusals_write_nothing(place: Stage, election_id: UUID) -> None:
    """A second opening by another key is an election of its own; a wrong one leaves no trace."""
    request = announced()
    wrong = evolve(request, contest=evolve(request.contest, seats=0))
    with pytest.raises(RefusedError) as caught, place.work(now=BEFORE) as work:
        work.voting.open_election(wrong, key="wrong")
    assert caught.value.codes == ("voting.no_seats",)
    with place.work(now=AFTER) as work:
        assert [one.id for one in work.voting.elections()] == [election_id]


def test_a_file_is_received_once_and_none_after_the_count(place: Stage, election_id: UUID) -> None:
    """The same file by another key, and any file after the count, are refused."""
    receive_all(place, election_id)
    paper_sheet = sheet("选票-纸质.csv", Channel.PAPER)
    request = ReceiveBallots(election_id, paper_sheet)
    with pytest.raises(RefusedError) as caught, place.work(now=AFTER) as work:
        work.voting.receive_ballots(request, key="again")
    assert caught.value.codes == ("voting.file_already_received",)
    with place.work(now=AFTER) as work:
        work.voting.count_election(CountElection(election_id), key="count")
    late = BallotSheet("补交.csv", Channel.PAPER, b"x" * 32, ())
    with pytest.raises(RefusedError) as caught, place.work(now=AFTER) as work:
        work.voting.receive_ballots(ReceiveBallots(election_id, late), key="late")
    assert caught.value.codes == ("voting.wrong_state",)
    with pytest.raises(RefusedError) as caught, place.work(now=AFTER) as work:
        work.voting.count_election(CountElection(election_id), key="count-again")
    assert caught.value.codes == ("voting.wrong_state",)


def test_the_same_key_gives_the_first_result(place: Stage, election_id: UUID) -> None:
    """A host that repeats a count after a crash gets the count that was recorded."""
    receive_all(place, election_id)
    with place.work(now=AFTER) as work:
        first = work.voting.count_election(CountElection(election_id), key="count")
    with place.work(now=AFTER) as work:
        assert work.voting.count_election(CountElection(election_id), key="count") == first


def test_an_empty_file_is_kept_and_an_empty_election_has_no_quorum(
    place: Stage, election_id: UUID
) -> None:
    """No ballot at all: the count says that nobody took part."""
    empty = BallotSheet("空.csv", Channel.PAPER, bytes(32), ())
    with place.work(now=AFTER) as work:
        received = work.voting.receive_ballots(ReceiveBallots(election_id, empty), key="empty")
        assert received.ballots == 0
    with place.work(now=AFTER) as work:
        result = work.voting.count_election(CountElection(election_id), key="count").result
    assert (result.has_quorum, result.elected, result.seats_open) == (False, (), 7)


def test_a_button_can_be_greyed_out_before_the_end(place: Stage, election_id: UUID) -> None:
    """The ruling on a count can be had at any time, and writes nothing."""
    closes_at = announced().contest.period.closes_at
    with place.work(now=closes_at) as work:
        early = work.voting.may_count(election_id)
    with place.work(now=closes_at + timedelta(seconds=1)) as work:
        in_time = work.voting.may_count(election_id)
        assert work.voting.election(election_id).state is ElectionState.OPEN
        with pytest.raises(UnknownReferenceError, match="count of election"):
            work.voting.result(election_id)
    assert isinstance(early, Refused)
    assert early.codes == ("voting.still_open",)
    assert isinstance(in_time, Granted)


def test_an_unknown_election_is_an_error_of_its_own(place: Stage) -> None:
    """An id that the place does not have is no refusal, but a wrong reference."""
    with place.work() as work, pytest.raises(UnknownReferenceError, match="election"):
        work.voting.election(UUID(int=9))


def test_an_outdated_version_is_not_overwritten(place: Stage, election_id: UUID) -> None:
    """Whoever read the election before somebody else counted it is told to read again."""
    with place.work(now=AFTER) as work:
        ruling = work.voting.may_count(election_id)
        assert isinstance(ruling, Granted)
        with pytest.raises(ConcurrentChangeError):
            save_counted_election(work.unit, ruling.event, seen=2)
