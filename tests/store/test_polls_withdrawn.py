"""A poll that is taken back before it opens: on file with its reason, and another may take its place."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from gongtong.core.errors import RefusedError
from gongtong.testing.examples import polls as example
from gongtong.testing.examples.people import CHAIR
from gongtong.testing.stage import NOW
from gongtong.voting.elections.ballots import VotingPeriod
from gongtong.voting.polls.poll_on_file import LinkKind, PollLink
from gongtong.voting.polls.poll_states import PollState, PollStep
from gongtong.voting.polls.requests import AnnouncePoll, OpenPoll
from gongtong.voting.polls.withdrawing import WithdrawPoll

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage


def test_a_draft_that_comes_too_late_is_no_draft_for_good(place: Stage) -> None:
    """It cannot be announced any more; it is withdrawn with a reason, and drafted again for later."""
    late = NOW + timedelta(days=1)
    poll_id = example.drafted(place)
    with pytest.raises(RefusedError) as caught, place.work(CHAIR, now=late) as work:
        work.voting.polls.announce(AnnouncePoll(poll_id), key="announce")
    assert caught.value.codes == ("voting.announced_late",)
    with place.work(CHAIR, now=late) as work:
        work.voting.polls.withdraw(WithdrawPoll(poll_id, "公告已来不及"), key="withdraw")
    period = VotingPeriod(
        example.OPENS_AT + timedelta(days=9), example.CLOSES_AT + timedelta(days=9)
    )
    follows = PollLink(poll_id, LinkKind.REPEAT)
    with place.work(CHAIR, now=late) as work:
        polls = work.voting.polls
        withdrawn = polls.reports.poll(poll_id)
        again = polls.draft(example.draft_of(period=period, follows=follows), key="again").poll_id
        polls.announce(AnnouncePoll(again), key="announce again")
        assert polls.reports.poll(again).state is PollState.ANNOUNCED
        assert polls.reports.poll(poll_id).state is PollState.REPEATED
        assert work.broken_event() is None
    assert withdrawn.state is PollState.WITHDRAWN
    (move,) = withdrawn.moves
    assert (move.step, move.reason, move.at) == (PollStep.WITHDRAW, "公告已来不及", late)


def test_a_withdrawn_poll_is_not_opened(place: Stage) -> None:
    """Announced and posted as it was; nothing leads from there to the ballot box."""
    poll_id = example.posted(place)
    with place.work(CHAIR) as work:
        work.voting.polls.withdraw(WithdrawPoll(poll_id, "候选人退出"), key="withdraw")
    with pytest.raises(RefusedError) as caught, place.work(CHAIR, now=example.OPENS_AT) as work:
        work.voting.polls.open(OpenPoll(poll_id), key="open")
    assert caught.value.codes == ("voting.wrong_poll_state",)


def test_an_open_poll_is_annulled_and_not_withdrawn(place: Stage) -> None:
    """Ballots may be in it: that takes a decision."""
    poll_id = example.opened(place)
    with pytest.raises(RefusedError) as caught, place.work(CHAIR, now=example.VOTING) as work:
        work.voting.polls.withdraw(WithdrawPoll(poll_id, "候选人退出"), key="withdraw")
    assert caught.value.codes == ("voting.wrong_poll_state",)
