"""An election as it is kept (在册选举)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from attrs import frozen

from gongtong.core.errors import UnknownReferenceError
from gongtong.voting.elections.ballots import Contest
from gongtong.voting.elections.committee_elections import ElectionResult
from gongtong.voting.elections.election_opening import CountingRules
from gongtong.voting.elections.election_states import ElectionState


@frozen(kw_only=True)
class ElectionOnFile:
    """An election as it is kept (在册选举)."""

    id: UUID
    title: str
    contest: Contest
    rules: CountingRules
    electorate_on: date
    electorate_digest: bytes
    state: ElectionState
    result: ElectionResult | None
    counted_at: datetime | None
    version: int

    def recorded_result(self) -> ElectionResult:
        """Give the outcome of the count; raises `UnknownReferenceError` before it (已记录结果)."""
        if self.result is None:
            raise UnknownReferenceError("count of election", self.id)
        return self.result
