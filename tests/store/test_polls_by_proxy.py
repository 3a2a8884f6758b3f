"""Ballots that somebody else casts, in the database: mandates, guards of the city, and secrecy."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.errors import RefusedError, UnknownReferenceError
from gongtong.core.periods import SHANGHAI
from gongtong.core.places import Place
from gongtong.testing.examples import polls as example
from gongtong.testing.examples.people import CHAIR
from gongtong.testing.stage import Stage
from gongtong.voting.elections.ballots import VotingPeriod
from gongtong.voting.franchise.bases import VotingBody
from gongtong.voting.franchise.intake import VotingSystem
from gongtong.voting.franchise.representation import Capacity
from gongtong.voting.polls.answers import Choice, MotionAnswer, Picked
from gongtong.voting.polls.mandates import RevokeProxy, ToldAnswer
from gongtong.voting.polls.poll_roll import RollLine
from gongtong.voting.polls.poll_rules import Secrecy
from gongtong.voting.polls.question_outcomes import MotionOutcome
from gongtong.voting.polls.questions import Counting, PickQuestion
from gongtong.voting.polls.requests import CastBallot, ClosePoll, CountPoll, PostPollRoll
from gongtong.voting.polls.tables import PollTables
from gongtong.voting.weights import Weight

if TYPE_CHECKING:
    from gongtong.voting.polls.mandates import ProxyAppointed
    from gongtong.voting.polls.requests import Receipt

AGAINST = MotionAnswer((Choice.AGAINST,)), Picked(("西门",))


def appoint(place: Stage, poll_id: UUID, key: str = "mandate", **other: Any) -> ProxyAppointed:
    with place.work(CHAIR, now=example.VOTING) as work:
        return work.voting.polls.proxies.appoint(example.mandate_of(poll_id, **other), key=key)


def cast(place: Stage, poll_id: UUID, number: int, *answers: Any, **other: Any) -> Receipt:
    vote = example.vote_of(number, *answers, **other)
    with place.work(now=example.VOTING) as work:
        return work.voting.polls.box.cast_ballot(CastBallot(poll_id, vote), key=vote.secret.hex())


def refused(place: Stage, poll_id: UUID, *answers: Any, **other: Any) -> tuple[str, ...]:
    with pytest.raises(RefusedError) as caught:
        cast(place, poll_id, 0, *answers, **other)
    return caught.value.codes


def in_city(place: Stage, area: str) -> Stage:
    """Found another place in the same database, in a city with rules of its own."""
    other = Place(code="other-court", name_zh="外地小区", area=area, name_en="Other Court")
    with place.engine.begin() as connection:
        place.gongtong.found(connection, other)
    return Stage(place.gongtong, place.engine, other)


def test_the_holder_casts_and_the_voter_is_counted(place: Stage) -> None:
    """One head and its area, with the holder's name in the record and beside the ballot."""
    poll_id = example.opened(place)
    event = appoint(place, poll_id)
    receipt = cast(place, poll_id, 0, by="李伟")
    assert receipt.taken.by == "李伟"
    assert receipt.taken.voter_id == event.voter_id
    with place.work(CHAIR, now=example.AFTER) as work:
        polls = work.voting.polls
        polls.close(ClosePoll(poll_id), key="close")
        polls.count(CountPoll(poll_id=poll_id), key="count")
        motion = polls.reports.result(poll_id).questions[0]
        (kept,) = polls.proxies.mandates(poll_id)
        assert work.broken_event() is None
    assert isinstance(motion, MotionOutcome)
    assert motion.votes.approving == Weight(1, 800_000)
    assert kept.instructions == (ToldAnswer(1, MotionAnswer((Choice.FOR,))),)


def test_a_stranger_casts_nothing(place: Stage) -> None:
    """Neither without a mandate nor by one of another voter."""
    poll_id = example.opened(place)
    appoint(place, poll_id)
    assert refused(place, poll_id, by="陈静") == ("voting.no_mandate",)


def test_a_revoked_mandate_casts_nothing(place: Stage) -> None:
    """It is revoked while the ballot is out, and once; another can be recorded then."""
    poll_id = example.opened(place)
    event = appoint(place, poll_id)
    with place.work(CHAIR, now=example.VOTING) as work:
        proxies = work.voting.polls.proxies
        proxies.revoke(RevokeProxy(poll_id, event.mandate_id), key="revoke")
        with pytest.raises(UnknownReferenceError, match="mandate"):
            proxies.revoke(RevokeProxy(poll_id, UUID(int=7)), key="revoke/unknown")
    assert refused(place, poll_id, by="李伟") == ("mandate_revoked",)
    appoint(place, poll_id, "second", holder="陈静", holder_label=example.LABELS[3])
    assert cast(place, poll_id, 0, by="陈静").taken.by == "陈静"


def test_a_mandate_is_not_revoked_after_the_ballot(place: Stage) -> None:
    """It has done its work."""
    poll_id = example.opened(place)
    event = appoint(place, poll_id)
    cast(place, poll_id, 0, by="李伟")
    with (
        pytest.raises(RefusedError) as caught,
        place.work(CHAIR, now=example.VOTING) as work,
    ):
        work.voting.polls.proxies.revoke(RevokeProxy(poll_id, event.mandate_id), key="revoke")
    assert caught.value.codes == ("voting.ballot_in_already",)


def test_one_voter_has_one_mandate_and_one_representative(place: Stage) -> None:
    """A second mandate waits until the first is revoked."""
    poll_id = example.opened(place)
    appoint(place, poll_id)
    with pytest.raises(RefusedError) as caught:
        appoint(place, poll_id, "again")
    assert caught.value.codes == ("voting.mandate_stands",)
    appoint(place, poll_id, "guardian", capacity=Capacity.GUARDIAN, holder="刘洋", holder_label="")
    assert cast(place, poll_id, 0, by="刘洋").taken.by == "刘洋"


def test_where_the_law_says_nothing_the_instruction_is_between_the_two(place: Stage) -> None:
    """The example's city has no rule that a ballot must follow it."""
    poll_id = example.opened(place)
    appoint(place, poll_id)
    assert cast(place, poll_id, 0, *AGAINST, by="李伟").taken.by == "李伟"


def test_shanghai_refuses_a_ballot_against_the_instruction(place: Stage) -> None:
    """上海市住宅物业管理规定 第18条第3款; the voter himself may change his mind."""
    shanghai = in_city(place, "310115")
    poll_id = example.opened(shanghai)
    appoint(shanghai, poll_id)
    assert refused(shanghai, poll_id, *AGAINST, by="李伟") == ("proxy_against_instruction",)
    assert cast(shanghai, poll_id, 0, *AGAINST).taken.by == ""


def test_weifang_stops_at_the_third_mandate(place: Stage) -> None:
    """潍坊市物业管理条例 第32条第1款: an owner, in writing, for three at most."""
    weifang = in_city(place, "370705")
    poll_id = example.opened(weifang)
    with pytest.raises(RefusedError) as caught:
        appoint(weifang, poll_id, holder="外人", holder_label="")
    assert caught.value.codes == ("proxy_ineligible",)
    assert appoint(weifang, poll_id).limit == 3


def test_beijing_takes_online_ballots_through_its_own_system_alone(place: Stage) -> None:
    """北京市物业管理条例 第35条第3款."""
    beijing = in_city(place, "110105")
    poll_id = example.opened(beijing)
    assert refused(beijing, poll_id) == ("system_not_official",)
    taken = cast(beijing, poll_id, 0, drawn="official", system=VotingSystem.OFFICIAL).taken
    assert taken.label == example.LABELS[0]


def test_in_secret_the_holder_is_in_the_register_and_not_with_the_ballot(place: Stage) -> None:
    """Nothing joins the answers to the voter or to the holder; an instruction is refused."""
    poll_id = example.opened(place, example.draft_of(Secrecy.SECRET))
    told = (ToldAnswer(1, Picked(("西门",))),)
    with pytest.raises(RefusedError) as caught:
        appoint(place, poll_id, "told", instructions=told)
    assert caught.value.codes == ("voting.instruction_in_secret_poll",)
    appoint(place, poll_id, instructions=())
    receipt = cast(place, poll_id, 0, Picked(("西门",)), by="李伟")
    assert (receipt.taken.by, receipt.taken.commitment) == ("李伟", b"")
    tables = place.gongtong.schema.tables(PollTables)
    assert "cast_by" in tables.turnout.c
    assert not {"cast_by", "voter_id", "holder"} & set(tables.secret_ballot.c.keys())
    with place.engine.begin() as connection:
        assert connection.execute(tables.turnout.select()).one().cast_by == "李伟"


def test_a_mandate_waits_for_the_roll(place: Stage) -> None:
    """Before it is posted there is nobody to vote for."""
    poll_id = example.announced(place)
    request = example.mandate_of(poll_id)
    with pytest.raises(RefusedError) as caught, place.work(CHAIR) as work:
        work.voting.polls.proxies.appoint(request, key="early")
    assert caught.value.codes[0] == "voting.wrong_poll_state"


def test_residents_vote_under_their_own_law(place: Stage) -> None:
    """城市居民委员会组织法 第17条, 第19条第4款: posted 20 days before; no candidate holds a mandate."""
    opens_at = datetime(2026, 4, 1, 9, tzinfo=SHANGHAI)
    election = PickQuestion(
        title="居民委员会主任", options=("李伟", "陈静"), most=1, counting=Counting("plurality")
    )
    draft = example.draft_of(
        body=VotingBody.RESIDENTS,
        questions=(election,),
        period=VotingPeriod(opens_at, opens_at + timedelta(days=1)),
    )
    poll_id = example.announced(place, draft)
    lines = tuple(RollLine(f"居民{n}", UUID(int=n)) for n in (1, 2, 3))
    with (
        pytest.raises(RefusedError) as caught,
        place.work(CHAIR, now=opens_at - timedelta(days=19)) as work,
    ):
        work.voting.polls.post_roll(PostPollRoll(poll_id, lines), key="late")
    assert caught.value.codes == ("roll_posted_late",)
    with place.work(CHAIR, now=opens_at - timedelta(days=20)) as work:
        polls = work.voting.polls
        posted = polls.post_roll(PostPollRoll(poll_id, lines), key="roll")
        assert posted.objections_until == date(2026, 3, 17)
        mandate = example.mandate_of(poll_id, label="居民1", holder_label="", instructions=())
        with pytest.raises(RefusedError) as caught:
            polls.proxies.appoint(mandate, key="candidate")
        assert caught.value.codes == ("proxy_candidate", "proxy_ineligible")
        neighbour = evolve(mandate, holder="王芳", holder_label="居民2")
        assert polls.proxies.appoint(neighbour, key="neighbour").limit == 3
