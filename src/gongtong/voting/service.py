"""What can be done with elections: open one, take in ballots, count (选举服务)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from gongtong.core.codec import canonical, to_json
from gongtong.core.commands import AnyCommand, Command
from gongtong.core.heads import count_heads
from gongtong.core.periods import local_day
from gongtong.core.registry.service import decide_head_rules
from gongtong.core.registry.store import load_register
from gongtong.voting import store
from gongtong.voting.elections.ballot_receipt import (
    BallotsReceived,
    ReceiptFacts,
    ReceiveBallots,
    rule_on_receipt,
)
from gongtong.voting.elections.election_count import (
    CountElection,
    CountFacts,
    ElectionCounted,
    count_from,
    rule_on_count,
)
from gongtong.voting.elections.election_opening import (
    CountingRules,
    ElectionOpened,
    OpenElection,
    OpeningFacts,
    rule_on_opening,
)
from gongtong.voting.electorates import Electorate
from gongtong.voting.policies import (
    CHANNEL_PRIORITY,
    DECISION_RULE,
    MATTER,
    PARTS_COVERED,
    SEAT_ORDER,
    SPOILT_BALLOTS,
)
from gongtong.voting.polls.service import COMMANDS as POLLS_COMMANDS
from gongtong.voting.polls.service import Polls
from gongtong.voting.thresholds import Matter

if TYPE_CHECKING:
    from datetime import date

    from gongtong.core.heads import HeadRules
    from gongtong.core.rulings import Ruling
    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.voting.elections.committee_elections import ElectionResult
    from gongtong.voting.elections.election_on_file import ElectionOnFile


def _open_election(unit: UnitOfWork, request: OpenElection) -> ElectionOpened:
    register = load_register(unit, request.electorate_on)
    head_rules = decide_head_rules(unit, register)
    electorate = Electorate.from_heads(count_heads(register, head_rules), on=register.on)
    rules = _counting_rules(unit, local_day(request.contest.period.opens_at), head_rules)
    facts = OpeningFacts(unit.new_id(), electorate, rules)
    event = unit.granted(rule_on_opening(request, facts))
    store.save_opened_election(unit, event, electorate)
    unit.record(event)
    return event


def _counting_rules(unit: UnitOfWork, on: date, head_rules: HeadRules) -> CountingRules:
    matter = {MATTER.name: Matter.ELECT_OR_REPLACE_COMMITTEE}
    return CountingRules(
        decision_rule=unit.decide(DECISION_RULE, on=on, facts=matter),
        channel_priority=unit.decide(CHANNEL_PRIORITY, on=on),
        parts_covered=unit.decide(PARTS_COVERED, on=on),
        spoilt_ballots=unit.decide(SPOILT_BALLOTS, on=on),
        seat_order=unit.decide(SEAT_ORDER, on=on),
        head_rules=head_rules,
    )


def _receive_ballots(unit: UnitOfWork, request: ReceiveBallots) -> BallotsReceived:
    election = store.load_election(unit, request.election_id)
    files = store.list_ballot_files(unit, election.id)
    event = unit.granted(rule_on_receipt(request, ReceiptFacts(election.state, files)))
    store.save_received_ballots(unit, request, event)
    unit.record(event)
    return event


def _count_election(unit: UnitOfWork, request: CountElection) -> ElectionCounted:
    election = store.load_election(unit, request.election_id)
    event = unit.granted(rule_on_count(request, _count_facts(unit, election)))
    store.save_counted_election(unit, event, seen=election.version)
    unit.record(event)
    return event


def _count_facts(unit: UnitOfWork, election: ElectionOnFile) -> CountFacts:
    return CountFacts(
        state=election.state,
        contest=election.contest,
        rules=election.rules,
        electorate=store.load_electorate(unit, election),
        electorate_digest=election.electorate_digest,
        ballots=store.list_ballots(unit, election.id),
        now=unit.now,
    )


OPEN_ELECTION: Final = Command(
    "voting.open_election", OpenElection, ElectionOpened, _open_election, zh="开启选举"
)
RECEIVE_BALLOTS: Final = Command(
    "voting.receive_ballots", ReceiveBallots, BallotsReceived, _receive_ballots, zh="接收选票"
)
COUNT_ELECTION: Final = Command(
    "voting.count_election", CountElection, ElectionCounted, _count_election, zh="选举计票"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (
    OPEN_ELECTION,
    RECEIVE_BALLOTS,
    COUNT_ELECTION,
    *POLLS_COMMANDS,
)


class Voting:
    """The desk for votes of one place (表决)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Open the desk on a unit of work."""
        self._unit = unit
        self.polls = Polls(unit)

    def open_election(self, request: OpenElection, *, key: str) -> ElectionOpened:
        """Open an election: its electorate and its rules are fixed now (开启选举)."""
        return self._unit.run(OPEN_ELECTION, request, key=key)

    def receive_ballots(self, request: ReceiveBallots, *, key: str) -> BallotsReceived:
        """Take in a file of ballots, also those that will not count (接收选票)."""
        return self._unit.run(RECEIVE_BALLOTS, request, key=key)

    def count_election(self, request: CountElection, *, key: str) -> ElectionCounted:
        """Count an election after its period, and close it (选举计票)."""
        return self._unit.run(COUNT_ELECTION, request, key=key)

    def may_count(self, election_id: UUID) -> Ruling[ElectionCounted]:
        """Give the ruling on a count without writing anything (能否计票)."""
        election = self.election(election_id)
        return rule_on_count(CountElection(election_id), _count_facts(self._unit, election))

    def election(self, election_id: UUID) -> ElectionOnFile:
        """Give an election as it is kept (查询选举)."""
        return store.load_election(self._unit, election_id)

    def elections(self) -> tuple[ElectionOnFile, ...]:
        """List the elections of the place (选举清单)."""
        return store.list_elections(self._unit)

    def electorate(self, election_id: UUID) -> Electorate:
        """Give the electorate as it was fixed at the opening (选民名册)."""
        return store.load_electorate(self._unit, self.election(election_id))

    def result(self, election_id: UUID) -> ElectionResult:
        """Give the outcome that was recorded; raises `UnknownReferenceError` before (选举结果)."""
        return self.election(election_id).recorded_result()

    def recount(self, election_id: UUID) -> ElectionResult:
        """Count once more from every ballot that is kept, and write nothing (重新计票).

        The outcome is the recorded one to the byte, or something was changed since.
        """
        return count_from(_count_facts(self._unit, self.election(election_id)))

    def has_same_recount(self, election_id: UUID) -> bool:
        """Say whether a recount gives the recorded outcome to the byte (重新计票是否一致)."""
        recorded, counted = self.result(election_id), self.recount(election_id)
        return canonical(to_json(recorded)) == canonical(to_json(counted))
