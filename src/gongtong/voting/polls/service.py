"""The desk of polls: every step of a vote, from the draft to the published result (表决活动服务)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.voting.polls.box import service as box
from gongtong.voting.polls.box.service import BallotBox
from gongtong.voting.polls.outcome import service as outcome
from gongtong.voting.polls.outcome.service import PollReports
from gongtong.voting.polls.preparation import service as preparation
from gongtong.voting.polls.proxies import service as proxies
from gongtong.voting.polls.proxies.service import ProxyDesk
from gongtong.voting.polls.requests import (
    AnnouncePoll,
    AnnulPoll,
    CertifyPoll,
    ClosePoll,
    CountPoll,
    DraftPoll,
    ExtendPoll,
    ObjectInPoll,
    OpenPoll,
    PollAnnounced,
    PollAnnulled,
    PollCertified,
    PollClosed,
    PollCounted,
    PollDrafted,
    PollExtended,
    PollObjectionRaised,
    PollObjectionSettled,
    PollOpened,
    PollPublished,
    PollRollPosted,
    PostPollRoll,
    PublishPoll,
    SettlePollObjection,
)
from gongtong.voting.polls.withdrawing import PollWithdrawn, WithdrawPoll

if TYPE_CHECKING:
    from gongtong.core.commands import AnyCommand
    from gongtong.core.storage.unit import UnitOfWork

COMMANDS: Final[tuple[AnyCommand, ...]] = (
    *preparation.COMMANDS,
    *proxies.COMMANDS,
    *box.COMMANDS,
    *outcome.COMMANDS,
)


class Polls:
    """The desk for polls, with the ballot box, mandates, and what can be read beside them (表决活动台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Open the desk on a unit of work."""
        self._unit = unit
        self.box = BallotBox(unit)
        self.proxies = ProxyDesk(unit)
        self.reports = PollReports(unit)

    def draft(self, request: DraftPoll, *, key: str) -> PollDrafted:
        """Draft a poll, also one that follows another (拟定表决)."""
        return self._unit.run(preparation.DRAFT_POLL, request, key=key)

    def announce(self, request: AnnouncePoll, *, key: str) -> PollAnnounced:
        """Announce a poll: its rules are answered now and hold to its end (公告表决)."""
        return self._unit.run(preparation.ANNOUNCE_POLL, request, key=key)

    def post_roll(self, request: PostPollRoll, *, key: str) -> PollRollPosted:
        """Post the roll, for objections (公示名册)."""
        return self._unit.run(preparation.POST_ROLL, request, key=key)

    def object(self, request: ObjectInPoll, *, key: str) -> PollObjectionRaised:
        """Object to the roll, or to the preliminary count (提出异议)."""
        return self._unit.run(preparation.OBJECT, request, key=key)

    def settle(self, request: SettlePollObjection, *, key: str) -> PollObjectionSettled:
        """Rule on an objection, and correct the roll where it is right (处理异议)."""
        return self._unit.run(preparation.SETTLE, request, key=key)

    def open(self, request: OpenPoll, *, key: str) -> PollOpened:
        """Open the vote: the roll stands still from now on (开始投票)."""
        return self._unit.run(preparation.OPEN_POLL, request, key=key)

    def extend(self, request: ExtendPoll, *, key: str) -> PollExtended:
        """Take ballots for longer, as the rule has it (延期)."""
        return self._unit.run(preparation.EXTEND_POLL, request, key=key)

    def withdraw(self, request: WithdrawPoll, *, key: str) -> PollWithdrawn:
        """Withdraw a draft or an announced poll before its opening, for a reason (撤回)."""
        return self._unit.run(preparation.WITHDRAW_POLL, request, key=key)

    def close(self, request: ClosePoll, *, key: str) -> PollClosed:
        """Close the vote and publish the root over all ballots (截止投票)."""
        return self._unit.run(outcome.CLOSE_POLL, request, key=key)

    def count(self, request: CountPoll, *, key: str) -> PollCounted:
        """Count the poll; the result is preliminary, for objections (计票)."""
        return self._unit.run(outcome.COUNT_POLL, request, key=key)

    def certify(self, request: CertifyPoll, *, key: str) -> PollCertified:
        """Certify the result after the days for objections (确认结果)."""
        return self._unit.run(outcome.CERTIFY_POLL, request, key=key)

    def publish(self, request: PublishPoll, *, key: str) -> PollPublished:
        """Publish the certified result (公布结果)."""
        return self._unit.run(outcome.PUBLISH_POLL, request, key=key)

    def annul(self, request: AnnulPoll, *, key: str) -> PollAnnulled:
        """Annul a poll, for a reason and by a decision (作废)."""
        return self._unit.run(outcome.ANNUL_POLL, request, key=key)
