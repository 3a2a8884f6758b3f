"""When a poll may open and close, by the regulation and the Code."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from gongtong.community import Gongtong
from gongtong.core.offices import Office
from gongtong.core.periods import SHANGHAI
from gongtong.core.places import Place
from gongtong.core.rulings import Refused
from gongtong.plugins.host import Host
from gongtong.voting.elections.ballots import VotingPeriod
from gongtong.voting.polls.moving import KeptBallots, MoveFacts, reasons_of_days, rule_on_close
from gongtong.voting.polls.policies import NOTICE_DAYS
from gongtong.voting.polls.poll_on_file import PollOnFile
from gongtong.voting.polls.poll_rules import DEFAULT_DUTIES, Secrecy
from gongtong.voting.polls.poll_states import PollState
from gongtong.voting.polls.requests import ClosePoll
from gongtong.voting.polls.sources import FIFTEEN_DAYS

BOOK = Gongtong(host=Host.of()).book
PLACE = Place("garden", "花园小区", "421003")
OPENING = date(2025, 6, 20)
END = datetime(2025, 6, 25, 18, 0, tzinfo=SHANGHAI)
KEPT = KeptBallots(ballots=0, voters=0, root=bytes(32), roll_digest=bytes(32))


@pytest.mark.policy(source="物业管理条例", clause="第14条第1款")
@pytest.mark.parametrize(
    ("announced_on", "codes"),
    [
        (date(2025, 6, 4), []),
        (date(2025, 6, 5), []),
        (date(2025, 6, 6), ["voting.announced_late"]),
    ],
    ids=["sixteen days", "fifteen days", "fourteen days"],
)
def test_notice_of_an_assembly(announced_on: date, codes: list[str]) -> None:
    """业主大会会议应当于会议召开15日以前通知全体业主: a poll is announced at least fifteen days before it opens."""
    needed = BOOK.resolve(NOTICE_DAYS, PLACE, OPENING).value
    found = [
        *reasons_of_days(
            announced_on, OPENING, needed, code="voting.announced_late", source=FIFTEEN_DAYS
        )
    ]
    assert needed == 15
    assert [reason.code for reason in found] == codes
    assert all(str(reason.source) == "《物业管理条例》第14条第1款" for reason in found)


@pytest.mark.policy(source="民法典", clause="第1259条")
@pytest.mark.parametrize(
    ("now", "is_closed"),
    [(END - timedelta(seconds=1), False), (END, False), (END + timedelta(seconds=1), True)],
    ids=["a second before", "at the end", "a second after"],
)
def test_the_end_of_a_vote_belongs_to_it(now: datetime, *, is_closed: bool) -> None:
    """届满包括本数: ballots are taken in the last moment of the period, and the poll is closed after it."""
    poll = PollOnFile(
        id=UUID(int=1),
        title="书面表决",
        questions=(),
        secrecy=Secrecy.OPEN,
        period=VotingPeriod(END - timedelta(days=5), END),
        electorate_on=date(2025, 6, 1),
        state=PollState.OPEN,
        version=1,
    )
    facts = MoveFacts(poll=poll, held=(Office.CHAIR,), duties=DEFAULT_DUTIES, now=now)
    ruling = rule_on_close(ClosePoll(poll.id), facts, KEPT)
    assert isinstance(ruling, Refused) is not is_closed
    if isinstance(ruling, Refused):
        assert ruling.codes == ("voting.still_open",)
        assert str(ruling.reasons[0].source) == "《民法典》第1259条"
